"""Puts into a saved workbook what openpyxl leaves out: results of formulas, places of notes.

openpyxl writes formulas alone; a viewer, a script or Excel's protected view would show nothing.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import BinaryIO
from xml.sax.saxutils import escape

from openpyxl import Workbook

from ...figures import Number
from .note_places import place_notes
from .sheet_cells import Cached, plain_text

_FORMULA = re.compile(
    rb'<c r="(?P<place>[A-Z]+[0-9]+)"(?P<style> s="[0-9]+")?>'
    rb"<f>(?P<formula>[^<]*)</f><v ?(?:/>|></v>)</c>"
)
_APPLICATION = re.compile(rb"<Application>[^<]*</Application><AppVersion>[^<]*</AppVersion>")


def copy_with_results(
    saved: BinaryIO, target: BinaryIO, cached: Cached, workbook: Workbook
) -> None:
    """Copies a saved workbook with the results of its formulas in it and its notes in place.

    Args:
        saved: As openpyxl wrote it.
        target: Where to.
        cached: The results, by sheet and place.
        workbook: What was saved.
    """
    results = {
        f"xl/worksheets/sheet{number}.xml": cached.get(sheet.title, {})
        for number, sheet in enumerate(workbook.worksheets, start=1)
    }
    noted = [sheet for sheet in workbook.worksheets if getattr(sheet, "_comments", None)]
    notes = {
        f"xl/drawings/commentsDrawing{number}.vml": sheet
        for number, sheet in enumerate(noted, start=1)
    }
    with (
        zipfile.ZipFile(saved) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as copy,
    ):
        for entry in source.infolist():
            data = source.read(entry)
            if found := results.get(entry.filename):
                data = _FORMULA.sub(_with(found), data)
            elif sheet := notes.get(entry.filename):
                data = place_notes(data, sheet)
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
