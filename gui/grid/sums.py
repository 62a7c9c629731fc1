"""The line below the form: the sums that the current cell has a part in, as they are now."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ...core.extraction.figures import Figure, State, show
from ...core.forms import Equation
from ...core.rules import add
from ..desk import Desk


class SumsLine(QLabel):
    """Shows both sides of every equation of the current cell, and their difference."""

    def __init__(self, desk: Desk, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._language = language
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setMargin(4)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        desk.opened.connect(self._fill)
        desk.changed.connect(self._fill)
        desk.cell_selected.connect(self._fill)
        self._name()

    def speak(self, language: str) -> None:
        """Shows the sums in another language."""
        self._language = language
        self._fill()

    def changeEvent(self, event: QEvent) -> None:
        """Names the line anew in another language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._name()

    def _fill(self, _what: object = None) -> None:
        review = self._desk.review
        if review is None or self._desk.cell not in review.cells:
            self.clear()
            return
        figures = review.audited
        equations = review.report.form.equations_of[self._desk.cell]
        said = sorted((self._say(one, figures) for one in equations), key=_is_true)
        self.setText("    ".join(said) or self.tr("No sum has a part in this cell."))
        self.setToolTip("\n".join(said))

    def _say(self, equation: Equation, figures: Mapping[str, Figure]) -> str:
        name = equation.name if self._language == "zh" else equation.name_en
        if any(figures[cell].state is State.UNREADABLE for cell in equation.cells):
            return f"? {name}"
        left, right = add(equation.left, figures), add(equation.right, figures)
        if left == right:
            return f"✔ {name} {show(left)} = {show(right)}"
        difference = show(left - right).replace("-", "−")
        return self.tr("✖ {name} {left} ≠ {right} ({difference})").format(
            name=name, left=show(left), right=show(right), difference=difference
        )

    def _name(self) -> None:
        self.setAccessibleName(self.tr("Sums of the current cell"))


def _is_true(sentence: str) -> bool:
    return sentence.startswith("✔")
