"""Commands that go somewhere: the next doubt, table or report, a text in the source."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from ..grid.form_panel import FormPanel
from ..panels.search_line import SearchLine
from ..queue import Queue, Turning
from ..shell.docks import Docks
from .base import CommandSet
from .parts import CommandParts


class GoingCommands(CommandSet):
    """What brings something else before the reviewer's eyes.

    Args:
        lists: What shows the doubts: at least one of them is seen while they are gone through.
    """

    def __init__(
        self,
        parts: CommandParts,
        form: FormPanel,
        search: SearchLine,
        turning: Turning,
        queue: Queue,
        docks: Docks,
        lists: Sequence[QWidget],
    ) -> None:
        super().__init__(parts)
        self._form = form
        self._search = search
        self._turning = turning
        self._queue = queue
        self._docks = docks
        self._lists = lists

    def next_doubt(self) -> None:
        """Goes to the next doubt, across tables."""
        self._go()

    def previous_doubt(self) -> None:
        """Goes to the previous doubt, across tables."""
        self._go(backwards=True)

    def next_report_with_doubts(self) -> None:
        """Goes to the first doubt of the next report that has one, whatever is left in this one."""
        if not self._turn_to_doubts():
            self._parts.message.say(self.tr("No other report has a doubt left."))

    def next_report(self) -> None:
        """Shows the next report of the queue."""
        self._turn(1)

    def previous_report(self) -> None:
        """Shows the previous report of the queue."""
        self._turn(-1)

    def next_table(self) -> None:
        """Shows the next table."""
        self._form.turn(1)

    def previous_table(self) -> None:
        """Shows the previous table."""
        self._form.turn(-1)

    def find(self) -> None:
        """Opens the line to find a text in the source with."""
        self._docks["source"].show()
        self._search.open()

    def _turn(self, by: int) -> None:
        if not self._turning.turn(by):
            self._parts.message.say(self.tr("There is no further report."))

    def _go(self, *, backwards: bool = False) -> None:
        doubt, wrapped = self._context.go_to_doubt(backwards=backwards)
        if doubt is None:
            self._go_on()
        elif wrapped:
            last = self.tr("Gone round: this is the last doubt again.")
            first = self.tr("Gone round: this is the first doubt again.")
            said = last if backwards else first
            if self._turning.has_more:
                said += self.tr(" Ctrl+F8 goes to the next report with doubts.")
            self._parts.message.say(said)
        self._show_doubts()
        self._form.take_focus()

    def _show_doubts(self) -> None:
        """Brings the list of doubts forward where neither it nor the suggestions are seen."""
        dock = self._docks["findings"]
        # A dock behind another tab counts as visible for Qt, but nothing of it is seen.
        if (
            all(each.visibleRegion().isEmpty() for each in self._lists)
            and dock.toggleViewAction().isChecked()
        ):
            dock.raise_()

    def _turn_to_doubts(self) -> bool:
        """Turns to the next report with doubts, at its first one; returns whether there is one."""
        gone = self._turning.go_on()
        if gone:
            self._context.starts_at_doubt = True
        return gone

    def _go_on(self) -> None:
        """Goes to the first doubt of the next report that has one."""
        if self._turn_to_doubts():
            return
        if self._context.review is None:
            self._parts.message.say(self.tr("No report is open, and none has a doubt left."))
        elif self._queue.waiting:
            self._parts.message.say(
                self.tr("No doubt is left here; other reports of the queue are not read yet.")
            )
        else:
            self._parts.message.say(self.tr("No doubt is left in this report."))
