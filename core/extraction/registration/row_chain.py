"""Rows: the best chain of label fragments through the words of a document.

A label broken over lines or cells is several links of one row, a row that is not printed is passed
over, one that stands elsewhere costs a step back. So none of them is mended before or after.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from ...documents.vocabulary import numbering
from .costs import COSTS, Costs
from .variants import Plan
from .words import Word, letters

_WINDOW = 60
"""Words between two labels, at most: a page's foot and the next one's head and running title."""

_AT_ONCE = 64
"""Offers whose steps are computed together."""

_LONGEST = 60
"""Letters of the longest word that may be a label; a longer one is running text."""

_PROSE = re.compile(r"。|；|[^（(\d]\d+[^.．、\d)）]")
_SHARE = re.compile(r"[-+−－＋]?[\d.,，．]+[%％‰]")
"""A part of a whole, in a column of its own beside the figures of a row."""

_FEWEST = 3
"""Least number of rows that make a table, where the form has more."""

_SURPLUS = 12
"""Letters that a label may have besides its own: a unit, a note in brackets."""

_LIKE = 0.8
"""The share of a fragment's letters that a label must have in order."""

_LEADING = 2.2
"""Greatest distance between two lines of one label, in font sizes."""

_LEFT_OF = 3.0
"""In em: labels further apart than this stand in different columns of the page."""

_RIGHT_OF = 12.0
"""Em: the lines of one label overlap, or nearly so."""


@dataclass(frozen=True, slots=True)
class LabelLink:
    """A word and the part of a row's label that it is.

    Attributes:
        row: Index among the plan's rows.
        start, stop: Which letters of the wording it covers.
        whole: How many letters the wording has.
    """

    word: Word
    row: int
    start: int
    stop: int
    whole: int


@dataclass(frozen=True, slots=True)
class Chain:
    """The labels of a table that were found, in reading order; ``score`` in nats."""

    plan: Plan
    score: float = 0.0
    links: tuple[LabelLink, ...] = field(default=())

    @property
    def rows(self) -> frozenset[int]:
        """Indexes of the rows that it holds."""
        return frozenset(link.row for link in self.links)

    @property
    def ideal(self) -> float:
        """The score of the same labels if they were printed whole, and every row were there."""
        whole = {at: block.rows[row].longest for at, (block, row) in enumerate(self.plan.rows)}
        whole |= {link.row: link.whole for link in self.links}
        return float(sum(whole.values()))


@dataclass(frozen=True, slots=True)
class _Offer:
    """A part of a label that a fragment may be; ``gain`` is what it matches less what it lacks."""

    row: int
    wording: int
    start: int
    stop: int
    gain: float


def find_chain(plan: Plan, words: Sequence[Word], costs: Costs = COSTS) -> Chain:
    """Returns the best chain of the labels of a plan's rows; an empty one where there is none.

    Args:
        plan: Whose rows have labels.
        words: In reading order.
        costs: What does not fit.
    """
    wordings = tuple(block.rows[at].wordings for block, at in plan.rows)
    kinds = tuple(block.rows[at].numbering for block, at in plan.rows)
    nodes: list[tuple[int, _Offer]] = []
    noise = np.zeros(len(words) + 1)
    quiet = _quiet(plan)
    groups = tuple(text for block in plan.blocks for text in block.row_groups)
    for at, word in enumerate(words):
        cost = 0.0
        if word.letters and len(word.letters) <= _LONGEST:
            prose = costs.prose if _PROSE.search(word.text) else 0.0
            kind = numbering(word.text)
            for offer in _offers(word.letters, wordings, costs):
                unlike = 0.0
                if kind and kinds[offer.row]:
                    unlike = -costs.alike if kind == kinds[offer.row] else costs.numbered
                nodes.append((at, _lessened(offer, prose + unlike)))
            for text in _without_groups(word.letters, groups):
                nodes += [(at, _lessened(o, prose)) for o in _offers(text, wordings, costs)]
            if not _is_a_part(word.letters, quiet):
                cost = costs.noise * min(len(word.letters), _SURPLUS)
        elif not word.is_figure and not _SHARE.fullmatch(word.text):
            cost = costs.noise * _SURPLUS
        noise[at + 1] = noise[at] + cost
    if len({offer.row for _, offer in nodes}) < min(_FEWEST, len(kinds)):
        return Chain(plan)
    search = _ChainSearch(plan, words, nodes, noise, wordings, costs)
    return search.best()


