"""Draws the pictures of the README and the manual: `python tests/make_images.py [FOLDER]`.

The real window is drawn off-screen on the samples, in a folder of its own. The same program draws
the same pictures but for times of day.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pypdfium2 as pdfium
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gouji.core.debug_view import debug_view
from gouji.gui import snapshot
from gouji.gui.session.sample_reports import SAMPLES
from gouji.gui.shell.app import make_application
from gouji.gui.shell.language import Language
from gouji.gui.shell.theme import DARK, LIGHT, Theme, palette_of
from gouji.gui.shell.window import Window

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "samples"
SIZE = (1366, 768)


def doubt(window: Window) -> None:
    """A finding with its equation lit, its suggestion below it."""
    window.context.go_to_doubt()


def suggestion(window: Window) -> None:
    """The suggestions of a doubt, the first one shown in form and page."""
    window.context.go_to_doubt()
    window.docks["suggestions"].raise_()


def review(window: Window) -> None:
    """A report that was corrected, explained and signed off, with its history."""
    act = window.context.act
    act(lambda review: review.correct({"t3.handled.natural": "8"}))
    for finding in window.context.review.findings if window.context.review else ():
        act(lambda review, rule=finding.rule: review.explain(rule, "原件如此"))
    act(lambda review: review.confirm(["t3.new.natural", "t3.new.total"]))
    act(lambda review: review.sign_off())
    window.context.select_cell("t3.handled.natural")
    window.docks["history"].raise_()


def queue(window: Window) -> None:
    """Several reports, one of them under review."""
    window.enqueue(
        [window.context.under_review.place.parent] if window.context.under_review else []
    )


def placement(window: Window) -> None:
    """Table 3 as it is placed, over its source."""
    window.context.select_cell("t3.new.natural")
    window.commands.placing.show_placement()
    wait_for_placement(window)


def exchanged(window: Window) -> None:
    """Two columns that are to change places, shown in the form before it counts."""
    placement(window)
    QTest.keyClick(window.source.canvas, Qt.Key.Key_Right)
    QTest.keyClick(window.source.canvas, Qt.Key.Key_X)
    wait_for_placement(window)


def slid(window: Window) -> None:
    """A row that is to go one place to the right, and what falls out."""
    window.context.select_cell("t3.new.natural")
    view = window.form.current
    assert view is not None
    view.selectRow(view.currentIndex().row())
    window.commands.placing.slide_right()


def wait_for_placement(window: Window) -> None:
    """Waits until what was asked of the placement is answered."""
    while window.placement.is_busy or window.placement.placed is None:
        QApplication.processEvents()


IMAGES: tuple[tuple[str, str, Theme, str, Callable[[Window], None]], ...] = (
    ("window", "2021-totals-broken.pdf", LIGHT, "zh", doubt),
    ("window-en", "2021-totals-broken.pdf", LIGHT, "en", doubt),
    ("review", "2021-totals-broken.pdf", LIGHT, "zh", review),
    ("queue", "2021-totals-broken.pdf", LIGHT, "zh", queue),
    ("placement", "2021-totals-broken.pdf", LIGHT, "zh", placement),
    ("placement-exchanged", "2021-totals-broken.pdf", LIGHT, "zh", exchanged),
    ("placement-slid", "2021-totals-broken.pdf", LIGHT, "zh", slid),
    ("dark", "2019-edition.docx", DARK, "zh", suggestion),
)
"""Name, sample, look, language, and what is done before the picture is taken."""


def main() -> int:
    """Draws every picture."""
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "images"
    app = make_application()
    app.setStyle("fusion")
    for name, sample, look, language, act in IMAGES:
        app.setPalette(palette_of(look))
        with tempfile.TemporaryDirectory() as folder:
            for each in SAMPLES:
                shutil.copy(FOLDER / each, folder)
            draw(app, Path(folder) / sample, target / f"{name}.png", language, act)
    draw_placement(target / "debug-view.png")
    return 0


def draw_placement(out: Path) -> None:
    """Draws the page of a sample with table 3, and over it how its figures are placed."""
    with pdfium.PdfDocument(debug_view(FOLDER / "2021-totals-broken.pdf")) as document:
        page = document[1]
        picture = page.render(scale=1.4).to_pil()
        page.close()
    picture.save(out, optimize=True)


def draw(
    app: QApplication, source: Path, out: Path, language: str, act: Callable[[Window], None]
) -> None:
    """Draws the window on a source after something was done in it."""
    settings = QSettings(str(source.with_name("gouji.ini")), QSettings.Format.IniFormat)
    settings.setValue("language", language)
    settings.setValue("reviewer", "张三" if language == "zh" else "A. Reviewer")
    spoken = Language(settings)
    window = Window(settings, spoken)
    try:
        snapshot.open_source(window, source, SIZE)
        act(window)
        if not window.placement.is_on:
            window.form.take_focus()
        snapshot.draw(app, window, out)
    finally:
        window.close()
        spoken.release()


if __name__ == "__main__":
    sys.exit(main())
