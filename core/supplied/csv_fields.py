"""Separated values with the place of each in the text, so that one can be put in its place again.

The reader of the standard library says what the fields are and not where they stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..documents.source_files.limits import Limit, hold
from .raw_table import Area, RawValue
from .supplied_values import FileSlot

SEPARATORS = ",;\t|"
VALUES = Limit(2_000_000, "个数据", "values")


def separator_of(text: str) -> str:
    """Returns what parts the fields of a text: the sign that its first lines have most of."""
    head = "\n".join(text.split("\n", 5)[:5])
    return max(SEPARATORS, key=head.count)


def fields_of(text: str, separator: str) -> Area:
    """Returns the fields of a text (RFC 4180), row by row; rows count from 1 as records do.

    A quote within a field that does not begin with one is a character like others.

    Raises:
        OverLimitError: There are more than any extraction has.
    """
    rows: list[list[RawValue]] = [[]]
    for count, (field, span, ends_row) in enumerate(_fields(text, separator)):
        hold(VALUES, count)
        row = rows[-1]
        row.append(RawValue(field, FileSlot(len(rows), len(row) + 1, span=span)))
        if ends_row:
            rows.append([])
    return [row for row in rows if row]


def _fields(text: str, separator: str) -> Iterator[tuple[str, tuple[int, int], bool]]:
    """Yields each field, its place with its quotes, and whether it ends a row."""
    sign = re.escape(separator)
    quoted = re.compile(rf'"((?:[^"]|"")*+)"(?={sign}|\r|\n|\Z)')
    plain = re.compile(rf"[^{sign}\r\n]*+")
    at = 0
    while at < len(text):
        found = quoted.match(text, at) or plain.match(text, at)
        assert found is not None  # a plain field may be empty
        field = found[1].replace('""', '"') if found.re is quoted else found[0]
        end = found.end()
        after = 2 if text.startswith("\r\n", end) else 1
        ends_row = end >= len(text) or text[end] in "\r\n"
        yield field, (at, end), ends_row
        at = end + after
        if at == len(text) and not ends_row:
            yield "", (at, at), True


def as_field(text: str, separator: str, before: str) -> str:
    """Returns a text as a field in the place of another, quoted where that was or it must be."""
    if before.startswith('"') or any(sign in text for sign in (separator, '"', "\r", "\n")):
        return '"' + text.replace('"', '""') + '"'
    return text
