"""Leaves out what lies over a page and belongs to none of its lines: watermarks and seals."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from ...characters import BLACK, Character, Colour, GlyphRun
from ...geometry import Box, Level
from ...grids.lattice import Lattice
from ...grids.text_lines import box_of

_Style = tuple[int, Colour]

_LARGE = 1.6
"""Multiple of the page's usual font size from which text over a table may be a watermark."""

_DARK = 110
"""Greatest part of a colour, of 255, of plain black or grey print."""

_OPAQUE = 200
"""Least opacity of plain text, of 255."""

_SLANTED = 0.3
"""Of the characters of one style: where more are slanted, all of it is a watermark."""

_CLASHING = 0.3
"""Parts of the characters, of the runs, of one style from which all of them are laid over."""

_SEAL = (50.0, 200.0)
"""Least and greatest width of a seal, in points."""

_AMID = 60.0
"""Greatest distance up or down, in points, between two texts of one seal."""

_BAND = 24
"""Height, in points, of the bands in which characters are looked up."""


def without_overlays(
    characters: Sequence[Character], lattices: Sequence[Lattice], shapes: Sequence[Box[Level]]
) -> list[Character]:
    """Returns the characters without those of watermarks and seals.

    Slanted text is one, and so is text of the same size and colour, as along the rim of a
    seal. Level text is one where it is pale, coloured or large, and runs over other text or
    across the rules of a table; with a coloured one goes the text of its colour amid it.

    Args:
        characters: That the page shows.
        lattices: The tables of the page.
        shapes: Boxes of drawn figures; coloured text within a round one is that of a seal.
    """
    written_in = {id(c.run): c.run for c in characters}.values()
    if not any(map(_may_stand_out, written_in)) and _are_alike_in_size(written_in):
        return list(characters)
    kept = _without_slanted(characters)
    groups = _by_style(kept)
    main = _main_style(groups)
    suspects = sorted(
        (style for style in groups if style != main and _may_overlie(style, main)),
        key=lambda style: (-style[0], -min(style[1][:3])),
    )
    seals = [
        (style[1], box)
        for box in filter(is_seal, shapes)
        for style in suspects
        if _is_coloured(style) and style[1] != main[1]
    ]
    for style in suspects:
        if _clashes(groups, style, lattices):
            if _is_coloured(style) and style[1] != main[1]:
                seals.append((style[1], box_of(groups[style])))
            del groups[style]
            kept = [c for c in kept if _style(c.run) != style]
    if not seals:
        return kept
    return [c for c in kept if not any(_belongs_to(c, seal) for seal in seals)]


def _by_style(characters: Sequence[Character]) -> dict[_Style, list[Character]]:
    """Returns the characters but for spaces, run by run, by the style of their runs."""
    by_run: dict[int, list[Character]] = defaultdict(list)
    for character in characters:
        if character.text != " ":
            by_run[character.run.number].append(character)
    groups: dict[_Style, list[Character]] = defaultdict(list)
    for written in by_run.values():
        groups[_style(written[0].run)] += written
    return groups


def _clashes(
    groups: Mapping[_Style, Sequence[Character]], style: _Style, lattices: Sequence[Lattice]
) -> bool:
    """Returns whether most runs of a style run over other text, or across the rules of a table.

    Those within a table decide where there are any: what stands beside it clashes with nothing.
    """
    x0, top, x1, bottom = box_of(groups[style])
    others = _Bands(
        c
        for other in groups
        if other != style
        for c in groups[other]
        if c.x1 > x0 and c.x0 < x1 and c.bottom > top and c.top < bottom
    )
    inside = [c for c in groups[style] if _is_in_table(c, lattices)]
    runs: dict[int, bool] = {}
    for c in inside or groups[style]:
        runs[c.run.number] = (
            runs.get(c.run.number, False) or others.overlap(c) or _crosses_rule(c, lattices)
        )
    return sum(runs.values()) >= _CLASHING * len(runs)


