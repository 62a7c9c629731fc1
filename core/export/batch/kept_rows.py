"""What a report gives to the lists of a batch, packed by the worker that read it.

Values, and nothing that is written as it stands: a journal may be of anyone's making. It takes a
known form, figures as they are read, counts and text; anything else is refused, and what is taken
is given its shape by the sheet it is written into.
"""

from __future__ import annotations

import json
import zlib
from dataclasses import astuple, fields
from typing import Any, NoReturn

from ...batch_model import CellValues, KeptReport, ReportFacts, ReportState, ReportValues
from ...doubts import is_doubt, percent
from ...figures import Figure
from ...review.record import readings
from ..export_wording import doubt, page_number

MOST_BYTES = 64 * 2**20
"""Of the values of one report; they have some ten thousand."""

_LEVEL = 1
"""Of packing: a fifth larger than the usual one, in a third of its time."""


def make_rows(values: ReportValues) -> bytes:
    """Returns the values of a report, packed."""
    report = values.report
    figures: dict[Figure, int] = {}
    doubts = {"": 0}
    cells = []
    for cell in report.form.cells:
        reading = report.readings[cell]
        why = doubt(reading) if is_doubt(reading.confidence) else ""
        cells.append(
            (
                figures.setdefault(values.printed[cell], len(figures)),
                figures.setdefault(values.audited[cell], len(figures)),
                percent(reading.confidence),
                doubts.setdefault(why, len(doubts)),
                page_number(reading.region),
            )
        )
    record = {
        "tables": [[table.id, table.edition] for table in report.form.tables],
        "facts": astuple(_facts_of(values)),
        "figures": [
            (each.text, each.state.value, None if each.value is None else str(each.value))
            for each in figures
        ],
        "doubts": list(doubts),
        "cells": cells,
    }
    text = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(text.encode("utf-8", "surrogatepass"), _LEVEL)


def take_rows(packed: bytes) -> KeptReport:
    """Returns the values of a report.

    Raises:
        ValueError, KeyError, TypeError: They are none that ``make_rows`` gives.
    """
    record = json.loads(
        readings.unpack("zlib", packed, MOST_BYTES), parse_float=_no_value, parse_constant=_no_value
    )
    form = readings.form_of(record["tables"])
    figures = tuple(readings.figure_of(*_fields_of(each)) for each in record["figures"])
    doubts = tuple(map(_text, record["doubts"]))
    cells = tuple(_cell(each, len(figures), len(doubts)) for each in record["cells"])
    if len(cells) != len(form.cells) or doubts[:1] != ("",):
        raise ValueError("cells of another form")
    return KeptReport(form, _facts(record["facts"]), figures, doubts, cells)


def _facts_of(values: ReportValues) -> ReportFacts:
    report = values.report
    return ReportFacts(
        report.index + 1,
        str(values.state),
        *values.reason,
        report.organization,
        report.year,
        report.source.kind,
        values.errors,
        values.warnings,
        values.doubtful,
        len(report.unplaced),
        "; ".join(f"{table}: {name}" for table, name in report.placements.items()),
        values.review.name if values.review else "",
        values.reviewer,
        report.source.sha256,
    )


_COUNTS = frozenset({"report_of_file", "year", "errors", "warnings", "doubtful", "unplaced"})


def _facts(record: list[Any]) -> ReportFacts:
    named = dict(zip((each.name for each in fields(ReportFacts)), record, strict=True))
    for name, value in named.items():
        if name in _COUNTS:
            if not (value is None and name == "year"):
                _whole(value, readings.MOST_COUNTED)
        else:
            _text(value)
    ReportState(named["state"])
    return ReportFacts(**named)


def _cell(record: list[Any], figures: int, doubts: int) -> CellValues:
    printed, audited, confidence, why, page = record
    _whole(printed, figures)
    _whole(audited, figures)
    _whole(confidence, 101)
    _whole(why, doubts)
    if page is not None:
        _whole(page, readings.MOST_COUNTED)
    return CellValues(printed, audited, confidence, why, page)


def _fields_of(record: list[Any]) -> tuple[str, str, str | None]:
    """Returns text, state and value of a figure as they are on record."""
    text, state, value = record
    return _text(text), _text(state), None if value is None else _text(value)


def _text(value: object) -> str:
    if type(value) is not str:
        raise TypeError("a value that is no text")
    return value


def _whole(value: object, below: int) -> None:
    if type(value) is not int or not 0 <= value < below:
        raise TypeError("a value that counts nothing")


def _no_value(_text: str) -> NoReturn:
    raise ValueError("a number that no report gives")
