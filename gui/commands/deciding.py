"""Commands that decide: correct, adjust, confirm, explain, take a suggestion, undo."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QInputDialog

from ...core.figures import show
from ...core.finding import Finding
from ...core.review.acts.suggestion_steps import apply_suggestion
from ...core.review.typed_entry import ILLEGIBLE
from ..grid.form_panel import FormPanel
from ..grid.shown_marks import name_identity, say_figure
from ..session.review_context import Command
from ..session.suggester import Suggester
from .base import CommandSet
from .parts import CommandParts


class DecidingCommands(CommandSet):
    """What the Review menu does with cells and findings."""

    def __init__(self, parts: CommandParts, form: FormPanel, suggester: Suggester) -> None:
        super().__init__(parts)
        self._form = form
        self._suggester = suggester

    def undo(self) -> None:
        """Takes back the last step."""
        self._act_and_follow(lambda review: review.undo())

    def redo(self) -> None:
        """Does the step again that was taken back last."""
        self._act_and_follow(lambda review: review.redo())

    def adopt(self, number: int = 1, meaning: str = "") -> None:
        """Takes a suggestion of the current doubt, counted from 1, and goes to the next doubt.

        Where the doubt stays, or none is left, it goes to what was changed.

        Args:
            number: As the list of suggestions counts.
            meaning: ``MISREADING`` or ``REPORT`` where the reviewer says which it is.
        """
        self._context.settle()
        listed = self._suggester.of_doubt
        others = self._context.other_readings
        if not listed and number <= len(others):
            self._take_reading(others[number - 1])
            return
        if number > len(listed):
            waiting = self._suggester.busy
            sentence = (
                self.tr("Still looking for suggestions")
                if waiting
                else self.tr("There is no suggestion {number} for this doubt")
            )
            self._parts.message.say(sentence.format(number=number), failed=not waiting)
            return
        chosen, doubt = listed[number - 1], self._context.current_doubt
        why = chosen.sentence(self._parts.language.code)
        change = self._act(
            lambda review: apply_suggestion(review, chosen, why=why, meaning=meaning)
        )
        if change is not None and change.cells:
            self._say_changed(change.cells)
            if not self._context.go_on(doubt):
                self._context.select_cell(change.cells[0], stays=True)
        self._form.take_focus()

    def _take_reading(self, text: str) -> None:
        """Takes what else the current uncertain reading may say, and goes to the next doubt."""
        doubt, subject, cell = (
            self._context.current_doubt,
            self._context.identity,
            self._context.cell,
        )
        change = self._act(
            lambda review: (
                review.identify({subject: text}) if subject else review.correct({cell: text})
            )
        )
        if change is not None:
            self._context.go_on(doubt)
        self._form.take_focus()

    def _say_changed(self, cells: Sequence[str]) -> None:
        """Says for a moment what a suggestion has changed, for the round has gone on from it."""
        review = self._context.review
        if review is None:
            return
        language = self._parts.language.code
        said = ", ".join(
            f"{review.report.form.cells[cell].label(language)}"
            f" {say_figure(review.cells[cell].printed)} → {say_figure(review.cells[cell].audited)}"
            for cell in cells
        )
        self._parts.status.showMessage(self.tr("Changed: {what}").format(what=said), 8000)

    def fill_totals(self) -> None:
        """Fills the totals that the report leaves blank with their sums, as one step."""
        texts = {
            change.cell: show(change.value)
            for one in self._suggester.fills
            for change in one.changes
        }
        if not texts:
            waiting = self._suggester.busy
            self._parts.message.say(
                self.tr("Still looking for suggestions")
                if waiting
                else self.tr("No total is left blank that could be filled in.")
            )
            return
        why = self.tr("left blank in the report; the sum of its parts")
        if self._act(lambda review: review.adjust(texts, why=why)) is not None:
            said = self.tr("{count} blank totals filled in with the sums of their parts.")
            self._parts.message.say(said.format(count=len(texts)))

    def correct(self) -> None:
        """Edits the current cell in place; asks for body and year where one of these is current."""
        if self._context.identity:
            self.identify()
            return
        view = self._table(self._form)
        if view is not None:
            view.setFocus()
            view.edit(view.currentIndex())

    def unreadable(self) -> None:
        """Records that the page shows no figure that could be read in the selected cells."""
        view = self._table(self._form)
        if view is None:
            return
        doubt = self._context.current_doubt
        cells = dict.fromkeys(view.selected_cells(), ILLEGIBLE)
        if self._act(lambda review: review.correct(cells)) is not None:
            self._context.go_on(doubt)
        self._form.take_focus()

    def identify(self) -> None:
        """Asks whose report it is and of which year; what is left as it stands is confirmed."""
        review = self._context.review
        if review is None:
            return
        identity = review.identity

        def submit(texts: Sequence[str]) -> None:
            doubt = self._context.current_doubt
            said = {
                subject: text
                for subject, text in zip(identity, texts, strict=True)
                if text.strip() or identity[subject].text
            }
            self._context.act(lambda review: review.identify(said))
            self._context.go_on(doubt)

        self._form.ask(
            self.tr("Whose report this is, and of which year"),
            [(name_identity(subject), state.text, "") for subject, state in identity.items()],
            submit,
        )

    def confirm(self) -> None:
        """Confirms the selected cells and goes on: from a doubt to the next doubt.

        Where body or year is current, it confirms that; at a doubt about rows, all their cells.

        From any other cell, and where no doubt is left, it goes to the next one not confirmed.
        """
        review = self._context.review
        view = self._table(self._form)
        if review is None or view is None:
            return
        doubt, subject = self._context.current_doubt, self._context.identity
        if subject:
            text = review.identity[subject].text
            done = self._act(lambda review: review.identify({subject: text}))
        else:
            chosen = view.selected_cells()
            if len(chosen) <= 1 and self._context.range:
                chosen = list(self._context.range)
            done = self._act(lambda review: review.confirm(chosen))
        if done is None:
            return
        if self._context.go_on(doubt):
            self._form.take_focus()
            return
        cells = list(review.cells)
        at = cells.index(self._context.cell) + 1 if self._context.cell in review.cells else 0
        for cell in cells[at:] + cells[:at]:
            if not review.cells[cell].confirmed:
                self._context.select_cell(cell, stays=True)
                break
        self._form.take_focus()

    def confirm_rest(self) -> None:
        """Confirms every cell of the table in front that carries no doubt and no finding."""
        view = self._table(self._form)
        if view is None:
            return
        self._act(
            lambda review: review.confirm(
                [
                    cell
                    for cell in view.sheet.figures
                    if not review.cells[cell].doubtful and not self._context.findings_of(cell)
                ]
            )
        )

    def adjust(self) -> None:
        """Asks for the audited figure of the current cell and the reason."""
        review, cell = self._context.review, self._context.cell
        if review is None or not cell:
            return
        language = self._parts.language.code
        label = review.report.form.cells[cell].label(language)

        def submit(texts: Sequence[str]) -> None:
            self._context.act(lambda review: review.adjust({cell: texts[0]}, why=texts[1]))

        self._form.ask(
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
            self._parts.message.say(self.tr("No finding is current here."))
            return
        rule = finding.rule

        def submit(texts: Sequence[str]) -> None:
            note = texts[0].strip() or self.tr("printed so in the source")
            doubt = self._context.current_doubt
            self._context.act(lambda review: review.explain(rule, note))
            self._context.go_on(doubt)

        self._form.ask(
            self.tr("Explain: {finding}").format(
                finding=finding.sentence(self._parts.language.code)
            ),
            [(self.tr("Note"), "", self.tr("printed so in the source"))],
            submit,
        )

    def revert(self, cell: str = "") -> None:
        """Takes back the last decision on a cell alone, by default on the current one."""
        cell, review = cell or self._context.cell, self._context.review
        if review is not None and review.revertable(cell) is None:
            self._parts.message.say(self.tr("Nothing was decided on this cell alone."))
            return
        self._act_and_follow(lambda review: review.revert(cell))

    def reread(self) -> None:
        """Shows what is read otherwise now, to be accepted or refused."""
        under_review = self._context.under_review
        review, file = self._context.review, self._file
        if under_review is None or review is None or file is None:
            return
        from ..dialogs.rereading import Rereading, RereadingDialog

        changes = Rereading(under_review.report, file, review)
        if not changes.open:
            self._parts.message.say(self.tr("The source reads as it did when the review began."))
            return
        dialog = RereadingDialog(changes, self._parts.language.code, self._parts.frame)
        dialog.decided.connect(self._decide_rereading)
        self._show(dialog)

    def _decide_rereading(self, command: Command) -> None:
        self._act(command)

    def name_reviewer(self) -> None:
        """Asks for the name that new events carry."""
        dialog = QInputDialog(self._parts.frame)
        dialog.setWindowTitle(self.tr("Reviewer"))
        dialog.setLabelText(self.tr("Your decisions are recorded under this name:"))
        dialog.setTextValue(self._parts.reviewer.name)
        dialog.textValueSelected.connect(self._parts.reviewer.rename)
        dialog.rejected.connect(lambda: self._parts.reviewer.rename(self._parts.reviewer.name))
        self._show(dialog)

    def _finding(self) -> Finding | None:
        here = self._context.findings_of(self._context.cell)
        return self._context.finding or (here[0] if here else None)

    def _act_and_follow(self, command: Command) -> None:
        """Runs a command and goes to what it changed, so that it is seen."""
        change = self._act(command)
        if change is not None and change.cells:
            self._context.select_cell(change.cells[0])
