"""Puts the results of formulas into a saved workbook, for programs that show without calculating.

openpyxl writes formulas alone; a viewer, a script or Excel's protected view would show nothing.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import BinaryIO
from xml.sax.saxutils import escape

from ..extraction.figures import Number
from .sheet_cells import Cached, plain_text

_FORMULA = re.compile(
    rb'<c r="(?P<place>[A-Z]+[0-9]+)"(?P<style> s="[0-9]+")?>'
    rb"<f>(?P<formula>[^<]*)</f><v ?(?:/>|></v>)</c>"
)
_APPLICATION = re.compile(rb"<Application>[^<]*</Application><AppVersion>[^<]*</AppVersion>")


def copy_with_results(saved: BinaryIO, target: BinaryIO, cached: Cached, sheets: list[str]) -> None:
    """Copies a saved workbook with the results of its formulas in it.

    Args:
        saved: As openpyxl wrote it.
        target: Where to.
        cached: The results, by sheet and place.
        sheets: The names of the sheets in their order.
    """
    results = {
        f"xl/worksheets/sheet{number}.xml": cached.get(name, {})
        for number, name in enumerate(sheets, start=1)
    }
    with (
        zipfile.ZipFile(saved) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as copy,
    ):
        for entry in source.infolist():
            data = source.read(entry)
            if found := results.get(entry.filename):
                data = _FORMULA.sub(_with(found), data)
            elif entry.filename == "docProps/app.xml":
                data = _APPLICATION.sub(b"<Application>Gouji</Application>", data)
            copy.writestr(entry.filename, data)


def _with(results: Mapping[str, str | Number]) -> Callable[[re.Match[bytes]], bytes]:
    def cell(match: re.Match[bytes]) -> bytes:
        result = results[match["place"].decode()]
        kind, text = (
            (b' t="str"', escape(plain_text(result)))
            if isinstance(result, str)
            else (b"", _digits(result))
        )
        return b'<c r="%b"%b%b><f>%b</f><v>%b</v></c>' % (
            match["place"],
            match["style"] or b"",
            kind,
            match["formula"],
            text.encode(),
        )

    return cell


def _digits(value: Number) -> str:
    return format(value, "f") if isinstance(value, Decimal) else str(int(value))
