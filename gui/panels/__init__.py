"""The parts of the window around the form and the source."""
