"""How does SQLite serve a house in which many write at once?"""
