"""Reads web pages as a browser would show them."""
