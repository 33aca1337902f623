"""What is told outside and when, decided from values alone?"""
