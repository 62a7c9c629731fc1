"""Which report of an extraction is the one of a source: by file name, or by body and year."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from itertools import takewhile
from pathlib import Path, PurePosixPath

from ..extraction.report import Report
from ..series.links import normal_name
from .supplied_values import SuppliedReport


def find_supplied(reports: Sequence[SuppliedReport], report: Report) -> SuppliedReport | None:
    """Returns the report of an extraction that is of the same source, or None.

    Where it names files, those decide, with or without suffix, and of several with one name their
    folders; where that leaves several, and where it names none, body and year do. The only
    report of an extraction that names no file is taken for any; another body or year is told.
    """
    if not reports:
        return None
    named = _of_file(reports, report.source.path)
    if len(named) == 1 and not report.index:
        return named[0]
    found = _of_body(named or [one for one in reports if not one.file], report)
    if len(found) == 1:
        return found[0]
    if not named and not found:
        found = _of_body(reports, report)
        if len(found) == 1:
            return found[0]
    return reports[0] if len(reports) == 1 and not reports[0].file else None


def _of_file(reports: Sequence[SuppliedReport], path: Path) -> list[SuppliedReport]:
    """Returns those that name the file; of several with that name those in folders most alike."""
    own = [_plain(part) for part in path.absolute().parts]
    alike = {one.number: _alike(own, one.file) for one in reports if one.file}
    most = max(alike.values(), default=0)
    return [one for one in reports if most and alike.get(one.number) == most]


def _alike(own: Sequence[str], name: str) -> int:
    """Returns how many parts of a path, from its end, are those of a name; 0 for another file.

    A path of another machine has other folders above.
    """
    parts = PurePosixPath(_plain(name.replace("\\", "/"))).parts
    if not parts or parts[-1] not in (own[-1], PurePosixPath(own[-1]).stem):
        return 0
    pairs = zip(reversed(parts[:-1]), reversed(own[:-1]), strict=False)
    return 1 + sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", text).strip()


def _of_body(reports: Sequence[SuppliedReport], report: Report) -> list[SuppliedReport]:
    """Returns those of the report's body and year; what one of them does not say fits any."""
    name = normal_name(report.organization)
    return [
        one
        for one in reports
        if one.organization
        and normal_name(one.organization) == name
        and (one.year is None or one.year == report.year)
    ]
