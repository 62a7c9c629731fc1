"""How files are written, told apart, opened and cleaned up, whatever stands in them."""
