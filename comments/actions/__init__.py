"""What is done to replies: one verb in each module."""
