"""Plays a reviewer at the keyboard, and counts keys and waits. Run it by hand:

    python -m tests.measure_loop [--reports 12] [--seed 7] [--folder FOLDER] [--keep FOLDER]

The real window is opened off-screen on a folder of reports. With real key events alone each doubt
is decided as the window offers it (the first suggestion or other reading; else confirmed, or
explained), each report is signed off and exported as a workbook, until none is left.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit

from gouji.core.errors import GoujiError
from gouji.core.pipeline import open_reports
from gouji.core.review import Review, progress_of
from gouji.gui.shell.app import make_application
from gouji.gui.shell.language import Language
from gouji.gui.shell.window import Window

from .drawing import LAYOUTS, draw

SAMPLES = Path(__file__).resolve().parent.parent / "resources" / "samples"
KEY = Qt.Key
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
NONE = Qt.KeyboardModifier.NoModifier
SLOW = (".png", ".jpg")
"""Pictures, which are read for longer than a trial should take."""

MOST_DOUBTS = 40
"""A table that is wholly in doubt is placed by hand, which is another trial."""

SECONDS = 120.0
MOST_KEYS = 200
"""A report that takes more is given up: the loop goes round."""


@dataclass
class Tally:
    """What one report took.

    Attributes:
        doubts: How many were decided.
        keys: Of the decisions.
        others: Keys to sign, to export, and to come here.
        first: Seconds from asking for the report to its first doubt, or to the report without one.
        waits: Seconds from each key until the window had settled.
    """

    name: str
    doubts: int = 0
    keys: int = 0
    others: int = 0
    first: float = 0.0
    waits: list[float] = field(default_factory=list)
    is_done: bool = False


class Reviewer:
    """A reviewer who has nothing but keys."""

    def __init__(self, window: Window, target: Path) -> None:
        self.window = window
        self.target = target
        self.tally = Tally("")

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
        """Presses a key where the keyboard is, and waits until the window has settled."""
        began = time.perf_counter()
        QTest.keyClick(QApplication.focusWidget() or self.window, key, held)
        self.wait(lambda: self.window.context.is_settled)
        self.tally.waits.append(time.perf_counter() - began)

    def wait(self, holds: Callable[[], object]) -> None:
        """Lets the window work until something holds."""
        end = time.monotonic() + SECONDS
        QApplication.processEvents()
        while not holds():
            if time.monotonic() > end:
                raise TimeoutError(self.window.message.text or "waited in vain")
            QApplication.processEvents()
            time.sleep(0.001)

    def decide(self) -> None:
        """Decides every doubt of the report in front."""
        context, suggester = self.window.context, self.window.suggester
        while context.open_doubts and self.tally.keys < MOST_KEYS:
            if context.current_doubt is None:
                self.press(KEY.Key_F8)
                self.tally.keys += 1
                continue
            self.wait(lambda: not suggester.busy)
            before = len(context.open_doubts)
            self.tally.keys += self.answer()
            self.tally.doubts += max(0, before - len(context.open_doubts))

    def answer(self) -> int:
        """Answers the current doubt as the window offers it; returns how many keys that took."""
        context, doubt = self.window.context, self.window.context.current_doubt
        if self.window.suggester.of_doubt or context.other_readings:
            self.press(KEY.Key_1, ALT)
            if context.current_doubt != doubt:
                return 1
        if doubt is not None and doubt.finding is not None:
            self.press(KEY.Key_D, CTRL)
            self.press(KEY.Key_Return)
            return 2
        self.press(KEY.Key_Return, CTRL)
        return 1

    def sign(self) -> None:
        """Signs off and writes the workbook."""
        review = self.window.context.review
        assert review is not None
        self.press(KEY.Key_F9)
        self.press(KEY.Key_Return)
        self.wait(lambda: review.signed_off)
        self.press(KEY.Key_E, CTRL)
        dialog = self.window.commands.files.dialog
        assert isinstance(dialog, QFileDialog)
        dialog.setDirectory(str(self.target))  # the folder of the reports is the trial's own
        line = dialog.findChild(QLineEdit)
        assert line is not None
        QTest.keyClick(line, KEY.Key_Return)
        self.wait(lambda: not self.window.status.busy)
        self.window.activateWindow()  # as a window manager does when a dialog is gone
        self.wait(self.window.isActiveWindow)
        self.window.form.take_focus()
        self.tally.others += 4
        self.tally.is_done = review.signed_off


def main() -> int:
    """Returns 0 where every report was signed off and written."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=12)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--folder", type=Path, help="reports of your own")
    parser.add_argument("--keep", type=Path, help="where the workbooks are left")
    chosen = parser.parse_args()
    app = make_application()
    app.setStyle("fusion")
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        folder = work / "reports"
        folder.mkdir()
        make_reports(folder, chosen.folder, chosen.reports, chosen.seed)
        settings = QSettings(str(work / "gouji.ini"), QSettings.Format.IniFormat)
        settings.setValue("language", "zh")
        settings.setValue("reviewer", "王核")
        target = chosen.keep or work / "out"
        target.mkdir(parents=True, exist_ok=True)
        language = Language(settings)
        window = Window(settings, language)
        try:
            tallies = play(window, folder, target)
        finally:
            window.close()
            language.release()
            settings.sync()
        written = len(list(target.glob("*.xlsx")))
    tell(tallies, written)
    return 0 if all(each.is_done for each in tallies) else 1


