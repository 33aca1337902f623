"""Who outside is told of what happens here, and how does it get there?"""
