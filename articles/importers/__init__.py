"""How stories come in from elsewhere."""
