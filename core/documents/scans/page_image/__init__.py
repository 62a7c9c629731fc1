"""The picture of a page before it is recognised: cleaned, level, and its print told from rules."""
