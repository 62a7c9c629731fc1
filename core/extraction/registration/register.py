"""Registers the tables of the form on pages: chains of labels, bands, columns, and cells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ...documents.evidence import Evidence
from ...forms import Domain, Form, Table
from .bands import FOREIGN, Band, BandMaker
from .columns import Columns, Given, place_columns
from .costs import COSTS, Costs
from .cut_pages import bands_beside
from .cuts import find_walls
from .header_words import headers_over, stand_alike
from .line_table import Body, find_body, free_words
from .page_breaks import with_joined_rows
from .reading_pages import parted, without_margins
from .row_chain import Chain, find_chain
from .variants import Plan, PlanBlock, plans_of
from .word_columns import Held, Placing, place_bands
from .words import Word, WordMaker
from .zones import beside_each_other

_FEWEST = 0.3
"""The share of its ideal score that a table reaches at least, and its labels alone."""

_AGAIN = 0.6
"""The share of the rows whose labels come again in a second part of a table."""

_EARLIER = 0.6
"""The share of the best copy's score from which an earlier copy is the report's own."""


@dataclass(frozen=True, slots=True)
class PlacedRun:
    """The bands of a block on pages of one geometry, and where its columns lie there."""

    block: PlanBlock
    bands: tuple[Band, ...]
    columns: Columns


@dataclass(frozen=True)
class Registered:
    """A table as it was registered.

    Attributes:
        score: In nats; of several plans of a table the highest is taken.
        ideal: The score of a page that prints all that the plan has, as the plan has it.
        cells: By id. A cell of a column that is absent has none.
        left: Words amid the rows that no cell has.
        aside: Words in columns of sums, remarks or numbers.
        bands: Of its rows.
        further: Of the rows beside whose labels, printed again, more of its columns stand.
        runs: Its bands and columns, by block and geometry.
    """

    plan: Plan
    score: float
    ideal: float
    cells: Mapping[str, Held]
    left: tuple[Word, ...]
    aside: tuple[Word, ...]
    bands: tuple[Band, ...]
    used: frozenset[int] = field(default=frozenset(), repr=False)
    further: tuple[Band, ...] = ()
    runs: tuple[PlacedRun, ...] = ()


@dataclass(frozen=True, slots=True)
class _Run:
    """The bands of a block on pages of one geometry, with the headers over them."""

    bands: list[Band]
    headers: list[Word]


def parts_of(page: Evidence) -> list[Evidence]:
    """Returns a page as it is read: two pages on it, or two tables beside each other, apart."""
    return [part for half in parted(page) for part in beside_each_other(half)]


class Registrar:
    """Registers the tables of one report on its pages."""

    def __init__(self, pages: Sequence[Evidence], domain: Domain, costs: Costs = COSTS) -> None:
        """``domain`` takes every figure of the forms."""
        self.pages = [part for page in pages for part in self.parts_of(page)]
        self.costs = costs
        self.maker = WordMaker(domain, costs)
        made = [self.maker.words_of(page, at) for at, page in enumerate(self.pages)]
        self.words = without_margins(made, self.pages)
        self.taken: set[int] = set()

    def tables(self, forms: Sequence[Form]) -> dict[str, Registered]:
        """Returns the tables that are found, by id, each of the edition and the plan that fits
        best.

        Args:
            forms: The editions, newest first.
        """
        by_id: dict[str, list[Table]] = {}
        for form in forms:
            for table in form.tables:
                by_id.setdefault(table.id, []).append(table)
        # The tables with most labels first: what they take is no part of another one.
        order = sorted(by_id, key=lambda one: -max(_ideal(table) for table in by_id[one]))
        found: dict[str, Registered] = {}
        for table_id in order:
            best = self._best(by_id[table_id])
            if best is not None:
                found[table_id] = best
                self.taken |= best.used
        return {table_id: found[table_id] for table_id in by_id if table_id in found}

    def _best(self, tables: Sequence[Table]) -> Registered | None:
        chains: list[Chain] = []
        done: list[Registered] = []
        seen: set[tuple[PlanBlock, ...]] = set()
        for table in tables:
            for plan in plans_of(table):
                if plan.blocks in seen:
                    continue
                seen.add(plan.blocks)
                if plan.is_labelled:
                    chain = self._chain(plan)
                    if chain is not None:
                        chains.append(chain)
                else:
                    done += self._lines(plan)
        chains.sort(key=lambda chain: -chain.score)
        # A chain far behind another one cannot make that up by its columns.
        near = [c for c in chains if c.score > chains[0].score - 12] if chains else []
        done += [self._labelled(chain) for chain in near]
        enough = [one for one in done if one.score >= _FEWEST * one.ideal]
        return max(enough, key=lambda one: one.score, default=None)

    def _free(self) -> list[Word]:
        return [word for words in self.words for word in free_words(words, self.taken)]

    def _chain(self, plan: Plan) -> Chain | None:
        words = [word for word in self._free() if not word.is_figure]
        chain = find_chain(plan, words, self.costs)
        if chain.links:
            first = next(at for at, word in enumerate(words) if word is chain.links[0].word)
            before = words[:first] if first >= len(chain.rows) * _EARLIER else []
            earlier = find_chain(plan, before, self.costs)
            if earlier.score > _EARLIER * chain.score:
                chain = earlier
        enough = chain.score >= _FEWEST * chain.ideal and len(chain.rows) >= min(3, len(plan.rows))
        return chain if enough else None

    def _labelled(self, chain: Chain) -> Registered:
        taken = self.taken | {id(link.word) for link in chain.links}
        free = [[w for w in words if id(w) not in self.taken] for words in self.words]
        bands = self.corrected_bands(BandMaker(chain, self.pages, free).bands(), free)
        made = _Making(chain.plan, chain.score)
        for block in chain.plan.blocks:
            own = with_joined_rows([band for band in bands if band.block is block], free)
            real = [band for band in own if band.row != FOREIGN]
            made.bands += real
            for run in self._runs(block, real, taken):
                self._place(made, block, run, len(run.bands) / max(len(real), 1))
        used = taken | {id(word) for band in bands for word in band.words}
        used |= self._groups(bands)
        self._add_part(made, chain, used)
        return made.registered(chain.ideal, self.costs, tuple(bands), used - self.taken)

    def _groups(self, bands: Sequence[Band]) -> set[int]:
        """Returns the words that are labels of groups, beside the rows that they stand before."""
        found: set[int] = set()
        for sheet in {band.sheet for band in bands}:
            here = [band for band in bands if band.sheet == sheet and band.labels]
            top = min((band.top for band in here), default=0.0)
            bottom = max((band.bottom for band in here), default=0.0)
            right = max((band.left for band in here), default=0.0)
            groups = {text for band in here for text in band.block.row_groups}
            found |= {
                id(word)
                for word in self.words[sheet]
                if word.letters and top < word.y < bottom and word.x1 < right
                if any(word.letters in text for text in groups)
            }
        return found

    def _add_part(self, made: _Making, chain: Chain, used: set[int]) -> None:
        """Adds the columns that stand in a second part of the table, beside the rows' labels
        again: on the next page, or below.
        """
        rest = _without_columns(chain.plan, made.cells)
        if rest is None:
            return
        words = [word for words in self.words for word in words if not word.is_figure]
        last = max((at for at, word in enumerate(words) if id(word) in used), default=0)
        again = find_chain(rest, words[last + 1 :], self.costs)
        if len(again.rows) < _AGAIN * len(chain.rows):
            self._add_cut_pages(made, rest, used)
            return
        before = self.taken
        self.taken = before | used
        part = self._labelled(again)
        self.taken = before
        if part.cells:
            made.cells |= part.cells
            made.left += part.left
            made.aside += part.aside
            made.score += part.score - again.score
            made.score += self.costs.absent * sum(len(block.columns) for block in rest.blocks)
            used |= part.used
            made.further += [*part.bands, *part.further]
            made.runs += part.runs

    def _add_cut_pages(self, made: _Making, rest: Plan, used: set[int]) -> None:
        """Adds the columns that were cut to further pages, without labels of the rows."""
        (block,) = rest.blocks
        sheets = sorted({band.sheet for band in made.bands})
        further = list(range(sheets[-1] + 1, len(self.words)))
        for sheet in sheets:
            own = [band for band in made.bands if band.sheet == sheet]
            for page in further:
                bands = bands_beside(block, own, self.words[page], used)
                if not bands:
                    continue
                top = min(band.top for band in bands)
                headers = headers_over(self.words[page], block, used, top, 0.0)
                if not headers:
                    continue
                self._place(made, block, _Run(bands, headers), len(bands) / len(made.bands))
                made.further += bands
                used |= {id(word) for word in headers}
                used |= {id(word) for band in bands for word in band.words}
                further = [other for other in further if other > page]
                break
        if made.further:
            made.score += self.costs.absent * len(block.columns)

    def _runs(self, block: PlanBlock, bands: Sequence[Band], taken: set[int]) -> list[_Run]:
        """Returns the bands by pages of one geometry: new headers elsewhere begin another run."""
        runs: list[_Run] = []
        for sheet in sorted({band.sheet for band in bands}):
            own = [band for band in bands if band.sheet == sheet]
            top = min(band.top for band in own)
            left = min(
                (label.x0 for band in own for label in band.labels),
                default=min(band.left for band in own),
            )
            headers = headers_over(self.words[sheet], block, taken, top, left)
            if not headers and not runs and sheet:
                headers = self._headers_before(sheet, block, taken, left)
            if runs and stand_alike(headers, runs[-1].headers):
                runs[-1].bands.extend(own)
                runs[-1].headers.extend(headers)
            else:
                runs.append(_Run(list(own), headers))
        return runs

    def _headers_before(
        self, sheet: int, block: PlanBlock, taken: set[int], left: float
    ) -> list[Word]:
        """Returns the headers that the end of a page parts from their rows."""
        before = self.words[sheet - 1]
        foot = max((word.bottom for word in before), default=0.0) + 1
        return headers_over(before, block, taken, foot, left)

    def _place(self, made: _Making, block: PlanBlock, run: _Run, share: float) -> None:
        spans = [(self.pages[b.sheet].vertical, b.top, b.bottom) for b in run.bands]
        labels = [word for band in run.bands for word in band.labels]
        rows = [band.words for band in run.bands]
        given = self.given_columns(block, {band.sheet for band in run.bands})
        walls = find_walls(spans)
        columns = place_columns(block, rows, run.headers, labels, walls, self.costs, given)
        if columns is None:
            made.left += [word for row in rows for word in row]
            return
        made.add(place_bands(block, run.bands, columns, self.maker), columns, share)
        made.runs.append(PlacedRun(block, tuple(run.bands), columns))

    def parts_of(self, page: Evidence) -> list[Evidence]:
        """Returns a page as it is read: one part after the other."""
        return parts_of(page)

    def corrected_bands(self, bands: list[Band], _words: Sequence[Sequence[Word]]) -> list[Band]:
        """Returns the bands of a table as a person corrected them: as they are."""
        return bands

    def given_columns(self, _block: PlanBlock, _sheets: set[int]) -> Given | None:
        """Returns what a person says of the columns of a block on some sheets: nothing."""
        return None

    def _lines(self, plan: Plan) -> Iterator[Registered]:
        """Yields the table as lines of figures under headers, without labels of rows."""
        words = self._free()
        made = _Making(plan, 0.0)
        bands: list[Band] = []
        used: set[int] = set()
        for block in plan.blocks:
            body = find_body(block, words, self.pages)
            if body is None:
                return
            made.score += sum(len(word.letters) for word in body.groups)
            self._place_line(made, block, body)
            mine = {id(w) for w in (*body.headers, *body.groups, *body.band.words)}
            words = [word for word in words if id(word) not in mine]
            used |= mine
            bands.append(body.band)
        groups = sum(len(text) for block in plan.blocks for text in block.column_groups[:1])
        yield made.registered(groups, self.costs, tuple(bands), used)

    def _place_line(self, made: _Making, block: PlanBlock, body: Body) -> None:
        band = body.band
        sheets = {word.sheet for word in body.headers}
        spans = [
            (
                self.pages[sheet].vertical,
                min(word.top for word in body.headers if word.sheet == sheet),
                max(word.bottom for word in body.headers if word.sheet == sheet),
            )
            for sheet in sheets
        ]
        spans.append((self.pages[band.sheet].vertical, band.top, band.bottom))
        given = self.given_columns(block, {band.sheet})
        walls, rows = find_walls(spans), [band.words]
        columns = place_columns(block, rows, body.headers, (), walls, self.costs, given)
        if columns is None:
            made.left += band.words
            return
        if not _are_in_order((*body.groups, *body.headers), block):
            columns = columns.untold()
        made.add(place_bands(block, [band], columns, self.maker), columns, 1.0)
        made.runs.append(PlacedRun(block, (band,), columns))


def _are_in_order(headers: Sequence[Word], block: PlanBlock) -> bool:
    """Returns whether headers of units of columns stand in the order of the plan."""
    named = [
        at
        for word in sorted(headers, key=lambda word: (word.sheet, word.line, word.x0))
        for at, one in enumerate(block.over)
        if word.letters in one.wordings
    ]
    return named == sorted(named)


@dataclass
class _Making:
    """A registration while its blocks are placed."""

    plan: Plan
    score: float
    cells: dict[str, Held] = field(default_factory=dict)
    left: list[Word] = field(default_factory=list)
    aside: list[Word] = field(default_factory=list)
    further: list[Band] = field(default_factory=list)
    runs: list[PlacedRun] = field(default_factory=list)
    bands: list[Band] = field(default_factory=list)

    def add(self, placing: Placing, columns: Columns, share: float) -> None:
        """Adds the cells of a run that has that share of its block's rows."""
        for cell, held in placing.cells.items():
            if cell not in self.cells or not self.cells[cell].words:
                self.cells[cell] = held
            elif held.words:
                self.cells[cell] = replace(held, probability=0.5 * held.probability)
        self.left += placing.left
        self.aside += placing.aside
        self.score -= columns.cost * share
        self.score -= sum(1.0 if word.is_figure else 0.3 for word in placing.left)

    def registered(
        self, labels: float, costs: Costs, bands: tuple[Band, ...], used: set[int]
    ) -> Registered:
        headers = sum(len(block.columns) for block in self.plan.blocks)
        return Registered(
            self.plan,
            self.score,
            labels + costs.head * headers,
            self.cells,
            tuple(self.left),
            tuple(self.aside),
            bands,
            frozenset(used),
            tuple(self.further),
            tuple(self.runs),
        )


def _without_columns(plan: Plan, cells: Mapping[str, Held]) -> Plan | None:
    """Returns a plan of the columns that no cell stands in; None where some or none are left."""
    blocks = []
    for block in plan.blocks:
        missing = [
            at
            for at in range(len(block.columns))
            if not any(row[at] in cells for row in block.cells)
        ]
        if len(missing) == len(block.columns):
            return None
        if missing:
            blocks.append(
                replace(
                    block,
                    columns=tuple(block.columns[at] for at in missing),
                    cells=tuple(tuple(row[at] for at in missing) for row in block.cells),
                    unit=len(missing),
                )
            )
    if len(plan.blocks) > 1 or not blocks:
        return None
    return replace(plan, name=f"{plan.name}, second part", blocks=tuple(blocks))


def _ideal(table: Table) -> float:
    return max(plan.ideal for plan in plans_of(table))
