"""Where moderators work in the admin."""
