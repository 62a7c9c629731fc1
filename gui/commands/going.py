"""Commands that go somewhere: the next doubt, table or report, a text in the source."""

from __future__ import annotations

from .base import CommandSet


class GoingCommands(CommandSet):
    """What brings something else before the reviewer's eyes."""

    def next_doubt(self) -> None:
        """Goes to the next doubt, across tables."""
        self._go()

    def previous_doubt(self) -> None:
        """Goes to the previous doubt, across tables."""
        self._go(backwards=True)

    def next_report(self) -> None:
        """Shows the next report of the queue."""
        self._turn(1)

    def previous_report(self) -> None:
        """Shows the previous report of the queue."""
        self._turn(-1)

    def next_table(self) -> None:
        """Shows the next table."""
        self._window.form.turn(1)

    def previous_table(self) -> None:
        """Shows the previous table."""
        self._window.form.turn(-1)

    def find(self) -> None:
        """Opens the line to find a text in the source with."""
        self._window.docks["source"].show()
        self._window.search.open()

    def _turn(self, by: int) -> None:
        if not self._window.turning.turn(by):
            self._window.status.showMessage(self.tr("There is no further report"), 4000)

    def _go(self, *, backwards: bool = False) -> None:
        doubt, wrapped = self._desk.go_to_doubt(backwards=backwards)
        if doubt is None:
            self._go_on()
        elif wrapped:
            last = self.tr("Gone round: this is the last again")
            first = self.tr("Gone round: this is the first again")
            self._window.status.showMessage(last if backwards else first, 4000)
        self._show_doubts()
        self._window.form.take_focus()

    def _show_doubts(self) -> None:
        """Brings the list of doubts forward where neither it nor the suggestions are seen."""
        window, dock = self._window, self._window.docks["findings"]
        # A dock behind another tab counts as visible for Qt, but nothing of it is seen.
        lists = (window.findings, window.suggestions)
        if (
            all(each.visibleRegion().isEmpty() for each in lists)
            and dock.toggleViewAction().isChecked()
        ):
            dock.raise_()

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
