"""Comments: what readers reply, and how it is moderated."""
