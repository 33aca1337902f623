"""What is the least that any Django view costs on this server?"""
