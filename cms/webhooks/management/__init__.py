"""What can an operator run?"""
