"""What is decided from values alone: no Django in here."""