@lru_cache(maxsize=50_000)
def _is_a_part(text: str, wholes: tuple[str, ...]) -> bool:
    return any(text in whole for whole in wholes)


def _without_groups(text: str, groups: Sequence[str]) -> list[str]:
    """Returns the letters of a word after the label of a group that it begins with."""
    return [text[len(g) :] for g in groups if text.startswith(g) and len(text) > len(g)]


def _lessened(offer: _Offer, cost: float) -> _Offer:
    if not cost:
        return offer
    return _Offer(offer.row, offer.wording, offer.start, offer.stop, offer.gain - cost)


@lru_cache(maxsize=64)
def _quiet(plan: Plan) -> tuple[str, ...]:
    """Returns what stands between the labels of a table and is none of them."""
    texts = [text for block in plan.blocks for text in (*block.row_groups, *block.column_groups)]
    texts += [text for block in plan.blocks for column in block.columns for text in column.wordings]
    return tuple(dict.fromkeys((*texts, *_furniture(plan))))


@lru_cache(maxsize=64)
def _furniture(plan: Plan) -> tuple[str, ...]:
    blocks = plan.table.blocks
    texts = [letters(text) for block in blocks for text in (block.heading, block.corner)]
    return tuple(filter(None, texts))


def common(one: str, other: str) -> int:
    """Returns the length of the longest common subsequence, by the bits of a number."""
    places: dict[str, int] = {}
    for at, letter in enumerate(one):
        places[letter] = places.get(letter, 0) | 1 << at
    whole = rest = (1 << len(one)) - 1
    for letter in other:
        met = rest & places.get(letter, 0)
        rest = (rest + met | rest - met) & whole
    return len(one) - rest.bit_count()


@lru_cache(maxsize=50_000)
def _offers(text: str, wordings: tuple[tuple[str, ...], ...], costs: Costs) -> tuple[_Offer, ...]:
    """Returns what labels a fragment may be a part of, or be."""
    found: list[_Offer] = []
    for row, texts in enumerate(wordings):
        for at, wording in enumerate(texts):
            found += _offers_of(text, row, at, wording, costs)
    return tuple(found)


def _offers_of(text: str, row: int, at: int, wording: str, costs: Costs) -> list[_Offer]:
    size, whole = len(text), len(wording)
    if text in wording:
        if size < 2 and whole != 2:  # a single letter is the end of a label, or of one set wide
            starts = [whole - 1] if wording.endswith(text) else []
        else:
            starts = [s for s in range(whole - size + 1) if wording.startswith(text, s)]
        return [_Offer(row, at, start, start + size, float(size)) for start in starts]
    surplus = size - whole
    if whole >= 3 and surplus <= _SURPLUS and wording in text:
        return [_Offer(row, at, 0, whole, whole - costs.extra * surplus)]
    if size < 3 or whole < 3 or surplus > _SURPLUS:
        return []
    if len(set(text) & set(wording)) < 0.7 * len(set(text)):
        return []
    same = common(text, wording)
    if same < _LIKE * size or same * 2 < whole:
        return []
    gain = same - costs.extra * (size - same) - costs.uncovered * (whole - same)
    return [_Offer(row, at, 0, whole, gain)]


