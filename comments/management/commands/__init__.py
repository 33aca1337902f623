"""What operators run, one command in each module."""
