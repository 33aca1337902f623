"""What holds for every photo, decided from values alone?"""