class _ChainSearch:
    """The dynamic dynamic program: the best chain that ends in each offer of each word."""

    def __init__(
        self,
        plan: Plan,
        words: Sequence[Word],
        nodes: Sequence[tuple[int, _Offer]],
        noise: NDArray[np.float64],
        wordings: tuple[tuple[str, ...], ...],
        costs: Costs,
    ) -> None:
        self.plan, self.words, self.nodes, self.costs = plan, words, nodes, costs
        self.noise = noise
        self.at = np.array([at for at, _ in nodes])
        self.row = np.array([offer.row for _, offer in nodes])
        self.wording = np.array([offer.wording for _, offer in nodes])
        self.start = np.array([offer.start for _, offer in nodes])
        self.stop = np.array([offer.stop for _, offer in nodes])
        self.gain = np.array([offer.gain for _, offer in nodes])
        self.whole = np.array([len(wordings[offer.row][offer.wording]) for _, offer in nodes])
        # What a row that is passed over costs is spared, letter by letter, by one that comes.
        self.gain = self.gain + costs.skip * (self.stop - self.start) / self.whole
        boxes = np.array([(*w.box, w.size, w.sheet) for w in words])[self.at]
        self.x0, self.top, self.x1, self.bottom, self.size, self.sheet = boxes.T
        self.y = (self.top + self.bottom) / 2
        index = {id(block): at for at, block in enumerate(plan.blocks)}
        self.block = np.array([index[id(block)] for block, _ in plan.rows])[self.row]

    def best(self) -> Chain:
        """Returns the best chain."""
        costs, count = self.costs, len(self.at)
        missing = costs.skip * len(self.plan.rows)
        total = self.gain - costs.uncovered * self.start - missing
        back = np.full(count, -1)
        masks = np.array([1 << int(row) for row in self.row], dtype=np.uint64)
        for start in range(0, count, _AT_ONCE):
            stop = min(start + _AT_ONCE, count)
            first = int(np.searchsorted(self.at, self.at[start] - _WINDOW))
            steps, others = self._steps(slice(first, stop), slice(start, stop))
            for node in range(start, stop):
                last = int(np.searchsorted(self.at, self.at[node]))
                if last <= first:
                    continue
                before, at = slice(first, last), node - start
                bit = np.uint64(1) << np.uint64(self.row[node])
                again = (masks[before] & bit > 0) & others[at, : last - first]
                values = total[before] + steps[at, : last - first]
                values[again] = -np.inf
                best = int(values.argmax())
                if values[best] + self.gain[node] > total[node]:
                    total[node] = values[best] + self.gain[node]
                    back[node] = first + best
                    masks[node] |= masks[first + best]
        ends = total - costs.uncovered * (self.whole - self.stop)
        node = int(ends.argmax())
        score = float(ends[node])
        if score <= 0:
            return Chain(self.plan)
        return Chain(self.plan, score, self._links(node, back))

    def _steps(self, before: slice, nodes: slice) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
        """Returns the score of each step to some nodes from those before them, whatever came
        earlier, and which steps go to another row: one line a node.
        """
        costs, size = self.costs, self.size[nodes, None]
        row, its_row = self.row[nodes, None], self.row[None, before]
        crossed = self.noise[self.at[nodes, None]] - self.noise[self.at[None, before] + 1]
        between = -np.minimum(crossed, costs.noise_most)
        same = its_row == row
        on_page = self.sheet[None, before] == self.sheet[nodes, None]
        in_block = self.block[None, before] == self.block[nodes, None]
        within = -costs.uncovered * (self.start[nodes, None] - self.stop[None, before])
        opened = self.start[nodes, None] + (self.whole - self.stop)[None, before]
        back = np.minimum(costs.back, costs.back_row * (its_row - row))
        level = np.abs(self.y[nodes, None] - self.y[None, before]) < 0.5 * size
        onward = np.where(row > its_row, costs.level * (level & on_page & in_block), back)
        aside = (self.x0[nodes, None] > self.x1[None, before] + _LEFT_OF * size) | (
            self.x1[nodes, None] < self.x0[None, before] - _RIGHT_OF * size
        )
        onward = onward + costs.aside * (aside & in_block) + costs.uncovered * opened
        low = self.top[nodes, None] - self.bottom[None, before] > _LEADING * size
        broken = (
            (self.wording[None, before] != self.wording[nodes, None])
            | (self.start[nodes, None] < self.stop[None, before])
            | (on_page & (low | aside))
        )
        far = self.at[None, before] < self.at[nodes, None] - _WINDOW
        steps: NDArray[np.float64] = between + np.where(same, within, -onward)
        steps[(same & broken) | far] = -np.inf
        return steps, ~same

    def _links(self, node: int, back: NDArray[np.int64]) -> tuple[LabelLink, ...]:
        links: list[LabelLink] = []
        while node >= 0:
            links.append(
                LabelLink(
                    self.words[self.at[node]],
                    int(self.row[node]),
                    int(self.start[node]),
                    int(self.stop[node]),
                    int(self.whole[node]),
                )
            )
            node = int(back[node])
        return tuple(reversed(links))
