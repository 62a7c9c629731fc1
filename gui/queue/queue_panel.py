"""The dock of the queue: the list with its filters, and the progress of reading."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from ..session.review_context import ReviewContext
from .queue import Queue
from .queue_entry import QueueState
from .queue_model import AS_ADDED, BY_NAME, BY_WORK, KINDS, REPORT, STATE, QueueModel, ShownEntry
from .queue_progress import QueueProgress

translate = QCoreApplication.translate


class QueuePanel(QWidget):
    """The queue as it is worked through.

    Attributes:
        wanted: A report is to be shown; carries the index of its entry.
        arranged: Another filter or order was chosen.
    """

    wanted = Signal(int)
    arranged = Signal()

    def __init__(self, queue: Queue, context: ReviewContext, language: str) -> None:
        super().__init__()
        self._queue = queue
        self._context = context
        self._kind, self._order, self._text = QComboBox(), QComboBox(), QLineEdit()
        self._table = QTableView()
        self._progress = QueueProgress(queue)
        self._model = QueueModel(queue, context, language, self)
        self._shown = ShownEntry(queue, self._model, self)
        self._set_table()
        self._compose()
        self._text.setClearButtonEnabled(True)
        for chosen in (
            self._text.textChanged,
            self._kind.currentIndexChanged,
            self._order.currentIndexChanged,
        ):
            chosen.connect(lambda _what: self._rearrange())
        self._table.activated.connect(
            lambda index: self.wanted.emit(self._shown.mapToSource(index).row())
        )
        self._table.clicked.connect(self._open)
        self._remove, self._empty, self._in_full = self._add_actions()
        queue.advanced.connect(self._arrange_again)
        queue.regrouped.connect(self.arrange)
        context.opened.connect(self._follow)
        context.settled.connect(self._progress.advance)
        self._retranslate()

    @property
    def rows(self) -> list[tuple[str, str]]:
        """State and name of the entries, as they are shown."""
        return [
            (
                str(self._shown.index(row, STATE).data()),
                str(self._shown.index(row, REPORT).data()),
            )
            for row in range(self._shown.rowCount())
        ]

    @property
    def added(self) -> str:
        """What is said of what was put in last; empty where nothing is."""
        return self._progress.added

    @property
    def summary(self) -> str:
        """What is said about the whole."""
        return self._progress.summary

    def _open(self, index: QModelIndex) -> None:
        """Shows what a click selects, unless it lies under review already."""
        at = self._shown.mapToSource(index).row()
        if self._queue.entries[at].key is None or at != self._queue.index_of(
            self._context.under_review
        ):
            self.wanted.emit(at)

    def neighbour(self, by: int) -> int:
        """Returns the entry after (1) or before (-1) the line that is current; -1 at the ends."""
        shown = self._order_shown()
        row = self._table.currentIndex().row()
        at = row + by if row >= 0 else (0 if by > 0 else len(shown) - 1)
        return shown[at] if 0 <= at < len(shown) else -1

    def point_at(self, index: int) -> None:
        """Makes the line of an entry current."""
        self._table.setCurrentIndex(self._shown.mapFromSource(self._model.index(index, 0)))

    def next_with_work(self) -> int:
        """Returns the next entry with something to decide, around the end; -1 if there is none."""
        shown = self._order_shown()
        here = self._queue.index_of(self._context.under_review)
        at = shown.index(here) + 1 if here in shown else 0
        left = (index for index in shown[at:] + shown[:at] if index != here)
        return next((index for index in left if self._has_work(index)), -1)

    def _has_work(self, index: int) -> bool:
        """Returns whether something is left to decide in an entry that is not signed off."""
        standing = self._queue.entries[index].standing
        return bool(standing.left) and not standing.is_signed_off

    def arrange(self) -> None:
        """Shows the list by filter and order as they are chosen."""
        kind = self._kind.currentData()  # Qt hands back the bare string
        order = self._order.currentData() or AS_ADDED
        self._shown.arrange(QueueState(kind) if kind else None, self._text.text(), order)
        self._follow()
        self._progress.advance()

    def _rearrange(self) -> None:
        self.arrange()
        self.arranged.emit()

    @property
    def arrangement(self) -> tuple[str, str, str]:
        """The kind that is shown (empty for all), the text that names hold, and the order."""
        return (
            str(self._kind.currentData() or ""),
            self._text.text(),
            str(self._order.currentData() or AS_ADDED),
        )

    def take_arrangement(self, kind: str, text: str, order: str) -> None:
        """Shows what ``arrangement`` said before; what is no kind or order is passed over."""
        self._kind.setCurrentIndex(max(0, self._kind.findData(kind or None)))
        at = self._order.findData(int(order)) if order.isdigit() else -1
        self._order.setCurrentIndex(max(0, at))
        self._text.setText(text)

    @property
    def has_names_in_full(self) -> bool:
        """Whether names go on in further lines."""
        return self._in_full.isChecked()

    def show_names_in_full(self, *, on: bool) -> None:
        """Lets names go on in further lines, or cuts them in the middle again."""
        self._in_full.setChecked(on)

    def _arrange_again(self) -> None:
        """Puts what was read where it belongs; a plain list needs only its progress told."""
        if self._kind.currentData() is None and self._order.currentData() == AS_ADDED:
            self._progress.advance()
        else:
            self.arrange()

    def speak(self, language: str) -> None:
        """Shows the list in another language."""
        self._model.language = language
        self._model.refresh()
        self._retranslate()

    def changeEvent(self, event: QEvent) -> None:
        """Follows the palette and the size of letters."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_model"):
            self._size_rows()
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_model"):
            self._model.refresh()

    @property
    def shown(self) -> list[int]:
        """The entries that the filter lets through, in the order of the list."""
        return self._order_shown()

    def _order_shown(self) -> list[int]:
        rows: Iterable[int] = range(self._shown.rowCount())
        return [self._shown.mapToSource(self._shown.index(row, 0)).row() for row in rows]

    def _add_actions(self) -> tuple[QAction, QAction, QAction]:
        """Gives the list a menu of its own: take reports off it, show their names in full."""
        self._table.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        remove, empty, in_full = (QAction(self._table) for _ in range(3))
        in_full.setCheckable(True)
        in_full.toggled.connect(self._show_in_full)
        remove.setShortcut(QKeySequence(QKeySequence.StandardKey.Delete))
        remove.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        remove.triggered.connect(self._remove_current)
        empty.triggered.connect(self._remove_others)
        self._table.addActions([remove, empty, in_full])
        return remove, empty, in_full

    def _show_in_full(self, on: bool) -> None:
        self._model.in_full = on
        self._table.setWordWrap(on)
        lines, mode = self._table.verticalHeader(), QHeaderView.ResizeMode
        lines.setSectionResizeMode(mode.ResizeToContents if on else mode.Fixed)
        self._size_rows()
        self._model.refresh()
        self.arranged.emit()

    def _remove_current(self) -> None:
        row = self._table.currentIndex().row()
        if row >= 0:
            self._queue.remove({self._shown.mapToSource(self._shown.index(row, 0)).row()})

    def _remove_others(self) -> None:
        here = self._queue.index_of(self._context.under_review)
        self._queue.remove({at for at in range(len(self._queue.entries)) if at != here})

    def _set_table(self) -> None:
        table = self._table
        table.setModel(self._shown)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.setWordWrap(False)
        table.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        table.verticalHeader().hide()
        heads = table.horizontalHeader()
        heads.hide()
        heads.setMinimumSectionSize(28)
        heads.setResizeContentsPrecision(0)
        heads.setSectionResizeMode(STATE, QHeaderView.ResizeMode.ResizeToContents)
        heads.setSectionResizeMode(REPORT, QHeaderView.ResizeMode.Stretch)
        self._size_rows()

    def _size_rows(self) -> None:
        """Gives a line of the list the height that its letters ask for."""
        lines, height = self._table.verticalHeader(), self._table.fontMetrics().height() * 3 // 2
        lines.setDefaultSectionSize(height)
        for line in range(lines.count()):  # one that was fitted to its name would keep its height
            lines.resizeSection(line, height)

    def _compose(self) -> None:
        choice = QHBoxLayout()
        choice.addWidget(self._kind, 1)
        choice.addWidget(self._order, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 2, 4, 4)
        layout.setSpacing(3)
        layout.addLayout(choice)
        layout.addWidget(self._text)
        layout.addWidget(self._table, 1)
        layout.addWidget(self._progress)
        for box in (self._kind, self._order):
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            box.setMinimumContentsLength(4)

    def _follow(self) -> None:
        """Makes the line of the report under review current."""
        index = self._queue.index_of(self._context.under_review)
        if index >= 0:
            self.point_at(index)

    def _retranslate(self) -> None:
        named = ((kind, translate("Queue", text)) for kind, text in KINDS.items())
        kinds = [(None, self.tr("All")), *named]
        orders = [
            (AS_ADDED, self.tr("As added")),
            (BY_WORK, self.tr("Most work first")),
            (BY_NAME, self.tr("By name")),
        ]
        for box, texts, name in (
            (self._kind, kinds, self.tr("Show only")),
            (self._order, orders, self.tr("Order")),
        ):
            _fill(box, texts)
            box.setAccessibleName(name)
            box.setToolTip(name)
        self._text.setPlaceholderText(self.tr("Filter by name"))
        self._text.setAccessibleName(self.tr("Filter by name"))
        self._table.setAccessibleName(self.tr("Queue of reports"))
        self._remove.setText(self.tr("Take off the list"))
        self._empty.setText(self.tr("Take all others off the list"))
        self._in_full.setText(self.tr("Names in full"))


def _fill(box: QComboBox, choices: Sequence[tuple[QueueState | int | None, str]]) -> None:
    """Puts choices in a box, or puts those that it has in other words."""
    for index, (data, text) in enumerate(choices):
        if index < box.count():
            box.setItemText(index, text)
        else:
            box.addItem(text, data)
