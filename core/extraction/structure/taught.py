"""What a correction teaches of a layout, and what it says of another report laid out alike.

What is kept of a correction is what holds for another report of the layout: its columns and the way
it is laid out. Rows and areas lie elsewhere in each report.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import replace

from ..registration.words import Word
from .constraints import COLUMN, Boundary, Constraint, Laid, Named
from .placement import PlacedTable
from .solving import Structure
from .taught_layouts import TaughtLayout

_COARSE = 4.0
"""Points: rules and pages that differ by less are alike."""


def fingerprint_of(structure: Structure, table: str) -> str:
    """Returns the fingerprint of the layout of a table: empty where the table was not found.

    It stands for the kind of file and the program behind its text, the size of the page, the heads
    over the table in their order, and the upright rules beside it.
    """
    found = structure.registered.get(table)
    if found is None or not found.runs:
        return ""
    run = found.runs[0]
    sheet = run.bands[0].sheet
    top = min(band.top for band in run.bands if band.sheet == sheet)
    evidence = structure.pages[sheet]
    heads = _heads(structure.words[sheet], top)
    said = {
        "table": table,
        "kind": structure.surface.document.kind,
        "readers": list(structure.surface.document.readers),
        "page": [round(edge / _COARSE) for edge in (evidence.frame.width,)],
        "plan": found.plan.name,
        "heads": heads,
        "rules": sorted({round(rule.at / _COARSE) for rule in evidence.vertical}),
    }
    text = json.dumps(said, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _heads(words: Iterable[Word], top: float) -> list[str]:
    """Returns the letters over the first row, from left to right, those near it alone."""
    near = [word for word in words if word.letters and top - 80 < word.y < top]
    return [word.letters for word in sorted(near, key=lambda word: (round(word.x0), word.y))]


def taught_by(structure: Structure, placed: PlacedTable, name: str) -> TaughtLayout | None:
    """Returns what a placement teaches of its layout; None where it is nothing of its columns."""
    fingerprint = fingerprint_of(structure, placed.table)
    sheets = _sheets(structure, placed.table)
    kept: list[Constraint] = []
    for one in placed.constraints:
        if isinstance(one, Laid):
            kept.append(one)
        elif isinstance(one, Boundary | Named) and one.axis == COLUMN and one.sheet in sheets:
            kept.append(replace(one, sheet=sheets.index(one.sheet)))
    if not kept or not fingerprint:
        return None
    return TaughtLayout(fingerprint, placed.table, tuple(kept), name)


def constraints_of(taught: TaughtLayout, structure: Structure) -> tuple[Constraint, ...]:
    """Returns what was taught, as constraints on the table of another report of the layout."""
    sheets = _sheets(structure, taught.table)
    made: list[Constraint] = []
    for one in taught.constraints:
        if isinstance(one, Laid):
            made.append(one)
        elif isinstance(one, Boundary | Named) and one.sheet < len(sheets):
            made.append(replace(one, sheet=sheets[one.sheet]))
    return tuple(made)


def _sheets(structure: Structure, table: str) -> list[int]:
    """Returns the sheets that a table stands on as registered."""
    found = structure.registered.get(table)
    bands = found.bands if found is not None else ()
    return sorted({band.sheet for band in bands})
