"""Commands on the look of the window, the clipboard and the help."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction

from ..grid.form_panel import FormPanel
from ..menus.command_table import entries_by_id
from ..session.review_store import data_folder
from ..session.year_before import YearBefore
from ..shell.language import FILES, read_words
from ..source import SourceView
from .base import CommandSet
from .parts import CommandParts


class ViewCommands(CommandSet):
    """What the View and Help menus do, and copying."""

    def __init__(
        self,
        parts: CommandParts,
        form: FormPanel,
        source: SourceView,
        open_clipboard: Callable[[], None],
        year_before: YearBefore,
    ) -> None:
        super().__init__(parts)
        self._open_clipboard = open_clipboard
        self._year_before = year_before
        self._form = form
        self._source = source

    def copy(self) -> None:
        """Copies the text marked in the source, where the keyboard is there; else the figures."""
        if self._source.copy():
            return
        view = self._table(self._form)
        if view is not None:
            view.copy()

    def paste(self) -> None:
        """Pastes figures from the current cell on; with no report open, opens what was copied."""
        if self._context.review is None:
            self._open_clipboard()
        elif (view := self._table(self._form)) is not None:
            view.paste()

    def year_before(self) -> None:
        """Shows the figures of the year before below these, or no longer."""
        self._year_before.toggle()
        if self._year_before.is_on and not self._year_before.has_report:
            self._parts.message.say(
                self.tr(
                    "No report of the year before is matched: put it in the queue, or choose it "
                    "in Related reports."
                )
            )

    def zoom_in(self) -> None:
        """Enlarges the source."""
        self._source.zoom_in()

    def zoom_out(self) -> None:
        """Reduces the source."""
        self._source.zoom_out()

    def actual(self) -> None:
        """Shows the source in its own size."""
        self._source.zoom_actual()

    def fit_width(self) -> None:
        """Fits the page to the width."""
        self._source.fit_width()

    def fit_page(self) -> None:
        """Shows the whole page."""
        self._source.fit_page()

    def full_screen(self) -> None:
        """Uses the whole screen, or no longer."""
        frame = self._parts.frame
        frame.setWindowState(frame.windowState() ^ Qt.WindowState.WindowFullScreen)

    def shortcuts(self) -> None:
        """Lists the keys."""
        from ..dialogs.shortcuts import ShortcutsDialog

        self._show(ShortcutsDialog(self._parts.keymap, self._parts.frame))

    def palette(self) -> None:
        """Lists every command, to be found by a part of its name."""
        from ..dialogs.palette import CommandPalette

        frame, entries = self._parts.frame, entries_by_id()
        actions = {each.objectName(): each for each in frame.findChildren(QAction)}
        words = read_words(FILES["zh"])
        self._show(
            CommandPalette(entries, actions, lambda text: words.get(("Actions", text), text), frame)
        )

    def manual(self) -> None:
        """Shows the manual beside the work."""
        from ..dialogs.manual import ManualDialog

        dialog = ManualDialog(self._parts.language.code, self._parts.frame)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.show()

    def show_log(self) -> None:
        """Opens the folder of the log."""
        from ..shell.outside import open_outside

        open_outside(data_folder())

    def about(self) -> None:
        """Names versions and licence."""
        from ..dialogs.about import AboutDialog

        self._show(AboutDialog(self._parts.frame))
