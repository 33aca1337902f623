"""What frontends and moderators' tools call."""
