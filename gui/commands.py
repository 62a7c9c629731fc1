"""The commands of the window, one method each, named as in ``actions``."""

from __future__ import annotations

import getpass
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDir, QObject, QStandardPaths, Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QInputDialog

from ..core.errors import GoujiError
from ..core.finding import Finding
from ..core.review import Change
from ..core.review.taking import take_suggestion
from .about import About, Shortcuts
from .desk import Command
from .opening import title
from .tasks import export_review

if TYPE_CHECKING:
    from .window import Window


class Commands(QObject):
    """What menus, toolbar and keys do."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._desk = window.desk
        self.dialog: QDialog | None = None

    def open_file(self) -> None:
        """Asks for files and opens them; several make a queue."""
        dialog = QFileDialog(self._window, self.tr("Open reports"), self._folder())
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilters([self.tr("All files (*)")])
        dialog.filesSelected.connect(lambda names: self._window.open_all(list(map(Path, names))))
        self._show(dialog)

    def open_folder(self) -> None:
        """Asks for a folder and puts the reports below it in the queue."""
        dialog = QFileDialog(self._window, self.tr("Open folder"), self._folder())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(lambda name: self._window.enqueue([Path(name)]))
        self._show(dialog)

    def next_report(self) -> None:
        """Shows the next report of the queue."""
        self._turn(1)

    def previous_report(self) -> None:
        """Shows the previous report of the queue."""
        self._turn(-1)

    def export(self) -> None:
        """Asks for a place and writes the audited workbook there."""
        review = self._desk.review
        if review is None:
            return
        name = title(review.report, review.report.source.path.stem)
        suggested = Path(self._folder()) / f"{safe_name(name)}.xlsx"
        dialog = QFileDialog(self._window, self.tr("Export workbook"), str(suggested.parent))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([self.tr("Excel workbook (*.xlsx)")])
        dialog.setDefaultSuffix("xlsx")
        dialog.selectFile(suggested.name)
        dialog.fileSelected.connect(lambda name: self.write_workbook(Path(name)))
        self._show(dialog)

    def write_workbook(self, target: Path) -> None:
        """Writes the audited workbook off the GUI thread and says where it lies."""
        review = self._desk.review
        if review is None:
            return
        window = self._window
        window.status.begin(self.tr("Exporting {name}").format(name=target.name))

        def done(path: Path) -> None:
            window.status.finish()
            where = QDir.toNativeSeparators(str(path))
            window.message.say(self.tr("The workbook lies at {path}").format(path=where))

        def failed(error: GoujiError) -> None:
            window.status.finish()
            window.complain(error)

        window.track(
            window.jobs.start(
                export_review,
                target,
                review.report,
                review.events,
                review.reviewer,
                on_done=done,
                on_failed=failed,
            )
        )

    def close(self) -> None:
        """Quits."""
        self._window.close()

    def undo(self) -> None:
        """Takes back the last step."""
        self._act_and_follow(lambda review: review.undo())

    def redo(self) -> None:
        """Does the step again that was taken back last."""
        self._act_and_follow(lambda review: review.redo())

    def copy(self) -> None:
        """Copies the selected figures."""
        if self._window.form.current is not None:
            self._window.form.current.copy()

    def paste(self) -> None:
        """Pastes figures from the current cell on."""
        if self._window.form.current is not None:
            self._window.form.current.paste()

    def find(self) -> None:
        """Opens the line to find a text in the source with."""
        self._window.source_dock.show()
        self._window.search.open()

    def next_doubt(self) -> None:
        """Goes to the next doubt, across tables."""
        self._go()

    def previous_doubt(self) -> None:
        """Goes to the previous doubt, across tables."""
        self._go(backwards=True)

    def adopt(self, number: int = 1, meaning: str = "") -> None:
        """Takes a suggestion of the current doubt, counted from 1, and goes to what it changed.

        Args:
            number: As the list of suggestions counts.
            meaning: ``MISREADING`` or ``REPORT`` where the reviewer says which it is.
        """
        listed = self._window.suggester.of_doubt
        if number > len(listed):
            waiting = self._window.suggester.busy
            sentence = (
                self.tr("Still looking for suggestions")
                if waiting
                else self.tr("There is no suggestion {number} for this doubt")
            )
            self._window.status.showMessage(sentence.format(number=number), 4000)
            return
        chosen = listed[number - 1]
        why = chosen.sentence(self._window.language.code)
        change = self._act(lambda review: take_suggestion(review, chosen, why=why, meaning=meaning))
        if change.cells:
            self._desk.select_cell(change.cells[0], stays=True)
        self._window.form.take_focus()

    def correct(self) -> None:
        """Edits the current cell in place."""
        view = self._window.form.current
        if view is not None:
            view.setFocus()
            view.edit(view.currentIndex())

    def confirm(self) -> None:
        """Confirms the selected cells and goes to the next one that is not confirmed."""
        review = self._desk.review
        view = self._window.form.current
        if review is None or view is None:
            return
        self._act(lambda review: review.confirm(view.selected_cells()))
        cells = list(review.cells)
        at = cells.index(self._desk.cell) + 1 if self._desk.cell in review.cells else 0
        for cell in cells[at:] + cells[:at]:
            if not review.cells[cell].confirmed:
                self._desk.select_cell(cell)
                break
        self._window.form.take_focus()

    def confirm_rest(self) -> None:
        """Confirms every cell of the table in front that carries no doubt and no finding."""
        view = self._window.form.current
        if view is None:
            return
        self._act(
            lambda review: review.confirm(
                [
                    cell
                    for cell in view.sheet.figures
                    if not review.cells[cell].doubtful and not self._desk.findings_of(cell)
                ]
            )
        )

    def adjust(self) -> None:
        """Asks for the audited figure of the current cell and the reason."""
        review, cell = self._desk.review, self._desk.cell
        if review is None or not cell:
            return
        language = self._window.language.code
        label = review.report.form.cells[cell].label(language)

        def submit(texts: Sequence[str]) -> None:
            self._desk.act(lambda review: review.adjust({cell: texts[0]}, why=texts[1]))

        self._window.form.ask(
            self.tr("Adjust {cell}; the printed figure stays").format(cell=label),
            [
                (self.tr("Audited"), review.cells[cell].audited.text, ""),
                (self.tr("Reason"), review.cells[cell].reason, self.tr("why the report is wrong")),
            ],
            submit,
        )

    def explain(self) -> None:
        """Asks for a note on the current finding: the report prints it so."""
        finding = self._finding()
        if finding is None:
            self._window.message.say(self.tr("No finding is current here."))
            return
        rule = finding.rule

        def submit(texts: Sequence[str]) -> None:
            note = texts[0].strip() or self.tr("printed so in the source")
            self._desk.act(lambda review: review.explain(rule, note))

        self._window.form.ask(
            self.tr("Explain: {finding}").format(
                finding=finding.sentence(self._window.language.code)
            ),
            [(self.tr("Note"), "", self.tr("printed so in the source"))],
            submit,
        )

    def name_reviewer(self) -> None:
        """Asks for the name that new events carry."""
        dialog = QInputDialog(self._window)
        dialog.setWindowTitle(self.tr("Reviewer"))
        dialog.setLabelText(self.tr("Your decisions are recorded under this name:"))
        dialog.setTextValue(self._window.reviewer)
        dialog.textValueSelected.connect(self._window.set_reviewer)
        self._show(dialog)

    def next_table(self) -> None:
        """Shows the next table."""
        self._window.form.turn(1)

    def previous_table(self) -> None:
        """Shows the previous table."""
        self._window.form.turn(-1)

    def zoom_in(self) -> None:
        """Enlarges the source."""
        self._window.source.zoom_in()

    def zoom_out(self) -> None:
        """Reduces the source."""
        self._window.source.zoom_out()

    def actual(self) -> None:
        """Shows the source in its own size."""
        self._window.source.zoom_actual()

    def fit_width(self) -> None:
        """Fits the page to the width."""
        self._window.source.fit_width()

    def fit_page(self) -> None:
        """Shows the whole page."""
        self._window.source.fit_page()

    def full_screen(self) -> None:
        """Uses the whole screen, or no longer."""
        self._window.setWindowState(self._window.windowState() ^ Qt.WindowState.WindowFullScreen)

    def shortcuts(self) -> None:
        """Lists the keys."""
        self._show(Shortcuts(self._window))

    def about(self) -> None:
        """Names versions and licence."""
        self._show(About(self._window))

    def _turn(self, by: int) -> None:
        if not self._window.turning.turn(by):
            self._window.status.showMessage(self.tr("There is no further report"), 4000)

    def _go(self, *, backwards: bool = False) -> None:
        doubt, wrapped = self._desk.go_to_doubt(backwards=backwards)
        if doubt is None:
            self._go_on()
        elif wrapped:
            self._window.status.showMessage(self.tr("Gone round: this is the first again"), 4000)
        self._window.form.take_focus()

    def _go_on(self) -> None:
        """Goes to the first doubt of the next report that has one."""
        if self._window.turning.go_on():
            self._window.desk.starts_at_doubt = True
        elif self._window.queue.waiting:
            self._window.message.say(
                self.tr("No doubt is left here; other reports of the queue are not read yet.")
            )
        else:
            self._window.message.say(self.tr("No doubt is left in this report."))

    def _finding(self) -> Finding | None:
        here = self._desk.findings_of(self._desk.cell)
        return self._desk.finding or (here[0] if here else None)

    def _act(self, command: Command) -> Change:
        try:
            return self._desk.act(command)
        except GoujiError as error:
            self._window.complain(error)
            return Change((), findings_changed=False)

    def _act_and_follow(self, command: Command) -> None:
        """Runs a command and goes to what it changed, so that it is seen."""
        change = self._act(command)
        if change.cells:
            self._desk.select_cell(change.cells[0])

    def _folder(self) -> str:
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        fallback = QStandardPaths.writableLocation(documents)
        if self._desk.laid is not None:
            return str(self._desk.laid.wanted.place.parent)
        return str(self._window.settings.value("folder", fallback))

    def _show(self, dialog: QDialog) -> None:
        self.dialog = dialog
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(self._forget)
        dialog.open()

    def _forget(self) -> None:
        self.dialog = None


def safe_name(name: str) -> str:
    """Returns a text as the name of a file on any system."""
    return "".join("_" if sign in '<>:"/\\|?*' or sign < " " else sign for sign in name).strip()


def user_name() -> str:
    """Returns the name that the system knows the user by; empty where it knows none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""
