"""What holds for replies, decided from values alone: no database, no Django."""
