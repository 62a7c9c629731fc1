"""Draws reports with known figures, in every layout and habit that reports are printed in."""

from .draw import draw
from .layouts import LAYOUTS
from .report import DrawnReport, Truth

__all__ = ["LAYOUTS", "DrawnReport", "Truth", "draw"]
