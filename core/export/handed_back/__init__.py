"""Gives an extraction back, corrected in its own shape, with what was changed and how often."""
