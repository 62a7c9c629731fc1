"""What an opened source is, whatever its kind: pages, paragraphs and grids, each with its place."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .evidence import Evidence
    from .flow.runs import Runs
    from .witness import PageWitness

from .geometry import Box, Displayed


@dataclass(frozen=True, slots=True)
class Region:
    """Where something stands in the source.

    Paged kinds (PDF, pictures) set ``page`` (index from 0) and ``box``. Flow kinds (Word, web,
    text, sheets) set ``anchor``: the ``id`` of an element in ``Document.flow``.
    """

    page: int | None = None
    box: Box[Displayed] | None = None
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its index from 0 and its size as displayed, in PDF points."""

    index: int
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class GridCell:
    """One cell of a grid, merged cells once, at their top left place.

    Attributes:
        row, column: Index from 0 within its grid.
        row_span, column_span: How many rows and columns it covers, at least 1.
        text: What is printed in it; lines joined by a newline. What is crossed out is left out.
        confidence: How sure the text is, on the scale of ``core.doubts``. Native text is 1.
        alternatives: Other texts that the reader thought possible, best first.
        legible: False where there is something printed that could not be read.
        across: From where to where it lies across the page turned level, in points of print; None
            where its region says so. On a page scanned askew, or whose text stands sideways, the
            regions of a column do not lie below each other.
        doubt: Why the confidence is low: a word of ``core.doubts.DOUBTS``, or empty.
        marked: All of its runs, where some are crossed out, not seen, raised or the like; empty
            where none is, and on pages, which show it themselves.
        notes: Signs of notes beside its figure, which are no part of it.
    """

    row: int
    column: int
    text: str
    region: Region
    row_span: int = 1
    column_span: int = 1
    confidence: float = 1.0
    alternatives: tuple[str, ...] = ()
    legible: bool = True
    across: tuple[float, float] | None = None
    doubt: str = ""
    marked: Runs = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as drawn: every cell by its row and column.

    Attributes:
        cells: In row-major order of their top left places. Places that no cell covers are missing.
        rows, columns: How many there are.
        region: The outline of the whole grid (paged kinds: on one page).
        ruled: False where the columns were found from the words' places and not from lines,
            spans or markup, so that a column's limits are a guess.
    """

    cells: tuple[GridCell, ...]
    rows: int
    columns: int
    region: Region
    ruled: bool = True


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of a flow document, or one line of a page, outside every grid.

    Attributes:
        recognised: Its characters were recognised from a picture, and may be others.
    """

    text: str
    region: Region
    recognised: bool = False


Block = Paragraph | Grid


@dataclass(frozen=True, slots=True)
class Document:
    """An opened source.

    Attributes:
        path: The file, as it was given.
        sha256: Of the file's bytes, lower-case hex.
        kind: "pdf", "ofd", "image", "docx", "html", "text", "xlsx" or "doc".
        blocks: Everything printed, in reading order.
        pages: Empty for flow kinds.
        flow: Sanitized HTML of flow kinds, with an ``id`` at each paragraph and cell that a
            region names; empty for paged kinds. It has no script, style sheet, link or picture
            that could make a viewer fetch anything.
        unread_pages: Indexes of pages that are pictures and could not be read.
        witnesses: What else testifies of the pages of a PDF that may hold tables. It does not
            outlive the reading.
        readers: The programs that read the text of its pages, the one that is believed first;
            empty where it is none of a PDF.
        evidence: What the pages of a PDF that may hold tables show, for the registration of the
            form; it does not outlive the reading.
        title: What the head of a web page, or the properties of a PDF or Word file, call it; it is
            shown nowhere in the text.
        framed: Names of the files that a web page shows in its frames, which are not read.
        producer: The programs that made it; told where layouts are compared, else empty.
    """

    path: Path
    sha256: str
    kind: str
    blocks: tuple[Block, ...]
    pages: tuple[Page, ...] = ()
    flow: str = ""
    unread_pages: tuple[int, ...] = field(default=())
    witnesses: tuple[PageWitness, ...] = ()
    readers: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    title: str = ""
    framed: tuple[str, ...] = ()
    producer: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """What names it from outside its text: its title, and its file."""
        return tuple(name for name in (self.title, self.path.stem) if name)
