"""What came of reading one document: cells right and wrong, sure and doubted, and the time."""

from __future__ import annotations

import io
import logging
import tempfile
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pdfplumber

from gouji.core.doubts import is_doubt, percent
from gouji.core.errors import GoujiError
from gouji.core.extraction.report import Reading, Report
from gouji.core.pipeline import open_reports

from .documents import Known, Printed, Value


@dataclass(frozen=True)
class Wrong:
    """A cell that was not read as it is printed."""

    cell: str
    printed: str
    read: str
    confidence: float
    doubt: str


@dataclass(frozen=True)
class Verdict:
    """What came of one document.

    Attributes:
        cells: How many it prints.
        wrong: Those that were not read as printed; a document that was refused has none.
        right_doubted: Right cells below the threshold, by the reason of their doubt.
        doubts: How many doubts a reviewer is asked to settle: cells below the threshold.
        refused: It was not read; nothing wrong was said, and nothing right.
        calibration: For each reason of a doubt ("": none) and each confidence, in hundredths, how
            many cells are right, and of how many.
        seconds: Processor time of reading it.
        reference: The same of finding its tables by pdfplumber, where that was asked for.
    """

    kind: str
    name: str
    cells: int
    wrong: tuple[Wrong, ...] = ()
    right_doubted: Counter[str] = field(default_factory=Counter)
    doubts: int = 0
    refused: bool = False
    calibration: Mapping[tuple[str, int], tuple[int, int]] = field(default_factory=dict)
    seconds: float = 0.0
    reference: float = 0.0

    @property
    def is_whole(self) -> bool:
        """Whether every cell is read as printed."""
        return not self.refused and not self.wrong

    @property
    def wrong_sure(self) -> int:
        """How many wrong cells stand as certain."""
        return sum(not is_doubt(one.confidence) for one in self.wrong)

    @property
    def counts(self) -> tuple[int, int, int]:
        """What a change is held against: wrong and sure, wrong and doubted, right and doubted."""
        if self.refused:
            return 0, self.cells, 0
        sure = self.wrong_sure
        return sure, len(self.wrong) - sure, self.right_doubted.total()


def judge(known: Known, *, timed: bool = False) -> Verdict:
    """Returns what came of a document.

    Args:
        known: The document.
        timed: Whether pdfplumber finds its tables as well, where it is a PDF.
    """
    cells = sum(map(len, known.reports))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"report{known.suffix}"
        path.write_bytes(known.data)
        start = time.process_time()
        try:
            reports = open_reports(path).reports
        except GoujiError:
            return Verdict(known.kind, known.name, cells, refused=True)
        seconds = time.process_time() - start
    reference = _reference(known) if timed and known.suffix == ".pdf" else 0.0
    return _compared(known, cells, reports, seconds, reference)


def _compared(
    known: Known, cells: int, reports: tuple[Report, ...], seconds: float, reference: float
) -> Verdict:
    wrong: list[Wrong] = []
    right_doubted: Counter[str] = Counter()
    right: Counter[tuple[str, int]] = Counter()
    of: Counter[tuple[str, int]] = Counter()
    doubts = 0
    for at, truth in enumerate(known.reports):
        readings = reports[at].readings if at < len(reports) else {}
        doubts += sum(is_doubt(one.confidence) for one in readings.values())
        for cell, printed in truth.items():
            reading = readings.get(cell)
            confidence = reading.confidence if reading else 0.0
            said = (reading.doubt if reading else "absent", percent(confidence))
            of[said] += 1
            if is_right(reading, printed):
                right[said] += 1
                if reading and is_doubt(confidence):
                    right_doubted[reading.doubt] += 1
            else:
                text, doubt = (reading.figure.text, reading.doubt) if reading else ("", "absent")
                wrong.append(Wrong(cell, printed.text, text, confidence, doubt))
    return Verdict(
        known.kind,
        known.name,
        cells,
        tuple(wrong),
        right_doubted,
        doubts,
        calibration={said: (right[said], of[said]) for said in sorted(of)},
        seconds=seconds,
        reference=reference,
    )


def is_right(reading: Reading | None, printed: Printed) -> bool:
    """Returns whether a cell was read as it is printed."""
    if reading is None or reading.figure.state != printed.state:
        return False
    value = reading.figure.value
    return value is None or any(_same(value, each) for each in printed.values)


def _same(one: Value, other: Value) -> bool:
    """Compares to a millionth: some truths are kept as binary numbers."""
    return one is not None and other is not None and abs(float(one) - float(other)) < 1e-6


def _reference(known: Known) -> float:
    """Returns the seconds that pdfplumber takes to find the tables; 0 of a PDF without text."""
    logging.getLogger("pdfminer").setLevel(logging.ERROR)  # it warns of each font not embedded
    start = time.process_time()
    with pdfplumber.open(io.BytesIO(known.data)) as pdf:
        for page in pdf.pages:
            page.extract_tables()
        seconds = time.process_time() - start
        return seconds if any(page.chars for page in pdf.pages) else 0.0
