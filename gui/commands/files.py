"""Commands on files: open, export, quit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QDir
from PySide6.QtGui import QGuiApplication, QTextDocument
from PySide6.QtWidgets import QFileDialog

from ...core.bilingual import EN, ZH
from ...core.errors import GoujiError, OutputError
from ...core.files.file_names import plain_name
from ..session.open_in_worker import title
from ..session.pasted import kept, pasted_from
from ..session.review_context import ReviewContext
from ..session.review_store import FILING, data_folder
from ..session.sample_reports import SAMPLES, sample_in
from ..session.worker_tasks import ReviewToExport, export_review, opinion_page
from ..shell.docks import Docks
from ..shell.look import Look
from ..shell.translatable import QT_TRANSLATE_NOOP
from .base import CommandSet
from .parts import CommandParts

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

EXPORTS = (
    ("xlsx", QT_TRANSLATE_NOOP("Exports", "Audited workbook")),
    ("pdf", QT_TRANSLATE_NOOP("Exports", "Review opinion, PDF")),
    ("docx", QT_TRANSLATE_NOOP("Exports", "Review opinion, Word")),
    ("html", QT_TRANSLATE_NOOP("Exports", "Review opinion, web page")),
    ("csv", QT_TRANSLATE_NOOP("Exports", "Cells, CSV")),
    ("jsonl", QT_TRANSLATE_NOOP("Exports", "Cells, JSON Lines")),
)
"""The formats that are offered, by suffix, and what each is."""


class FileCommands(CommandSet):
    """What the File menu does."""

    def __init__(
        self,
        parts: CommandParts,
        open_files: Callable[[Sequence[Path]], None],
        enqueue: Callable[[Sequence[Path]], None],
        get_ready: Callable[[], None],
        look: Look,
        docks: Docks,
    ) -> None:
        super().__init__(parts)
        self._open_files = open_files
        self._enqueue, self._get_ready = enqueue, get_ready
        self._look, self._docks = look, docks

    def open_file(self) -> None:
        """Asks for files and opens them; several make a queue."""
        self._get_ready()
        dialog = self._file_dialog(self.tr("Open reports"), self._folder())
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilters([self.tr("All files (*)")])
        dialog.filesSelected.connect(lambda names: self._open_files(list(map(Path, names))))
        self._show(dialog)

    def open_folder(self) -> None:
        """Asks for a folder and puts the reports below it in the queue."""
        self._get_ready()
        dialog = self._file_dialog(self.tr("Open folder"), self._folder())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(lambda name: self._enqueue([Path(name)]))
        self._show(dialog)

    def open_clipboard(self) -> None:
        """Opens what was copied, a table, a text or a picture, as a source of its own."""
        pasted = pasted_from(QGuiApplication.clipboard().mimeData())
        if pasted is None:
            words = self.tr("The clipboard holds no table, no text and no picture.")
            self._parts.message.say(words, failed=True)
            return
        self._parts.jobs.start_here(
            kept,
            pasted,
            data_folder() / "pasted",
            datetime.now().astimezone(),
            lane=FILING,
            on_done=lambda path: self._open_files([path]),
            on_failed=self._parts.complain,
        )

    def open_sample(self, name: str) -> None:
        """Opens a sample, as a file of the user's own."""
        try:
            self._open_files([sample_in(name, data_folder() / "samples")])
        except OSError as error:
            self._parts.complain(OutputError(f"{name}：{error}。", f"{name}: {error}."))

    def open_first_sample(self) -> None:
        """Opens the sample that has something of everything to decide."""
        self.open_sample(next(iter(SAMPLES)))

    def print_opinion(self) -> None:
        """Asks for a printer and prints the review opinion."""
        if self._context.review is None:
            return
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self._parts.frame)
        dialog.accepted.connect(lambda: self.print_on(printer))
        self._show(dialog)

    def preview_opinion(self) -> None:
        """Shows the review opinion as it would be printed, to be printed from there."""
        if self._context.review is None:
            return

        def show(html: str) -> None:
            from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog

            page = QTextDocument()
            page.setHtml(html)
            printer = QPrinter(QPrinter.PrinterMode.HighResolution)
            dialog = QPrintPreviewDialog(printer, self._parts.frame)
            dialog.setWindowTitle(self.tr("The opinion as printed"))
            page.setParent(dialog)

            def paint(_on: QPrinter) -> None:
                page.print_(printer)  # the dialog paints on its printer and does not keep it

            dialog.paintRequested.connect(paint)
            self._show(dialog)

        self._parts.jobs.start(
            opinion_page,
            reviewed_on(self._context),
            on_done=show,
            on_failed=self._parts.complain,
        )

    def print_on(self, printer: QPrinter) -> None:
        """Prints the review opinion; what it says is found out off the GUI thread."""

        def draw(html: str) -> None:
            page = QTextDocument()
            page.setHtml(html)
            page.print_(printer)
            self._say_printed(printer)

        self._parts.jobs.start(
            opinion_page,
            reviewed_on(self._context),
            on_done=draw,
            on_failed=self._parts.complain,
        )

    def _say_printed(self, printer: QPrinter) -> None:
        where = QDir.toNativeSeparators(printer.outputFileName()) or printer.printerName()
        from PySide6.QtPrintSupport import QPrinter

        failed = printer.printerState() == QPrinter.PrinterState.Error
        if failed:
            words = self.tr("The opinion could not be printed to {path}. Choose another place.")
        else:
            words = self.tr("The opinion was printed to {path}")
        self._parts.message.say(words.format(path=where), failed=failed)

    def export(self) -> None:
        """Asks for a place and a format and writes the review there, for the office in Chinese."""
        self._export_in(ZH)

    def export_english(self) -> None:
        """Asks for a place and a format, and writes the workbook or the opinion in English."""
        self._export_in(EN)

    def _export_in(self, language: str) -> None:
        from ...core.export.formats import IN_BOTH_LANGUAGES

        review = self._context.review
        if review is None:
            return
        name = plain_name(title(review.report, review.report.source.path.stem))
        kinds = {
            self._say_kind(suffix, kind): suffix
            for suffix, kind in EXPORTS
            if language == ZH or f".{suffix}" in IN_BOTH_LANGUAGES
        }
        caption = self.tr("Export") if language == ZH else self.tr("Export in English")
        dialog = self._file_dialog(caption, self._folder())
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters(list(kinds))

        def take_kind(chosen: str) -> None:
            suffix = kinds[chosen]
            dialog.setDefaultSuffix(suffix)
            typed = Path(next(iter(dialog.selectedFiles()), name)).name
            stem = typed.removesuffix(Path(typed).suffix) if _is_export(typed) else typed
            dialog.selectFile(f"{stem}.{suffix}")

        dialog.selectFile(name)
        first = next(iter(kinds))  # the system's own dialog names none before it is shown
        dialog.selectNameFilter(first)
        take_kind(first)
        dialog.filterSelected.connect(take_kind)
        dialog.fileSelected.connect(lambda name: self.write_export(Path(name), language))
        self._show(dialog)

    def _say_kind(self, suffix: str, kind: str) -> str:
        return f"{QCoreApplication.translate('Exports', kind)} (*.{suffix})"

    def write_export(self, target: Path, language: str = ZH) -> None:
        """Writes the review off the GUI thread, as the suffix says, and says where it lies."""
        if self._context.review is None:
            return
        parts = self._parts
        parts.status.begin(self.tr("Exporting {name}").format(name=target.name))

        def done(path: Path) -> None:
            parts.status.finish()
            where = QDir.toNativeSeparators(str(path))
            parts.tell_written(self.tr("The export lies at {path}").format(path=where), path)

        def failed(error: GoujiError) -> None:
            parts.status.finish()
            parts.complain(error)

        parts.status.track(
            parts.jobs.start(
                export_review,
                target,
                reviewed_on(self._context),
                language,
                on_done=done,
                on_failed=failed,
            )
        )

    def save(self) -> None:
        """Says that everything is saved, and where; there is nothing else to do."""
        if self._file is None:
            return
        message, path = self._parts.message, self._file.path
        where = QDir.toNativeSeparators(str(path))
        saved = self.tr("Everything is saved in {path}").format(path=where)
        gone = self.tr("{path} is no longer there. Save a copy elsewhere (Ctrl+Shift+S).")

        def tell(is_there: object) -> None:
            message.say(saved if is_there else gone.format(path=where), failed=not is_there)

        self._parts.jobs.start_here(path.is_file, lane=FILING, on_done=tell)

    def save_copy(self) -> None:
        """Asks for a place and writes a copy of the review there."""
        if self._file is None:
            return
        name = self._file.path
        dialog = self._file_dialog(self.tr("Save a copy"), name.parent)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([self.tr("Review (*.gouji)")])
        dialog.setDefaultSuffix("gouji")
        dialog.selectFile(f"{name.stem} 2{name.suffix}")
        dialog.fileSelected.connect(lambda chosen: self.write_copy(Path(chosen)))
        self._show(dialog)

    def write_copy(self, target: Path) -> None:
        """Writes the whole review to another file, off the GUI thread."""
        parts = self._parts
        if self._file is None:
            return
        where = QDir.toNativeSeparators(str(target))
        parts.jobs.start_here(
            self._file.save_copy,
            target,
            lane=FILING,
            on_done=lambda _: parts.message.say(
                self.tr("The copy lies at {path}").format(path=where)
            ),
            on_failed=parts.complain,
        )

    def settings(self) -> None:
        """Asks for the reviewer's name, the look of the window, and where reviews are kept."""
        parts = self._parts
        from ..dialogs.settings import SettingsDialog

        dialog = SettingsDialog(
            parts.settings, parts.reviewer.name, self._look, self._docks, parts.frame
        )
        dialog.renamed.connect(parts.reviewer.rename)
        self._show(dialog)

    def close(self) -> None:
        """Quits."""
        self._parts.frame.close()


def _is_export(name: str) -> bool:
    """Returns whether a name ends in one of the suffixes that exports have."""
    return Path(name).suffix.lower().removeprefix(".") in dict(EXPORTS)


def reviewed_on(context: ReviewContext) -> ReviewToExport:
    """Returns the review under review; there must be one."""
    under_review, review = context.under_review, context.review
    assert under_review is not None
    assert review is not None
    return ReviewToExport(
        review.report,
        review.events,
        dict(review.rereads),
        review.reviewer,
        under_review.document.path,
        under_review.password,
        review.origin,
        review.between_findings,
    )
