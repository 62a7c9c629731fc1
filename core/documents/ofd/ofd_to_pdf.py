"""Makes a PDF of an OFD, in memory: its pages with their text, lines and pictures."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from ...errors import OfdProtectedError, SourceBrokenError
from ..source_files.limits import PAGES, hold
from .notation import box, times
from .ofd_fonts import OfdFonts
from .page_drawing import POINTS, OfdPage
from .resources import Element, Parts, Resources, child, children, text

_ROOT = "OFD.xml"
_PROTECTED = frozenset({"encryptions.xml", "decryptseed.dat", "entriesmap.dat"})
"""Names of parts of a package whose others are encrypted (GM/T 0099)."""

_A4 = (0.0, 0.0, 210.0, 297.0)
_SMALLEST, _LARGEST = 1.0, 5_000.0
"""Millimetres that a page may be wide or high."""

_PICTURE = re.compile(rb"\x89PNG\r\n\x1a\n|\xff\xd8\xff|GIF8[79]a|BM")


def is_ofd(names: frozenset[str]) -> bool:
    """Returns whether these are the names of the parts of an OFD, in lower case."""
    return _ROOT.lower() in names


def pdf_of_ofd(path: Path, data: bytes) -> bytes:
    """Returns a PDF that prints what an OFD prints: the documents in it, one after the other, each
    in its current version.

    Attachments, signatures (but for what their stamps show), and actions are left out.

    Args:
        path: Its name, for errors.
        data: Its bytes.

    Raises:
        OfdProtectedError: Its parts are encrypted.
        SourceBrokenError: It is damaged, or has no page.
        TooLargeError: It holds more of something than any report does.
    """
    parts = Parts(path, data)
    if _PROTECTED & {name.rpartition("/")[2] for name in parts.package.names()}:
        raise OfdProtectedError(path)
    bodies = list(children(parts.tree(_ROOT), "DocBody"))
    documents = [_Ofd(path, parts, body) for body in bodies]
    hold(PAGES, sum(len(document.pages) for document in documents), path)
    if not any(document.pages for document in documents):
        raise SourceBrokenError(path)
    made = io.BytesIO()
    canvas = Canvas(made, invariant=True, pageCompression=1)
    for document in documents:
        document.draw(canvas)
    canvas.save()
    return made.getvalue()


class _Ofd:
    """One document of an OFD."""

    def __init__(self, path: Path, parts: Parts, body: Element) -> None:
        self.path = path
        self.parts = parts
        self.root = self._current(body)
        document = self.parts.tree(self.root)
        if document is None:
            raise SourceBrokenError(path, self.root)
        self.document = document
        self.signatures = self.parts.place(_ROOT, text(body, "Signatures"))
        self.common = child(document, "CommonData")
        self.resources = Resources()
        named = [one.text or "" for one in children(self.common, "PublicRes", "DocumentRes")]
        self.parts.add_resources(self.resources, self.root, named)
        self.templates = {
            one.get("ID", ""): self.parts.place(self.root, one.get("BaseLoc", ""))
            for one in children(self.common, "TemplatePage")
        }
        self.pages = list(children(child(document, "Pages"), "Page"))

    def _current(self, body: Element) -> str:
        """Returns the part of the document, or of the version of it that is said to be current."""
        for version in children(child(body, "Versions"), "Version"):
            if version.get("Current", "false").lower() == "true":
                listed = self.parts.place(_ROOT, version.get("BaseLoc", ""))
                root = text(self.parts.tree(listed), "DocRoot")
                if root:
                    found = self.parts.place(listed, root)
                    return found if self.parts.has(found) else self.parts.place(_ROOT, root)
        return self.parts.place(_ROOT, text(body, "DocRoot"))

    def draw(self, canvas: Canvas) -> None:
        """Draws its pages, each onto one of a canvas."""
        fonts = OfdFonts(self.parts, self.resources)
        notes = dict(self._notes())
        for one in self.pages:
            part = self.parts.place(self.root, one.get("BaseLoc", ""))
            content = self.parts.tree(part)
            if content is None:
                raise SourceBrokenError(self.path, part)
            resources = [res.text or "" for res in children(content, "PageRes")]
            self.parts.add_resources(self.resources, part, resources)
            left, top, width, height = self._area(content)
            canvas.setPageSize((width * POINTS, height * POINTS))
            page = OfdPage(canvas, height, self.parts, self.resources, fonts)
            away = (1.0, 0.0, 0.0, 1.0, -left, -top)
            behind, before = self._templates(content)
            for layer in (*behind, child(content, "Content"), *before):
                page.draw(layer, away)
            for appearance in notes.get(one.get("ID", ""), ()):
                place = box(appearance.get("Boundary")) or (0.0, 0.0, 0.0, 0.0)
                page.draw(appearance, times((1.0, 0.0, 0.0, 1.0, place[0], place[1]), away))
            for place, data in self._stamps(one.get("ID", "")):
                page.picture(data, (place[0] - left, place[1] - top, place[2], place[3]))
            canvas.showPage()

    def _area(self, content: Element | None) -> tuple[float, float, float, float]:
        """Returns the box that a page prints, in millimetres."""
        for area in (child(content, "Area"), child(self.common, "PageArea")):
            found = box(text(area, "PhysicalBox")) if area is not None else None
            if found and all(_SMALLEST <= side <= _LARGEST for side in found[2:]):
                return found
        return _A4

    def _templates(self, content: Element | None) -> tuple[list[Element], list[Element]]:
        """Returns the contents of the templates that lie below a page, and above it."""
        behind: list[Element] = []
        before: list[Element] = []
        for one in children(content, "Template"):
            part = self.templates.get(one.get("TemplateID", ""), "")
            root = self.parts.tree(part)
            resources = [res.text or "" for res in children(root, "PageRes")]
            self.parts.add_resources(self.resources, part, resources)
            layers = child(root, "Content")
            if layers is not None:
                (before if one.get("ZOrder") == "Foreground" else behind).append(layers)
        return behind, before

    def _notes(self) -> Iterator[tuple[str, list[Element]]]:
        """Yields the appearances of the annotations of each page, by its id."""
        listed = self.parts.place(self.root, text(self.document, "Annotations"))
        root = self.parts.tree(listed) if text(self.document, "Annotations") else None
        for page in children(root, "Page"):
            location = text(page, "FileLoc")
            notes = self.parts.tree(self.parts.place(listed, location)) if location else None
            yield (
                page.get("PageID", ""),
                [
                    appearance
                    for note in children(notes, "Annot")
                    if note.get("Visible", "true").lower() != "false"
                    for appearance in children(note, "Appearance")
                ],
            )

    def _stamps(self, page: str) -> Iterator[tuple[tuple[float, float, float, float], bytes]]:
        """Yields the pictures that the signatures show on a page; none of them is judged."""
        root = self.parts.tree(self.signatures)
        for one in children(root, "Signature"):
            part = self.parts.place(self.signatures, one.get("BaseLoc", ""))
            signature = self.parts.tree(part)
            value = self.parts.place(part, text(signature, "SignedValue"))
            data = self.parts.package.data(value) or b""
            found = _PICTURE.search(data)
            for info in children(signature, "SignedInfo"):
                for stamp in children(info, "StampAnnot"):
                    place = box(stamp.get("Boundary"))
                    if found and place and stamp.get("PageRef") == page:
                        yield place, data[found.start() :]
