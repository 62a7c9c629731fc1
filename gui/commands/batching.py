"""Commands on many reports: batches, and spot checks of the queue or of a batch."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from ...core.errors import GoujiError
from ..queue import Queue, QueuePanel
from ..session.jobs import CHECKING
from ..session.worker_tasks import export_check
from .base import CommandSet
from .parts import CommandParts

if TYPE_CHECKING:  # what few sessions need is loaded when it is asked for
    from ...core.sampling import CheckFile
    from ..dialogs.batch import BatchDialog
    from ..spot_check import FromBatch, FromReports, SpotCheckPanel

NOTHING_READ = GoujiError(
    "队列中没有读好的报告，无法抽查。请先打开一个文件夹。",
    "No report of the queue is read, so nothing can be drawn. Open a folder first.",
)


class BatchCommands(CommandSet):
    """What reads, draws from and checks many reports at once.

    Attributes:
        panels: The spot checks that are open, each in a window of its own.
    """

    def __init__(
        self,
        parts: CommandParts,
        queue: Queue,
        queue_panel: QueuePanel,
        open_file: Callable[[Path], None],
    ) -> None:
        super().__init__(parts)
        self._queue = queue
        self._queue_panel = queue_panel
        self._open_file = open_file
        self.panels: list[SpotCheckPanel] = []
        self.batch_dialog: BatchDialog | None = None
        parts.frame.installEventFilter(self)

    def batch(self) -> None:
        """Asks for a folder and reads it into one workbook; the window stays in use."""
        if self.batch_dialog is None:
            from ..dialogs.batch import BatchDialog

            dialog = BatchDialog(self._parts.jobs, self._parts.language.code, self._parts.frame)
            dialog.spot_check_wanted.connect(self.spot_check_of)
            dialog.propose(self._folder())
            self.batch_dialog = dialog
        self.batch_dialog.show()
        self.batch_dialog.activateWindow()

    def spot_check(self) -> None:
        """Plans a spot check of the reports that the queue shows."""
        from ...core.batch.spot_check import AtHand
        from ...core.sampling import SUFFIX
        from ..spot_check import FromReports

        entries = [self._queue.entries[at] for at in self._queue_panel.shown]
        reports = [
            AtHand(read.report, read.document.path, entry.kind.name.lower(), read.review_path)
            for entry in entries
            if (read := entry.under_review) is not None
        ]
        if not reports:
            self._parts.complain(NOTHING_READ)
            return
        self._plan(FromReports(reports), reports[0].place.parent / f"spot-check{SUFFIX}")

    def spot_check_of(self, journal: Path) -> None:
        """Plans a spot check of all reports of a batch."""
        from ...core.sampling import SUFFIX
        from ..spot_check import FromBatch

        self._plan(FromBatch(journal), journal.with_suffix(SUFFIX))

    def resume_spot_check(self) -> None:
        """Asks for a spot check that was drawn, and shows it."""
        dialog = self._file_dialog(self.tr("Open a spot check"), self._folder())
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([self.tr("Spot check (*.gouji-check)")])
        dialog.fileSelected.connect(lambda name: self.show_spot_check(Path(name)))
        self._show(dialog)

    def show_spot_check(self, path: Path) -> None:
        """Opens a spot check, off the GUI thread, and leads through it."""
        from ...core.sampling import open_check

        self._parts.jobs.start_here(
            open_check, path, lane=CHECKING, on_done=self._lead, on_failed=self._parts.complain
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Closes what is open when the window closes."""
        if event.type() == QEvent.Type.Close:
            stops: list[QWidget] = [*self.panels]
            if self.batch_dialog is not None:
                stops.append(self.batch_dialog)
            for part in stops:
                part.close()
        return super().eventFilter(watched, event)

    def _plan(self, source: FromReports | FromBatch, output: Path) -> None:
        from ..spot_check import PlanDialog

        parts = self._parts
        dialog = PlanDialog(source, output, parts.jobs, parts.language.code, parts.frame)
        dialog.drawn.connect(self.show_spot_check)
        self._show(dialog)

    def _lead(self, check: CheckFile) -> None:
        from ..spot_check import SpotCheckPanel

        parts = self._parts
        panel = SpotCheckPanel(
            check,
            parts.jobs,
            parts.language.code,
            parts.reviewer.name,
            parts.frame,
            self._passwords(check.path),
        )
        panel.setWindowFlag(Qt.WindowType.Window)
        panel.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        panel.wanted.connect(self._open_file)
        panel.export_wanted.connect(lambda check: self._ask_export(check, panel))
        panel.closed.connect(lambda: self.panels.remove(panel))
        self.panels.append(panel)
        panel.show()
        panel.activateWindow()  # the plan's dialog, which closes, gives the keys to the main window

    def _passwords(self, check: Path) -> dict[Path, str]:
        """Returns the passwords that were given in this session."""
        known = {each.path: each.password for each in self._queue.entries if each.password}
        if self.batch_dialog is not None and (given := self.batch_dialog.password.text()):
            known[check] = given  # of no one file: it is tried with each
        return known

    def _ask_export(self, check: Path, panel: SpotCheckPanel) -> None:
        dialog = self._file_dialog(self.tr("Export spot check"), check.parent, panel)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([self.tr("Workbook (*.xlsx)")])
        dialog.setDefaultSuffix("xlsx")
        # The workbook of a batch has the name of its check, and must stay.
        own = check.stem if "spot-check" in check.stem else f"{check.stem}-spot-check"
        dialog.selectFile(f"{own}.xlsx")
        dialog.fileSelected.connect(lambda name: self.export_spot_check(check, Path(name)))
        self._show(dialog)

    def export_spot_check(self, check: Path, target: Path) -> None:
        """Writes a spot check as a workbook, off the GUI thread."""
        parts = self._parts
        parts.jobs.start(
            export_check,
            check,
            target,
            lane=CHECKING,
            on_done=self._say_written,
            on_failed=parts.complain,
        )

    def _say_written(self, path: Path) -> None:
        """Says that a spot check is written, in its own windows as well, which lie in front."""
        words = self.tr("Written: {name}").format(name=path.name)
        self._parts.tell_written(words, path)
        for panel in self.panels:
            panel.say(words)
