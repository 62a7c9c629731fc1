"""The readings of a report as a review file holds them: canonical JSON, compressed.

The form is held as the tables that it was assembled from, each by id and edition; labels and
rules are those of the program that opens the file.
"""

from __future__ import annotations

import hashlib
import json
import math
import re
import zlib
from decimal import Decimal
from functools import lru_cache
from typing import Any

from ...documents.document import Region
from ...documents.geometry import Box
from ...extraction.report import Claim, Identity, IdentityReading, Reading, Report, Source, Unplaced
from ...figures import BLANK, Figure, Number, State, fits
from ...form_files import official_forms
from ...forms import Form, assemble
from .event_chain import canonical

MOST_BYTES = 1 << 26
"""No report's readings are as large; what claims to be is not unpacked."""

MOST_CHARACTERS = 10_000
"""A number of more is none that was ever read."""

MOST_COUNTED = 1_000_000
"""No year, page or report has a higher number."""

_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?(?:E[+-][0-9]{1,4})?")


class UnknownTableError(ValueError):
    """Readings of a table or an edition that this program does not know."""


def to_bytes(report: Report) -> bytes:
    """Returns the readings of a report, but for where its source lies."""
    return canonical(
        {
            "tables": [[table.id, table.edition] for table in report.form.tables],
            "organization": report.organization,
            "year": report.year,
            "index": report.index,
            "missing_tables": list(report.missing_tables),
            **({"identity": _identity(report.identity)} if report.identity is not None else {}),
            **({"readers": list(report.readers)} if report.readers else {}),
            **({"blank_forms": report.blank_forms} if report.blank_forms else {}),
            **({"placements": dict(report.placements)} if report.placements else {}),
            "readings": {cell: reading_record(each) for cell, each in report.readings.items()},
            "claims": [_claim(claim) for claim in report.claims],
            "unplaced": [
                [item.text, region_data(item.region), item.near] for item in report.unplaced
            ],
        }
    )


def from_bytes(data: bytes, source: Source) -> Report:
    """Returns the report that readings are of.

    Raises:
        UnknownTableError: The form has a table or an edition that this program does not know.
        ValueError, KeyError, TypeError: The data are no readings.
    """
    record = json.loads(data)
    form = form_of(record["tables"])
    readings = record["readings"]
    missing = Reading(BLANK, None, 0.0, doubt="missing")
    return Report(
        form=form,
        organization=_text(record["organization"]),
        year=None if record["year"] is None else _whole(record["year"]),
        source=source,
        readings={
            cell: reading_from_record(readings[cell]) if cell in readings else missing
            for cell in form.cells
        },
        claims=tuple(claim for each in record["claims"] if _fits(claim := _to_claim(each))),
        unplaced=tuple(
            Unplaced(_text(text), region_of(region) or Region(), _text(near))
            for text, region, near in record["unplaced"]
        ),
        missing_tables=tuple(map(_text, record["missing_tables"])),
        index=_whole(record["index"]),
        readers=tuple(map(_text, record.get("readers", ()))),
        blank_forms=_whole(record.get("blank_forms", 0)),
        identity=_to_identity(record["identity"]) if "identity" in record else None,
        placements={_text(t): _text(name) for t, name in record.get("placements", {}).items()},
    )


def form_of(tables: list[list[str]]) -> Form:
    """Returns the form that is assembled from tables, each by id and edition.

    Raises:
        UnknownTableError: This program does not know one of them.
    """
    known = {(table.id, table.edition): table for f in official_forms() for table in f.tables}
    try:
        return assemble(known[table, edition] for table, edition in tables)
    except KeyError as error:
        raise UnknownTableError(str(error)) from error


@lru_cache(maxsize=10_000)
def figure_of(text: str, state: str, value: str | None, unit: str = "") -> Figure:
    """Returns a figure; the many that are alike are held once.

    A number of more digits than a figure has, which earlier versions took, is unreadable.

    Raises:
        ValueError: It is none.
    """
    number = None if value is None else _number(value)
    if (number is None) == (state == State.NUMBER):
        raise ValueError("a number without a value, or a value that is no number")
    if number is not None and not fits(number):
        return Figure(text, State.UNREADABLE)
    return Figure(text, State(state), number, unit)


def _identity(identity: Identity) -> dict[str, Any]:
    return {
        name: [one.text, region_data(one.region), one.confidence, list(one.alternatives), one.doubt]
        for name, one in (("organization", identity.organization), ("year", identity.year))
    }


