"""How do editors see photos?"""
