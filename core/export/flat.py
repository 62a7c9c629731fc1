"""Flat records of a review, one a cell: CSV for spreadsheets, JSON Lines for programs."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

from ..doubts import hundredths
from ..figures import Figure, show
from ..files.provenance import FIRST_FIELDS
from ..files.saving import save_bytes
from ..finding import Finding
from ..review import Review
from .export_wording import label_path
from .records import Record, to_json

FIELDS = (
    *FIRST_FIELDS, "label", "extracted", "printed", "audited",
    "printed_text", "audited_text", "state", "adjusted", "reason", "confidence", "page", "box",
    "anchor", "rules", "source_sha256",
)  # fmt: skip
"""Of a record, in the order of the columns. Pages count from 1, as people count them."""

_DROPPED = r"\s\x00-\x1f'\"\u200b-\u200f\u2060\ufeff"
"""What a spreadsheet may drop from the beginning of a field."""

_SIGN = r"[=+\-@＝＋－＠﹦﹢﹣﹫|%]"
_ACTIVE = re.compile(f"^[{_DROPPED}]*+{_SIGN}")
_BEFORE_WORDS = re.compile(f"([;{_DROPPED}]++)({_SIGN}?+)")
_SEPARATOR = re.compile(r"[;\t]")
"""Where a spreadsheet of a country that separates fields by semicolons begins another one."""

_HARMLESS = re.compile(r"[-—–―−/]+|[+-]?[0-9]+(?:\.[0-9]+)?")


def write_csv(review: Review, path: Path) -> None:
    """Writes a CSV in UTF-8 with a byte order mark, which Excel needs to read Chinese.

    Text that a spreadsheet would take as a formula is preceded by an apostrophe.

    Raises:
        OutputError: The file cannot be written.
    """
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(FIELDS)
    for record in cell_records(review):
        writer.writerow([flat_field(record[name]) for name in FIELDS])
    data = stream.getvalue().encode("utf-8-sig", "replace")
    save_bytes(path, data)


def write_json_lines(review: Review, path: Path) -> None:
    """Writes one JSON object a line, one line a cell, each number with its own digits.

    Raises:
        OutputError: The file cannot be written.
    """
    lines = (to_json(record) + "\n" for record in cell_records(review))
    data = "".join(lines).encode("utf-8", "replace")
    save_bytes(path, data)


def cell_records(review: Review) -> Iterator[Record]:
    """Yields a record for each cell of the form, in its order."""
    report = review.report
    rules: dict[str, list[str]] = {}
    for finding in review.findings:
        _add(finding, rules)
    for cell, state in review.cells.items():
        region = state.extracted.region
        box = None if region is None or region.box is None else region.box
        yield {
            "organization": report.organization,
            "year": report.year,
            "form": report.form.edition,
            "cell": cell,
            "label": label_path(report.form.cells[cell]),
            "extracted": state.extracted.figure.text,
            "printed": _value(state.printed),
            "audited": _value(state.audited),
            "printed_text": state.printed.text,
            "audited_text": state.audited.text,
            "state": state.audited.state.value,
            "adjusted": state.adjusted,
            "reason": state.reason,
            "confidence": float(hundredths(state.extracted.confidence)),
            "page": None if region is None or region.page is None else region.page + 1,
            "box": None if box is None else [round(edge, 2) for edge in box],
            "anchor": None if region is None else region.anchor,
            "rules": rules.get(cell, []),
            "source_sha256": report.source.sha256,
        }


def _add(finding: Finding, rules: dict[str, list[str]]) -> None:
    for cell in dict.fromkeys(finding.cells):
        rules.setdefault(cell, []).append(finding.rule)


def _value(figure: Figure) -> object:
    return figure.value


def flat_field(value: object) -> str:
    """Returns a value as a field of a CSV that no spreadsheet evaluates."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return " ".join(str(item) for item in value)
    if isinstance(value, str):
        return _inert(value)
    return show(value) if not isinstance(value, float) else f"{value:g}"  # type: ignore[arg-type]


def _inert(text: str) -> str:
    """Returns text that no spreadsheet evaluates; numbers and marks stay as they are."""
    if _HARMLESS.fullmatch(text):
        return text
    text = _BEFORE_WORDS.sub(_parted, text)
    return f"'{text}" if _ACTIVE.match(text) else text


def _parted(found: re.Match[str]) -> str:
    """Returns what stands before a sign with an apostrophe in each field that it could begin."""
    before, sign = found.groups()
    if not sign:
        return before
    start = max(before.rfind(";"), 0)
    return before[:start] + _SEPARATOR.sub(r"\g<0>'", before[start:]) + sign
