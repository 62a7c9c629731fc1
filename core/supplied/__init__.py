"""Figures that another program extracted, or a person typed: one more reader of a report."""
