"""Reads PDF: its characters, what it draws, and which of it a reader sees."""
