"""Reads the print of cells and of lines: figures by digits alone, labels by all characters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np

from ...figures import RECOGNISED_FIGURE, THOUSANDS_WITH_POINT
from ..vocabulary import HAN_CHARACTER
from .certainty import calibrated, fineness_of
from .line_decoding import Guess, allowance, figures_of, text_of
from .mark_shapes import is_amid, lean_of, mark_of
from .page_image.foreground import Foreground, Pixels
from .proof import height_of, is_borne_out
from .recognition import FIGURE_CHARACTERS, LIKE_FIGURES, Gray, Recognition, recognise
from .separators import separators_of, with_separators

_LOW = 7.0
"""Points: a line is taken to be at least as high; a dash by itself is not enlarged to a beam."""

_LEANING = 0.1
"""Sideways to down: a 1 that leans as far to the right may be a slash."""

_SURE_BLANK = 0.99
"""A cell without any ink; specks and traces make it doubtful."""

_SURE_MARK = 0.96
"""A dash or slash by its shape, in the middle of its cell, which the recogniser sees too."""

_FAINT = 0.8
"""The most that a cell is believed in which something is too pale for print."""

_MOST_ALTERNATIVES = 4
"""Of a figure, the likeliest ones."""

_LEAST_ALTERNATIVE = 0.002
"""The chance below which a text is no alternative."""

_DISAGREEMENT = 0.7
"""The most that a figure is believed of which two looks differ."""

_LONG, _NARROWED = 4.0, 0.7
"""Width of a line, in heights of its strip, from which it is first looked at narrowed, to that
share: half of the time that a page takes goes into its labels."""

_SURE_LABEL, _WORDS = 0.95, 0.7
"""How sure a narrowed look, and the share of its characters that are Han, for it to do."""

_ENOUGH, _UNUSUAL = 8, 0.25
"""Figures that tell how high those of a table are, and the share by which others differ."""

_NARROW = 1.5
"""Greatest width of a line, in heights of it, for lines below each other to be the characters of
one word."""


@dataclass(frozen=True, slots=True)
class ReadText:
    """What is read in one place; the first fields are those of ``GridCell``.

    Attributes:
        score: Of a figure, what the recogniser and the looks of its print say, 0 to 1.
        fineness: Of the print of a figure, as ``fineness_of`` tells it.
    """

    text: str
    confidence: float
    alternatives: tuple[str, ...] = ()
    legible: bool = True
    score: float | None = None
    fineness: float = 0.0


def read_cells(cells: Sequence[Foreground], unit: float) -> list[ReadText]:
    """Returns what is printed in each cell.

    Args:
        cells: The print of cells.
        unit: Pixels to a point.
    """
    strips = [_strips(foreground, unit) for foreground in cells]
    recognitions = iter(_first_looks([strip for several in strips for strip in several]))
    first = [[next(recognitions) for _ in several] for several in strips]
    again = dict(_second_looks(cells, first, unit))
    reads = [
        _read(foreground, seen, again.get(index), unit)
        for index, (foreground, seen) in enumerate(zip(cells, first, strict=True))
    ]
    return _of_one_height(cells, reads)


def _of_one_height(cells: Sequence[Foreground], reads: list[ReadText]) -> list[ReadText]:
    """Returns what is read of the cells of a table, in doubt where a figure is much higher or
    lower than the others: it may be more than a figure, or less.
    """
    heights = {
        at: height_of(foreground)
        for at, (foreground, read) in enumerate(zip(cells, reads, strict=True))
        if read.score is not None and any(map(str.isdigit, read.text))
    }
    if len(heights) < _ENOUGH:
        return reads
    usual = float(np.median(list(heights.values())))
    off = max(_UNUSUAL * usual, 2.5)
    return [
        doubted(read) if at in heights and abs(heights[at] - usual) > off else read
        for at, read in enumerate(reads)
    ]


def is_recognised_figure(text: str) -> bool:
    """Is a text a figure or a mark?"""
    return bool(RECOGNISED_FIGURE.fullmatch(text))


def doubted(read: ReadText) -> ReadText:
    """Returns what is read, believed no more than what is too pale for print."""
    return replace(read, confidence=min(read.confidence, _FAINT))


def read_lines(lines: Sequence[Gray]) -> list[Guess]:
    """Returns the text of pictures of single lines."""
    return [text_of(recognition) for recognition in recognise(lines)]


def _first_looks(strips: Sequence[Gray]) -> list[Recognition]:
    """Returns a look at each strip: at long ones narrowed, which takes less time, and at their full
    width only if no label was made out that way.
    """
    long = [at for at, strip in enumerate(strips) if strip.shape[1] >= _LONG * strip.shape[0]]
    narrowed = recognise([strips[at] for at in long], narrowed=_NARROWED)
    looks = {at: look for at, look in zip(long, narrowed, strict=True) if _is_label(look)}
    rest = [at for at in range(len(strips)) if at not in looks]
    looks |= zip(rest, recognise([strips[at] for at in rest]), strict=True)
    return [looks[at] for at in range(len(strips))]


def _is_label(recognition: Recognition) -> bool:
    """Is a line surely words, with no digit among them but for a number that it begins with?"""
    guess = text_of(recognition)
    words = sum(bool(HAN_CHARACTER.match(character)) for character in guess.text)
    has_digits = any(map(str.isdigit, guess.text[1:]))
    return guess.sure >= _SURE_LABEL and words >= _WORDS * len(guess.text) and not has_digits


def _second_looks(
    cells: Sequence[Foreground], first: Sequence[list[Recognition]], unit: float
) -> list[tuple[int, Recognition]]:
    """Returns a look at another scale for each cell that may be a figure, by its index."""
    single = [index for index, seen in enumerate(first) if len(seen) == 1 and _may_be(seen[0])]
    pictures = [
        _softened(cut_line(cells[index].picture, cells[index].lines[0], unit, around=0.42))
        for index in single
    ]
    return list(zip(single, recognise(pictures), strict=True))


def _softened(picture: Gray) -> Gray:
    return np.asarray(cv2.GaussianBlur(picture, (3, 3), 0), np.uint8)


def _strips(foreground: Foreground, unit: float) -> list[Gray]:
    """Returns pictures of the lines of a cell; characters set one below the other as one line."""
    lines = [cut_line(foreground.picture, line, unit) for line in foreground.lines]
    stacked = len(lines) > 1 and all(
        x1 - x0 <= _NARROW * max(bottom - top, _LOW * unit)
        for x0, top, x1, bottom in foreground.lines
    )
    if not stacked:
        return lines
    high = max(line.shape[0] for line in lines)
    padded = [
        cv2.copyMakeBorder(
            line,
            (high - line.shape[0]) // 2,
            (high - line.shape[0] + 1) // 2,
            0,
            0,
            cv2.BORDER_CONSTANT,
            value=255,
        )
        for line in lines
    ]
    return [np.ascontiguousarray(np.hstack(padded), np.uint8)]


def cut_line(picture: Gray, line: Pixels, unit: float, *, around: float = 0.25) -> Gray:
    """Returns the picture of one line with white around it, a share of its height."""
    x0, top, x1, bottom = line
    least = round(_LOW * unit)
    spare = max(0, least - (bottom - top))
    above = round((bottom - top + spare) * around)
    beside = round((bottom - top + spare) * (around + 0.1))
    return np.asarray(
        cv2.copyMakeBorder(
            picture[top:bottom, x0:x1],
            above + spare // 2,
            above + spare - spare // 2,
            beside,
            beside,
            cv2.BORDER_CONSTANT,
            value=255,
        ),
        np.uint8,
    )


def _may_be(recognition: Recognition) -> bool:
    """May a line be a figure, by what it is read as with all characters?"""
    text = text_of(recognition).text
    return all(
        c in FIGURE_CHARACTERS or c in LIKE_FIGURES or not HAN_CHARACTER.match(c) for c in text
    )


def _read(
    foreground: Foreground, seen: list[Recognition], again: Recognition | None, unit: float
) -> ReadText:
    if not foreground.lines:
        return ReadText("", _FAINT if foreground.is_faint else _SURE_BLANK)
    mark = mark_of(foreground, unit)
    if mark is not None and len(text_of(seen[0]).text) <= 2:
        return _marked(mark, seen[0], is_amid=is_amid(foreground))
    if len(seen) == 1 and again is not None:
        return _figure(foreground, seen[0], again, unit)
    guesses = [text_of(recognition) for recognition in seen]
    text = "\n".join(guess.text for guess in guesses if guess.text)
    sure = min((guess.sure for guess in guesses if guess.text), default=0.0)
    others: tuple[str, ...] = ()
    if len(guesses) > 1 and all(is_recognised_figure(guess.text) for guess in guesses):
        sure = min(sure, _DISAGREEMENT)  # of several cells, the rule between which is not seen
    if len(seen) == 1:
        others = tuple(g.text for g in figures_of(seen[0])[:1] if g.text and g.sure > 0.5)
        # Coarse digits look like simple characters: 4 like 十, 77 like 刀.
        if others and len(text) <= len(others[0]) and is_recognised_figure(others[0]):
            sure = min(sure, _DISAGREEMENT)
    return ReadText(text, sure, others, bool(text))


def _marked(mark: str, recognition: Recognition, *, is_amid: bool) -> ReadText:
    """Returns a mark that is one by its shape; less sure where the look tells otherwise, or where
    it may be the remains of a rule: not amid its cell.
    """
    likely = [guess.text for guess in figures_of(recognition)[:4]]
    seen = any(text in likely for text in (mark, "—", "-"))
    others = tuple(text for text in likely[:1] if text not in ("", mark))
    is_digit = any(any(map(str.isdigit, text)) for text in others)
    return ReadText(mark, _SURE_MARK if seen and is_amid and not is_digit else _FAINT, others)


def _figure(
    foreground: Foreground, first: Recognition, second: Recognition, unit: float
) -> ReadText:
    """Returns the figure that two looks make out, the runners-up as alternatives."""
    one, other = figures_of(first), figures_of(second)
    sums: dict[str, float] = {}
    for guess in (*one, *other):
        if guess.text:
            sums[guess.text] = sums.get(guess.text, 0.0) + guess.sure / 2
    # A speck beside a figure may look like a dot; what is no figure at all stands back.
    ranked = sorted(sums.items(), key=lambda item: (not is_recognised_figure(item[0]), -item[1]))
    if ranked and sums[ranked[0][0]] < _LEAST_ALTERNATIVE:
        ranked = sorted(sums.items(), key=lambda item: -item[1])
    if not ranked:
        return ReadText("", 0.0, legible=False)
    text, sure = ranked[0]
    sure *= min(1.0, 0.5 + (allowance(first) + allowance(second)) / 4)
    plain = text_of(first).text.replace(" ", "")
    is_strange = any(c not in FIGURE_CHARACTERS and c not in LIKE_FIGURES for c in plain)
    if is_strange or one[0].text != other[0].text:
        sure = min(sure, _DISAGREEMENT)
    leans = text == "1" and lean_of(foreground, unit) > _LEANING
    others = tuple(t for t, p in ranked[1 : 1 + _MOST_ALTERNATIVES] if p >= _LEAST_ALTERNATIVE)
    shown = separators_of(foreground)
    printed = text if shown is None else with_separators(text, shown)
    passed_over = shown is not None and len(shown.signs) > sum(text.count(c) for c in ".,")
    # Three digits after a dot may as well stand after a comma: a pixel decides.
    thousands = printed.replace(".", ",") if THOUSANDS_WITH_POINT.fullmatch(printed) else ""
    likelier = [other for other in (text, thousands) if other not in ("", printed)]
    others = tuple(dict.fromkeys((*likelier, *(o for o in others if o != printed))))
    is_proven = is_recognised_figure(printed) and is_borne_out(foreground, printed)
    if foreground.is_faint or leans or likelier or passed_over or not is_proven:
        sure = min(sure, _FAINT)
    fineness = fineness_of(foreground)
    return ReadText(printed, calibrated(sure, fineness), others, score=sure, fineness=fineness)
