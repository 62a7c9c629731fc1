"""What the narrative states, claim by claim, beside what the tables say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFocusEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from ...core.extraction.report import Claim
from ...core.figures import show
from ...core.finding import ERROR, WARNING
from ...core.rules import agrees
from ..grid.shown_marks import say_figure
from ..session.review_context import ReviewContext
from ..shell.theme import theme_of
from ..shell.translatable import QT_TRANSLATE_NOOP

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
translate = QCoreApplication.translate

HEADS = (
    QT_TRANSLATE_NOOP("Claims", "Agrees"),
    QT_TRANSLATE_NOOP("Claims", "What it speaks of"),
    QT_TRANSLATE_NOOP("Claims", "Stated"),
    QT_TRANSLATE_NOOP("Claims", "Table"),
    QT_TRANSLATE_NOOP("Claims", "Words of the source"),
)
AGREES, ABOUT, STATED, TABLE, QUOTE = range(len(HEADS))


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """One claim as it is shown.

    Attributes:
        agrees: None where nothing can be compared.
        severity: Of the finding that it does not agree; empty where there is none.
    """

    claim: Claim
    agrees: bool | None
    explained: bool
    severity: str
    texts: tuple[str, ...]


def rows_of(context: ReviewContext, language: str) -> tuple[ClaimRow, ...]:
    """Returns the claims of the open report, each compared with the audited figures."""
    review = context.review
    if review is None:
        return ()
    figures = review.audited
    severities = {finding.rule: finding.severity for finding in review.findings}
    made = []
    for claim in review.report.claims:
        held = agrees(claim, figures)
        explained = held is False and review.is_explained(claim.rule)
        about, stated, table = _parts(context, claim, language)
        severity = "" if held is not False else severities.get(claim.rule, WARNING)
        word = _word(held, severity, explained=explained)
        texts = (word, about, stated, table, claim.quote)
        made.append(ClaimRow(claim, held, explained, severity, texts))
    return tuple(made)


def _parts(context: ReviewContext, claim: Claim, language: str) -> tuple[str, str, str]:
    """Returns what a claim speaks of, what it states, and what that is compared with."""
    stated, parts = show(claim.stated), [show(part) for part in claim.parts]
    if claim.kind == "cell":
        assert context.review is not None
        label = context.review.report.form.cells[claim.cell].label(language)
        return label, stated, say_figure(context.review.cells[claim.cell].audited)
    if claim.kind == "group":
        assert context.review is not None
        figures = [context.review.cells[cell].audited for cell in claim.cells]
        label = context.review.report.form.cells[claim.cells[0]].label(language)
        return f"{label} …", stated, " + ".join(say_figure(figure) for figure in figures)
    if claim.kind == "sum":
        return translate("Claims", "parts of a whole"), stated, " + ".join(parts)
    if claim.cells:  # the whole stands in the tables
        assert context.review is not None
        parts.append(say_figure(context.review.cells[claim.cells[0]].audited))
    return translate("Claims", "share"), f"{stated}%", " ÷ ".join(parts)


def _word(held: bool | None, severity: str, *, explained: bool) -> str:
    if held is None:
        return "–"
    if held:
        return "✔ " + translate("Claims", "yes")
    if explained:
        return "○ " + translate("Claims", "explained")
    return ("✖ " if severity == ERROR else "! ") + translate("Claims", "no")


class ClaimsModel(QAbstractTableModel):
    """The claims of the report under review."""

    def __init__(
        self, context: ReviewContext, language: str, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._language = language
        self.rows = rows_of(context, language)
        context.settled.connect(self._compare)

    def speak(self, language: str) -> None:
        """Shows the claims in another language."""
        self._language = language
        self._compare()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(HEADS) - 1)

    @property
    def disagreeing(self) -> int:
        """How many claims differ from the tables and are not explained."""
        return sum(1 for row in self.rows if row.agrees is False and not row.explained)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Returns how many claims there are."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Returns how many columns there are."""
        return 0 if parent.isValid() else len(HEADS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Role.DisplayRole)
    ) -> Any:
        """Returns the head of a column."""
        if orientation is Qt.Orientation.Horizontal and role == Role.DisplayRole:
            return translate("Claims", HEADS[section])
        return None

    def data(self, index: Index, role: int = int(Role.DisplayRole)) -> Any:
        """Returns what an index shows in a role."""
        row = self.rows[index.row()]
        if role == Role.DisplayRole:
            return row.texts[index.column()]
        if role == Role.ToolTipRole:
            return row.claim.quote
        if role == Role.ForegroundRole and index.column() in (AGREES, TABLE):
            return self._colour(row)
        if role == Role.TextAlignmentRole and index.column() in (STATED, TABLE):
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    def _colour(self, row: ClaimRow) -> QColor | None:
        view = self.parent()
        theme = theme_of(view.palette() if isinstance(view, QWidget) else None)
        if row.explained:
            return theme.faint
        wrong = theme.error if row.severity == ERROR else theme.warning
        return {True: theme.confirmed, False: wrong, None: None}[row.agrees]

    def _compare(self) -> None:
        rows = rows_of(self._context, self._language)
        if rows != self.rows:
            self.rows = rows
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, QUOTE))


class ClaimsView(QTableView):
    """The list of claims: the current one is shown in the source.

    Attributes:
        chosen: A claim became current by hand; carries it.
        followed: The cell of a claim is wanted, by Enter or a double click; carries the claim.
    """

    chosen = Signal(object)
    followed = Signal(object)

    def __init__(
        self, context: ReviewContext, language: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context = context
        self.setModel(ClaimsModel(context, language, self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        heads = self.horizontalHeader()
        heads.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        heads.setSectionResizeMode(QUOTE, QHeaderView.ResizeMode.Stretch)
        heads.setHighlightSections(False)
        self.clicked.connect(self._choose)
        self.activated.connect(lambda index: self.followed.emit(self.claim(index)))
        context.claim_selected.connect(self.point_at)
        self._name()

    @property
    def claims_model(self) -> ClaimsModel:
        """The model, as what it is."""
        return cast(ClaimsModel, self.model())

    def claim(self, index: Index) -> Claim:
        """Returns the claim at an index."""
        return self.claims_model.rows[index.row()].claim

    def speak(self, language: str) -> None:
        """Shows the claims in another language."""
        self.claims_model.speak(language)

    def point_at(self, claim: Claim | None) -> None:
        """Makes a claim current, or none."""
        here = self.currentIndex()
        if claim is None:
            self.clearSelection()
        elif not (here.isValid() and self.claim(here) == claim and self.selectedIndexes()):
            claims = [row.claim for row in self.claims_model.rows]
            if claim in claims:
                self.selectRow(claims.index(claim))

    def currentChanged(self, current: Index, previous: Index) -> None:  # noqa: N802
        """Tells which claim was chosen, unless it is the one that the review context points at."""
        super().currentChanged(current, previous)
        self._choose(current)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Points at the line that is current, or at the first, where nothing is pointed at."""
        super().focusInEvent(event)
        if not self.selectedIndexes() and self.claims_model.rows:
            self.selectRow(max(0, self.currentIndex().row()))
            self._choose(self.currentIndex())

    def changeEvent(self, event: QEvent) -> None:
        """Names the list anew in another language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._name()

    def _choose(self, index: Index) -> None:
        if index.isValid() and self.claim(index) != self._context.claim:
            self.chosen.emit(self.claim(index))

    def _name(self) -> None:
        self.setAccessibleName(translate("Claims", "What the narrative states"))
