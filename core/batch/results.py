"""What a worker hands back of one file: plain values that can be sent and kept."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ..extraction.figures import Figure, Number, show
from ..extraction.report import Report
from ..finding import Finding
from ..review import readings


@dataclass(frozen=True, slots=True)
class FoundResult:
    """A finding over the audited figures, and whether an explanation in force answers it."""

    rule: str
    severity: str
    explained: bool
    data: str


@dataclass(frozen=True, slots=True)
class ReportResult:
    """One report of a file.

    Attributes:
        state: How far it has come, a word of ``ReportState``.
        errors, warnings, doubtful: What the review leaves to decide; see ``Standing``.
        unplaced, cells: How many there are.
        requests: Applications received in the year, or None where that is not read.
        review: The review file that the audited figures are of, else empty.
        fault: Why a review that lies beside the source was not taken, in Chinese and English.
        packing, data: The readings, packed as review files hold them.
        layers: JSON of the printed and audited figures that differ from the readings.
    """

    index: int
    organization: str
    year: int | None
    edition: str
    kind: str
    sha256: str
    state: str
    errors: int
    warnings: int
    doubtful: int
    unplaced: int
    cells: int
    requests: float | None
    review: str
    reviewer: str
    fault: tuple[str, str]
    packing: str
    data: bytes
    layers: str
    findings: tuple[FoundResult, ...]


def finding_data(finding: Finding) -> str:
    """Returns a finding as JSON, its numbers as text so that every digit is kept."""
    return json.dumps(
        {
            "cells": finding.cells,
            "zh": finding.zh,
            "en": finding.en,
            "left": _text(finding.left),
            "right": _text(finding.right),
            "signs": finding.signs,
        },
        ensure_ascii=False,
    )


def finding_of(rule: str, severity: str, data: str) -> Finding:
    """Returns the finding that ``finding_data`` was made of."""
    record: dict[str, Any] = json.loads(data)
    return Finding(
        rule,
        severity,
        tuple(record["cells"]),
        record["zh"],
        record["en"],
        _number(record["left"]),
        _number(record["right"]),
        tuple(record["signs"]),
    )


def layers_data(
    report: Report, printed: Mapping[str, Figure], audited: Mapping[str, Figure]
) -> str:
    """Returns the texts of the figures that are others than the readings, as JSON."""
    read = report.figures
    return json.dumps(
        [
            {cell: figure.text for cell, figure in layer.items() if figure != read[cell]}
            for layer in (printed, audited)
        ],
        ensure_ascii=False,
    )


def packed(report: Report) -> tuple[str, bytes]:
    """Returns how the readings of a report are packed, and their bytes."""
    return readings.pack(readings.to_bytes(report))


def _text(value: Number | None) -> str | None:
    return None if value is None else show(value)


def _number(text: str | None) -> Number | None:
    if text is None:
        return None
    return Decimal(text) if "." in text else int(text)
