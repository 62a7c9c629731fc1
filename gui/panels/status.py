"""The status bar: what is left to do, who reviews, and what is being read."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QLabel, QProgressBar, QStatusBar, QToolButton, QWidget

from ...core.bilingual import ZH
from ...core.finding import ERROR
from ...core.review import Review, progress_of
from ..session.jobs import Job
from ..session.review_context import ReviewContext


class StatusBar(QStatusBar):
    """Counts errors, warnings and uncertain readings; shows progress with a button to stop.

    Attributes:
        cancelled: The user wants what is running to stop.
        renaming: The user wants to give another name as the reviewer.
    """

    cancelled = Signal()
    renaming = Signal()

    def __init__(self, context: ReviewContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._language = ZH
        self._job: Job | None = None
        self._waiting = 0
        self._counts = QLabel()
        self._record = QLabel()
        self._reviewer = QToolButton()
        self._reviewer.setAutoRaise(True)
        self._reviewer.clicked.connect(self.renaming)
        self._task = QLabel()
        self._bar = QProgressBar()
        self._bar.setMaximumWidth(160)
        self._stop = QToolButton()
        self._stop.clicked.connect(self._cancel)
        self.addWidget(self._counts)
        for widget in (self._task, self._bar, self._stop, self._record, self._reviewer):
            self.addPermanentWidget(widget)
        self.finish()
        self._retranslate()
        context.opened.connect(self._count)
        context.settled.connect(self._count)

    @property
    def counts(self) -> str:
        """What is said about the work left."""
        return self._counts.text()

    @property
    def record(self) -> str:
        """What is said about the record: saved when, read only, signed off."""
        return self._record.text()

    @property
    def busy(self) -> bool:
        """Whether something is being read or written."""
        return not self._bar.isHidden()

    def track(self, job: Job) -> None:
        """Lets the button cancel a job."""
        self._job = job

    def begin(self, sentence: str) -> None:
        """Shows that something is under way, how far not yet known."""
        self._task.setText(sentence)
        self._bar.setRange(0, 0)
        for widget in (self._task, self._bar, self._stop):
            widget.show()

    def advance(self, done: int, of: int) -> None:
        """Shows how far it is."""
        self._bar.setRange(0, of)
        self._bar.setValue(done)

    def finish(self) -> None:
        """Shows that nothing is under way."""
        for widget in (self._task, self._bar, self._stop):
            widget.hide()

    def speak(self, language: str) -> None:
        """Says what it says in another language."""
        self._language = language
        self._retranslate()

    def tell_waiting(self, count: int) -> None:
        """Says how many reports of the queue are still to be held against this one."""
        if count != self._waiting:
            self._waiting = count
            self._count()

    def refresh(self) -> None:
        """Counts again."""
        self._count()

    def changeEvent(self, event: QEvent) -> None:
        """Follows the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None
        self.cancelled.emit()
        self.finish()

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Status"))
        self._bar.setAccessibleName(self.tr("Progress"))
        self._stop.setText(self.tr("Cancel"))
        self._stop.setAccessibleName(self.tr("Cancel"))
        self._reviewer.setToolTip(self.tr("The name that your decisions carry"))
        self._count()

    def _count(self) -> None:
        review = self._context.review
        if review is None:
            for widget in (self._counts, self._record):
                widget.clear()
            self._reviewer.hide()
            return
        self._reviewer.show()
        left = [each for each in review.findings if not self._context.explained(each)]
        errors = sum(1 for finding in left if finding.severity == ERROR)
        parts = [
            self.tr("Errors {count}").format(count=errors),
            self.tr("Warnings {count}").format(count=len(left) - errors),
        ]
        doubtful = progress_of(review).questions
        if doubtful:
            parts.append(self.tr("Uncertain {count}").format(count=doubtful))
        explained = len(review.findings) - len(left)
        if explained:
            parts.append(self.tr("Explained {count}").format(count=explained))
        confirmed = sum(1 for state in review.cells.values() if state.confirmed)
        parts.append(
            self.tr("Confirmed {count}/{all}").format(count=confirmed, all=len(review.cells))
        )
        if self._waiting:
            parts.append(
                self.tr("… still checking: {count} reports of the queue are not read").format(
                    count=self._waiting
                )
            )
        elif not left and not doubtful and review.sign_off_in_force is None:
            parts.append(self.tr("No doubt is left: F9 signs off"))
        self._counts.setText(" · ".join(parts))
        self._say_record(review)
        name = review.reviewer or self.tr("(no name)")
        self._reviewer.setText(self.tr("Reviewer: {name}").format(name=name))

    def _say_record(self, review: Review) -> None:
        """Says whether the review is signed off, and when it was saved."""
        parts = []
        signed = review.sign_off_in_force
        if signed is not None:
            done = (
                self.tr("● Signed off by {name}") if signed.holds else self.tr("○ Sign-off lapsed")
            )
            parts.append(done.format(name=signed.event.by))
        under_review = self._context.under_review
        file = under_review.file if under_review is not None else None
        if file is None:
            parts.append(self.tr("Not recorded"))
        elif file.is_read_only:
            parts.append(self.tr("Read only"))
        elif review.events:
            time = review.events[-1].at.astimezone().strftime("%H:%M:%S")
            parts.append(self.tr("Saved {time}").format(time=time))
        self._record.setText(" · ".join(parts))
        lapses = (
            [] if signed is None else [why.in_language(self._language) for why in signed.lapses]
        )
        place = [str(file.path)] if file is not None else []
        self._record.setToolTip("\n".join([*lapses, *place]))
