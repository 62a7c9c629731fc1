"""What the file of an extraction says: reports, their figures, and where each stands in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ..bilingual import Bilingual
from ..figures import Figure

VALUE, TEXT, STATE = "value", "text", "state"
"""What a place of a cell holds: its number, its printed text, or the word for its state."""

FILE, ORGANIZATION, YEAR, CELL = "file", "organization", "year", "cell"
"""What a column may say besides a figure; the last one names the cell of a line."""

TABLE, FORM = "table", "form"
"""How a file is laid out: a line a report or a line a cell, or as the official form."""


@dataclass(frozen=True, slots=True)
class FileSlot:
    """Where a value stands in the file.

    Attributes:
        row, column: From 1, of a sheet or of separated values; 0 in JSON.
        sheet: The name of the sheet; empty where there are none.
        path: The way to it in JSON, keys and numbers with "/" between.
        span: Where it stands in the text, in characters from 0; of a workbook None.
        is_formula: A formula of a workbook stands there.
    """

    row: int = 0
    column: int = 0
    sheet: str = ""
    path: str = ""
    span: tuple[int, int] | None = None
    is_formula: bool = False

    def sentence(self, language: str) -> str:
        """Returns where that is, for people, in "zh" or "en"."""
        if self.path:
            return self.path
        at = Bilingual(
            f"第 {self.row} 行第 {self.column} 列", f"row {self.row}, column {self.column}"
        ).in_language(language)
        return f"{self.sheet} {at}".strip()


@dataclass(frozen=True, slots=True)
class Saying:
    """What one place of the file says of a cell.

    Attributes:
        role: ``VALUE``, ``TEXT`` or ``STATE``.
        raw: As it stands there.
    """

    role: str
    raw: str
    slot: FileSlot


@dataclass(frozen=True, slots=True)
class SuppliedFigure:
    """One cell as the file has it.

    Attributes:
        figure: What it says; where its places say different things, the first that is read.
        sayings: Every place that says something of it, the one that is read first.
        disagrees: What another of its places says otherwise; None where they agree.
    """

    figure: Figure
    sayings: tuple[Saying, ...]
    disagrees: Figure | None = None

    @property
    def slot(self) -> FileSlot:
        """Where the figure stands."""
        return self.sayings[0].slot


@dataclass(frozen=True, slots=True)
class SuppliedReport:
    """One report of the file.

    Attributes:
        number: From 1, in the order of the file.
        file: The name of the source that it was extracted from; empty where it is not said.
        organization: As it stands; empty where it is not said.
        figures: By cell id, of any edition, in the order of the file.
    """

    number: int
    file: str
    organization: str
    year: int | None
    figures: Mapping[str, SuppliedFigure]

    def name(self, language: str) -> str:
        """Returns what it is called, for people, in "zh" or "en"."""
        said = [self.organization, str(self.year or ""), f"({self.file})" if self.file else ""]
        numbered = Bilingual(f"第 {self.number} 份", f"number {self.number}").in_language(language)
        return " ".join(part for part in said if part) or numbered


@dataclass(frozen=True, slots=True)
class ColumnMatch:
    """What a column of the file was taken for.

    Attributes:
        name: As the file heads it.
        target: A cell id, ``FILE``, ``ORGANIZATION``, ``YEAR`` or ``CELL``; empty for nothing.
        role: Of a cell: ``VALUE``, ``TEXT`` or ``STATE``.
        offers: Cells that it may be, likeliest first, where it was taken for nothing.
        chosen: A person said so.
    """

    name: str
    target: str = ""
    role: str = VALUE
    offers: tuple[str, ...] = ()
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class GivenExtraction:
    """The extraction that reports are to be held against, as a person names it.

    Attributes:
        mapped: What columns are, where a person said so.
    """

    path: Path
    mapped: tuple[ColumnMatch, ...] = ()


@dataclass(frozen=True, slots=True)
class SuppliedExtraction:
    """The file of an extraction.

    Attributes:
        sha256: Of its bytes, lower-case hex.
        kind: "json", "csv" or "xlsx".
        shape: ``TABLE`` or ``FORM``.
        columns: What its columns were taken for; none where it has no columns.
        encoding: Of a text.
        separator: Of separated values.
    """

    path: Path
    sha256: str
    kind: str
    shape: str
    reports: Sequence[SuppliedReport]
    columns: Sequence[ColumnMatch] = field(default=())
    encoding: str = ""
    separator: str = ""

    @property
    def known_cells(self) -> int:
        """How many cells it has of the report of which it has most."""
        return max((len(one.figures) for one in self.reports), default=0)

    @property
    def unknown_columns(self) -> tuple[ColumnMatch, ...]:
        """The columns that are taken for nothing and may be cells."""
        return tuple(
            one
            for one in self.columns
            if not one.target and not one.chosen and any("." in offer for offer in one.offers)
        )
