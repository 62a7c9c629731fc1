"""The source beside the grid: pages as printed or a flow of text, with the places of the cells."""

from .close_up import CloseUp
from .source_view import SourceView

__all__ = ["CloseUp", "SourceView"]
