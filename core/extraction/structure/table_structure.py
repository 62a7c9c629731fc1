"""Places the tables of one report, and places one anew under what a person says of it.

The registration of the form does both: a constraint rules out what it contradicts, and the search
finds the likeliest of what is left.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ...documents.document import Region
from ...documents.evidence import Evidence
from ...documents.geometry import Box, Level, hull
from ...errors import StructureRefusedError
from ...forms import Form, Table
from ..labels import widest_domain
from ..registration.bands import FOREIGN, Band
from ..registration.columns import Given
from ..registration.register import PlacedRun, Registered, Registrar
from ..registration.row_chain import Chain, find_chain
from ..registration.variants import Plan, PlanBlock, plans_of
from ..registration.words import Word
from .constraints import COLUMN, ROW, Area, Constraint
from .guide import Guide
from .held_cells import HeldCells
from .placement import LeftOut, PlacedArea, PlacedLine, PlacedTable
from .surface import Surface
from .year_columns import with_their_year

_KEPT_CHAINS = 60
"""Chains of labels that are remembered: an act on columns needs none of them anew."""


class Structure(Registrar):
    """The tables of one report on the sheets of its source."""

    def __init__(self, surface: Surface, form: Form) -> None:
        super().__init__(surface.sheets, widest_domain((form,)))
        self.surface, self.form = surface, form
        self._all = self.words
        self._guide = Guide(())
        self._plan: Plan | None = None
        self._chains: dict[tuple[object, ...], Chain] = {}
        self.registered = self.tables([form])

    def place(self, table_id: str, constraints: Sequence[Constraint] = ()) -> PlacedTable:
        """Returns a table as it is placed under constraints.

        Args:
            table_id: Of a table of the form.
            constraints: In the order of saying: later ones go before earlier ones.

        Raises:
            StructureRefusedError: The table cannot be placed so; the sentence says why.
        """
        table = self.form.table(table_id)
        guide = Guide(constraints)
        found = self._guided(table, guide) if constraints else self.registered.get(table_id)
        if found is None:
            raise self._refusal(guide)
        return self._placed(table, found, guide)

    def parts_of(self, page: Evidence) -> list[Evidence]:
        """Returns a sheet: those of a surface are parted already."""
        return [page]

    def corrected_bands(self, bands: list[Band], words: Sequence[Sequence[Word]]) -> list[Band]:
        """Returns the bands with what is said of the rows."""
        if self._plan is None or not self._guide.guides_rows:
            return bands
        return self._guide.rows(self._plan, bands, words, self.pages)

    def given_columns(self, block: PlanBlock, sheets: set[int]) -> Given | None:
        """Returns what is said of the columns of a block on some sheets."""
        given = self._guide.columns(block, sheets)
        if given is None:
            return None
        words = [word for sheet in sorted(sheets) for word in self.words[sheet]]
        return replace(given, named=with_their_year(given.named, words))

    def _guided(self, table: Table, guide: Guide) -> Registered | None:
        """Returns the best placement of a table by any plan that nobody has ruled out."""
        self._guide, self.words = guide, guide.words(self._all)
        done: list[Registered] = []
        try:
            for taken in self._taken_by_others(table, guide):
                self.taken = taken
                for plan in plans_of(table):
                    if guide.plan in ("", plan.name):
                        self._plan = plan
                        done += self._by_plan(plan)
        finally:
            self._guide, self.words, self._plan = Guide(()), self._all, None
        filled = [one for one in done if any(held.words for held in one.cells.values())]
        return max(filled, key=lambda one: one.score, default=None)

    def _by_plan(self, plan: Plan) -> Iterable[Registered]:
        return [self._labelled(self._remembered(plan))] if plan.is_labelled else self._lines(plan)

    def _taken_by_others(self, table: Table, guide: Guide) -> list[set[int]]:
        """Returns the words that may be those of other tables, each as one way to look at it.

        Of a part of a page that was framed all is the table's; of a whole page that was marked,
        what other tables hold on it may stay theirs.
        """
        others = {
            word for name, one in self.registered.items() if name != table.id for word in one.used
        }
        if not guide.areas:
            return [others]
        whole = [one for one in guide.areas if self._is_whole(one)]
        return [others, set()] if whole and others else [set()]

    def _is_whole(self, area: Area) -> bool:
        """Returns whether an area takes in all that its sheet shows."""
        box = Box[Level](*area.box)
        return all(box.contains(word.x, word.y) for word in self._all[area.sheet])

    def _remembered(self, plan: Plan) -> Chain:
        """Returns the chain of a plan's labels, found once for the same words."""
        free = [word for word in self._free() if not word.is_figure]
        key = (plan, tuple(map(id, free)))
        if key not in self._chains:
            if len(self._chains) >= _KEPT_CHAINS:
                self._chains.clear()
            self._chains[key] = find_chain(plan, free, self.costs)
        return self._chains[key]

    def _placed(self, table: Table, found: Registered, guide: Guide) -> PlacedTable:
        told = bool(guide.constraints)
        held = HeldCells(self.surface, self.pages, self._all, found, told=told)
        left = [
            LeftOut(word.sheet, word.box, word.text, held.region([word]))
            for word in (*found.left, *found.aside)
        ]
        return PlacedTable(
            table=table.id,
            plan=found.plan.name,
            plans=tuple(plan.name for plan in plans_of(table)),
            constraints=guide.constraints,
            lines=tuple(line for run in found.runs for line in _lines_of(run, held)),
            areas=tuple(_areas(found, self._all)),
            left_out=tuple(left),
            readings=held.readings(table),
            legible={cell: held.legible(cell) for cell in found.cells},
            only=self._parts(guide.areas),
            never=self._parts(guide.outside),
        )

    def _parts(self, areas: Sequence[Area]) -> tuple[Region, ...]:
        """Returns what areas are in the source."""
        boxes = ((area.sheet, Box[Level](*area.box)) for area in areas)
        return tuple(region for at, box in boxes for region in self.surface.regions(at, box))

    def _refusal(self, guide: Guide) -> StructureRefusedError:
        if not guide.constraints:
            return StructureRefusedError(
                "没有找到这张表；请在原件上框出它并说明是表几，或翻到它所在的那一页按 A。",
                "This table was not found; frame it on the source and say which it is, or go to "
                "its page and press A.",
            )
        words = guide.words(self._all)
        if not any(word.is_figure for sheet in words for word in sheet):
            return StructureRefusedError(
                "框出的区域里没有数字，没有改动。",
                "There is no figure in the marked area; nothing was changed.",
            )
        return StructureRefusedError(
            "按这样的要求放不下这张表，没有改动。",
            "The table cannot be placed in this way; nothing was changed.",
        )


