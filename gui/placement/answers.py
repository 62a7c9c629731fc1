"""What is asked of the structure of a report, in the thread of its lane."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...core.documents.document import Document, Paragraph
from ...core.errors import StructureRefusedError
from ...core.extraction.report import Reading
from ...core.extraction.structure.placement import PlacedTable
from ...core.extraction.structure.taught_layouts import TaughtLayout

if TYPE_CHECKING:  # what places a table is loaded in the lane's thread, when one is first shown
    from ...core.extraction.structure.solving import Structure
    from ...core.extraction.structure.surface import Surface
    from ...core.forms import Form


@dataclass(frozen=True)
class PlacementAnswer:
    """A table placed under constraints, and what would be read otherwise.

    Attributes:
        name: Of the report in which a person placed this layout; empty where none did.
    """

    placed: PlacedTable
    readings: dict[str, Reading]
    name: str = ""


def as_taught(
    structure: Structure,
    table: str,
    current: Mapping[str, Reading],
    kept: Sequence[TaughtLayout],
) -> PlacementAnswer | None:
    """Returns a table as its layout was placed in another report; None where it is not known."""
    from ...core.extraction.structure.taking import readings_to_take
    from ...core.extraction.structure.taught import constraints_of, fingerprint_of

    own = [layout for layout in kept if layout.table == table]
    fingerprint = fingerprint_of(structure, table) if own else ""
    known = next((one for one in own if one.fingerprint == fingerprint), None)
    if known is None:
        return None
    try:
        placed = structure.place(table, constraints_of(known, structure))
    except StructureRefusedError:
        return None
    document = structure.surface.document
    readings = readings_to_take(placed, current, structure.form, document)
    return PlacementAnswer(placed, readings, known.name)


def structure_of(source: Surface | Document, form: Form) -> Structure:
    """Returns the tables on a surface, or on what a document of pictures holds."""
    from ...core.extraction.labels import widest_domain
    from ...core.extraction.structure.solving import Structure
    from ...core.extraction.structure.surface import Surface, surface_of

    if not isinstance(source, Surface):
        source = surface_of(source, widest_domain((form,)))
    return Structure(source, form)


def is_recognised(document: Document) -> bool:
    """Returns whether a document is pictures alone, whose recognised cells are at hand."""
    lines = [block for block in document.blocks if isinstance(block, Paragraph)]
    return document.kind == "image" or (bool(lines) and all(one.recognised for one in lines))
