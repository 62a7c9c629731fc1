"""Where pictures, charts and shapes lie on the sheets of a workbook."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from ..source_files.package import Package

Place = tuple[int, int]

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_DRAWN = frozenset(f"{_DRAWING}{name}" for name in ("pic", "sp", "graphicFrame", "grpSp"))

_MOST_CELLS = 6
"""A drawing that lies on more cells, such as a seal, fills none of them."""


def drawn_places(package: Package) -> Mapping[str, frozenset[Place]]:
    """Returns the places, row and column from 1, on which something is drawn, by sheet title."""
    return {title: frozenset(_on_sheet(package, part)) for title, part in _parts(package).items()}


def _parts(package: Package) -> dict[str, str]:
    """Returns the part of each sheet by its title."""
    main = package.related("", "officeDocument") or "xl/workbook.xml"
    root = package.tree(main)
    found: dict[str, str] = {}
    for sheet in root.iter(f"{_MAIN}sheet") if root is not None else ():
        part = package.target(main, sheet.get(_RELATION, ""))
        if part is not None:
            found[sheet.get("name", "")] = part
    return found


def _on_sheet(package: Package, part: str) -> set[Place]:
    name = package.related(part, "drawing")
    root = package.tree(name) if name else None
    found: set[Place] = set()
    for anchor in root if root is not None else ():
        if any(node.tag in _DRAWN for node in anchor.iter()):
            found |= _covered(anchor)
    return found


def _covered(anchor: etree._Element) -> set[Place]:
    start, end = anchor.find(f"{_DRAWING}from"), anchor.find(f"{_DRAWING}to")
    if start is None:
        return set()
    top, left = _corner(start)
    bottom, right = (top, left) if end is None else _corner(end, is_end=True)
    rows, columns = range(top, max(top, bottom) + 1), range(left, max(left, right) + 1)
    if len(rows) * len(columns) > _MOST_CELLS:
        return set()
    return {(row, column) for row in rows for column in columns}


def _corner(node: etree._Element, *, is_end: bool = False) -> Place:
    """Returns the place of a corner; one that lies on an edge ends in the cell before."""
    return (
        _index(node, "row", "rowOff", is_end=is_end), _index(node, "col", "colOff", is_end=is_end),
    )  # fmt: skip


_SLIGHT = 40_000
"""How far, in EMU, a drawing may reach into a cell without lying on it; some 3 points."""


def _index(node: etree._Element, name: str, offset: str, *, is_end: bool) -> int:
    index = node.findtext(f"{_DRAWING}{name}", "0").strip()
    reach = node.findtext(f"{_DRAWING}{offset}", "0").strip()
    slight = is_end and reach.lstrip("-").isdigit() and int(reach) <= _SLIGHT
    return (int(index) if index.isdigit() else 0) + (0 if slight else 1)
