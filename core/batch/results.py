"""What a worker hands back of one file: plain values that can be sent and kept."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from ..extraction.report import Report
from ..figures import Figure, Number, parse_figure, show
from ..finding import Finding
from ..review.record import readings
from ..series import Choice


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
        cells: How many there are.
        requests: Applications received in the year, or None where that is not read.
        packing, data: The readings, packed as review files hold them.
        audited: JSON of the audited figures that differ from the readings.
        rows: The values that it gives to the workbook, packed; see ``make_rows``.
        handed: What an extraction has otherwise, as ``handed_data`` writes it; empty where the
            report is held against none.
    """

    index: int
    organization: str
    year: int | None
    kind: str
    sha256: str
    state: str
    cells: int
    requests: float | None
    packing: str
    data: bytes
    audited: str
    rows: bytes
    handed: str
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


def audited_data(report: Report, audited: Mapping[str, Figure]) -> str:
    """Returns the texts of the audited figures that are others than the readings, as JSON."""
    read = report.figures
    changed = {cell: figure.text for cell, figure in audited.items() if figure != read[cell]}
    return json.dumps(changed, ensure_ascii=False)


def audited_of(report: Report, data: str) -> dict[str, Figure]:
    """Returns the audited figures that ``audited_data`` was made of."""
    cells = report.form.cells
    changed = json.loads(data).items()
    return report.figures | {cell: parse_figure(text, cells[cell].domain) for cell, text in changed}


def choices_data(choices: Iterable[Choice]) -> str:
    """Returns what reports are held against as JSON."""
    return json.dumps(
        [
            [each.kind, *((str(path), index) for path, index in (each.subject, *each.others))]
            for each in choices
        ]
    )


def choices_of(data: str) -> tuple[Choice, ...]:
    """Returns the choices that ``choices_data`` was made of; none of nothing."""
    found = []
    for kind, *keys in json.loads(data or "[]"):
        subject, *others = ((Path(path), index) for path, index in keys)
        found.append(Choice(kind, subject, tuple(others)))
    return tuple(found)


def packed(report: Report) -> tuple[str, bytes]:
    """Returns how the readings of a report are packed, and their bytes."""
    return readings.pack(readings.to_bytes(report))


def _text(value: Number | None) -> str | None:
    return None if value is None else show(value)


def _number(text: str | None) -> Number | None:
    if text is None:
        return None
    return Decimal(text) if "." in text else int(text)
