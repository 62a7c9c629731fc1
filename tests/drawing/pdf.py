"""Draws reports as PDF files that carry their text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from random import Random
from typing import Any

from .pdf_hazards import finished
from .pdf_sheet import Sheet, SheetStyle
from .pdf_table import RuleStyle, TableDrawer, draw_plain_table
from .report import FormTable, Heading, Part, PlainTable


@dataclass(frozen=True)
class PdfStyle:
    """How a PDF is set; ``sealed``: a red seal stands over table 4."""

    sheet: SheetStyle
    rules: RuleStyle
    sealed: bool = False


def pdf_style(**given: Any) -> PdfStyle:
    """Returns a style from fields of its parts."""

    def part(kind: type) -> dict[str, Any]:
        return {field.name: given.pop(field.name) for field in fields(kind) if field.name in given}

    sheet, rules = SheetStyle(**part(SheetStyle)), RuleStyle(**part(RuleStyle))
    return PdfStyle(sheet, rules, **given)


def draw_pdf(parts: Sequence[Part], style: PdfStyle, random: Random) -> bytes:
    """Returns the bytes of a PDF."""
    sheet = Sheet(style.sheet, random)
    body = style.sheet.body
    for part in parts:
        if isinstance(part, FormTable) and style.sheet.spread:
            _draw_twice(sheet, part, style.rules, random, _year(parts))
        elif isinstance(part, FormTable):
            TableDrawer(sheet, part, style.rules, random).draw()
            if style.sealed and part.table.id == "t4":
                sheet.seal(sheet.width - 150, sheet.y - 20, "公开办公室专用章")
        elif isinstance(part, PlainTable):
            draw_plain_table(sheet, part, style.rules)
        elif isinstance(part, Heading):
            sheet.paragraph(part.text, body + (6 if part.level == 0 else 1), middle=part.level == 0)
        else:
            sheet.paragraph("\u3000\u3000" + part.text, body)
    return finished(style.rules.hazard, sheet.finish())


def _year(parts: Sequence[Part]) -> int:
    """Returns the year that the title of a report names."""
    titles = "".join(part.text for part in parts if isinstance(part, Heading) and part.level == 0)
    return int(re.findall(r"20\d\d", titles)[0])


def _draw_twice(sheet: Sheet, part: FormTable, rules: RuleStyle, random: Random, own: int) -> None:
    """Draws a table at the left, and at the right the same one with the figures of another year."""
    before = {cell: _before(text) for cell, text in part.texts.items()}
    half = sheet.width / 2
    sheet.turn()
    for year, texts, left in ((own, part.texts, 0.0), (own - 1, before, half)):
        top = sheet.y
        sheet.y += 14
        sheet.middle(f"{year}年", left + half / 2, sheet.y, rules.size)
        span = left + sheet.margin - 20, left + half - 40
        TableDrawer(sheet, replace(part, texts=texts), rules, random, span).draw()
        if left == 0.0:
            sheet.y = top


def _before(text: str) -> str:
    return str(int(text) + 7) if text.isascii() and text.isdigit() else text
