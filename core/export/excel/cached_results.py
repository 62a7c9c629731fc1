"""Puts into a saved workbook what openpyxl leaves out: results of formulas, places of notes, and
what pictures show.

openpyxl writes formulas alone; a viewer, a script or Excel's protected view would show nothing.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import BinaryIO
from xml.sax.saxutils import escape, quoteattr

from openpyxl import Workbook

from ...figures import Number
from .note_places import place_notes
from .part_names import as_excel_names
from .sheet_cells import Cached, plain_text

_FORMULA = re.compile(
    rb'<c r="(?P<place>[A-Z]+[0-9]+)"(?P<style> s="[0-9]+")?>'
    rb"<f>(?P<formula>[^<]*)</f><v ?(?:/>|></v>)</c>"
)
_AFTER_ERRORS = re.compile(rb"(?=<drawing |<legacyDrawing |<tableParts |</worksheet>)")
"""What may follow on the errors that a sheet is told to ignore (ECMA-376, CT_Worksheet)."""

_NO_TRIANGLES = (
    b'<ignoredErrors><ignoredError sqref="A1:XFD1048576" numberStoredAsText="1"/></ignoredErrors>'
)
_PICTURE = re.compile(rb'name="Image (?P<number>[0-9]+)" descr="[^"]*"')
_APPLICATION = re.compile(rb"<Application>[^<]*</Application><AppVersion>[^<]*</AppVersion>")


def copy_with_results(
    saved: BinaryIO,
    target: BinaryIO,
    cached: Cached,
    workbook: Workbook,
    pictures: Sequence[str] = (),
) -> None:
    """Copies a saved workbook with the results of its formulas in it and its notes in place.

    Figures that are text because they must be, such as those of twenty digits, are not pointed at
    as mistakes by Excel.

    Args:
        saved: As openpyxl wrote it.
        target: Where to.
        cached: The results, by sheet and place.
        workbook: What was saved.
        pictures: What each picture shows, in the order of the pictures; all lie on one sheet.
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
            if entry.filename in results:
                data = _FORMULA.sub(_with(results[entry.filename]), data)
                data = _AFTER_ERRORS.sub(_NO_TRIANGLES, data, count=1)
            elif pictures and entry.filename.startswith("xl/drawings/drawing"):
                data = _PICTURE.sub(_named(pictures), data)
            elif sheet := notes.get(entry.filename):
                data = place_notes(data, sheet)
            elif entry.filename == "docProps/app.xml":
                data = _APPLICATION.sub(b"<Application>Gouji</Application>", data)
            copy.writestr(*as_excel_names(entry.filename, data))


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


def _named(pictures: Sequence[str]) -> Callable[[re.Match[bytes]], bytes]:
    def name(match: re.Match[bytes]) -> bytes:
        number = int(match["number"])
        shown = quoteattr(plain_text(pictures[number - 1])).encode()
        return b'name="Image %d" descr=%b' % (number, shown)

    return name


def _digits(value: Number) -> str:
    return format(value, "f") if isinstance(value, Decimal) else str(int(value))
