"""How does one command open the newsroom on this machine?"""