def _may_stand_out(run: GlyphRun) -> bool:
    return not run.is_square or _is_coloured(_style(run))


def _are_alike_in_size(runs: Collection[GlyphRun]) -> bool:
    sizes = [round(run.size) for run in runs]
    return not sizes or max(sizes) < _LARGE * min(sizes)


def is_seal(box: Box[Level]) -> bool:
    """Is a shape as wide as it is high, and of the size of a seal?"""
    wide, tall = box.width, box.height
    return all(_SEAL[0] <= side <= _SEAL[1] for side in (wide, tall)) and 0.8 < wide / tall < 1.25


def _belongs_to(character: Character, seal: tuple[Colour, Box[Level]]) -> bool:
    """Is it another text of a seal, such as its star: of the same colour, and amid it?"""
    colour, box = seal
    amid = _AMID if box.height < _SEAL[0] else 0.0
    inside = box.grown(0.0, amid).contains(character.x, character.y)
    return inside and character.run.colour == colour


def _without_slanted(characters: Sequence[Character]) -> list[Character]:
    slanted = Counter(_style(c.run) for c in characters if not c.run.is_square)
    if not slanted:
        return list(characters)
    styles = Counter(_style(c.run) for c in characters)
    laid_over = {style for style, count in slanted.items() if count > _SLANTED * styles[style]}
    return [c for c in characters if c.run.is_square and _style(c.run) not in laid_over]


def _main_style(groups: Mapping[_Style, Sequence[Character]]) -> _Style:
    """Returns the size and colour of most of the plain text, of most text where none is plain."""
    plain = [style for style in groups if not _is_coloured(style)]
    return max(plain or groups, key=lambda style: len(groups[style]), default=(0, BLACK))


def _style(run: GlyphRun) -> _Style:
    return round(run.size), run.colour


def _may_overlie(style: _Style, main: _Style) -> bool:
    return style[0] >= _LARGE * main[0] or _is_coloured(style)


def is_plain(run: GlyphRun) -> bool:
    """Is a run level, in opaque black or dark grey, as the text of a page is?"""
    return run.is_level and not _is_coloured(_style(run))


def _is_coloured(style: _Style) -> bool:
    colour = style[1]
    return max(colour[:3]) > _DARK or colour[3] < _OPAQUE


def _is_in_table(character: Character, lattices: Sequence[Lattice]) -> bool:
    return any(lattice.place_at(character.x, character.y) is not None for lattice in lattices)


def _crosses_rule(character: Character, lattices: Sequence[Lattice]) -> bool:
    """Does a character reach over a side of the cell that it stands in?"""
    across, down = 0.2 * character.box.width, 0.2 * character.box.height
    for lattice in lattices:
        place = lattice.place_at(character.x, character.y)
        if place is not None:
            cell = lattice.cell_at(place)
            if cell is None:
                return False
            return not lattice.cell_box(cell).grown(across, down).holds(character.box)
    return False


class _Bands:
    """Characters by the part of the page that they stand in."""

    def __init__(self, characters: Iterable[Character]) -> None:
        self.bands: dict[int, list[Character]] = defaultdict(list)
        for character in characters:
            for band in range(int(character.top // _BAND), int(character.bottom // _BAND) + 1):
                self.bands[band].append(character)

    def overlap(self, character: Character) -> bool:
        """Does a character lie over a third of another one, or that over a third of it?"""
        return any(
            _shares(character, other)
            for band in range(int(character.top // _BAND), int(character.bottom // _BAND) + 1)
            for other in self.bands.get(band, ())
            if other.text != character.text or abs(other.x0 - character.x0) > 2
        )


def _shares(one: Character, other: Character) -> bool:
    wide = min(one.x1, other.x1) - max(one.x0, other.x0)
    tall = min(one.bottom, other.bottom) - max(one.top, other.top)
    if wide <= 0 or tall <= 0:
        return False
    return wide * tall > 0.33 * min(_size(one), _size(other))


def _size(character: Character) -> float:
    return (character.x1 - character.x0) * (character.bottom - character.top)
