"""Review files made by hand for tests: a small source, its report, and some acts on it."""

import hashlib
from collections.abc import Mapping
from pathlib import Path

from gouji.core.documents.document import Region
from gouji.core.extraction.report import Claim, Reading, Report, Source, Unplaced
from gouji.core.figures import parse_figure
from gouji.core.form_files import official_forms
from gouji.core.review.review_file.store import ReviewFile, create

FORM = official_forms()[0]
SOURCE = "某县人民政府2021年政府信息公开工作年度报告\n".encode()
NAME = "report.txt"

SOUND = {
    f"t3.{row}.{column}": "8"
    for row in ("new", "partial", "handled")
    for column in ("natural", "total")
}
"""Figures over a blank report in which every rule holds."""


def report_of(
    folder: Path, texts: Mapping[str, str] = SOUND, source: bytes = SOURCE, index: int = 0
) -> Report:
    """Returns a report in which every kind of value occurs, as if read from the source."""
    return Report(
        form=FORM,
        organization="某县人民政府",
        year=2021,
        source=Source(folder / NAME, hashlib.sha256(source).hexdigest(), "text"),
        readings={
            cell.id: Reading(
                parse_figure(texts.get(cell.id, ""), cell.domain),
                Region(anchor=f"c{number}") if number % 2 else Region(1, (0.5, 1.25, 3.0, 4.0)),
                0.4 if cell.id == "t3.new.legal_other" else 1.0,
                ("3", "5") if cell.id == "t3.new.total" else (),
                "placement" if cell.id == "t3.new.legal_other" else "",
            )
            for number, cell in enumerate(FORM.cells.values())
        },
        claims=(Claim("cell", "text.t3.new.total", "t3.new.total", 8, "收到申请8件"),),
        unplaced=(Unplaced("17", Region(anchor="p3"), "其他"),),
        index=index,
    )


def make_review(folder: Path, name: str = "report.gouji", **report: object) -> ReviewFile:
    """Makes the source and a review file of it, and returns that open."""
    made = report_of(folder, **report)  # type: ignore[arg-type]
    if not made.source.path.exists():
        made.source.path.write_bytes(SOURCE)
    return create(folder / name, SOURCE, made)
