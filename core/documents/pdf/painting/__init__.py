"""What a page of a PDF paints, on which layers, and which of its text is seen."""
