"""What one report says: every cell of its form as read, each with its place and its doubt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import chain
from pathlib import Path

from ..documents.document import Region
from ..figures import Figure
from ..forms import Form


@dataclass(frozen=True, slots=True)
class Reading:
    """One cell as read.

    Attributes:
        figure: What is printed and what it says.
        region: Where it is printed; None where the document prints no such cell.
        confidence: 0 to 1, on the scale of ``core.doubts``, which says what is a doubt.
        alternatives: Other texts that may stand there, best first.
        doubt: Why the confidence is low: a word of ``core.doubts.DOUBTS``, or empty.
        notes: Signs of notes that stand beside the figure, such as "1", "①" or "*".
    """

    figure: Figure
    region: Region | None = None
    confidence: float = 1.0
    alternatives: tuple[str, ...] = ()
    doubt: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class IdentityReading:
    """The name of the body, or the year, as read.

    Attributes:
        text: As it is taken; empty if not found.
        region: Where it is printed; None if not found.
        confidence: 0 to 1, on the scale of ``core.doubts``.
        alternatives: What else it may be, best first.
        doubt: Why the confidence is low: a word of ``core.doubts.DOUBTS``, or empty.
    """

    text: str = ""
    region: Region | None = None
    confidence: float = 0.0
    alternatives: tuple[str, ...] = ()
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Identity:
    """Whose report it is and of which year, with how sure that is."""

    organization: IdentityReading = IdentityReading()
    year: IdentityReading = IdentityReading()


@dataclass(frozen=True, slots=True)
class Claim:
    """A figure, a share or a list of parts that the narrative states.

    Attributes:
        kind: "cell", "group" (of rows), "share" or "sum".
        rule: The rule that checks it: ``text.<cell>``, ``text.<group>``, ``text.share.<n>``,
            ``text.sum.<n>``.
        cell: The cell it speaks of; empty unless kind is "cell".
        stated: The figure, the percentage, or the whole that is stated.
        parts: The stated parts of a sum; for a share, the stated part, and the whole if it is
            stated as well.
        quote: The words as printed.
        region: Where they stand.
        cells: The cells whose sum a group is; for a share whose whole is not stated, the cells
            that it may be: one of them, or the sum of those behind the first.
    """

    kind: str
    rule: str
    cell: str
    stated: int | Decimal
    quote: str
    parts: tuple[int | Decimal, ...] = ()
    region: Region | None = None
    cells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unplaced:
    """Something printed that looks like a figure of the form and found no cell."""

    text: str
    region: Region
    near: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a report was read from."""

    path: Path
    sha256: str
    kind: str


@dataclass(frozen=True)
class Report:
    """One annual report as read from its source. Never changed afterwards.

    Attributes:
        form: Its form, assembled from the tables that it prints.
        organization: The body that published it, as printed; empty if not found.
        year: The year that it reports on; None if not found.
        readings: A reading for every cell of the form, in the form's order.
        missing_tables: Ids of tables of the form that the document does not print.
        index: Which report of its file this is, from 0.
        readers: The programs that read its text, as in ``Document``.
        blank_forms: How many blank forms stand in the same file and were passed over.
        identity: How body and year were read; None of a report read before that was kept.
        placements: The reports, by table id, after which tables of this one were placed on request
            as a person placed them there; nobody looked at them here.
    """

    form: Form
    organization: str
    year: int | None
    source: Source
    readings: Mapping[str, Reading]
    claims: tuple[Claim, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()
    missing_tables: tuple[str, ...] = ()
    index: int = 0
    readers: tuple[str, ...] = ()
    blank_forms: int = 0
    identity: Identity | None = None
    placements: Mapping[str, str] = field(default_factory=dict)

    @property
    def missing_rows(self) -> Mapping[str, tuple[tuple[str, ...], ...]]:
        """The rows that were not found in a table that is printed, each as its cells, by the
        table's id; of tables that are whole, none.
        """
        missing: dict[str, tuple[tuple[str, ...], ...]] = {}
        for table in self.form.tables:
            rows: dict[str, list[str]] = {}
            for cell in table.cells():
                rows.setdefault(cell.row.id, []).append(cell.id)
            absent = tuple(
                tuple(cells)
                for cells in rows.values()
                if all(self.readings[cell].doubt == "missing" for cell in cells)
            )
            if absent and table.id not in self.missing_tables:
                missing[table.id] = absent
        return missing

    @property
    def unread_rows(self) -> Mapping[str, tuple[str, ...]]:
        """The cells of the rows that were not found in a table that is printed, by the table's id;
        empty where no figure is left over, so that the document may well print no such rows.
        """
        if not self.unplaced:
            return {}
        return {table: tuple(chain(*rows)) for table, rows in self.missing_rows.items()}

    @property
    def figures(self) -> dict[str, Figure]:
        """What each cell says, by cell id."""
        return {cell: reading.figure for cell, reading in self.readings.items()}
