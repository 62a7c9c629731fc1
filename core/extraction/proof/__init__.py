"""Independent checks of each cell that was read. None changes a figure; each takes certainty away
where it fails, and says what it saw instead.
"""
