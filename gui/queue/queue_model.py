"""The queue as a table model, and what of it is shown in which order."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)
from PySide6.QtGui import QColor, QFont
from PySide6.QtWidgets import QWidget

from ..session.open_in_worker import title
from ..session.review_context import ReviewContext
from ..shell.theme import theme_of
from ..shell.translatable import QT_TRANSLATE_NOOP
from .queue import Queue
from .queue_entry import QueueEntry, QueueState

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
translate = QCoreApplication.translate

KINDS = {
    QueueState.NOT_READ: QT_TRANSLATE_NOOP("Queue", "not read"),
    QueueState.READING: QT_TRANSLATE_NOOP("Queue", "reading"),
    QueueState.ERRORS: QT_TRANSLATE_NOOP("Queue", "errors"),
    QueueState.WARNINGS: QT_TRANSLATE_NOOP("Queue", "warnings or doubts"),
    QueueState.CLEAN: QT_TRANSLATE_NOOP("Queue", "clean"),
    QueueState.IN_REVIEW: QT_TRANSLATE_NOOP("Queue", "in review"),
    QueueState.SIGNED_OFF: QT_TRANSLATE_NOOP("Queue", "signed off"),
    QueueState.FAILED: QT_TRANSLATE_NOOP("Queue", "failed"),
}
STATE, REPORT = range(2)
AS_ADDED, BY_WORK, BY_NAME = range(3)
"""Orders of the list."""


def say_state(entry: QueueEntry) -> str:
    """Returns how far an entry has come, in signs: ✖3 !1 ?2, ✔, …, ✎ in review, ● signed off."""
    match entry.kind:
        case QueueState.NOT_READ:
            return "·"
        case QueueState.READING:
            return f"… {entry.read} %" if entry.read else "…"
        case QueueState.FAILED:
            return "⊘"
    standing = entry.standing
    counts = (
        ("✖", standing.errors),
        ("!", standing.warnings + standing.between),
        ("?", standing.questions),
    )
    left = " ".join(f"{sign}{count}" for sign, count in counts if count) or "✔"
    before = {QueueState.IN_REVIEW: "✎ ", QueueState.SIGNED_OFF: "● "}.get(entry.kind, "")
    return before + left


def name_of(entry: QueueEntry) -> str:
    """Returns what a report is called; the name of its file until it is read."""
    if entry.under_review is None:
        return entry.path.name
    return title(entry.under_review.report, entry.path.stem)


class QueueModel(QAbstractTableModel):
    """The entries, two columns each: how far it has come, and what it is."""

    def __init__(
        self, queue: Queue, context: ReviewContext, language: str, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._queue = queue
        self._context = context
        self.language = language
        self._count = len(queue.entries)
        queue.changed.connect(self._refresh)
        queue.regrouped.connect(self._regroup)
        context.settled.connect(lambda: queue.recount(context.under_review))
        context.opened.connect(self.refresh)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Returns how many entries there are."""
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Returns two."""
        return 0 if parent.isValid() else 2

    def data(self, index: Index, role: int = int(Role.DisplayRole)) -> Any:
        """Returns what an index shows in a role."""
        entry = self._queue.entries[index.row()]
        match role:
            case Role.DisplayRole:
                return say_state(entry) if index.column() == STATE else name_of(entry)
            case Role.ToolTipRole | Role.AccessibleTextRole:
                return self._explain(entry)
            case Role.ForegroundRole if index.column() == STATE:
                return self._colour(entry)
            case Role.FontRole if entry.key is not None and entry.key == self._context.key:
                font = QFont()
                font.setBold(True)
                return font
        return None

    def refresh(self) -> None:
        """Shows all entries anew."""
        if self._count:
            self.dataChanged.emit(self.index(0, 0), self.index(self._count - 1, REPORT))

    def _explain(self, entry: QueueEntry) -> str:
        lines = [name_of(entry), translate("Queue", KINDS[entry.kind]), str(entry.path)]
        if entry.standing.has_lapsed:
            lines.insert(2, translate("Queue", "signed off before; that no longer holds"))
        if entry.error is not None:
            lines[1] = entry.error.sentence(self.language)
        return "\n".join(lines)

    def _colour(self, entry: QueueEntry) -> QColor:
        view = self.parent()
        theme = theme_of(view.palette() if isinstance(view, QWidget) else None)
        if entry.kind is QueueState.SIGNED_OFF:
            return theme.confirmed
        if entry.kind is QueueState.FAILED or entry.standing.errors:
            return theme.error
        if entry.under_review is None:
            return theme.faint
        return theme.warning if entry.standing.left else theme.confirmed

    def _refresh(self, row: int) -> None:
        if 0 <= row < self._count:
            self.dataChanged.emit(self.index(row, STATE), self.index(row, REPORT))

    def _regroup(self) -> None:
        self.beginResetModel()
        self._count = len(self._queue.entries)
        self.endResetModel()


class ShownEntry(QSortFilterProxyModel):
    """The entries of one kind whose name holds a text, in an order.

    A row keeps its place while its report is worked on; ``arrange`` puts all in order again.
    """

    def __init__(self, queue: Queue, parent: QObject) -> None:
        super().__init__(parent)
        self._queue = queue
        self._kind: QueueState | None = None
        self._text = ""
        self._order = AS_ADDED
        self.setDynamicSortFilter(False)

    def arrange(self, kind: QueueState | None, text: str, order: int) -> None:
        """Shows what is of a kind (None for all) and holds a text, in an order."""
        self._kind, self._text, self._order = kind, text.casefold(), order
        self.invalidate()
        self.sort(-1 if order == AS_ADDED else REPORT)

    def filterAcceptsRow(self, row: int, parent: Index) -> bool:
        """Returns whether an entry is shown."""
        entry = self._queue.entries[row]
        if self._kind is not None and entry.kind is not self._kind:
            return False
        return self._text in f"{name_of(entry)} {entry.path}".casefold()

    def lessThan(self, left: Index, right: Index) -> bool:
        """Returns whether one entry comes before another: most work first, or by name."""
        one, other = self._queue.entries[left.row()], self._queue.entries[right.row()]
        if self._order == BY_WORK:
            return _work_key(one) < _work_key(other)
        return name_of(one) < name_of(other)


def _work_key(entry: QueueEntry) -> tuple[int, int, int]:
    standing = entry.standing
    done = entry.under_review is None or standing.is_signed_off
    return int(done), -standing.errors, -standing.left
