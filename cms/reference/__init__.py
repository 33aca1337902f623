"""Which page does the newspaper itself show of a story? One that any frontend could have made."""
