"""Reports made by hand for tests of the window: every cell of the form, with figures as given."""

from collections.abc import Callable, Mapping
from pathlib import Path

from gouji.core.documents.document import Document, Region
from gouji.core.extraction.report import Reading, Report, Source
from gouji.core.figures import parse_figure
from gouji.core.form_files import official_forms
from gouji.core.pipeline import Opened
from gouji.core.review import Review
from gouji.core.survey import ReportUnderReview
from gouji.gui.shell.window import Window

SAMPLES = Path(__file__).resolve().parents[2] / "resources" / "samples"

Put = Callable[..., Window]
"""Puts a report under review: ``put(texts, doubtful)``."""

BALANCED = {
    "t3.new.natural": "8",
    "t3.new.total": "8",
    "t3.granted.natural": "5",
    "t3.granted.total": "5",
    "t3.denied_law.natural": "3",
    "t3.denied_law.total": "3",
    "t3.handled.natural": "8",
    "t3.handled.total": "8",
}
"""Figures over a report of zeros in which every rule holds."""

BROKEN = {**BALANCED, "t3.handled.natural": "10", "t4.review.upheld": "1"}
"""One cell is wrong in table 3, which breaks three rules, and a total lacks in table 4."""


def make_report(
    texts: Mapping[str, str] = BALANCED, doubtful: tuple[str, ...] = (), edition: str = "2021"
) -> Opened:
    """Returns a report of zeros with the texts given, in a flow document with one line a cell."""
    form = next(form for form in official_forms() if form.edition == edition)
    shown = {cell: texts.get(cell, "0") for cell in form.cells}
    names = {cell: f"c{number}" for number, cell in enumerate(form.cells)}
    lines = "".join(f'<p id="{names[cell]}">{cell} {shown[cell]}</p>' for cell in form.cells)
    readings = {
        cell: Reading(
            parse_figure(shown[cell], spec.domain),
            Region(anchor=names[cell]),
            0.4 if cell in doubtful else 1.0,
            doubt="placement" if cell in doubtful else "",
        )
        for cell, spec in form.cells.items()
    }
    path = Path("report.html").absolute()
    source = Source(path, "0" * 64, "html")
    report = Report(form, "泽州县人民政府", 2021, source, readings)
    return Opened(Document(path, source.sha256, "html", (), flow=lines), (report,))


def under_review_of(opened: Opened) -> ReportUnderReview:
    """Returns the first report with a review in memory alone, ready to be shown."""
    document, report = opened.document, opened.reports[0]
    review = Review(report, reviewer="王核")
    return ReportUnderReview(document.path, document, report, review=review)
