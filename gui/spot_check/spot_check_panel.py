"""Leads through the units of a spot check: the source and the figure, right or wrong by one key."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QCloseEvent, QFont, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QInputDialog,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ...core.bilingual import Bilingual
from ...core.errors import GoujiError, PasswordNeededError, PasswordWrongError
from ...core.sampling import Answer, CheckFile, Estimate, Unit
from ...core.sampling.estimate import estimate
from ...core.sampling.sampling_wording import estimate_sentence
from ..dialogs.password import password_dialog
from ..session.jobs import CHECKING, Job, Jobs
from ..shell.plain_names import name_plainly
from ..shell.theme import theme_of
from ..source import CloseUp
from .checked_sources import Sources
from .strata import StrataTable

RIGHT_KEYS, WRONG_KEYS = ("1", "Return", "Enter"), ("2", "X")
BACK_KEYS, ON_KEYS, WITHDRAW_KEYS = ("PgUp", "Left"), ("PgDown", "Right"), ("Backspace",)


ROW_WIDTH = 120
"""Logical pixels for the label of a row beside the picture."""


class SpotCheckPanel(QWidget):
    """Shows one drawn unit at a time. An answer is in the file before the next one is shown.

    Args:
        check: The spot check, open; it is closed with the panel.
        jobs: With the lane ``CHECKING``.
        language: "zh" or "en".
        reviewer: Who answers.
        parent: The window.
        passwords: Those that have opened sources in this session.

    Attributes:
        dialog: Asks for a password, while it does.
        wanted: A source is to be opened in the window; carries its path.
        export_wanted: The result is to be written; carries the file of the spot check.
        closed: The file is given back.
    """

    wanted = Signal(object)
    export_wanted = Signal(object)
    closed = Signal()

    def __init__(
        self,
        check: CheckFile,
        jobs: Jobs,
        language: str,
        reviewer: str,
        parent: QWidget | None = None,
        passwords: Mapping[Path, str] | None = None,
    ) -> None:
        super().__init__(parent)
        self.check = check
        self._jobs = jobs
        self._language = language
        self._reviewer = reviewer
        self.sources = Sources(check.path, jobs, passwords or {}, self)
        self.sources.came.connect(self._take_source)
        self.dialog: QInputDialog | None = None
        self._declined: set[Path] = set()
        self._counting: Job | None = None
        self._index = -1
        self.estimate: Estimate | None = None
        self.close_up = CloseUp(jobs)
        self.close_up.language = language
        self.trouble = QLabel()
        self.place, self.label, self.figure = QLabel(), QLabel(), QLabel()
        self.given, self.said = QLabel(), QLabel()
        self.bar = QProgressBar()
        self.strata = StrataTable(language)
        self.head, self.row, self.end = QLabel(), QLabel(), QLabel()
        self.right, self.wrong = QPushButton(), QPushButton()
        self.back, self.withdraw, self.on = QPushButton(), QPushButton(), QPushButton()
        self.open_source, self.export = QPushButton(), QPushButton()
        self._compose()
        self._retranslate()
        self._bind()
        self.go(self._next_open(-1) or 0)
        self._count()

    @property
    def unit(self) -> Unit:
        """The unit that is shown."""
        return self.check.units[self._index]

    def go(self, index: int) -> None:
        """Shows a unit, by its place among those drawn, and opens the source of the next."""
        if not 0 <= index < len(self.check.units):
            return
        self._index = index
        self._show_unit()
        self.sources.open(self.unit.path, self.unit.sha256, first=True)
        following = self._next_open(index)
        if following is not None:
            unit = self.check.units[following]
            self.sources.open(unit.path, unit.sha256)

    def answer(self, answer: Answer | None) -> None:
        """Puts an answer on the disk and goes on to the next unit without one.

        None takes the answer back, if there is one, and stays.
        """
        if answer is None and self.unit.id not in self.check.given:
            return
        try:
            self.check.answer(self.unit, answer, by=self._reviewer)
        except GoujiError as error:
            self._complain(error)
            return
        self._count()
        following = self._next_open(self._index)
        if answer is None or following is None:
            self._show_unit()
        else:
            self.go(following)

    def say(self, words: str) -> None:
        """Says for once what became of something asked for here, such as an export."""
        self.end.setText(f"✔ {words}")
        self.end.show()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Gives the file back and ends what is running."""
        self.sources.stop()
        if self._counting is not None:
            self._counting.cancel()
        self.close_up.clear()
        self.check.close()
        super().closeEvent(event)
        self.closed.emit()

    def changeEvent(self, event: QEvent) -> None:
        """Follows the language and the palette."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "export"):
            self._retranslate()
        elif event.type() == QEvent.Type.PaletteChange and hasattr(self, "export"):
            self._show_given()

    def _next_open(self, index: int) -> int | None:
        """Returns the next unit without an answer, from the beginning again after the last."""
        count = len(self.check.units)
        around = ((index + step) % count for step in range(1, count + 1))
        return next((at for at in around if self.check.units[at].id not in self.check.given), None)

    def _show_unit(self) -> None:
        unit = self.unit
        year = f"{unit.year}" if unit.year is not None else "?"
        self.place.setText(f"{unit.organization or '?'}　{year}\n{unit.path.name}")
        label = Bilingual(unit.label, unit.label_en).in_language(self._language)
        self.label.setText(
            label if unit.cell else self.tr("The whole report: open it to look at it")
        )
        self.figure.setText(unit.text or (self.tr("(blank)") if unit.cell else ""))
        self.bar.setRange(0, len(self.check.units))
        self.bar.setValue(len(self.check.given))
        self.bar.setFormat(
            self.tr("{at} of {count}, {done} answered").format(
                at=self._index + 1, count=len(self.check.units), done=len(self.check.given)
            )
        )
        row, _, head = label.rpartition("·")
        self.row.setText(row if unit.cell else "")
        self.head.setText(head if unit.cell else "")
        self._show_given()
        self._show_ways()
        self._show_source()

    def _show_ways(self) -> None:
        """Says which ways lead on from here, and that all is answered where it is."""
        count, done = len(self.check.units), len(self.check.given)
        self.back.setEnabled(self._index > 0)
        self.on.setEnabled(self._index + 1 < count)
        self.withdraw.setEnabled(self.unit.id in self.check.given)
        self.end.setVisible(done == count)
        self.end.setText(
            self.tr("✔ All {count} are answered. Export writes the result.").format(count=count)
        )

    def _show_given(self) -> None:
        given = self.check.given.get(self.unit.id)
        theme = theme_of(self.palette())
        if given is None:
            self.given.setText("")
            return
        is_right = given.answer is Answer.RIGHT
        words = self.tr("✔ right") if is_right else self.tr("✖ wrong")
        color = theme.confirmed if is_right else theme.error
        self.given.setText(f"{words} · {given.by} {given.local_time:%Y-%m-%d %H:%M}")
        self.given.setStyleSheet(f"color: {color.name()}")

    def _show_source(self) -> None:
        unit = self.unit
        found = self.sources.found(unit.path)
        self.close_up.clear()
        self.trouble.hide()
        if found is None:
            return
        if isinstance(found, PasswordNeededError):
            self._ask_password(found)
            return
        if isinstance(found, GoujiError):
            self._complain(found)
            return
        if found.sha256 != unit.sha256:
            self._say_trouble(self.tr("The source was changed since the spot check was drawn."))
        if not unit.cell:
            return
        self.close_up.show_document(found, self.sources.passwords.get(unit.path))
        if unit.region is not None:
            self.close_up.set_places({unit.id: unit.region})
        self.close_up.set_current(unit.id)

    def _take_source(self, path: Path) -> None:
        if path == self.unit.path:
            self._show_source()

    def _ask_password(self, error: PasswordNeededError) -> None:
        """Asks once for the password of the source that is shown; says so where none is given."""
        path = self.unit.path
        self._complain(error)
        if self.dialog is not None or path in self._declined:
            return
        again = isinstance(error, PasswordWrongError)
        self.dialog = password_dialog(self, path.name, again=again)
        self._declined.add(path)
        self.dialog.textValueSelected.connect(lambda password: self._try(path, password))
        self.dialog.finished.connect(self._forget_dialog)
        self.dialog.open()

    def _try(self, path: Path, password: str) -> None:
        self._declined.discard(path)
        self.sources.open_with(path, password)

    def _forget_dialog(self) -> None:
        self.dialog = None
        self.activateWindow()

    def _count(self) -> None:
        """Counts what the answers say, in the worker: statistics take a second to load."""
        if self._counting is not None:
            self._counting.cancel()
        check = self.check
        answers = {unit: given.answer for unit, given in check.given.items()}
        self._counting = self._jobs.start(
            estimate,
            check.plan,
            check.population,
            check.sample,
            check.units,
            answers,
            lane=CHECKING,
            on_done=self._show_estimate,
            on_failed=self._complain,
        )

    def _show_estimate(self, found: Estimate) -> None:
        self._counting = None
        self.estimate = found
        said = estimate_sentence(self.check.plan, found)
        self.said.setText(said.in_language(self._language))
        self.strata.show_estimate(found)

    def _complain(self, error: GoujiError) -> None:
        self._say_trouble(error.sentence(self._language))

    def _say_trouble(self, words: str) -> None:
        self.trouble.setText(f"✖ {words}")
        self.trouble.show()

    def _bind(self) -> None:
        for keys, act in (
            (RIGHT_KEYS, lambda: self.answer(Answer.RIGHT)),
            (WRONG_KEYS, lambda: self.answer(Answer.WRONG)),
            (WITHDRAW_KEYS, lambda: self.answer(None)),
            (BACK_KEYS, lambda: self.go(self._index - 1)),
            (ON_KEYS, lambda: self.go(self._index + 1)),
        ):
            for key in keys:
                shortcut = QShortcut(QKeySequence(key), self)
                shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
                shortcut.activated.connect(act)
        self.right.clicked.connect(lambda: self.answer(Answer.RIGHT))
        self.wrong.clicked.connect(lambda: self.answer(Answer.WRONG))
        self.back.clicked.connect(lambda: self.go(self._index - 1))
        self.on.clicked.connect(lambda: self.go(self._index + 1))
        self.withdraw.clicked.connect(lambda: self.answer(None))
        self.open_source.clicked.connect(lambda: self.wanted.emit(self.unit.path))
        self.export.clicked.connect(lambda: self.export_wanted.emit(self.check.path))

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Spot check") + f" – {self.check.path.name}")
        self.right.setText(self.tr("✔ Right (1)"))
        self.wrong.setText(self.tr("✖ Wrong (2)"))
        self.back.setText(self.tr("◀ Back (PgUp)"))
        self.on.setText(self.tr("On (PgDn) ▶"))
        self.withdraw.setText(self.tr("↶ Take the answer back (Backspace)"))
        self.open_source.setText(self.tr("&Open the report"))
        self.export.setText(self.tr("&Export…"))
        self.figure.setAccessibleName(self.tr("Figure to compare"))
        for button in (
            self.right, self.wrong, self.back, self.on, self.withdraw,
            self.open_source, self.export,
        ):  # fmt: skip
            button.setAutoDefault(False)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        name_plainly(self)
        if self._index >= 0:
            self._show_unit()

    def _compose(self) -> None:
        said = (self.place, self.label, self.figure, self.given, self.said, self.trouble, self.end)
        for label in (*said, self.head, self.row):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * 2.4)
        font.setBold(True)
        self.figure.setFont(font)
        self.trouble.hide()
        buttons = QGridLayout()
        buttons.addWidget(self.right, 0, 0)
        buttons.addWidget(self.wrong, 0, 1)
        buttons.addWidget(self.back, 1, 0)
        buttons.addWidget(self.on, 1, 1)
        buttons.addWidget(self.withdraw, 2, 0, 1, 2)
        buttons.addWidget(self.open_source, 3, 0)
        buttons.addWidget(self.export, 3, 1)
        card = QFrame()
        card.setMinimumWidth(260)
        column = QVBoxLayout(card)
        for label in (self.place, self.label, self.figure, self.given, self.end):
            column.addWidget(label)
        column.addStretch(1)
        column.addLayout(buttons)
        upper = QHBoxLayout()
        upper.addLayout(self._pin(), 3)
        upper.addWidget(card, 1)
        layout = QVBoxLayout(self)
        layout.addWidget(self.trouble)
        layout.addLayout(upper, 1)
        layout.addWidget(self.bar)
        layout.addWidget(self.said)
        layout.addWidget(self.strata)
        self.resize(1100, 560)

    def _pin(self) -> QGridLayout:
        """Returns the picture with the row's label at its left and the column's head above it.

        The picture is of the cell and what is around it: its own label and head may be far away.
        """
        for label in (self.head, self.row):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setMargin(4)
            font = QFont(label.font())
            font.setBold(True)
            label.setFont(font)
        self.row.setFixedWidth(ROW_WIDTH)
        pinned = QGridLayout()
        pinned.addWidget(self.head, 0, 1)
        pinned.addWidget(self.row, 1, 0)
        pinned.addWidget(self.close_up, 1, 1)
        pinned.setColumnStretch(1, 1)
        pinned.setRowStretch(1, 1)
        return pinned
