"""What an extraction has otherwise than the page, in the words of the terminal."""

from __future__ import annotations

from collections.abc import Iterator

from ..bilingual import Bilingual
from ..documents.document import Region
from ..extraction.report import Report
from ..supplied.column_names import label_of
from ..supplied.held_extraction import KINDS, ExtractionDifference, HeldExtraction

MOST_NAMED = 6
"""So many cells without a column are named; of more, only how many there are is said."""


def extraction_lines(held: HeldExtraction | None, report: Report, language: str) -> Iterator[str]:
    """Yields what an extraction has otherwise than the page, a line a cell."""
    if held is None:
        return
    count = len(held.differences)
    name = held.extraction.path.name
    yield Bilingual(
        f"对照 {name}（{held.supplied.name('zh')}）：{len(held.compared)} 格，不同 {count} 格",
        f"held against {name} ({held.supplied.name('en')}): {len(held.compared)} cells, "
        f"{count} differ",
    ).in_language(language)
    for said, own in (
        (held.organization, report.organization),
        (held.year, str(report.year)),
    ):
        if said:
            yield Bilingual(
                f"抽取写作“{said}”，原件为“{own}”", f"it says “{said}”, the source “{own}”"
            ).in_language(language)
    for each in held.differences:
        yield _difference(each, report, language)
    if held.absent:
        labels = [label_of(cell, language) for cell in held.absent[:MOST_NAMED]]
        listed = Bilingual("、", "; ").in_language(language).join(labels)
        yield Bilingual(
            f"页面上有数而抽取中没有的格 {len(held.absent)} 个：{listed}",
            f"{len(held.absent)} cell(s) with a figure that the extraction lacks: {listed}",
        ).in_language(language)


def _difference(each: ExtractionDifference, report: Report, language: str) -> str:
    reading = report.readings.get(each.cell)
    blank = Bilingual("空白", "blank").in_language(language)
    page, own = (
        f"“{one.text}”" if one.text else blank for one in (each.page, each.supplied.figure)
    )
    where = page_words(reading.region if reading else None, language)
    at = each.supplied.slot.sentence(language)
    label, kind = label_of(each.cell, language), KINDS[each.kind].in_language(language)
    return Bilingual(
        f"≠ {label}：页面 {page}{where}，抽取 {own}（{at}）：{kind} [{each.cell}]",
        f"≠ {label}: page {page}{where}, extraction {own} ({at}): {kind} [{each.cell}]",
    ).in_language(language)


def page_words(region: Region | None, language: str) -> str:
    """Returns the page of a place in brackets, counted from 1; nothing where there are none."""
    if region is None or region.page is None:
        return ""
    return Bilingual(f"（第 {region.page + 1} 页）", f" (page {region.page + 1})").in_language(
        language
    )
