"""Holds each figure of a PDF against what a second reader finds at its place."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from ...documents.document import Region
from ...documents.geometry import Box, Displayed
from ...documents.witness import PageWitness, SecondCharacter
from ...figures import State, parse_figure
from ...forms import Form
from ..report import Reading
from .failure import CONTRADICTED, UNPROVEN, Failure

_TURNED = 3.6
"""Degrees: text that is turned so much from that of the page belongs to a watermark."""

_SMALLER, _LARGER = 0.92, 1.35
"""Sizes, as shares of a figure's own, below which a character is a note beside it and above which
it lies over it."""

_SAME_LINE = 0.5
"""Greatest distance between the base lines of two characters on one line, in font sizes."""

_TWICE = 0.15
"""Greatest shift of a character that is printed twice to look bold, in font sizes."""


def contradicted(
    readings: Mapping[str, Reading], form: Form, witnesses: Mapping[int, PageWitness]
) -> Iterator[Failure]:
    """Yields the cells at which a second reader reads another figure, or could read nothing.

    Where its reading only adds what lies below or over the figure, the ink decides, and where the
    figure was recognised from a picture there is no second reading.

    Args:
        readings: By cell id.
        form: Their form.
        witnesses: By page; pages without one were not read from text.
    """
    pages = {page: _Page(witness.again) for page, witness in witnesses.items() if witness.again}
    for region, cells in _by_region(readings).items():
        if region.page not in witnesses or region.box is None:
            continue
        if region.page not in pages:
            yield from (Failure(cell, UNPROVEN) for cell in cells)
            continue
        found = pages[region.page].within(region.box)
        if len(cells) > 1:  # a line of text in which no columns were found
            text = "".join(character.text for character in found)
            yield from (
                Failure(cell, CONTRADICTED, text)
                for cell in cells
                if _bare(readings[cell].figure.text) not in _bare(text)
            )
            continue
        (cell,) = cells
        other = _contradiction(readings[cell], found, form, cell)
        if other is not None:
            yield Failure(cell, CONTRADICTED, other)


def _by_region(readings: Mapping[str, Reading]) -> dict[Region, list[str]]:
    """Returns the cells that stand in each region, those that cannot be compared left out."""
    found: dict[Region, list[str]] = defaultdict(list)
    for cell, reading in readings.items():
        compared = reading.doubt != "picture" and reading.figure.state is not State.UNREADABLE
        if reading.region is not None and compared:
            found[reading.region].append(cell)
    return found


def _contradiction(
    reading: Reading, found: Sequence[SecondCharacter], form: Form, cell: str
) -> str | None:
    """Returns what the second reader reads instead; None where it reads the same, or may."""
    figure, domain = reading.figure, form.cells[cell].domain
    ours = _bare(figure.text)
    seen = [character for character in found if not character.pale]
    texts = dict.fromkeys(
        text for part in (found, seen) for text in (_text(part), *_by_sizes(part))
    )
    for text in texts or ("",):
        if _bare(text) == ours:
            return None
        other = parse_figure(text, domain)
        if other.state is figure.state and other.value == figure.value:
            return None
    if ours and _lies_over(ours, found):
        return None
    return next(iter(texts), "")


def _text(characters: Sequence[SecondCharacter]) -> str:
    return "".join(character.text for character in characters)


def _by_sizes(characters: Sequence[SecondCharacter]) -> Iterator[str]:
    """Yields the text in each of its sizes, without what is smaller or larger."""
    sizes = Counter(round(character.size, 1) for character in characters if character.text != " ")
    for size, _ in sizes.most_common() if len(sizes) > 1 else ():
        yield _text([c for c in characters if _SMALLER * size <= c.size <= _LARGER * size])


def _lies_over(ours: str, characters: Sequence[SecondCharacter]) -> bool:
    """Returns whether a figure is there, and everything else at its place below or over it."""
    own: list[SecondCharacter] = []
    rest: list[SecondCharacter] = []
    for character in characters:
        at = len(own)
        (own if at < len(ours) and character.text == ours[at] else rest).append(character)
    if len(own) < len(ours):
        return False
    return all(any(_overlap(one, other) for other in own) for one in rest if one.text != " ")


def _overlap(one: SecondCharacter, other: SecondCharacter) -> bool:
    across = min(one.x1, other.x1) - max(one.x0, other.x0)
    return across > 0.3 * min(one.x1 - one.x0, other.x1 - other.x0)


def _bare(text: str) -> str:
    return "".join(text.split())


class _Page:
    """The characters of a page that run as most of it does, in reading order within a place."""

    def __init__(self, characters: Sequence[SecondCharacter]) -> None:
        turns = Counter(round(character.angle / 90) % 4 for character in characters)
        self.turn = turns.most_common(1)[0][0]
        self.bands: dict[int, list[SecondCharacter]] = defaultdict(list)
        for character in characters:
            if abs((character.angle - 90 * self.turn + 180) % 360 - 180) < _TURNED:
                self.bands[int(_middle(character)[1] // _BAND)].append(character)

    def within(self, box: Box[Displayed]) -> list[SecondCharacter]:
        """Returns the characters whose middles lie in a box, line by line, each once."""
        x0, top, x1, bottom = box
        inside = [
            character
            for band in range(int(top // _BAND), int(bottom // _BAND) + 1)
            for character in self.bands.get(band, ())
            if x0 <= (character.x0 + character.x1) / 2 <= x1
            and top <= (character.top + character.bottom) / 2 <= bottom
        ]
        lines: list[list[SecondCharacter]] = []
        for character in sorted(inside, key=self._line):
            near = _SAME_LINE * character.size
            if lines and self._line(character) - self._line(lines[-1][-1]) <= near:
                lines[-1].append(character)
            else:
                lines.append([character])
        return _once([one for line in lines for one in sorted(line, key=self._along)])

    def _line(self, character: SecondCharacter) -> float:
        return (1, -1, -1, 1)[self.turn] * character.baseline

    def _along(self, character: SecondCharacter) -> float:
        return (character.x0, character.top, -character.x1, -character.bottom)[self.turn]


_BAND = 24.0
"""Height, in points, of the bands in which characters are looked up."""


def _middle(character: SecondCharacter) -> tuple[float, float]:
    return (character.x0 + character.x1) / 2, (character.top + character.bottom) / 2


def _once(characters: Sequence[SecondCharacter]) -> list[SecondCharacter]:
    """Returns characters without those that are set a second time at the same place."""
    kept: list[SecondCharacter] = []
    for character in characters:
        near = _TWICE * character.size
        if not any(
            other.text == character.text
            and abs(other.x0 - character.x0) < near
            and abs(other.top - character.top) < near
            for other in kept[-8:]
        ):
            kept.append(character)
    return kept
