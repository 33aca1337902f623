"""How replies come over from other systems."""
