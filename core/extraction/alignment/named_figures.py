"""Rows whose figures each stand behind the name of their column: 自然人：12　商业企业：3.

No column is to be found for such figures, since each says its own; so a row of them is as certain
as one between rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from ...documents.document import Document, Paragraph, Region
from ...documents.evidence import Glyph
from ...documents.geometry import Box, Level, hull
from ...forms import Block, Domain, Form
from ..labels import bare, is_figure_or_blank
from .lines import RUNNING_TEXT, Line, Slot

_FEWEST = 3
"""Columns that a block has at least; fewer names may stand in any sentence."""

_BETWEEN = 3
"""Lines of a page's foot and head that may stand between the figures of one row."""

_LABEL_LINES = 3
"""Lines that the label of such a row may be broken over."""

_ENDS = " ；;，,、。"


@dataclass(frozen=True, slots=True)
class _Named:
    """A line of named figures: the text behind each name, by the index of its column."""

    at: int
    figures: Mapping[int, str]


def with_named_figures(
    lines: Sequence[Line], document: Document, forms: tuple[Form, ...], domain: Domain
) -> tuple[Line, ...]:
    """Returns the lines with each row of named figures as one line, in the order of the form.

    Args:
        lines: Every line of a document, by index.
        document: It.
        forms: The editions.
        domain: Takes every figure that any form takes.
    """
    result = list(lines)
    for names in _blocks_of(forms):
        named = {
            line.index: found
            for line in lines
            if line.part == RUNNING_TEXT
            and (found := _figures_in(_text_of(document, line), names, domain))
        }
        for row in _rows(named, lines, len(names)):
            _put(row, lines, result, _Places(document, names))
    return tuple(result)


def _text_of(document: Document, line: Line) -> str:
    block = document.blocks[line.block]
    return block.text if isinstance(block, Paragraph) else ""


@lru_cache(maxsize=8)
def _blocks_of(forms: tuple[Form, ...]) -> tuple[tuple[tuple[str, ...], ...], ...]:
    """Returns the wordings of the columns of every block that has enough of them."""
    found: dict[tuple[tuple[str, ...], ...], None] = {}
    for form in forms:
        for table in form.tables:
            if table.orientation == "rows":
                found |= dict.fromkeys(map(_names, table.blocks))
    return tuple(names for names in found if len(names) >= _FEWEST)


def _names(block: Block) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(map(bare, (one.label, *one.aliases))) for one in block.columns)


@lru_cache(maxsize=8)
def _pattern(names: tuple[tuple[str, ...], ...]) -> re.Pattern[str]:
    wordings = sorted({text for one in names for text in one}, key=len, reverse=True)
    return re.compile(rf"({'|'.join(map(re.escape, wordings))})\s*[:：]")


def _figures_in(text: str, names: tuple[tuple[str, ...], ...], domain: Domain) -> dict[int, str]:
    """Returns the figures of a text by column; none where it says anything else, or one twice."""
    pattern = _pattern(names)
    if not pattern.match(text.strip()):
        return {}
    _, *parts = pattern.split(text.strip())
    found: dict[int, str] = {}
    for name, said in zip(parts[::2], parts[1::2], strict=True):
        column = next(at for at, wordings in enumerate(names) if name in wordings)
        figure = said.strip(_ENDS + "\u3000")
        if column in found or (figure and not is_figure_or_blank(figure, domain)):
            return {}
        found[column] = figure
    return found


def _rows(
    named: Mapping[int, Mapping[int, str]], lines: Sequence[Line], count: int
) -> Iterator[list[_Named]]:
    """Yields the lines of each row in which every column is named just once."""
    row: list[_Named] = []
    for at in sorted(named):
        known = {column for one in row for column in one.figures}
        follows = bool(row) and not any(line.slots for line in lines[row[-1].at + 1 : at])
        if not follows or at - row[-1].at > _BETWEEN + 1 or known & named[at].keys():
            row = []
        row.append(_Named(at, named[at]))
        if sum(len(one.figures) for one in row) == count:
            yield row
            row = []


class _Places:
    """Finds where on its page a named figure stands, of which the line is a part."""

    def __init__(self, document: Document, names: tuple[tuple[str, ...], ...]) -> None:
        self.pages = {page.page: page for page in document.evidence}
        self.pattern = _pattern(names)
        self.names = names

    def of(self, region: Region, column: int, figure: str) -> Region:
        """Returns the place of a figure, behind the name of its column; where pages show no
        characters, that of its line.
        """
        if region.page not in self.pages or region.box is None:
            return region
        page = self.pages[region.page]
        box = page.frame.as_read(region.box)
        inside = sorted(
            (glyph for glyph in page.glyphs if box.contains(*_middle(glyph))),
            key=lambda glyph: glyph.x0,
        )
        text = "".join(glyph.text for glyph in inside)
        if len(text) != len(inside):
            return region
        for found in self.pattern.finditer(text):
            if found[1] in self.names[column]:
                said = inside[found.end() : found.end() + len("".join(figure.split()))]
                last = inside[found.end() - 1]
                boxes = [Box[Level](one.x0, one.top, one.x1, one.bottom) for one in said]
                blank = Box[Level](last.x1, last.top, last.x1 + last.size, last.bottom)
                return replace(region, box=page.displayed(hull(boxes) if boxes else blank))
        return region


def _middle(glyph: Glyph) -> tuple[float, float]:
    return (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2


def _put(row: Sequence[_Named], lines: Sequence[Line], result: list[Line], places: _Places) -> None:
    """Puts a row in the place of its first line, with the lines before it as its label."""
    first = row[0].at
    slots = tuple(
        Slot(figure, places.of(lines[at].region, column, figure), float(column), float(column + 1))
        for column, figure, at in sorted(
            (column, figure, one.at) for one in row for column, figure in one.figures.items()
        )
    )
    above = range(first - 1, max(first - 1 - _LABEL_LINES, -1), -1)
    texts: list[str] = []
    for at in above:
        if result[at].slots or result[at].part != RUNNING_TEXT:
            break
        texts.append(result[at].texts[0] + (texts[-1] if texts else ""))
    result[first] = replace(
        lines[first],
        ruled=True,
        texts=tuple(texts) or ("",),
        slots=slots,
        region=_around([lines[one.at].region for one in row]),
        tails=(),
    )
    for one in row[1:]:
        result[one.at] = replace(lines[one.at], texts=("",), slots=())


def _around(regions: Sequence[Region]) -> Region:
    boxes = [one.box for one in regions if one.box is not None and one.page == regions[0].page]
    return replace(regions[0], box=hull(boxes)) if boxes else regions[0]
