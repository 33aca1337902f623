"""What does a newsroom look like on its first day? An invented paper, its stories and photos."""
