"""How the elements of a web page look: its style sheets, and what they say of each element."""
