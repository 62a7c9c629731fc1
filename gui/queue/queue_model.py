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

from ..session.review_context import ReviewContext
from ..shell.theme import theme_of
from ..shell.translatable import QT_TRANSLATE_NOOP
from .queue import Queue
from .queue_entry import QueueEntry, QueueState
from .queue_names import breakable, names_of

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
    QueueState.SKIPPED: QT_TRANSLATE_NOOP("Queue", "skipped"),
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
        case QueueState.SKIPPED:
            return "–"
    standing = entry.standing
    counts = (
        ("✖", standing.errors),
        ("!", standing.warnings + standing.between),
        ("?", standing.questions),
    )
    left = " ".join(f"{sign}{count}" for sign, count in counts if count) or "✔"
    before = {QueueState.IN_REVIEW: "✎ ", QueueState.SIGNED_OFF: "● "}.get(entry.kind, "")
    return before + left + (" …" if entry.is_remembered else "")


class QueueModel(QAbstractTableModel):
    """The entries, two columns each: how far it has come, and what it is.

    Attributes:
        in_full: Names may go on in further lines.
    """

    def __init__(
        self, queue: Queue, context: ReviewContext, language: str, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._queue = queue
        self._context = context
        self.language = language
        self._count = len(queue.entries)
        self._names: list[str] = []
        self.in_full = False
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
                if index.column() == STATE:
                    return say_state(entry)
                name = self.name(index.row())
                return breakable(name) if self.in_full else name
            case Role.ToolTipRole | Role.AccessibleTextRole:
                return self._explain(index.row())
            case Role.ForegroundRole if index.column() == STATE:
                return self._colour(entry)
            case Role.FontRole if entry.key is not None and entry.key == self._context.key:
                font = QFont()
                font.setBold(True)
                return font
        return None

    def name(self, row: int) -> str:
        """Returns what an entry is called among the others."""
        if len(self._names) != len(self._queue.entries):
            self._names = names_of(self._queue.entries)
        return self._names[row]

    def refresh(self) -> None:
        """Shows all entries anew."""
        self._names = []
        if self._count:
            self.dataChanged.emit(self.index(0, 0), self.index(self._count - 1, REPORT))

    def _explain(self, row: int) -> str:
        entry = self._queue.entries[row]
        lines = [self.name(row), translate("Queue", KINDS[entry.kind]), str(entry.path)]
        if entry.standing.has_lapsed:
            lines.insert(2, translate("Queue", "signed off before; that no longer holds"))
        if entry.is_remembered:
            lines.insert(2, translate("Queue", "as it stood the last time; it is being read again"))
        if entry.is_skipped:
            lines[1] = translate("Queue", "skipped: a text without a table of the form")
        elif entry.error is not None:
            lines[1] = entry.error.sentence(self.language)
        return "\n".join(lines)

    def _colour(self, entry: QueueEntry) -> QColor:
        view = self.parent()
        theme = theme_of(view.palette() if isinstance(view, QWidget) else None)
        if entry.kind is QueueState.SIGNED_OFF:
            return theme.confirmed
        if entry.kind is QueueState.FAILED or entry.standing.errors:
            return theme.error
        if entry.under_review is None and entry.last is None:
            return theme.faint
        return theme.warning if entry.standing.left else theme.confirmed

    def _refresh(self, row: int) -> None:
        self._names = []
        if 0 <= row < self._count:
            self.dataChanged.emit(self.index(row, STATE), self.index(row, REPORT))

    def _regroup(self) -> None:
        self._names = []
        self.beginResetModel()
        self._count = len(self._queue.entries)
        self.endResetModel()


class ShownEntry(QSortFilterProxyModel):
    """The entries of one kind whose name holds a text, in an order.

    A row keeps its place while its report is worked on; ``arrange`` puts all in order again.
    """

    def __init__(self, queue: Queue, model: QueueModel, parent: QObject) -> None:
        super().__init__(parent)
        self._queue = queue
        self._model = model
        self.setSourceModel(model)
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
        return self._text in f"{self._model.name(row)} {entry.path}".casefold()

    def lessThan(self, left: Index, right: Index) -> bool:
        """Returns whether one entry comes before another: most work first, or by name."""
        one, other = self._queue.entries[left.row()], self._queue.entries[right.row()]
        if self._order == BY_WORK:
            return _work_key(one) < _work_key(other)
        return self._model.name(left.row()) < self._model.name(right.row())


def _work_key(entry: QueueEntry) -> tuple[int, int, int]:
    standing = entry.standing
    is_known = entry.under_review is not None or entry.is_remembered
    done = not is_known or standing.is_signed_off
    return int(done), -standing.errors, -standing.left
