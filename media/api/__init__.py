"""How do photos leave the house?"""
