"""Tables of any document as grids of figures, with the rules found in them."""
