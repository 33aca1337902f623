"""What people do to stories: one verb a module."""
