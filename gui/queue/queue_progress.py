"""How far the reading of the queue has come: counts, remaining time, pause and stop."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QToolButton, QVBoxLayout, QWidget

from .queue import Queue
from .queue_entry import QueueState


class QueueProgress(QWidget):
    """Says what was put in the queue last, and what has become of it."""

    def __init__(self, queue: Queue) -> None:
        super().__init__()
        self._queue = queue
        self._added, self._summary = QLabel(), QLabel()
        self._bar = QProgressBar()
        self._pause, self._stop = QToolButton(), QToolButton()
        self._compose()
        self._pause.clicked.connect(lambda: queue.pause(paused=not queue.paused))
        self._stop.clicked.connect(queue.stop)
        queue.added.connect(self._tell_added)
        self._retranslate()

    @property
    def summary(self) -> str:
        """What is said about the whole."""
        return self._summary.text()

    @property
    def added(self) -> str:
        """What is said of what was put in last; empty where nothing is."""
        return "" if self._added.isHidden() else self._added.text()

    def changeEvent(self, event: QEvent) -> None:
        """Follows the language; what was said in the one before is said no longer."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._added.hide()
            self._retranslate()

    def advance(self) -> None:
        """Counts again."""
        queue = self._queue
        count, waiting = len(queue.entries), queue.waiting
        parts = [self.tr("Read {done}/{all}").format(done=count - waiting, all=count)]
        kinds = [entry.kind for entry in queue.entries]
        for text, many in (
            (self.tr("with errors {count}"), sum(1 for one in queue.entries if one.has_errors)),
            (self.tr("signed off {count}"), kinds.count(QueueState.SIGNED_OFF)),
            (self.tr("failed {count}"), kinds.count(QueueState.FAILED)),
            (self.tr("skipped {count}"), kinds.count(QueueState.SKIPPED)),
        ):
            if many:
                parts.append(text.format(count=many))
        seconds = queue.seconds_left
        if queue.paused and waiting:
            parts.append(self.tr("paused"))
        elif seconds is not None:
            minutes, rest = divmod(round(seconds), 60)
            parts.append(self.tr("about {time} left").format(time=f"{minutes}:{rest:02}"))
        self._summary.setText(" · ".join(parts))
        self._bar.setRange(0, max(1, count))
        self._bar.setValue(count - waiting)
        for widget in (self._bar, self._pause, self._stop):
            widget.setVisible(bool(waiting))
        self._stop.setEnabled(queue.busy)
        self._pause.setText(self.tr("Go on") if queue.paused else self.tr("Pause"))

    def _tell_added(self, named: Sequence[Path], new: int, known: int, others: int) -> None:
        """Says what became of the files and folders that were put in the queue."""
        several = self.tr("{count} files and folders").format(count=len(named))
        name = named[0].name if len(named) == 1 else several
        parts = [self.tr("{name}: {count} added").format(name=name, count=new)]
        if known:
            parts.append(self.tr("{count} listed already").format(count=known))
        if others:
            parts.append(self.tr("{count} files of other kinds left out").format(count=others))
        self._added.setText(" · ".join(parts))
        self._added.show()

    def _compose(self) -> None:
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(8)
        reading = QHBoxLayout()
        reading.addWidget(self._bar, 1)
        reading.addWidget(self._pause)
        reading.addWidget(self._stop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(3)
        for label in (self._added, self._summary):
            label.setWordWrap(True)
            layout.addWidget(label)
        layout.addLayout(reading)
        self._added.hide()

    def _retranslate(self) -> None:
        self._stop.setText(self.tr("Stop"))
        self._stop.setToolTip(self.tr("Stop reading; what is not read can be read later"))
        self._pause.setToolTip(self.tr("Begin no further file, or go on"))
        self.advance()
