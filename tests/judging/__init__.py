"""Judges how documents with known figures are read: what is drawn, and what lies in a folder."""
