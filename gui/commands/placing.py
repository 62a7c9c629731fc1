"""Commands that correct the structure of a table: slide, exchange, take or leave what is shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog

from ...core.errors import GoujiError
from ...core.extraction.report import Reading
from ...core.extraction.structure.constraints import COLUMN, ROW
from ...core.extraction.structure.moving import Moved, exchange, slide
from ...core.extraction.structure.taught_file import SUFFIX, write_taught
from ...core.forms import Table
from ..grid.form_panel import FormPanel
from ..grid.shown_marks import say_figure
from ..placement.proposal import PendingPlacement, PlacementProposal
from ..placement.remembered import RememberedLayouts, RememberedLayoutsDialog
from ..placement.session import PlacementSession
from ..session.review_store import FILING
from ..source import SourceView
from .base import CommandSet
from .parts import CommandParts

if TYPE_CHECKING:
    from ..placement.tool import PlacementTool

MOST_NAMED = 4
"""Figures that a sentence names one by one."""


class PlacingCommands(CommandSet):
    """What the Layout menu does in the grid."""

    def __init__(
        self,
        parts: CommandParts,
        form: FormPanel,
        source: SourceView,
        pending: PendingPlacement,
        session: PlacementSession,
        layouts: RememberedLayouts,
        open_another: Callable[[Path, str | None], None],
    ) -> None:
        super().__init__(parts)
        self._open_another = open_another
        self._layouts = layouts
        session.offered.connect(self._offer)
        self._form, self._source = form, source
        self._pending, self._session = pending, session
        session.changed.connect(self._follow_session)
        session.failed.connect(parts.complain)
        self._context.cell_selected.connect(self._follow_table)
        self._slid: tuple[frozenset[str], int, int] | None = None
        self._keys = [
            self._key(key, slot)
            for key, slot in (
                (Qt.Key.Key_Return, self.take_placement),
                (Qt.Key.Key_Enter, self.take_placement),
                (Qt.Key.Key_Escape, self.leave_placement),
            )
        ]
        pending.changed.connect(self._show_pending)

    @cached_property
    def tool(self) -> PlacementTool:
        """What takes mouse and keys over the source, made when a placement is first shown."""
        from ..placement.tool import PlacementTool

        tool = PlacementTool(self._context, self._session, self._source.canvas)
        tool.left.connect(self.leave_placement)
        return tool

    def _key(self, key: Qt.Key, slot: Callable[[], object]) -> QShortcut:
        """Returns a key that works while something is proposed, whatever has the focus."""
        shortcut = QShortcut(QKeySequence(key), self._parts.frame)
        shortcut.setEnabled(False)
        shortcut.activated.connect(slot)
        return shortcut

    def show_placement(self) -> None:
        """Shows how the table in front is placed on the source, to be corrected; or no longer."""
        if self._session.is_on:
            self._session.hide()
        elif (view := self._table(self._form)) is not None:
            self._session.show(view.sheet.table.id)
            self._source.canvas.setFocus()

    def another_report(self) -> None:
        """Begins a review of one report more in the file that is open."""
        under_review = self._context.under_review
        if under_review is not None:
            self._open_another(under_review.document.path, under_review.password)

    def remembered_layouts(self) -> None:
        """Lists the layouts that were placed by hand, to be forgotten."""
        dialog = RememberedLayoutsDialog(self._layouts, self._parts.frame)
        dialog.export_wanted.connect(dialog.accept)
        dialog.export_wanted.connect(self._ask_for_file)
        self._show(dialog)

    def _ask_for_file(self) -> None:
        dialog = self._file_dialog(self.tr("Export layouts"), self._folder())
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([self.tr("Layouts (*{suffix})").format(suffix=SUFFIX)])
        dialog.setDefaultSuffix(SUFFIX.lstrip("."))
        dialog.fileSelected.connect(lambda name: self.export_layouts(Path(name)))
        self._show(dialog)

    def export_layouts(self, path: Path) -> None:
        """Writes the layouts that were placed by hand into a file, off the GUI thread."""
        kept = self._layouts.kept
        said = self.tr("{count} layouts written: {name}").format(count=len(kept), name=path.name)
        self._parts.jobs.start_here(
            write_taught,
            path,
            kept,
            lane=FILING,
            on_done=lambda _none: self._parts.message.say(said),
            on_failed=self._parts.complain,
        )

    def _offer(self, table: str, name: str, count: int) -> None:
        """Says that the layout of a table was placed by hand in another report."""
        review = self._context.review
        if review is None:
            return
        zh = self._parts.language.code == "zh"
        shown = review.report.form.table(table)
        said = self.tr(
            "{table} is laid out as in {name}, where it was placed by hand: {count} cells would be "
            "read otherwise. F4 on that table shows it, Enter takes it."
        )
        title = shown.title if zh else shown.title_en
        self._parts.message.say(said.format(table=title, name=name, count=count), lasts=True)

    def leave_placement(self) -> None:
        """Leaves what is proposed; where nothing is, the placement is shown no longer."""
        if self._session.is_on:
            self._session.give_up()
        else:
            self._pending.leave()
        if not self._session.is_on:
            self._form.take_focus()

    def _follow_session(self) -> None:
        """Gives mouse and keyboard to the placement while it is shown."""
        session, canvas = self._session, self._source.canvas
        wanted = self.tool if session.is_on else None
        if canvas.tool is not wanted:
            canvas.set_tool(wanted)
        if not session.is_on:
            return
        if session.is_busy and session.placed is None:
            self._parts.status.showMessage(self.tr("Looking at the source again…"), 4000)
        elif session.placed is not None and self._pending.proposal is None:
            self._parts.message.say(
                self.tr(
                    "The table is read as it is placed here. Drag boundaries and names, or use the "
                    "keys (F1); Esc leaves."
                )
            )

    def _follow_table(self, cell: str) -> None:
        """Shows the placement of the table that came in front."""
        table = cell.partition(".")[0]
        if self._session.is_on and table and table != self._session.table:
            self._session.show(table)

    def slide_left(self) -> None:
        """Slides the selected figures one place to the left."""
        self._slide(right=-1)

    def slide_right(self) -> None:
        """Slides the selected figures one place to the right."""
        self._slide(right=1)

    def slide_up(self) -> None:
        """Slides the selected figures one place up."""
        self._slide(down=-1)

    def slide_down(self) -> None:
        """Slides the selected figures one place down."""
        self._slide(down=1)

    def exchange_lines(self) -> None:
        """Exchanges the two rows, or columns, that the selected cells stand in."""
        words = self.tr("{table}: two rows or columns exchanged")
        if self._table(self._form) is None:
            return
        cells = sorted(self._selected())
        self._propose(
            lambda table, readings: exchange(table, readings, cells),
            {"act": "exchange", "cells": cells},
            words,
        )

    def take_placement(self) -> None:
        """Records what is proposed, and says what stays as a person decided it."""
        proposal, kept = self._pending.proposal, self._pending.kept
        try:
            change = self._pending.take()
        except GoujiError as error:
            self._parts.complain(error)
            return
        if proposal is None or change is None:
            return
        said = self.tr("{what}: {count} cells are read otherwise; Ctrl+Z takes it back.").format(
            what=proposal.words, count=len(change.cells)
        )
        if kept:
            said += self.tr(" As you decided them stay: {cells}.").format(cells=self._named(kept))
        self._parts.message.say(said)
        self._form.take_focus()

    def _slide(self, *, down: int = 0, right: int = 0) -> None:
        """Proposes the selected figures farther on, counted from where they stand.

        On the source the names of columns or rows go instead.
        """
        if self._session.is_on and self._source.canvas.hasFocus():
            self.tool.acts.shift(*((COLUMN, right) if right else (ROW, down)))
            return
        if self._table(self._form) is None:
            return
        cells = frozenset(self._selected())
        if self._pending.proposal is not None and self._slid and self._slid[0] == cells:
            down, right = down + self._slid[1], right + self._slid[2]
        if not (down or right):
            self._pending.leave()
            return
        words = self.tr("{table}: {count} cells slid {way}").format(
            table="{table}", count=len(cells), way=self._way(down, right)
        )
        self._propose(
            lambda table, readings: slide(table, readings, cells, down=down, right=right),
            {"act": "slide", "cells": sorted(cells), "down": down, "right": right},
            words,
        )
        self._slid = (cells, down, right)

    def _way(self, down: int, right: int) -> str:
        """Returns how far figures are slid, in words."""
        across = self.tr("{n} to the right") if right > 0 else self.tr("{n} to the left")
        along = self.tr("{n} down") if down > 0 else self.tr("{n} up")
        said = [across.format(n=abs(right))] * bool(right) + [along.format(n=abs(down))] * bool(
            down
        )
        return self.tr(", ").join(said)

    def _selected(self) -> list[str]:
        view = self._form.current
        return view.selected_cells() if view is not None else []

    def _propose(
        self,
        move: Callable[[Table, Mapping[str, Reading]], Moved],
        constraint: Mapping[str, Any],
        words: str,
    ) -> None:
        """Shows what a move of the table in front would change, or says why it cannot be."""
        review, view = self._context.review, self._form.current
        if review is None or view is None:
            return
        table = view.sheet.table
        readings = {cell.id: review.cells[cell.id].extracted for cell in table.cells()}
        try:
            moved = move(table, readings)
        except GoujiError as error:
            self._pending.leave()
            self._parts.complain(error)
            return
        zh = self._parts.language.code == "zh"
        title = words.format(table=table.title if zh else table.title_en)
        self._pending.offer(
            PlacementProposal(table.id, constraint, moved.readings, title, moved.fallen)
        )

    def _show_pending(self) -> None:
        """Says what waits, and lets Enter and Esc decide on it."""
        proposal = self._pending.proposal
        for key in self._keys:
            key.setEnabled(proposal is not None)
        if proposal is None:
            self._slid = None
            self._parts.message.let_go()
            return
        said = self.tr("{what}: {count} figures would change.").format(
            what=proposal.words, count=self._pending.figures
        )
        if self._pending.settled:
            said += self.tr(" {count} doubts of place would be settled.").format(
                count=self._pending.settled
            )
        if proposal.fallen:
            figures = [say_figure(reading.figure) for _, reading in proposal.fallen]
            said += self.tr(" Falls out: {figures}.").format(figures=self._listed(figures))
        if self._pending.kept:
            said += self.tr(" As you decided them stay: {cells}.").format(
                cells=self._named(self._pending.kept)
            )
        self._parts.message.say(said + self.tr(" Enter takes it, Esc leaves it."))

    def _named(self, cells: tuple[str, ...]) -> str:
        review = self._context.review
        if review is None:
            return ""
        form, code = review.report.form, self._parts.language.code
        return self._listed([form.cells[cell].label(code) for cell in cells])

    def _listed(self, texts: list[str]) -> str:
        shown = self.tr(", ").join(texts[:MOST_NAMED])
        more = len(texts) - MOST_NAMED
        return (
            shown
            if more <= 0
            else self.tr("{some} and {count} more").format(some=shown, count=more)
        )