def _to_identity(record: dict[str, Any]) -> Identity:
    read = {
        name: IdentityReading(
            _text(text),
            region_of(region),
            _measure(confidence),
            tuple(map(_text, others)),
            _text(doubt),
        )
        for name, (text, region, confidence, others, doubt) in record.items()
    }
    return Identity(read["organization"], read["year"])


def sha256(data: bytes) -> str:
    """Returns the SHA-256 in lower-case hex."""
    return hashlib.sha256(data).hexdigest()


def pack(data: bytes) -> tuple[str, bytes]:
    """Returns how bytes are packed, "zlib" or "" where that saves nothing, and the packed bytes."""
    packed = zlib.compress(data, 6)
    return ("zlib", packed) if len(packed) < len(data) * 0.95 else ("", data)


def unpack(packing: str, data: bytes, most: int = MOST_BYTES) -> bytes:
    """Returns packed bytes as they were.

    Raises:
        ValueError: They are packed in another way, damaged, or would grow beyond ``most``.
    """
    if packing == "":
        return data
    if packing != "zlib":
        raise ValueError(f"packed by {packing!r}")
    unpacker = zlib.decompressobj()
    try:
        plain = unpacker.decompress(data, most)
    except zlib.error as error:
        raise ValueError(str(error)) from error
    if not unpacker.eof:
        raise ValueError("packed data are cut short or too large")
    return plain


def reading_record(reading: Reading) -> dict[str, Any]:
    """Returns one reading as a record of JSON."""
    figure = reading.figure
    record: dict[str, Any] = {
        "text": figure.text,
        "state": figure.state.value,
        "value": None if figure.value is None else str(figure.value),
        "unit": figure.unit,
        "region": region_data(reading.region),
        "confidence": reading.confidence,
        "alternatives": list(reading.alternatives),
        "doubt": reading.doubt,
        "notes": list(reading.notes),
    }
    return {key: value for key, value in record.items() if value not in (None, "", [])}


def reading_from_record(record: dict[str, Any]) -> Reading:
    """Returns the reading that a record is of.

    Raises:
        ValueError, KeyError, TypeError: It is of none.
    """
    return Reading(
        figure_of(
            _text(record.get("text", "")),
            record["state"],
            record.get("value"),
            record.get("unit", ""),
        ),
        region_of(record.get("region")),
        _measure(record["confidence"]),
        tuple(map(_text, record.get("alternatives", ()))),
        _text(record.get("doubt", "")),
        tuple(map(_text, record.get("notes", ()))),
    )


def _claim(claim: Claim) -> dict[str, Any]:
    return {
        "kind": claim.kind,
        "rule": claim.rule,
        "cell": claim.cell,
        "stated": str(claim.stated),
        "quote": claim.quote,
        "parts": [str(part) for part in claim.parts],
        "region": region_data(claim.region),
        **({"cells": list(claim.cells)} if claim.cells else {}),
    }


def _to_claim(record: dict[str, Any]) -> Claim:
    return Claim(
        _text(record["kind"]),
        _text(record["rule"]),
        _text(record["cell"]),
        _number(record["stated"]),
        _text(record["quote"]),
        tuple(_number(part) for part in record["parts"]),
        region_of(record["region"]),
        tuple(map(_text, record.get("cells", ()))),
    )


def _fits(claim: Claim) -> bool:
    return all(map(fits, (claim.stated, *claim.parts)))


def _number(text: str) -> Number:
    if len(text) > MOST_CHARACTERS or not _NUMBER.fullmatch(text):
        raise ValueError("a figure that is no number")
    number = Decimal(text)
    return number if "." in text or "E" in text else int(number)


def region_data(region: Region | None) -> list[Any] | None:
    """Returns a place as a value of JSON."""
    if region is None:
        return None
    return [region.page, None if region.box is None else list(region.box), region.anchor]


def region_of(record: list[Any] | None) -> Region | None:
    """Returns the place that ``region_data`` was made of."""
    if record is None:
        return None
    page, box, anchor = record
    return Region(
        None if page is None else _whole(page),
        None if box is None else Box(*map(_measure, box)),
        None if anchor is None else _text(anchor),
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("a value that is no text")
    return value


def _whole(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < MOST_COUNTED:
        raise TypeError("a value that counts nothing")
    return value


def _measure(value: object) -> float:
    if not isinstance(value, int | float) or not math.isfinite(value):
        raise TypeError("a value that measures nothing")
    return value
