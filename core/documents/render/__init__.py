"""Draws pages, and tells the text of a drawn page."""
