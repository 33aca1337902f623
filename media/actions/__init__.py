"""What do people do with photos?"""
