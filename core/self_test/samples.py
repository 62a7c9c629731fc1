"""The samples that come with the program, what they print, and how a worker reads them."""

from __future__ import annotations

import io
import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from .listening import Listening

FIGURES = "figures.json"
SCANNED = "2021-totals-broken.pdf"
"""The sample whose pages are drawn to be read as pictures."""

_DPI = 200
"""Of the scan that the self-test makes: what offices scan at."""

_POINTS_TO_THE_INCH = 72


@dataclass(frozen=True)
class ExpectedSample:
    """What a sample prints.

    Attributes:
        cells: The value of each cell by its id, as text; empty where it prints nothing.
        errors: The rules that it breaks.
    """

    cells: Mapping[str, str]
    errors: frozenset[str]


@dataclass(frozen=True)
class SampleReading:
    """What a worker has read of a file.

    Attributes:
        cells: As in ``ExpectedSample``.
        sure: The ids of the cells that are no doubt.
        errors: The rules that are broken.
        heard: What reached for a network meanwhile.
    """

    cells: Mapping[str, str]
    sure: frozenset[str]
    errors: frozenset[str]
    heard: tuple[str, ...]


def expected_samples() -> dict[str, ExpectedSample]:
    """Returns what each sample prints, by the name of its file."""
    text = (resources.files("gouji.resources") / "samples" / FIGURES).read_text("utf-8")
    return {
        name: ExpectedSample(said["cells"], frozenset(said["errors"]))
        for name, said in json.loads(text).items()
    }


def copied_sample(name: str, folder: Path) -> Path:
    """Returns a sample as a file in a folder."""
    target = folder / name
    with resources.as_file(resources.files("gouji.resources") / "samples" / name) as source:
        shutil.copyfile(source, target)
    return target


def read_all(path: Path) -> SampleReading:
    """Returns what a file with one report says. Runs in a worker process.

    Raises:
        SourceError: It cannot be read.
    """
    listening = Listening()
    from .. import rules
    from ..doubts import is_doubt
    from ..finding import ERROR
    from ..pipeline import open_reports

    report = open_reports(path).reports[0]
    values = {cell: figure.value for cell, figure in report.figures.items()}
    findings = rules.check(report, report.figures)
    return SampleReading(
        {cell: "" if value is None else str(value) for cell, value in values.items()},
        frozenset(
            cell for cell, reading in report.readings.items() if not is_doubt(reading.confidence)
        ),
        frozenset(finding.rule for finding in findings if finding.severity == ERROR),
        tuple(listening.heard),
    )


def write_scan(source: Path, target: Path) -> int:
    """Writes the pages of a PDF as pictures into a TIFF; returns how many. Runs in a worker.

    Raises:
        SourceError: The PDF cannot be drawn.
    """
    from PIL import Image

    from ..documents.opening import open_document
    from ..documents.render.render_page import draw_page

    pictures = []
    for number in range(len(open_document(source).pages)):
        drawn = draw_page(source, number, scale=_DPI / _POINTS_TO_THE_INCH)
        size = (drawn.width, drawn.height)
        pictures.append(
            Image.frombuffer("RGB", size, drawn.pixels, "raw", "RGB", drawn.stride, 1).convert("L")
        )
    packed = io.BytesIO()
    first, *rest = pictures
    first.save(packed, "TIFF", save_all=True, append_images=rest, dpi=(_DPI, _DPI),
               compression="tiff_deflate")  # fmt: skip
    target.write_bytes(packed.getvalue())
    return len(pictures)
