"""Articles: the working copy, its editions, experts and quotes, popularity."""
