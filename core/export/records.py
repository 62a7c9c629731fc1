"""A report as a JSON record: the contract that scripts depend on."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from .. import rules
from ..documents.document import Region
from ..doubts import is_doubt
from ..extraction.report import Claim, IdentityReading, Reading, Report, Unplaced
from ..figures import Figure, State, show
from ..finding import Finding
from ..forms import Table
from ..printable import json_safe
from ..rules.extent import rows_found
from ..series import SeriesFinding, SeriesLink
from ..suggestion import Suggestion

Record = dict[str, Any]


def report_record(
    report: Report,
    findings: Sequence[Finding],
    suggestions: Sequence[Suggestion] = (),
    *,
    doubtful: Collection[str] | None = None,
    reports_in_file: int = 1,
) -> Record:
    """Returns one report with its findings as a record for ``to_json``.

    Every cell of the form is listed. Pages count from 0; boxes lie on the page as displayed, in PDF
    points from its top left. The schema of it is ``resources/schemas/report-1.schema.json``.
    Numbers are ``int`` and ``Decimal``, never ``float``: ``to_json`` writes their exact digits.

    Args:
        report: As extracted.
        findings: Over the printed figures.
        suggestions: Corrections of those findings, the likeliest first.
        doubtful: The cells in doubt that nobody has settled; None: all whose readings are in doubt.
            Findings that rest on one stand after the others, and say so.
        reports_in_file: How many reports the source holds; the record says so above one.
    """
    if doubtful is None:
        doubtful = {cell for cell, one in report.readings.items() if is_doubt(one.confidence)}
    ordered = sorted(findings, key=lambda finding: finding.rests_on(doubtful))
    record: Record = {
        "form": report.form.edition,
        "organization": report.organization,
        "year": report.year,
        "source": {
            "path": str(report.source.path),
            "sha256": report.source.sha256,
            "kind": report.source.kind,
        },
        "cells": {cell: _reading(reading) for cell, reading in report.readings.items()},
        "findings": [
            {**_finding(finding), "rests_on_doubt": finding.rests_on(doubtful)}
            for finding in ordered
        ],
        "suggestions": [_suggestion(suggestion) for suggestion in suggestions],
        "claims": _claims(report),
        "unplaced": [_unplaced(item) for item in report.unplaced],
        "missing_tables": list(report.missing_tables),
        "extent": {table.id: _extent(report, table) for table in report.form.tables},
        "readers": list(report.readers),
    }
    if report.blank_forms:
        record["blank_forms"] = report.blank_forms
    if report.placements:
        record["placements"] = dict(report.placements)
    if report.identity is not None:
        record["identity"] = {
            "organization": _identity(report.identity.organization),
            "year": _identity(report.identity.year),
        }
    if reports_in_file > 1:
        record |= {"report": report.index + 1, "reports_in_file": reports_in_file}
    return record


def series_record(found: SeriesFinding) -> Record:
    """Returns a finding across reports as a record, the report that carries it named first."""
    return {**_finding(found.finding), "documents": [_document(one) for one in found.documents]}


def match_record(link: SeriesLink) -> Record:
    """Returns what is held against what: "year" for the year before, "sum" for a summary."""
    return {
        "kind": link.kind,
        "chosen": link.chosen,
        "document": _document(link.subject.report),
        "against": [_document(other.report) for other in link.others],
    }


def _document(report: Report) -> Record:
    record: Record = {
        "path": str(report.source.path),
        "organization": report.organization,
        "year": report.year,
    }
    return {**record, "report": report.index + 1} if report.index else record


def to_json(value: object) -> str:
    """Returns a record as JSON on one line, each number with exactly its own digits.

    A ``Decimal`` is written as it stands (15122.275, never 15122.274999999999), whatever its
    length, so a reader that keeps decimals gets the printed figure back. Control characters and
    what turns the order of letters are escaped, so that a terminal may show it.
    """
    return json_safe("".join(_pieces(value)))


def _extent(report: Report, table: Table) -> Record:
    found, rows = rows_found(report, table)
    return {"rows": rows, "found": found}


def _reading(reading: Reading) -> Record:
    figure = reading.figure
    record: Record = {
        "value": figure.value,
        "text": figure.text,
        "state": figure.state.value,
        "confidence": reading.confidence,
        "region": region_record(reading.region),
    }
    if reading.doubt:
        record["doubt"] = reading.doubt
    if reading.alternatives:
        record["alternatives"] = list(reading.alternatives)
    if reading.notes:
        record["notes"] = list(reading.notes)
    return record


def _identity(read: IdentityReading) -> Record:
    record: Record = {
        "text": read.text,
        "confidence": read.confidence,
        "region": region_record(read.region),
    }
    if read.doubt:
        record["doubt"] = read.doubt
    if read.alternatives:
        record["alternatives"] = list(read.alternatives)
    return record


def region_record(region: Region | None) -> Record | None:
    """Returns where something stands, None where it is nowhere."""
    if region is None:
        return None
    if region.anchor is not None:
        return {"anchor": region.anchor}
    box = None if region.box is None else [round(edge, 2) for edge in region.box]
    return {"page": region.page, "box": box}


def _finding(finding: Finding) -> Record:
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "cells": list(finding.cells),
        "left": finding.left,
        "right": finding.right,
        "message": finding.zh,
        "message_en": finding.en,
    }


def _suggestion(suggestion: Suggestion) -> Record:
    return {
        "changes": [{"cell": change.cell, "value": change.value} for change in suggestion.changes],
        "reason": suggestion.zh,
        "reason_en": suggestion.en,
        "meaning": suggestion.meaning,
        "clears": list(suggestion.clears),
        "tied": suggestion.tied,
    }


def _claims(report: Report) -> list[Record]:
    figures = report.figures
    return [
        {
            **({"cell": claim.cell} if claim.kind == "cell" else {"rule": claim.rule}),
            **({"parts": list(claim.parts)} if claim.parts else {}),
            "stated": claim.stated,
            "agrees": _agrees(claim, report, figures),
            "quote": claim.quote,
            "region": region_record(claim.region),
        }
        for claim in report.claims
    ]


def _agrees(claim: Claim, report: Report, figures: Mapping[str, Figure]) -> bool | None:
    """Returns whether the narrative agrees with the tables; None where that cannot be said."""
    table = claim.cell.split(".")[0]
    if table in report.missing_tables and figures[claim.cell].state is State.BLANK:
        return None
    return rules.agrees(claim, figures)


def _unplaced(item: Unplaced) -> Record:
    return {"text": item.text, "region": region_record(item.region), "near": item.near}


def _pieces(value: object) -> Iterator[str]:
    """Yields JSON piece by piece; the standard encoder would pass a ``Decimal`` through float."""
    if isinstance(value, Mapping):
        yield "{"
        for index, (key, item) in enumerate(value.items()):
            yield f"{', ' if index else ''}{json.dumps(key, ensure_ascii=False)}: "
            yield from _pieces(item)
        yield "}"
    elif isinstance(value, list | tuple):
        yield "["
        for index, item in enumerate(value):
            yield ", " if index else ""
            yield from _pieces(item)
        yield "]"
    elif isinstance(value, Decimal):
        yield show(value)
    else:
        yield json.dumps(value, ensure_ascii=False, allow_nan=False)
