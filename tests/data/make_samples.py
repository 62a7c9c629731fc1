"""Makes the sample reports in ``resources/samples``: run it after changing what they print.

Usage: python tests/data/make_samples.py [FOLDER]
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from sample_pdf import draw_pdf
from sample_reports import SAMPLES, Sample
from sample_web import write_page
from sample_word import write_word

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "samples"
WRITERS: Mapping[str, Callable[[Sample, Path], None]] = {
    ".pdf": draw_pdf,
    ".docx": write_word,
    ".html": write_page,
}


def make_samples(folder: Path) -> list[Path]:
    """Writes every sample into ``folder`` and returns their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / sample.file for sample in SAMPLES]
    for sample, path in zip(SAMPLES, paths, strict=True):
        WRITERS[path.suffix](sample, path)
    (folder / "figures.json").write_text(figures(), "utf-8", newline="\n")
    return paths


def figures() -> str:
    """Returns what every sample prints, for the self-test of an installation."""
    said = {
        sample.file: {
            "cells": {
                cell: "" if (value := sample.value(cell)) is None else str(value)
                for cell in sample.form.cells
            },
            "errors": list(sample.errors),
        }
        for sample in SAMPLES
    }
    return json.dumps(said, ensure_ascii=False, indent=0) + "\n"


def main(arguments: Sequence[str]) -> int:
    """Makes the samples in the folder that is named, or where the program looks for them."""
    make_samples(Path(arguments[0]) if arguments else FOLDER)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
