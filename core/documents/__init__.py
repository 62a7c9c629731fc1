"""Opens sources: one module a kind, one ``Document`` type for all.

The values alone are imported here: whoever shows them needs no reader of any kind.
"""

from .document import Block, Document, Grid, GridCell, Page, Paragraph, Region
from .geometry import Box

__all__ = [
    "Block",
    "Box",
    "Document",
    "Grid",
    "GridCell",
    "Page",
    "Paragraph",
    "Region",
]
