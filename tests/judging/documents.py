"""Documents whose figures are known: drawn ones, and those of a folder with a truth.jsonl."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from ..drawing import DrawnReport, Truth, draw

Value = int | Decimal | float | None

MARKS = ("/", "-", "—", "无")


@dataclass(frozen=True)
class Printed:
    """What stands in one cell: its characters, and the values that are right for it."""

    text: str
    values: tuple[Value, ...]

    @property
    def state(self) -> str:
        """What a reading must say that it is."""
        if self.values[0] is not None:
            return "number"
        if not self.text:
            return "blank"
        return "mark" if self.text in MARKS else "unreadable"


@dataclass(frozen=True)
class Known:
    """A document and what it prints.

    Attributes:
        kind: The layout or the family that it is counted under.
        name: Its kind and its seed or number, the same at every run.
        suffix: Of its file.
        reports: The cells of each report in it, in order.
        refusable: It is no plain report, so that refusing it, or reading several out of it, is
            as good as doubting it.
    """

    kind: str
    name: str
    suffix: str
    data: bytes
    reports: tuple[Mapping[str, Printed], ...]
    refusable: bool = False


def drawn(layouts: Sequence[str], seeds: Iterable[int]) -> Iterator[Known]:
    """Yields a report of each layout and seed."""
    for seed in seeds:
        for layout in layouts:
            yield known_of(draw(seed, layout), layout, f"{layout} {seed}")


def known_of(report: DrawnReport, kind: str, name: str) -> Known:
    """Returns a drawn report as a document whose figures are known."""
    cells = tuple(map(_cells_of, report.reports))
    return Known(kind, name, Path(report.name).suffix, report.data, cells)


def in_folder(folder: Path) -> Iterator[Known]:
    """Yields the documents of a folder with a truth.jsonl."""
    for line in (folder / "truth.jsonl").read_text("utf-8").splitlines():
        truth = json.loads(line)
        path = folder / truth["file"]
        cells = {
            cell: Printed(said["printed"], (said["value"], *said.get("also", ())))
            for cell, said in truth["cells"].items()
        }
        yield Known(truth["family"], truth["id"], path.suffix, path.read_bytes(), (cells,))


def _cells_of(truth: Truth) -> dict[str, Printed]:
    return {cell: Printed(text, (value,)) for cell, (text, value) in truth.cells.items()}