def make_reports(folder: Path, given: Path | None, count: int, seed: int) -> None:
    """Puts reports with doubts in a folder: those given, or drawn ones and a broken sample."""
    if given is not None:
        for path in sorted(each for each in given.iterdir() if each.is_file()):
            shutil.copy(path, folder)
        return
    shutil.copy(SAMPLES / "2021-totals-broken.pdf", folder)
    names = [name for name, kind in LAYOUTS.items() if kind.suffix not in SLOW]
    random.Random(seed).shuffle(names)
    for number, name in enumerate(names, 1):
        path = folder / f"{number:03}{LAYOUTS[name].suffix}"
        path.write_bytes(draw(seed, name).data)
        if not _has_doubts(path):
            path.unlink()
        if len(list(folder.iterdir())) >= count:
            return


def _has_doubts(path: Path) -> bool:
    """Returns whether a file is a report of one kind that leaves something to decide."""
    try:
        reports = open_reports(path).reports
    except GoujiError:
        return False
    return len(reports) == 1 and 0 < progress_of(Review(reports[0])).left <= MOST_DOUBTS


def play(window: Window, folder: Path, target: Path) -> list[Tally]:
    """Reviews every report of a folder, from the first to the last."""
    window.resize(1366, 740)
    window.show()
    reviewer = Reviewer(window, target)
    tallies: list[Tally] = []
    began = time.perf_counter()
    window.open_all([folder])
    reviewer.wait(lambda: window.context.review is not None)
    for _ in range(1000):
        under_review = window.context.under_review
        assert under_review is not None
        reviewer.tally = Tally(under_review.place.name, first=time.perf_counter() - began)
        tallies.append(reviewer.tally)
        reviewer.decide()
        reviewer.sign()
        reviewer.wait(lambda: not window.queue.waiting)
        here = window.context.key
        began = time.perf_counter()
        index = window.queue_panel.neighbour(1)
        if index < 0:
            break
        reviewer.press(KEY.Key_PageDown, CTRL)
        reviewer.tally.others += 1
        reviewer.wait(lambda here=here: window.context.key != here)
    return tallies


def tell(tallies: list[Tally], written: int) -> None:
    """Prints what was counted."""
    for each in tallies:
        longest = max(each.waits, default=0.0)
        sys.stdout.write(
            f"{each.name:32} doubts {each.doubts:3}  keys {each.keys:3} + {each.others}  first "
            f"doubt {each.first:5.2f} s  longest wait {longest * 1000:5.0f} ms"
            f"{'' if each.is_done else '  NOT SIGNED'}\n"
        )
    doubts, keys = sum(each.doubts for each in tallies), sum(each.keys for each in tallies)
    waits = sorted(wait for each in tallies for wait in each.waits)
    firsts = [each.first for each in tallies[1:]]
    sys.stdout.write(
        f"{len(tallies)} reports, {sum(each.is_done for each in tallies)} signed off, {written} "
        f"workbooks; {doubts} doubts, {keys / max(1, doubts):.2f} keys a doubt; first doubt of a "
        f"next report {statistics.median(firsts or [0.0]):.2f} s (most {max(firsts, default=0):.2f}"
        f" s); after a key {statistics.median(waits) * 1000:.0f} ms, 95 of 100 within "
        f"{waits[len(waits) * 95 // 100] * 1000:.0f} ms, longest {waits[-1] * 1000:.0f} ms\n"
    )


if __name__ == "__main__":
    sys.exit(main())
