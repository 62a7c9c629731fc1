"""Finds the rows of a table in a text without cells: a label of the form, then all its figures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...forms import Block, Table
from ..alignment.expected import Expected, Role, expected_lines
from ..labels import bare

_FIGURES = re.compile(r"[0-9+\-—–/][0-9+\-—–/.,\s]*+")
"""Digits and marks of several cells as far as they go on, and what may part them."""

_ENUMERATOR = re.compile(r"[0-9]$")
_BRACKETED = re.compile(r"[(][0-9]{1,2}[)]")
_UNIT = re.compile(r"(?:万元|亿元|千元|元|万)(?![\u3400-\u9fff]{0,2}[)）])")
_HALF_WIDTH = {0xFF01 + offset: 0x21 + offset for offset in range(94)} | {0x3000: 0x20}

_SKIPPED = 0.5
"""Cost of a run of figures between two rows that is of no row, where a row earns 1."""

_FARTHEST = 4
"""So many runs of figures of no row may stand between two rows."""

_LEAST, _FEWEST = 0.5, 2
"""The share of a table's rows with labels, and how many, that must be found."""


@dataclass(frozen=True, slots=True)
class RowRun:
    """A run of figures and the words before it.

    Attributes:
        words_start, start, end: Where its words begin and the figures begin and end, in the text.
        words: Bare.
        offsets: Of each bare character of the words, in the text.
        figures: As printed, in half-width characters.
    """

    words_start: int
    start: int
    end: int
    words: str
    offsets: tuple[int, ...]
    figures: str


@dataclass(frozen=True, slots=True)
class GluedRow:
    """A row of the form with the figures that are printed after its label.

    Attributes:
        expected: The row.
        run: Its figures; None where its label stands between those of other rows and has none.
        label_start, label_end: Where its label stands in the text.
        unit: The unit printed after its last figure.
        has_number: Whether the label is printed with its number.
    """

    expected: Expected
    run: RowRun | None
    label_start: int
    label_end: int
    unit: str = ""
    has_number: bool = False

    @property
    def figures(self) -> str:
        """The figures of all its cells."""
        return self.run.figures + self.unit if self.run is not None else ""


@dataclass(frozen=True, slots=True)
class GluedTable:
    """A table found in a text without cells: its rows in order, and the words before the first."""

    table: Table
    rows: tuple[GluedRow, ...]
    score: float
    headers: str

    @property
    def first(self) -> int:
        """Where its first row begins."""
        return self.rows[0].label_start

    @property
    def last(self) -> int:
        """Where its last row ends."""
        return max(row.run.end + len(row.unit) for row in self.rows if row.run is not None)


def half_width(text: str) -> str:
    """Returns a text in half-width characters, as long as it was."""
    return text.translate(_HALF_WIDTH)


def runs_in(text: str) -> list[RowRun]:
    """Returns the runs of figures of a text in half-width characters; the number of a label that
    stands behind one is of its words.
    """
    masked = _BRACKETED.sub(lambda found: "（" * len(found.group()), text)
    runs: list[RowRun] = []
    begins = 0
    for found in _FIGURES.finditer(masked):
        end = _end_of_figures(masked, found.start(), found.end())
        if end <= found.start():
            continue
        words, offsets = _bared(text, begins, found.start())
        figures = text[found.start() : end]
        runs.append(RowRun(begins, found.start(), end, words, offsets, figures))
        begins = end
    return runs


def _end_of_figures(text: str, start: int, end: int) -> int:
    """Returns where figures end whose last digit may number the label after them."""
    figures = text[start:end].rstrip("+, \t\n\r")
    end = start + len(figures)
    if figures.endswith("."):
        figures = figures[:-1]
    elif not text[end:].lstrip().startswith(("、", "．")):
        return end
    bare_end = _ENUMERATOR.sub("", figures.rstrip())
    return start + len(bare_end.rstrip())


def _bared(text: str, start: int, end: int) -> tuple[str, tuple[int, ...]]:
    parts = [(bare(text[at]), at) for at in range(start, end)]
    words = "".join(part for part, _ in parts)
    return words, tuple(at for part, at in parts for _ in part)


