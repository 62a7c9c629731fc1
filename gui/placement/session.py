"""The placement of the table in front while it is looked at and corrected."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from ...core.documents.document import Document
from ...core.documents.geometry import Box, Displayed
from ...core.documents.means import Means, PartAgain
from ...core.errors import GoujiError, StructureRefusedError
from ...core.extraction.structure.acts import Constraints
from ...core.extraction.structure.constraints import to_records
from ...core.extraction.structure.placement import PlacedTable
from ...core.extraction.structure.taught_layouts import TaughtLayout
from ...core.review import Kind
from ...core.review.acts.structure_correction import constraints_in_force
from ...core.suggestion import Suggestion
from ...core.survey import part_again, surface_of_source
from ...core.worker import Limits
from ..session.jobs import Job, Jobs
from ..session.review_context import ReviewContext
from .answers import PlacementAnswer, is_recognised, structure_of
from .proposal import PendingPlacement, PlacementProposal
from .remembered import RememberedLayouts

if TYPE_CHECKING:  # what places a table is loaded in the lane's thread, when one is first shown
    from ...core.extraction.structure.surface import Surface
    from ...core.extraction.structure.table_structure import Structure

PLACING = "placing"
"""The lane in which tables are placed; pages and files never stand in its way."""

LATER = 1500
"""Milliseconds after a report was opened, until it is looked whether its layout is known."""

LIMITS = Limits(seconds=120, megabytes=2048)

MANY_ERRORS = 3
"""Open errors of which a placement may well be the reason."""

_Found = tuple[tuple[str, str, int] | None, tuple[Suggestion, ...]]
"""A layout that is known: its table, name and readings; and placements to be suggested."""

translate = QCoreApplication.translate
Act = Callable[[PlacedTable], Constraints]


class PlacementSession(QObject):
    """Looks at the placement of one table, and tries what a person says of it.

    Attributes:
        changed: Another placement is shown, or none.
        failed: Something could not be done; carries the ``GoujiError``.
        offered: The layout of a table was placed by hand in another report; carries the table's id,
            the name of that report, and how many cells would be read otherwise.
        suggested: Tables could be placed otherwise so that findings go; carries suggestions.
        is_on: The placement is shown.
        language: "zh" or "en": of what is recorded as the reason.
        table: The table that is looked at.
        placed: How it is placed; None while that is found out, and where it is not found.
        constraints: What is said of it so far, taken and proposed.
    """

    changed = Signal()
    failed = Signal(object)
    offered = Signal(str, str, int)
    suggested = Signal(object)

    def __init__(
        self,
        context: ReviewContext,
        jobs: Jobs,
        pending: PendingPlacement,
        layouts: RememberedLayouts,
    ) -> None:
        super().__init__(context)
        self._context, self._jobs, self._pending = context, jobs, pending
        self._layouts = layouts
        self._looking = QTimer(self, interval=LATER, singleShot=True)
        self._looking.timeout.connect(self._look)
        pending.taken.connect(self._learn)
        self._structure: Structure | None = None
        self._key: tuple[Path, int] | None = None
        self._job: Job | None = None
        self._said: list[Constraints] = []
        self._learned: TaughtLayout | None = None
        self.is_on = False
        self.language = "zh"
        self.table = ""
        self.placed: PlacedTable | None = None
        self.constraints: Constraints = ()
        context.opened.connect(self._forget)
        context.changed.connect(lambda _change: self._follow_review())

    @property
    def surface(self) -> Surface | None:
        """What the source shows; None until it is read."""
        return self._structure.surface if self._structure is not None else None

    @property
    def structure(self) -> Structure | None:
        """The tables on the surface; None until they are found."""
        return self._structure

    @property
    def is_busy(self) -> bool:
        """Is something on its way?"""
        return self._job is not None

    def show(self, table: str) -> None:
        """Shows the placement of a table, reading the source once for it."""
        self.is_on, self.table = True, table
        self.placed, self._said = None, []
        review = self._context.review
        if review is None:
            return
        self.constraints = constraints_in_force(review, table)
        if self._structure is None:
            self._read()
        else:
            self._place(self.constraints, is_first=True)
        self.changed.emit()

    def hide(self) -> None:
        """Shows no placement any more."""
        self._drop_job()
        self.is_on, self.placed, self._said = False, None, []
        self._pending.leave()
        self.changed.emit()

    def act(self, act: Act) -> None:
        """Tries an act on the placement as it is shown; refusals are told by ``failed``."""
        if self.placed is None or self._structure is None:
            return
        try:
            constraints = act(self.placed)
        except GoujiError as error:
            self.failed.emit(error)
            return
        self.try_constraints(constraints)

    def try_constraints(self, constraints: Constraints) -> None:
        """Places the table under constraints and shows what would change."""
        self._place(constraints, is_first=False)

    def give_up(self) -> None:
        """Goes back to what is in force; where nothing else is shown, ends showing it."""
        review = self._context.review
        if self._said and review is not None:
            self._said = []
            self._pending.leave()
            in_force = constraints_in_force(review, self.table)
            self._place(in_force, is_first=True, offers=False)
        else:
            self.hide()

    def read_again(self, page: int, box: tuple[float, float, float, float], means: Means) -> None:
        """Reads a part of a page by other means, as the table in front, and places it so.

        Args:
            page: Its index.
            box: On the page as displayed.
            means: How.
        """
        under_review, structure = self._context.under_review, self._structure
        if under_review is None or structure is None:
            return
        if not structure.surface.is_paged:
            self.failed.emit(
                StructureRefusedError(
                    "这种文件没有页面图像，不能换一种方式识读，没有改动。",
                    "A file of this kind shows no pages to be read by other means; nothing was "
                    "changed.",
                )
            )
            return
        self._drop_job()
        self._job = self._jobs.start(
            part_again,
            under_review.document.path,
            page,
            Box[Displayed](*box),
            means,
            password=under_review.password,
            limits=LIMITS,
            lane=PLACING,
            on_done=self._add_part,
            on_failed=self._fail,
        )
        self.changed.emit()

    def _add_part(self, part: PartAgain) -> None:
        structure = self._structure
        if structure is None:
            return
        placed, constraints = self.placed, self.constraints

        def place_on_it() -> tuple[Structure, Constraints]:
            from ...core.extraction.structure.part_placement import on_part

            surface = structure.surface.with_part(part)
            found = structure_of(surface, structure.form)
            return found, on_part(surface, placed, constraints, part)

        def take(found: tuple[Structure, Constraints]) -> None:
            self._job = None
            self._structure, made = found
            self.try_constraints(made)

        self._job = self._jobs.start_here(
            place_on_it, lane=PLACING, on_done=take, on_failed=self._fail
        )

    def step_back(self) -> None:
        """Takes back the last act that was not taken yet."""
        if self._said:
            before = self._said.pop()
            said = list(self._said)
            self._place(before, is_first=not said)
            self._said = said

    def _read(self) -> None:
        """Reads the source; what was recognised from pictures is at hand."""
        under_review = self._context.under_review
        if under_review is None:
            return
        self._drop_job()
        report, document = under_review.report, under_review.document
        if is_recognised(document):
            self._find(document)
            return
        self._job = self._jobs.start(
            surface_of_source,
            document.path,
            report.form,
            password=under_review.password,
            limits=LIMITS,
            lane=PLACING,
            on_done=self._find,
            on_failed=self._fail,
        )

    def _find(self, source: Surface | Document) -> None:
        under_review = self._context.under_review
        if under_review is None:
            return
        self._job = self._jobs.start_here(
            structure_of,
            source,
            under_review.report.form,
            under_review.others,
            lane=PLACING,
            on_done=self._found,
            on_failed=self._fail,
        )

    def _found(self, structure: Structure) -> None:
        self._job, self._structure = None, structure
        if self.is_on:
            self._place(self.constraints, is_first=True)
        else:
            self._offer_known(structure)

    def _look(self) -> None:
        """Looks whether a layout is known, or a table might be placed otherwise."""
        review = self._context.review
        if review is None or self.is_on or self._structure is not None:
            return
        if any(event.kind is Kind.PLACED for event in review.events):
            return
        doubted = review.open_errors or any(state.doubtful for state in review.cells.values())
        if len(review.open_errors) >= MANY_ERRORS or (self._layouts.kept and doubted):
            self._read()

    def _offer_known(self, structure: Structure) -> None:
        """Tells of the first table whose layout a person has placed in another report."""
        review = self._context.review
        if review is None:
            return
        current = {cell: state.extracted for cell, state in review.cells.items()}
        kept = self._layouts.kept

        findings = review.own_findings
        report = review.report

        def look() -> _Found:
            from ...core.extraction.structure.taught import as_taught
            from ...core.repair.placements import suggest_placements

            for table in structure.form.tables:
                known = as_taught(structure, table.id, current, kept)
                if known is not None and known.readings:
                    return (table.id, known.layout.name, len(known.readings)), ()
            return None, suggest_placements(structure, report, current, findings)

        self._job = self._jobs.start_here(
            look, lane=PLACING, on_done=self._tell_known, on_failed=self._fail
        )

    def _tell_known(self, found: _Found) -> None:
        self._job = None
        known, suggestions = found
        if known is not None:
            self.offered.emit(*known)
        if suggestions:
            self.suggested.emit(suggestions)

    def _learn(self, proposal: PlacementProposal) -> None:
        """Keeps what was said of the columns, for reports that are laid out alike."""
        under_review, structure, placed = self._context.under_review, self._structure, self.placed
        if structure is None or placed is None or under_review is None:
            return
        if proposal.constraint.get("act") == "placed" and placed.constraints:
            from ...core.extraction.structure.taught import taught_by

            taught = taught_by(structure, placed, under_review.place.name)
            if taught is not None:
                self._layouts.keep(taught)
                self._learned = taught

    def _place(self, constraints: Constraints, *, is_first: bool, offers: bool = True) -> None:
        review, structure = self._context.review, self._structure
        if review is None or structure is None:
            return
        self._drop_job()
        current = {cell: state.extracted for cell, state in review.cells.items()}
        table = self.table

        kept = self._layouts.kept

        def place() -> PlacementAnswer:
            from ...core.extraction.structure.readings_to_take import readings_to_take
            from ...core.extraction.structure.taught import as_taught

            if is_first and offers and not constraints:
                known = as_taught(structure, table, current, kept)
                if known is not None:
                    return PlacementAnswer(known.placed, known.readings, known.layout.name)
            try:
                placed = structure.place(table, constraints)
            except StructureRefusedError:
                if not (is_first and constraints):
                    raise
                placed = structure.place(table)  # it was said of what is no longer at hand
            form, document = structure.form, structure.surface.document
            return PlacementAnswer(placed, readings_to_take(placed, current, form, document))

        self._job = self._jobs.start_here(
            place,
            lane=PLACING,
            on_done=lambda answer: self._show_answer(answer, is_first=is_first, offers=offers),
            on_failed=self._fail,
        )

    def _show_answer(self, answer: PlacementAnswer, *, is_first: bool, offers: bool) -> None:
        self._job = None
        if not is_first:
            self._said.append(self.constraints)
        self.placed, self.constraints = answer.placed, answer.placed.constraints
        if answer.readings and offers:
            constraint = {
                "act": "placed",
                "table": self.table,
                "constraints": to_records(self.constraints),
            }
            self._pending.offer(
                PlacementProposal(self.table, constraint, answer.readings, self._words(answer))
            )
        else:
            self._pending.leave()
        self.changed.emit()

    def _words(self, answer: PlacementAnswer) -> str:
        review = self._context.review
        if review is None:
            return ""
        table = review.report.form.table(self.table)
        title = table.title if self.language == "zh" else table.title_en
        if answer.name:
            said = translate("PlacementSession", "{table}: placed as in {name}")
            return said.format(table=title, name=answer.name)
        said = translate("PlacementSession", "{table}: placed as shown")
        return said.format(table=title)

    def _fail(self, error: GoujiError) -> None:
        self._job = None
        self.changed.emit()
        if self.is_on:  # nobody has asked for what is looked up by the way
            self.failed.emit(error)  # last, so that what is said of it stays

    def _drop_job(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _forget(self) -> None:
        """Lets go of the source of the report before."""
        self._drop_job()
        self._structure, self.placed, self._said, self.constraints = None, None, [], ()
        self._learned = None
        if self.is_on:
            self.is_on = False
            self.changed.emit()
        self._looking.start()

    def _follow_review(self) -> None:
        """Goes on from what is in force, once a placement was taken, undone or done again."""
        review = self._context.review
        if not self.is_on or review is None:
            return
        in_force = constraints_in_force(review, self.table)
        self._said = []
        if in_force != self.constraints:
            if self._learned is not None and self._learned.table == self.table:
                self._layouts.drop(self._learned)  # it was taken back
                self._learned = None
            self.constraints = in_force
            self._place(in_force, is_first=True, offers=False)
