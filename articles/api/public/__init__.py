"""The public doors: they see editions and counters only."""
