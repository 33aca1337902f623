"""How is a newsroom filled with stories, people and replies to try it with?"""
