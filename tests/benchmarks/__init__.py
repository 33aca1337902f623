"""How much CPU does a request cost, as a ratio to an empty Django view on the same server?"""
