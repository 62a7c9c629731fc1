"""The review file: one SQLite database, how it is made, locked, read, written and verified."""
