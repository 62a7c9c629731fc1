"""A batch from the window: which folder, which workbook, how far it has come."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from ...core.batch import READING, Options, Progress, Summary, cores, run_batch
from ...core.batch.journal import DamagedJournalError, journal_path
from ...core.errors import GoujiError
from ..session.jobs import BATCHING, Job, Jobs
from ..shell.outside import open_outside
from ..shell.plain_names import name_plainly
from .path_line import PathLine


class BatchDialog(QDialog):
    """Runs a batch; the window can be used meanwhile.

    Args:
        jobs: With the lane ``BATCHING``.
        language: "zh" or "en".
        parent: The window.

    Attributes:
        written: A workbook is there; carries its path.
        spot_check_wanted: A spot check is to be drawn from the batch; carries its journal.
    """

    written = Signal(object)
    spot_check_wanted = Signal(object)

    def __init__(self, jobs: Jobs, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._language = language
        self._job: Job | None = None
        self._latest: Progress | None = None
        self._output: Path | None = None
        self._is_written = False
        self.setWindowTitle(self.tr("Read a folder into one workbook"))
        self.folder = PathLine(self.tr("Folder of reports"))
        filters = self.tr("Workbook (*.xlsx)")
        self.output = PathLine(self.tr("Workbook to write"), suffix="xlsx", filters=filters)
        self.workers = QSpinBox(minimum=1, maximum=max(64, cores()), value=cores())
        self.password = QLineEdit(echoMode=QLineEdit.EchoMode.Password)
        self.fresh = QCheckBox(self.tr("&Read everything again, even what was read before"))
        self.bar = QProgressBar()
        self.status = QLabel()
        self.start = QPushButton(self.tr("&Start"))
        self.spot_check = QPushButton(self.tr("Spot &check…"))
        self.open_book = QPushButton(self.tr("&Open the workbook"))
        self.open_folder = QPushButton(self.tr("Open its fo&lder"))
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self._compose()
        self._show_state()

    @property
    def is_running(self) -> bool:
        """Whether files are being read, or the workbook written."""
        return self._job is not None

    def propose(self, folder: Path) -> None:
        """Fills in a folder, and a workbook beside it."""
        self.folder.path = folder
        self.output.path = folder.parent / f"{folder.name or 'reports'}.xlsx"

    def run(self) -> None:
        """Begins, or goes on where an earlier run was cancelled."""
        folder, output = self.folder.path, self.output.path
        if self.is_running or folder is None or output is None:
            return
        options = Options(
            workers=self.workers.value(),
            password=self.password.text() or None,
            fresh=self.fresh.isChecked(),
            replace=self.output.is_chosen,
        )
        self._output = output
        self._is_written = False
        self._latest = None
        self.bar.setRange(0, 0)
        self._job = self._jobs.start_here(
            self._run,
            folder,
            output,
            options,
            lane=BATCHING,
            on_done=self._end,
            on_failed=self._fail,
            on_progress=lambda _done, _total: self._advance(),
        )
        self._say(self.tr("Looking through the folder…"))
        self._show_state()

    def cancel(self) -> None:
        """Ends what is under way within a second; what is read is kept."""
        if self._job is None:
            return
        self._job.cancel()
        self._job = None
        self.bar.setRange(0, 1)
        self.bar.reset()
        self._say(self.tr("Cancelled. What was read is kept: Start goes on from there."))
        self._show_state()

    def reject(self) -> None:
        """Cancels what is under way and closes."""
        self.cancel()
        super().reject()

    def _run(
        self,
        folder: Path,
        output: Path,
        options: Options,
        *,
        progress: Callable[[int, int], None],
        stopped: threading.Event,
    ) -> Summary:
        """Runs in the thread of the lane."""

        def theme(latest: Progress) -> None:
            self._latest = latest
            progress(latest.done, latest.total)

        return run_batch(folder, output, options, on_progress=theme, stopped=stopped)

    def _advance(self) -> None:
        latest = self._latest
        if latest is None:
            return
        self.bar.setRange(0, max(latest.total, 1))
        self.bar.setValue(latest.done)
        self._say(self._progress_words(latest))

    def _progress_words(self, latest: Progress) -> str:
        reading = latest.phase == READING
        words = (
            self.tr("Read {done} of {total}") if reading else self.tr("Written {done} of {total}")
        )
        parts = [words.format(done=latest.done, total=latest.total)]
        if latest.kept:
            parts.append(self.tr("{count} read before").format(count=latest.kept))
        if latest.failed:
            parts.append(self.tr("{count} not readable").format(count=latest.failed))
        if latest.seconds_left is not None and latest.done < latest.total:
            minutes, seconds = divmod(max(1, round(latest.seconds_left)), 60)
            left = f"{minutes}:{seconds:02d}"
            parts.append(self.tr("about {time} left").format(time=left))
        return " · ".join(parts)

    def _end(self, summary: Summary) -> None:
        self._job = None
        self._is_written = True
        self.bar.setValue(self.bar.maximum())
        self._say(
            "✔ "
            + self.tr(
                "{reports} reports, {errors} of them with errors; {failed} files not readable. "
                "Written: {name}"
            ).format(
                reports=summary.reports,
                errors=summary.with_errors,
                failed=summary.failed,
                name=summary.output,
            )
        )
        self._show_state()
        self.written.emit(summary.output)

    def _fail(self, error: GoujiError) -> None:
        self._job = None
        self.bar.setRange(0, 1)
        self.bar.reset()
        said = error.sentence(self._language)
        if isinstance(error, DamagedJournalError):
            said = self.tr(
                "What is kept of the last run is damaged or was changed. Tick “Read everything "
                "again” and start once more."
            )
        self._say(f"✖ {said}")
        self._show_state()

    def _say(self, words: str) -> None:
        self.status.setText(words)

    def _show_state(self) -> None:
        for widget in (self.folder, self.output, self.workers, self.password, self.fresh):
            widget.setEnabled(not self.is_running)
        named = self.folder.path is not None and self.output.path is not None
        self.start.setEnabled(named)
        self.start.setText(self.tr("&Cancel") if self.is_running else self.tr("&Start"))
        # Enter begins a batch and does nothing else: one more would cancel it, or close all this.
        self.start.setDefault(not self.is_running)
        if self.is_running:
            self.status.setFocus()
        name_plainly(self)
        journal = self._journal
        self.spot_check.setEnabled(not self.is_running and journal is not None)
        for button in (self.open_book, self.open_folder):
            button.setVisible(self._is_written and not self.is_running)

    @property
    def _journal(self) -> Path | None:
        """What a spot check can be drawn from: the journal of a batch that is written."""
        if self._output is None or self.is_running or not self._output.is_file():
            return None
        journal = journal_path(self._output)
        return journal if journal.is_file() else None

    def _toggle(self) -> None:
        if self.is_running:
            self.cancel()
        else:
            self.run()

    def _ask_spot_check(self) -> None:
        journal = self._journal
        if journal is not None:
            self.spot_check_wanted.emit(journal)

    def _open_outside(self, part: Callable[[Path], Path]) -> None:
        """Opens what was written, or where it lies, with the program of the system."""
        if self._output is not None:
            open_outside(part(self._output))

    def _compose(self) -> None:
        self.workers.setAccessibleName(self.tr("Files read at the same time"))
        self.password.setAccessibleName(self.tr("Password of protected files"))
        self.password.setPlaceholderText(self.tr("of protected files, if there are any"))
        self.status.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        close = self._buttons.button(QDialogButtonBox.StandardButton.Close)
        for button in (self.start, self.spot_check, self.open_book, self.open_folder, close):
            button.setAutoDefault(False)
        self.status.setWordWrap(True)
        self.status.setTextFormat(Qt.TextFormat.PlainText)
        self.status.setMinimumHeight(self.fontMetrics().height() * 3)
        self.status.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.bar.setRange(0, 1)
        self.start.clicked.connect(self._toggle)
        self.spot_check.clicked.connect(self._ask_spot_check)
        self.open_book.clicked.connect(lambda: self._open_outside(lambda path: path))
        self.open_folder.clicked.connect(lambda: self._open_outside(lambda path: path.parent))
        for line in (self.folder, self.output):
            line.edited.connect(self._show_state)
        self._buttons.addButton(self.start, QDialogButtonBox.ButtonRole.ActionRole)
        for button in (self.spot_check, self.open_book, self.open_folder):
            self._buttons.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
        self._buttons.rejected.connect(self.reject)
        form = QFormLayout()
        form.addRow(self.tr("&Folder:"), self.folder)
        form.addRow(self.tr("&Workbook:"), self.output)
        form.addRow(self.tr("&Processes:"), self.workers)
        form.addRow(self.tr("Passwor&d:"), self.password)
        form.addRow("", self.fresh)
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        layout.addWidget(self.bar)
        layout.addWidget(self.status)
        layout.addStretch(1)
        layout.addWidget(self._buttons)
        self.resize(620, 290)
