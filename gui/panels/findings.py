"""The list of doubts: what breaks a rule, with its arithmetic, and what was read uncertainly."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import QListWidgetItem

from ...core.finding import ERROR, Finding
from ..grid.shown_marks import say_identity, say_uncertain, sign_of
from ..session.doubt_order import Doubt
from ..session.review_context import ReviewContext
from ..session.suggester import Suggester
from ..shell.theme import theme_of
from .sentence_list import SentenceList
from .suggestions import say_suggestion

NAME = Qt.ItemDataRole.UserRole
"""The rule of a finding, or the id of an uncertain cell behind ``UNCERTAIN``."""

UNCERTAIN = "?"
"""Parts the names of cells from those of rules: a total and the rule that it is of share theirs."""

IDENTITY = "#"
"""Stands before ``ORGANIZATION`` and ``YEAR`` as names of doubts."""

SHOWN = 2
"""How many suggestions stand below the current finding; the list of suggestions has them all."""


class DoubtLine(NamedTuple):
    """A line of the list.

    Attributes:
        name: What ``NAME`` says; empty where it is no doubt.
        colour: The name of the colour of its text.
        tip: What takes it, where it is a suggestion.
    """

    name: str
    text: str
    colour: str
    tip: str = ""


class FindingsList(SentenceList):
    """Findings over the audited figures and uncertain cells, in the order that F8 goes through.

    Attributes:
        activated: A finding was chosen with Enter or a double click.
    """

    activated = Signal()

    def __init__(self, context: ReviewContext, suggester: Suggester, language: str) -> None:
        super().__init__(context, language)
        self._suggester = suggester
        self._doubts: list[DoubtLine] = []
        self._lines: list[DoubtLine] = []
        self._list.setTextElideMode(Qt.TextElideMode.ElideNone)
        self._list.setUniformItemSizes(False)
        self._list.currentItemChanged.connect(self._choose)
        self._list.itemActivated.connect(lambda _item: self.activated.emit())
        context.opened.connect(self._fill)
        context.settled.connect(self._fill)
        context.finding_selected.connect(self._show)
        context.cell_selected.connect(self._show)
        context.identity_selected.connect(self._show)
        suggester.changed.connect(self._show)
        self._name()

    def choose(self, row: int) -> None:
        """Makes the finding of a line current."""
        self._list.setCurrentRow(row)

    def _name(self) -> None:
        self._list.setAccessibleName(self.tr("Doubts"))

    def _recolour(self) -> None:
        self._fill()

    def _fill(self) -> None:
        """Writes the lines of the doubts anew."""
        self._doubts = [self._line(doubt) for doubt in self._context.doubts]
        if self._context.review is not None and not self._doubts:
            text = "✔  " + self.tr("Every rule holds.")
            self._doubts = [DoubtLine("", text, theme_of(self.palette()).confirmed.name())]
        self._show()

    def _show(self, _what: object = None) -> None:
        """Shows the doubts, below the current one its suggestions, and makes that one current."""
        context = self._context
        if not context.is_settled:
            return
        name = self._current
        lines: list[DoubtLine] = []
        current = last = -1
        for line in self._doubts:
            lines.append(line)
            if line.name == name:
                current = len(lines) - 1
                lines += self._advice()
                last = len(lines) - 1
        with QSignalBlocker(self._list):
            changed = self._write(lines)
            if changed or current != self._list.currentRow():
                self._list.setCurrentRow(current)
                for row in (last, current):
                    self._list.scrollToItem(self._list.item(row))

    @property
    def _current(self) -> str:
        """The name of the doubt at which the reviewer is."""
        context = self._context
        if context.identity:
            return IDENTITY + context.identity
        if context.finding is not None:
            return context.finding.rule
        return UNCERTAIN + (context.range[0] if context.range else context.cell)

    def _write(self, lines: list[DoubtLine]) -> bool:
        """Puts lines in the list, writing only those that differ; returns whether any did."""
        old, new = self._lines, lines
        if old == new:
            return False
        self._lines = lines
        start = _common(old, new)
        end = _common(old[start:][::-1], new[start:][::-1])
        for row in range(start, len(new) - end):
            if row >= len(old) - end:
                self._list.insertItem(row, QListWidgetItem())
            _dress(self._list.item(row), new[row])
        for row in reversed(range(len(new) - end, len(old) - end)):
            self._list.takeItem(row)
        return True

    def _line(self, doubt: Doubt) -> DoubtLine:
        theme = theme_of(self.palette())
        finding = doubt.finding
        if doubt.identity:
            text = f"?  {say_identity(self._context, doubt.identity, self._language)}"
            return DoubtLine(IDENTITY + doubt.identity, text, theme.doubt.name())
        if finding is None:
            text = f"?  {say_uncertain(self._context, doubt.cells, self._language)}"
            return DoubtLine(UNCERTAIN + doubt.cells[0], text, theme.doubt.name())
        text = f"{sign_of(self._context, finding)}  {finding.sentence(self._language)}"
        colour = theme.error if finding.severity == ERROR else theme.warning
        if self._context.explained(finding):
            colour = theme.faint
        return DoubtLine(finding.rule, text + self._verdict(finding), colour.name())

    def _verdict(self, finding: Finding) -> str:
        """Returns the explanation of a finding, and why it no longer holds where it lapsed."""
        review = self._context.review
        verdict = review.verdicts.get(finding.rule) if review is not None else None
        if verdict is None:
            return ""
        if verdict.holds:
            return self.tr("  [explained: {note}]").format(note=verdict.event.why)
        why = verdict.lapse.in_language(self._language)
        return self.tr("  [explained as “{note}”, which no longer holds: {why}]").format(
            note=verdict.event.why, why=why
        )

    def _choose(self, item: QListWidgetItem | None, _previous: object = None) -> None:
        review = self._context.review
        if item is None or review is None:
            return
        name = str(item.data(NAME))
        finding = next((each for each in review.findings if each.rule == name), None)
        if finding is not None:
            self._context.select_finding(finding)
        elif name.startswith(IDENTITY):
            self._context.select_identity(name.removeprefix(IDENTITY))
        elif name.startswith(UNCERTAIN):
            self._context.select_uncertain(name.removeprefix(UNCERTAIN))

    def _advice(self) -> list[DoubtLine]:
        """Returns what a key takes at the current doubt: suggestions, or what else may be read."""
        if not self._suggester.of_doubt and self._context.other_readings:
            said = self.tr("Alt+{number}: it reads {text}")
            return [
                self._advised(number, said.format(number=number, text=text))
                for number, text in enumerate(self._context.other_readings, 1)
            ]
        finding = self._context.finding
        listed = self._suggester.clearing(finding)[:SHOWN] if finding is not None else ()
        return [
            self._advised(number, say_suggestion(one, number, self._language))
            for number, one in enumerate(listed, 1)
        ]

    def _advised(self, number: int, text: str) -> DoubtLine:
        colour = theme_of(self.palette()).equation.name()
        tip = self.tr("Alt+{number} takes it").format(number=number)
        return DoubtLine("", f"      {text}", colour, tip)


def _common(one: list[DoubtLine], other: list[DoubtLine]) -> int:
    """Returns how many lines two lists begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def _dress(item: QListWidgetItem, line: DoubtLine) -> None:
    """Makes an item show a line; one that stands for no doubt cannot be chosen."""
    flag = Qt.ItemFlag
    chosen = flag.ItemIsEnabled | flag.ItemIsSelectable
    idle = flag.ItemIsEnabled if line.tip else flag.NoItemFlags
    item.setText(line.text)
    item.setData(NAME, line.name)
    item.setForeground(QBrush(QColor(line.colour)))
    item.setFlags(chosen if line.name else idle)
    item.setToolTip(line.tip)
