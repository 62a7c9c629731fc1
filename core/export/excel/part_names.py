"""Gives the parts of a saved workbook the names and the prefix that Excel itself gives them.

Readers other than Excel look for notes and drawings by these names (exceljs opens no other).
"""

from __future__ import annotations

import re

_RENAMED = (
    (re.compile(r"xl/comments/comment([0-9]+)\.xml"), r"xl/comments\1.xml"),
    (re.compile(r"xl/drawings/commentsDrawing([0-9]+)\.vml"), r"xl/drawings/vmlDrawing\1.vml"),
)
_REFERENCES = (
    (re.compile(rb'Target="/xl/comments/comment([0-9]+)\.xml"'), rb'Target="../comments\1.xml"'),
    (
        re.compile(rb'Target="/xl/drawings/commentsDrawing([0-9]+)\.vml"'),
        rb'Target="../drawings/vmlDrawing\1.vml"',
    ),
    (
        re.compile(rb'PartName="/xl/comments/comment([0-9]+)\.xml"'),
        rb'PartName="/xl/comments\1.xml"',
    ),
)
_DRAWING = re.compile(r"xl/drawings/drawing[0-9]+\.xml")
_BARE_NAME = re.compile(rb"<(/?)([A-Za-z]+)(?=[\s/>])")
_SPACE = b'xmlns="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"'


def as_excel_names(name: str, data: bytes) -> tuple[str, bytes]:
    """Returns the name and the bytes of a part of a workbook as openpyxl wrote it."""
    for pattern, new in _RENAMED:
        name = pattern.sub(new, name)
    if name.endswith(".rels") or name == "[Content_Types].xml":
        for reference, other in _REFERENCES:
            data = reference.sub(other, data)
    elif _DRAWING.fullmatch(name) and _SPACE in data:
        data = _BARE_NAME.sub(rb"<\1xdr:\2", data).replace(
            _SPACE, _SPACE.replace(b"=", b":xdr=", 1)
        )
    return name, data
