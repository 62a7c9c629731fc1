"""What is asked of the structure of a report, in the thread of its lane."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...core.documents.document import Document, Paragraph, Region
from ...core.extraction.report import Reading
from ...core.extraction.structure.placement import PlacedTable

if TYPE_CHECKING:  # what places a table is loaded in the lane's thread, when one is first shown
    from ...core.extraction.structure.surface import Surface
    from ...core.extraction.structure.table_structure import Structure
    from ...core.forms import Form


@dataclass(frozen=True)
class PlacementAnswer:
    """A table placed under constraints, and what would be read otherwise.

    Attributes:
        name: Of the report in which a person placed this layout; empty where none did.
    """

    placed: PlacedTable
    readings: Mapping[str, Reading]
    name: str = ""


def structure_of(
    source: Surface | Document, form: Form, others: Sequence[Region] = ()
) -> Structure:
    """Returns the tables on a surface, or on what a document of pictures holds.

    Args:
        source: What was read.
        form: Of the report.
        others: Where other reports of the file have their tables.
    """
    from ...core.extraction.labels import widest_domain
    from ...core.extraction.structure.surface import Surface, surface_of
    from ...core.extraction.structure.table_structure import Structure

    if not isinstance(source, Surface):
        source = surface_of(source, widest_domain((form,)))
    return Structure(source.without(others), form)


def is_recognised(document: Document) -> bool:
    """Returns whether a document is pictures alone, whose recognised cells are at hand."""
    lines = [block for block in document.blocks if isinstance(block, Paragraph)]
    return document.kind == "image" or (bool(lines) and all(one.recognised for one in lines))
