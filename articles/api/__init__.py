"""The doors of articles."""