def _lines_of(run: PlacedRun, held: HeldCells) -> Iterator[PlacedLine]:
    """Yields the columns and rows of a run, sheet by sheet."""
    spans = [placed.span for placed in run.columns.columns if placed.span is not None]
    if not spans:
        return
    left, right = min(span[0] for span in spans), max(span[1] for span in spans)
    for sheet in sorted({band.sheet for band in run.bands}):
        bands = [band for band in run.bands if band.sheet == sheet]
        top, bottom = min(band.top for band in bands), max(band.bottom for band in bands)
        rows = sorted({band.row for band in bands if band.row != FOREIGN})
        for at, placed in enumerate(run.columns.columns):
            if placed.span is not None:
                cells = tuple(run.block.cells[row][at] for row in rows)
                box = Box[Level](placed.span[0], top, placed.span[1], bottom)
                yield PlacedLine(COLUMN, sheet, box, cells, _surest(cells, held))
        for start, end in run.columns.named:
            yield PlacedLine(COLUMN, sheet, Box[Level](start, top, end, bottom), ())
        for band in bands:
            shown = run.columns.columns
            cells = tuple(
                cell
                for cell, placed in zip(run.block.cells[band.row], shown, strict=True)
                if placed.span is not None
            )
            box = Box[Level](left, band.top, right, band.bottom)
            yield PlacedLine(ROW, sheet, box, cells, _surest(cells, held))


def _surest(cells: Sequence[str], held: HeldCells) -> float:
    return min((held.sure(cell) for cell in cells), default=1.0)


def _areas(found: Registered, words: Sequence[Sequence[Word]]) -> Iterator[PlacedArea]:
    """Yields the areas of a table: the parts of one sheet that go on from each other are one."""
    sheets = sorted({band.sheet for run in found.runs for band in run.bands})
    for sheet in sheets:
        boxes = [word.box for word in words[sheet] if id(word) in found.used]
        for run in found.runs:
            spans = [placed.span for placed in run.columns.columns if placed.span is not None]
            for band in run.bands:
                if band.sheet == sheet:
                    labels = [word.box for word in band.labels]
                    boxes += [
                        *labels,
                        *(Box[Level](a, band.top, b, band.bottom) for a, b in spans),
                    ]
        if boxes:
            yield PlacedArea(sheet, hull(boxes))
