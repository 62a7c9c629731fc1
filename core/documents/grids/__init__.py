"""Finds the cells of a page, of PDF and scans alike, from rules and from where words stand."""
