"""What is known of photos?"""
