"""Aligns the lines of a document with the lines that the form should print."""
