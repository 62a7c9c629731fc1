"""The three jobs in one minute: what to do and by which keys, beside the window that does it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ..menus.keymap import KeyMap, native
from ..shell.translatable import QT_TRANSLATE_NOOP

translate = QCoreApplication.translate
WIDTH = 460
"""Logical pixels."""


class TaughtJob(NamedTuple):
    """One of the jobs.

    Attributes:
        trial: What it can be tried with, by the name that ``Introduction`` is given it under.
        steps: Each a sentence; commands in braces stand for their keys.
    """

    title: str
    trial: str
    trial_words: str
    steps: tuple[str, ...]


JOBS = (
    TaughtJob(
        QT_TRANSLATE_NOOP("Introduction", "Correct a report"),
        "sample",
        QT_TRANSLATE_NOOP("Introduction", "&Try it on a sample"),
        (
            QT_TRANSLATE_NOOP(
                "Introduction", "Drop a report on the window ({open_file}), or a folder."
            ),
            QT_TRANSLATE_NOOP(
                "Introduction",
                "{next_doubt} goes to the next doubt; its cells light up in the form and in the "
                "source.",
            ),
            QT_TRANSLATE_NOOP(
                "Introduction",
                "{adopt} takes the suggestion, a figure that is typed corrects the reading, "
                "{confirm} confirms it, {explain} says that the report prints it so.",
            ),
            QT_TRANSLATE_NOOP(
                "Introduction",
                "{sign_off} signs off, {next_report_with_doubts} goes to the next report. "
                "Everything is saved at once, {undo} takes it back.",
            ),
        ),
    ),
    TaughtJob(
        QT_TRANSLATE_NOOP("Introduction", "Export"),
        "batch",
        QT_TRANSLATE_NOOP("Introduction", "&Folder into one workbook…"),
        (
            QT_TRANSLATE_NOOP(
                "Introduction",
                "{export} writes the audited workbook, the review opinion (PDF, Word) or the "
                "cells (CSV).",
            ),
            QT_TRANSLATE_NOOP(
                "Introduction",
                "File > Folder into one workbook reads all reports of a folder into one table; "
                "you go on working meanwhile.",
            ),
            QT_TRANSLATE_NOOP(
                "Introduction", "{import_workbook} takes back figures that were changed in Excel."
            ),
        ),
    ),
    TaughtJob(
        QT_TRANSLATE_NOOP("Introduction", "Spot-check"),
        "spot_check",
        QT_TRANSLATE_NOOP("Introduction", "&Spot check of the queue…"),
        (
            QT_TRANSLATE_NOOP(
                "Introduction", "Open a folder ({open_folder}); its reports are read as a queue."
            ),
            QT_TRANSLATE_NOOP(
                "Introduction",
                "Review > Spot check of the queue draws cells or reports by chance, so that "
                "anybody can draw them again.",
            ),
            QT_TRANSLATE_NOOP(
                "Introduction",
                "Each comes up beside its picture and is answered with one key; at the end it "
                "says how many errors there are at most.",
            ),
        ),
    ),
)


class Introduction(QDialog):
    """Leads through the jobs; the window stays in use beside it.

    Args:
        keymap: The keys that the commands have now.
        trials: What each job can be tried with, by its name.
        parent: The window.
    """

    def __init__(
        self, keymap: KeyMap, trials: Mapping[str, Callable[[], object]], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._keymap = keymap
        self._trials = trials
        self.setWindowTitle(self.tr("Three jobs in one minute"))
        self.setModal(False)
        self.pages = QStackedWidget()
        self.back, self.next = QPushButton(self.tr("&Back")), QPushButton()
        self.skip = QPushButton()
        self._compose()
        self._turn(0)

    def _compose(self) -> None:
        for number, job in enumerate(JOBS, 1):
            self.pages.addWidget(self._page(number, job))
        buttons = QDialogButtonBox()
        for button in (self.skip, self.back, self.next):
            buttons.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
        self.skip.clicked.connect(self.reject)
        self.back.clicked.connect(lambda: self._turn(-1))
        self.next.clicked.connect(self._go_on)
        layout = QVBoxLayout(self)
        layout.addWidget(self.pages, 1)
        layout.addWidget(buttons)

    def _page(self, number: int, job: TaughtJob) -> QWidget:
        page = QWidget()
        words = QLabel(self._said(number, job))
        words.setTextFormat(Qt.TextFormat.RichText)
        words.setWordWrap(True)
        words.setFixedWidth(WIDTH)
        words.setAccessibleName(translate("Introduction", job.title))
        trial = QPushButton(translate("Introduction", job.trial_words))
        trial.setAutoDefault(False)
        trial.clicked.connect(self._trials[job.trial])
        layout = QVBoxLayout(page)
        layout.addWidget(words)
        layout.addSpacing(6)
        layout.addWidget(trial, 0, Qt.AlignmentFlag.AlignLeft)
        return page

    def _said(self, number: int, job: TaughtJob) -> str:
        """Returns a job as rich text, with the keys as they are now."""
        keys = {name: f"<b>{native(self._keymap.keys(name)[:1])}</b>" for name in _COMMANDS}
        steps = (translate("Introduction", step).format(**keys) for step in job.steps)
        listed = "".join(f"<li style='margin-bottom: 6px'>{step}</li>" for step in steps)
        title = translate("Introduction", job.title)
        return f"<h3>{number}/{len(JOBS)} · {title}</h3><ol>{listed}</ol>"

    def _go_on(self) -> None:
        if self.pages.currentIndex() + 1 == self.pages.count():
            self.accept()
        else:
            self._turn(1)

    def _turn(self, by: int) -> None:
        self.pages.setCurrentIndex(self.pages.currentIndex() + by)
        at, last = self.pages.currentIndex(), self.pages.count() - 1
        self.back.setEnabled(at > 0)
        self.next.setText(self.tr("&Done") if at == last else self.tr("&Next"))
        self.skip.setVisible(at < last)
        self.skip.setText(self.tr("S&kip"))
        self.next.setDefault(True)
        self.next.setFocus()


_COMMANDS = (
    "open_file", "open_folder", "next_doubt", "adopt", "confirm", "explain", "sign_off",
    "next_report_with_doubts", "undo", "export", "import_workbook",
)  # fmt: skip
"""Those whose keys are told."""