def find_glued(way: Table, table: Table, runs: Sequence[RowRun]) -> GluedTable | None:
    """Returns the best copy of a table among runs of figures; None where it is none.

    Args:
        way: The table as it is printed.
        table: As the form has it.
        runs: Of a text, in order.
    """
    rows = [_labelled(line) for line in expected_lines(way) if line.role is Role.ROW]
    chain = _best_chain(rows, runs)
    if not chain:
        return None
    labelled = [row for row in rows if row.expected.texts]
    if labelled and len(chain) < max(_FEWEST, _LEAST * len(labelled)):
        return None
    found = tuple(_with_blank_rows(rows, runs, chain))
    first = runs[chain[0][0]]
    headers = first.words
    if rows[chain[0][1]].expected.texts:
        headers = headers[: sum(at < found[0].label_start for at in first.offsets)]
    block = rows[chain[0][1]].expected.block
    if not _stand_in_order(block, headers):
        return None
    known = sum(bare(column.label) in headers for column in block.columns)
    titles = (bare(text) for text in (table.title, *table.aliases))
    if not known and not any(title in headers for title in titles):
        return None
    return GluedTable(table, found, len(found) + 0.1 * known, headers)


def _best_chain(rows: Sequence[_LabelledRuns], runs: Sequence[RowRun]) -> list[tuple[int, int]]:
    """Returns the runs, with their rows, that make the longest part of a table in its order."""
    ends = {text[-1] for row in rows for text in row.texts}
    best: dict[tuple[int, int], tuple[float, tuple[int, int] | None]] = {}
    for at, run in enumerate(runs):
        if run.words[-1:] not in ends:
            continue
        for index in _rows_named(rows, run):
            before = [
                (best[other][0] - _SKIPPED * (at - other[0] - 1), other)
                for other in best
                if other[0] < at <= other[0] + 1 + _FARTHEST and other[1] < index
            ]
            score, link = max(before, default=(0.0, None))
            best[at, index] = (1 + score, link) if score > 0 else (1.0, None)
    if not best:
        return []
    end: tuple[int, int] | None = max(best, key=lambda key: best[key][0])
    chain: list[tuple[int, int]] = []
    while end is not None:
        chain.append(end)
        end = best[end][1]
    return chain[::-1]


def _rows_named(rows: Sequence[_LabelledRuns], run: RowRun) -> list[int]:
    """Returns the rows whose label the words of a run end with, those that say most of it."""
    lengths = {at: length for at, row in enumerate(rows) if (length := row.named(run.words))}
    most = max(lengths.values(), default=0)
    return [at for at, length in lengths.items() if length == most]


@dataclass(frozen=True, slots=True)
class _LabelledRuns:
    """A row of the form with all that it may be called by: its label with its number and without,
    or the headers over a row without a label.
    """

    expected: Expected
    texts: tuple[str, ...]

    def named(self, words: str) -> int:
        """Returns how many characters at the end of some words are its label; 0 for none."""
        return max((len(text) for text in self.texts if words.endswith(text)), default=0)


def _labelled(row: Expected) -> _LabelledRuns:
    texts = [*row.texts, *(text.lstrip("0123456789") for text in row.texts)]
    headers = bare("".join(column.label for column in row.block.columns))
    return _LabelledRuns(row, tuple(dict.fromkeys(texts or [headers])))


def _with_blank_rows(
    rows: Sequence[_LabelledRuns], runs: Sequence[RowRun], chain: Sequence[tuple[int, int]]
) -> Iterator[GluedRow]:
    """Yields the rows of a chain, and between them those whose label has no figures after it."""
    before = chain[0][1]
    for at, index in chain:
        run, row = runs[at], rows[index]
        starts = len(run.words) - row.named(run.words)
        yield from _blank_rows(rows[before + 1 : index], run, starts)
        following = runs[at + 1] if at + 1 < len(runs) else None
        yield GluedRow(
            row.expected,
            run,
            run.offsets[starts],
            run.start,
            _unit_after(run, following, row.expected),
            run.words[starts].isdigit(),
        )
        before = index


def _blank_rows(rows: Sequence[_LabelledRuns], run: RowRun, end: int) -> Iterator[GluedRow]:
    at = 0
    for row in rows:
        found = [(run.words.find(text, at, end), -len(text)) for text in row.texts]
        places = [(place, length) for place, length in found if place >= 0]
        if places:
            place, length = min(places)
            at = place - length
            yield GluedRow(row.expected, None, run.offsets[place], run.offsets[at - 1] + 1)


def _unit_after(run: RowRun, following: RowRun | None, row: Expected) -> str:
    """Returns the unit that stands right after the one figure of a row."""
    if len(row.targets) > 1 or following is None or following.words_start != run.end:
        return ""
    start = following.offsets[0] if following.offsets else run.end
    unit = _UNIT.match(following.words) if start == run.end else None
    return unit.group() if unit else ""


def _stand_in_order(block: Block, headers: str) -> bool:
    """Returns whether the columns that some words name stand in the order of the form."""
    parts = {part for sums in block.subtotal_columns for part in sums.parts}
    labels = [bare(column.label) for column in block.columns if column.id in parts or not parts]
    places = [headers.rfind(label) for label in labels]
    found = [place for place in places if place >= 0]
    return found == sorted(found)
