"""Reads plain text, Markdown and separated values."""
