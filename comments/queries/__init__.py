"""What is asked of the rows of replies."""
