"""The review opinion: what is returned to the office, as PDF, Word and web page."""
