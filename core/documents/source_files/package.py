"""Reads the parts of an Office file (a zip), refusing what would expand beyond reason."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from ...errors import SourceBrokenError
from .limits import DEPTH, PACKAGE_BYTES, PART_BYTES, PARTS, TooLargeError, hold, hold_markup
from .parsing import is_of_input, parsed
from .zip_names import name_as_written

_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main",
     b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships",
     b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    (b"http://purl.oclc.org/ooxml/officeDocument/math",
     b"http://schemas.openxmlformats.org/officeDocument/2006/math"),
)  # fmt: skip


def _plain(name: str) -> str:
    """Returns the name of a part with its folders parted by slashes, from the root."""
    return posixpath.normpath(name.replace("\\", "/").lstrip("/"))


class Package:
    """The parts of one Office file by name; reads nothing but what is asked for."""

    def __init__(self, path: Path, data: bytes) -> None:
        self.path = path
        with parsed(path):
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        hold(PARTS, len(self._zip.namelist()), path)
        self._names = {
            _plain(said).lower(): name
            for name in self._zip.namelist()
            for said in dict.fromkeys((name_as_written(name), name))
        }
        self._check_sizes()

    def names(self) -> frozenset[str]:
        """Returns the names of all parts, in lower case, without a leading slash."""
        return frozenset(self._names)

    def data(self, name: str) -> bytes | None:
        """Returns the bytes of a part, or None where there is none.

        Raises:
            SourceBrokenError: The part cannot be unpacked.
        """
        found = self._names.get(_plain(name).lower())
        if found is None:
            return None
        try:
            return self._zip.read(found)
        except Exception as error:
            if not is_of_input(error):
                raise
            raise SourceBrokenError(self.path, name) from error

    def tree(self, name: str) -> etree._Element | None:
        """Returns the root of an XML part in the transitional namespaces, or None.

        Raises:
            SourceBrokenError: The part is no well-formed XML.
            TooLargeError: It has more elements, or attributes of one, than any report.
        """
        data = self.data(name)
        if data is None:
            return None
        if b"http://purl.oclc.org/ooxml/" in data:
            for strict, transitional in _STRICT:
                data = data.replace(strict, transitional)
        hold_markup(data, self.path)
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True,
            remove_comments=True, remove_pis=True,
        )  # fmt: skip
        try:
            return etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            if not is_of_input(error):
                raise
            if getattr(error, "code", 0) == etree.ErrorTypes.ERR_RESOURCE_LIMIT:
                raise TooLargeError(self.path, DEPTH) from error
            raise SourceBrokenError(self.path, name) from error

    def target(self, name: str, relation_id: str) -> str | None:
        """Returns the part that a part's relation leads to, or None."""
        for relation, part in self._relations(name):
            if relation.get("Id") == relation_id:
                return part
        return None

    def related(self, name: str, kind: str) -> str | None:
        """Returns the part that a part (or "" for the whole) is related to by a kind's name."""
        for relation, part in self._relations(name):
            if relation.get("Type", "").endswith(f"/{kind}"):
                return part
        return None

    def _relations(self, name: str) -> Iterator[tuple[etree._Element, str]]:
        """Returns the relations of a part to parts within the package."""
        folder, base = posixpath.split(name)
        relations = self.tree(posixpath.join(folder, "_rels", f"{base}.rels"))
        for relation in relations if relations is not None else ():
            if relation.get("TargetMode") != "External":
                target = posixpath.join("/", folder, relation.get("Target", ""))
                yield relation, posixpath.normpath(target).lstrip("/")

    def _check_sizes(self) -> None:
        """Trusts the sizes that the zip states: reading stops at them."""
        sizes = [entry.file_size for entry in self._zip.infolist()]
        hold(PART_BYTES, max(sizes, default=0), self.path)
        hold(PACKAGE_BYTES, sum(sizes), self.path)
