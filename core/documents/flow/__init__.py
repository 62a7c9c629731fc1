"""What every reader of flowing text hands over: runs of text, and the places of its blocks."""
