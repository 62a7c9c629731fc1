"""How likely a figure of a picture is right, by what the recogniser says of it and how finely it is
printed: small or blurred print is misread with high probabilities.

The table is ``resources/picture_certainty.toml``; it was found on drawn scans.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from .page_image.foreground import Foreground


@dataclass(frozen=True, slots=True)
class Certainty:
    """The table.

    Attributes:
        scores: What the recogniser says, ascending from 0 to 1.
        bands: The fineness from which on each row counts, ascending from 0.
        rows: For each band the share of figures that were right, at each score.
    """

    scores: tuple[float, ...]
    bands: tuple[float, ...]
    rows: tuple[tuple[float, ...], ...]


@cache
def certainty() -> Certainty:
    """Returns the table that Gouji carries."""
    text = (files("gouji.resources") / "picture_certainty.toml").read_text("utf-8")
    entry = tomllib.loads(text)
    bands = sorted(entry["bands"], key=lambda band: band["from"])
    return Certainty(
        tuple(entry["scores"]),
        tuple(band["from"] for band in bands),
        tuple(tuple(band["right"]) for band in bands),
    )


def calibrated(score: float, fineness: float) -> float:
    """Returns the chance that a figure is right.

    Args:
        score: What the recogniser and the looks of its print say, 0 to 1.
        fineness: Of its print, as ``fineness_of`` tells it.
    """
    table = certainty()
    band = max(at for at, start in enumerate(table.bands) if start <= max(fineness, 0.0))
    return float(np.interp(score, table.scores, table.rows[band]))


def fineness_of(foreground: Foreground) -> float:
    """Returns the height of a line of print in widths of its edges; 0 where there is none.

    An edge is as wide as the steepest change from paper to print would need. An enlarged picture
    has higher print and wider edges, so that nothing is won by it.
    """
    if len(foreground.lines) != 1:
        return 0.0
    x0, top, x1, bottom = foreground.lines[0]
    picture = foreground.picture[max(0, top - 1) : bottom + 1, max(0, x0 - 1) : x1 + 1].astype(
        np.int16
    )
    contrast = 255 - int(picture.min())
    if contrast == 0 or picture.shape[1] < 2:
        return 0.0
    steepest = int(np.abs(np.diff(picture, axis=1)).max())
    return (bottom - top) * steepest / contrast
