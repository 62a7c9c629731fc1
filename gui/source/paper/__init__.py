"""The sheets that a source is shown on: printed pages, and flowing text set on paper."""
