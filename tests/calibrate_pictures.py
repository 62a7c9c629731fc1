"""Finds how likely figures of scans are right, by score and fineness, on sheets that it draws:

    python -m tests.calibrate_pictures [--sheets 40] [--seed 70000] [-o FILE]

Writes ``resources/picture_certainty.toml``: for each band of fineness the isotonic regression of
right on score; a finer band is never below a coarser one. No test draws these sheets.
"""

from __future__ import annotations

import argparse
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from random import Random

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont
from scipy.optimize import isotonic_regression

from gouji.core.documents.scans.page_image.cleaning import cleaned
from gouji.core.documents.scans.page_image.foreground import find_ink
from gouji.core.documents.scans.page_image.rulings import find_rulings
from gouji.core.documents.scans.page_image.scale import working
from gouji.core.documents.scans.print_reading import read_cells

from .make_scans import DAMAGES, Pixels

ROOT = Path(__file__).resolve().parents[1]
SONG = ROOT / "resources" / "fonts" / "GoujiSong.ttf"
SCORES = (0.0, 0.2, 0.4, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.98, 0.99, 0.995, 0.999, 1.0)
BANDS = (0.0, 6.0, 8.0, 11.0)
STILL = ("blur", "noise", "light", "dark", "grey", "jpeg", "watermark")
"""Damages that leave every cell in its place."""

ROWS, COLUMNS = 22, 8


@dataclass(frozen=True)
class Sheet:
    """A drawn table, its cells in pixels, and what they print."""

    picture: Pixels
    dpi: int
    cells: list[tuple[tuple[int, int, int, int], str]]


def figure(random: Random) -> str:
    """Returns a figure as reports print them."""
    kind = random.random()
    for share, most in ((0.2, 0), (0.55, 9), (0.72, 99), (0.82, 999), (0.88, 99999)):
        if kind < share:
            return str(random.randint(min(most, 1), most))
    if kind < 0.91:
        return f"{random.randint(1000, 99999):,}"
    if kind < 0.96:
        return f"{random.randint(0, 9999)}.{random.randint(0, 99):02}"
    return random.choice((f"-{random.randint(1, 99)}", "/", f"+{random.randint(1, 99)}"))


def sheet(random: Random) -> Sheet:
    """Returns a table in one of two fonts, thinned or not, at one of six resolutions."""
    dpi = random.choice((80, 90, 100, 120, 150, 200))
    size = random.choice((7.0, 8.0, 9.0, 10.5))
    over = random.choice((1, 4))
    thin = random.choice((0, 0, 2, 3)) if over > 1 else 0
    unit = dpi / 72 * over
    font = ImageFont.truetype(SONG, size * unit)
    chosen = font if random.random() < 0.6 else ImageFont.load_default(size * unit)
    high = 1.8 * size
    tall = round((80 + ROWS * high) * unit / over) * over
    page = Image.new("L", (round(595 * unit / over) * over, tall), 255)
    pen = ImageDraw.Draw(page)
    xs = [round((50 + at * 495 / COLUMNS) * unit) for at in range(COLUMNS + 1)]
    ys = [round((40 + at * high) * unit) for at in range(ROWS + 1)]
    for x in xs:
        pen.line((x, ys[0], x, ys[-1]), 0, max(over, round(0.5 * unit)))
    for y in ys:
        pen.line((xs[0], y, xs[-1], y), 0, max(over, round(0.5 * unit)))
    cells = []
    for top, bottom in pairwise(ys):
        for left, right in pairwise(xs):
            text = figure(random)
            pen.text(((left + right) / 2, (top + bottom) / 2), text, 0, chosen, "mm")
            cells.append(((left // over, top // over, right // over, bottom // over), text))
    grey = np.asarray(page, np.uint8)
    if thin:
        grey = np.asarray(cv2.dilate(grey, np.ones((thin, thin), np.uint8)), np.uint8)
    if over > 1:
        small = (grey.shape[1] // over, grey.shape[0] // over)
        grey = np.asarray(cv2.resize(grey, small, interpolation=cv2.INTER_AREA), np.uint8)
    picture = np.repeat(grey[..., None], 3, axis=2)
    for name in DAMAGES:
        if name in random.sample(STILL, random.choice((0, 0, 1, 2))):
            picture = DAMAGES[name](picture, dpi, random)
    return Sheet(picture, dpi, cells)


def readings(drawn: Sheet) -> list[tuple[float, float, bool]]:
    """Returns for each figure its fineness, its score, and whether it is right."""
    picture, unit, grown = working(drawn.picture, drawn.dpi / 72)
    page = cleaned(picture, unit)
    rulings = find_rulings(page, unit)
    places = [
        (
            slice(round(top * grown), round(bottom * grown)),
            slice(round(x0 * grown), round(x1 * grown)),
        )
        for (x0, top, x1, bottom), _ in drawn.cells
    ]
    inks = [find_ink(page[place], rulings.mask[place], unit) for place in places]
    return [
        (read.fineness, read.score, read.text == text)
        for read, (_, text) in zip(read_cells(inks, unit), drawn.cells, strict=True)
        if read.score is not None
    ]


def of_seed(seed: int) -> list[tuple[float, float, bool]]:
    """Returns the figures of one sheet, as ``readings`` gives them."""
    return readings(sheet(Random(seed)))


def table(found: NDArray[np.float64]) -> list[NDArray[np.float64]]:
    """Returns for each band the chance of being right at each of ``SCORES``."""
    rows = []
    for start, end in zip(BANDS, (*BANDS[1:], np.inf), strict=True):
        _, score, right = found[(found[:, 0] >= start) & (found[:, 0] < end)].T
        order = np.argsort(score)
        # As if one more at each end had been wrong: few figures prove little.
        xs = np.r_[0.0, score[order], 1.0]
        ys = isotonic_regression(np.r_[0.0, right[order], 0.0]).x
        rows.append(np.interp(SCORES, xs, ys))
    for at in range(len(rows) - 2, -1, -1):
        rows[at] = np.minimum(rows[at], rows[at + 1])
    return rows


def main() -> None:
    """Writes the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--sheets", type=int, default=40)
    parser.add_argument("--seed", type=int, default=70000)
    parser.add_argument("--jobs", type=int, default=1)
    default = ROOT / "resources" / "picture_certainty.toml"
    parser.add_argument("-o", "--output", type=Path, default=default)
    options = parser.parse_args()
    seeds = range(options.seed, options.seed + options.sheets)
    with ProcessPoolExecutor(options.jobs) as pool:
        found = [one for several in pool.map(of_seed, seeds) for one in several]
    values = np.array(found, float)
    lines = [
        "# How likely a figure of a picture is right, by fineness and score. Made by",
        f"# python -m tests.calibrate_pictures --sheets {options.sheets} --seed {options.seed}",
        f"# from {len(found)} figures.",
        f"scores = {list(SCORES)}",
    ]
    for start, row in zip(BANDS, table(values), strict=True):
        lines += ["", "[[bands]]", f"from = {start}"]
        lines += [f"right = {[float(round(value, 4)) for value in row]}"]
    options.output.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
