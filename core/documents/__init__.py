"""Opens sources: one module a kind, one ``Document`` type for all."""

from .document import Block, Document, Grid, GridCell, Page, Paragraph, Region
from .geometry import Box
from .opening import open_document

__all__ = [
    "Block",
    "Box",
    "Document",
    "Grid",
    "GridCell",
    "Page",
    "Paragraph",
    "Region",
    "open_document",
]
