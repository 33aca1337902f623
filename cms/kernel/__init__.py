"""What every room needs and no room owns: errors, the clock, answers, pages, tokens."""
