"""The parts of an OFD by their place, and the fonts, pictures and looks that its pages name."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from ..source_files.package import Package

Element = etree._Element


def local(element: Element) -> str:
    """Returns the name of an element without its namespace, which makers write in several ways."""
    return str(element.tag).rpartition("}")[2]


def children(element: Element | None, *names: str) -> Iterator[Element]:
    """Yields the children of one of these names."""
    for each in element if element is not None else ():
        if local(each) in names:
            yield each


def child(element: Element | None, name: str) -> Element | None:
    """Returns the first child of a name."""
    return next(children(element, name), None)


def text(element: Element | None, name: str) -> str:
    """Returns the text of a child, or nothing."""
    found = child(element, name)
    return (found.text or "").strip() if found is not None else ""


@dataclass
class Resources:
    """What the pages of a document name by number.

    Attributes:
        fonts: The part of each embedded font; nothing where it is only named.
        pictures: The part of each picture.
        looks: The parameters of drawing that objects inherit.
        units: The content of composite objects.
        palettes: The colours of each space that lists some.
    """

    fonts: dict[str, str] = field(default_factory=dict)
    pictures: dict[str, str] = field(default_factory=dict)
    looks: dict[str, Element] = field(default_factory=dict)
    units: dict[str, Element] = field(default_factory=dict)
    palettes: dict[str, list[str]] = field(default_factory=dict)


class Parts:
    """The parts of an OFD, found from the part that names them."""

    def __init__(self, path: Path, data: bytes) -> None:
        self.package = Package(path, data)

    def place(self, named_in: str, location: str) -> str:
        """Returns the part that a location in another part leads to; none leads out."""
        joined = posixpath.join("/", posixpath.dirname(named_in), location.strip())
        return posixpath.normpath(joined).lstrip("/")

    def has(self, part: str) -> bool:
        """Returns whether there is such a part."""
        return part.lower() in self.package.names()

    def tree(self, part: str) -> Element | None:
        """Returns the root of a part, None where there is none."""
        return self.package.tree(part) if part else None

    def add_resources(self, resources: Resources, named_in: str, locations: Iterable[str]) -> None:
        """Notes the resources of some files of them."""
        for location in locations:
            part = self.place(named_in, location)
            root = self.tree(part)
            if root is None:
                continue
            base = posixpath.join(posixpath.dirname(part), root.get("BaseLoc", ""), "x")
            for group in root:
                for one in group:
                    self._add(resources, one, base)

    def _add(self, resources: Resources, one: Element, base: str) -> None:
        key = one.get("ID", "")
        match local(one):
            case "Font":
                location = text(one, "FontFile")
                resources.fonts[key] = self.place(base, location) if location else ""
            case "MultiMedia":
                resources.pictures[key] = self.place(base, text(one, "MediaFile"))
            case "DrawParam":
                resources.looks[key] = one
            case "CompositeGraphicUnit":
                resources.units[key] = one
            case "ColorSpace":
                listed = children(child(one, "Palette"), "CV")
                resources.palettes[key] = [(each.text or "").strip() for each in listed]
