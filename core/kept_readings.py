"""What was read of sources, kept so that opening them again costs no reading.

One file a source, in a folder of the user's, named by the hash of its bytes, of its name and of the
program that read it: another version reads anew. What cannot be read back is read from the source.
"""

from __future__ import annotations

import hashlib
import json
import os
import zlib
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, fields, is_dataclass
from enum import Enum
from functools import lru_cache
from pathlib import Path
from types import UnionType
from typing import Any, NamedTuple, Union, get_args, get_origin, get_type_hints

from gouji import __version__

from .documents.document import Document, Grid, Paragraph
from .documents.geometry import Box
from .documents.source_bytes import hash_of
from .errors import GoujiError
from .extraction.report import Report, Source
from .files.saving import save_bytes
from .review.record import readings

SUFFIX = ".reading"
MOST_BYTES = 256 << 20
"""Of all that is kept; the readings that were used the longest ago go first."""

LARGEST = 32 << 20
"""Bytes of one reading, unpacked: what is larger is not kept."""

_READERS = ("pypdfium2", "pdfplumber", "pdfminer.six", "onnxruntime", "opencv-python-headless",
            "lxml", "python-docx", "openpyxl")  # fmt: skip
"""Libraries that read sources: another version of one may read otherwise."""


class KeptReading(NamedTuple):
    """A source and the reports in it, the main one first.

    The pipeline has a value of its own for that; loading it loads every reader, which what is
    kept is to save.
    """

    document: Document
    reports: tuple[Report, ...]


@dataclass(frozen=True, slots=True)
class KeptReadings:
    """The readings that are kept in a folder.

    Attributes:
        folder: It is made where it is needed.
        most: How many bytes are kept.
    """

    folder: Path
    most: int = MOST_BYTES

    def find(self, source: Path) -> KeptReading | None:
        """Returns what was read of a source, were it read now; None where nothing is kept.

        Raises:
            OSError: The source cannot be read.
            SourceError: It cannot be read in the archive that it lies in.
        """
        sha256 = hash_of(source)
        path = self._path(source, sha256)
        try:
            packed = path.read_bytes()
            opened = _opened(readings.unpack("zlib", packed, LARGEST), source, sha256)
        except (OSError, ValueError, KeyError, TypeError, AttributeError, zlib.error):
            return None
        with suppress(OSError):
            os.utime(path)  # it was used now
        return opened

    def keep(self, source: Path, opened: KeptReading) -> None:
        """Keeps what was read of a source; where that is not possible, it is read again."""
        data = _to_bytes(opened)
        if len(data) > LARGEST:
            return
        with suppress(OSError, GoujiError):
            self.folder.mkdir(parents=True, exist_ok=True)
            path = self._path(source, opened.document.sha256)
            save_bytes(path, zlib.compress(data, 6), mode=0o600)
            self._prune()

    def _path(self, source: Path, sha256: str) -> Path:
        """The same bytes under another name are read otherwise: it tells the kind, and the body."""
        told = "/".join((fingerprint(), *source.absolute().parts[-2:]))
        key = hashlib.sha256(told.encode("utf-8", "surrogateescape")).hexdigest()
        return self.folder / f"{sha256}-{key[:16]}{SUFFIX}"

    def _prune(self) -> None:
        """Removes what was used the longest ago until the rest is no more than is allowed."""
        kept = []
        for path in self.folder.glob(f"*{SUFFIX}"):
            with suppress(OSError):
                found = path.stat()
                kept.append((found.st_mtime_ns, found.st_size, path))
        room = self.most
        for _, size, path in sorted(kept, reverse=True):
            room -= size
            if room < 0:
                with suppress(OSError):
                    path.unlink()


@lru_cache(maxsize=1)
def fingerprint() -> str:
    """Returns what tells this program, and the libraries that it reads with, from every other."""
    from importlib import metadata  # here, for the window starts without it

    digest = hashlib.sha256(__version__.encode())
    package = Path(__file__).parent
    for folder in (package, package.parent / "resources"):
        for path in sorted(folder.rglob("*")):
            if path.suffix in (".py", ".pyc", ".toml") and "__pycache__" not in path.parts:
                found = path.stat()
                digest.update(f"{path.name} {found.st_size} {found.st_mtime_ns}".encode())
    for name in _READERS:
        with suppress(metadata.PackageNotFoundError):
            digest.update(f"{name} {metadata.version(name)}".encode())
    return digest.hexdigest()


@lru_cache(maxsize=1)
def _names() -> Mapping[str, object]:
    """Returns the types that documents name and that only a type checker imports there."""
    from .documents.flow.runs import Runs  # here, for the window starts without it

    return {"Runs": Runs, "Evidence": object, "PageWitness": object}


_APART = ("path", "sha256", "blocks", "witnesses", "evidence")
"""Fields of a document that are written in another way, or that do not outlive the reading."""


def _to_bytes(opened: KeptReading) -> bytes:
    document = opened.document
    kept = {
        each.name: _plain(getattr(document, each.name))
        for each in fields(document)
        if each.name not in _APART
    }
    return json.dumps(
        {
            "document": kept,
            "blocks": [[isinstance(one, Grid), _plain(one)] for one in document.blocks],
            "reports": [readings.to_bytes(report).decode() for report in opened.reports],
        },
        ensure_ascii=False,
        separators=(",", ":"),
    ).encode("utf-8", "surrogatepass")


def _opened(data: bytes, path: Path, sha256: str) -> KeptReading:
    record = json.loads(data.decode("utf-8", "surrogatepass"))
    hints = get_type_hints(Document, localns=dict(_names()))
    blocks = (_reader(Grid if is_grid else Paragraph)(block) for is_grid, block in record["blocks"])
    kept = {name: _reader(hints[name])(value) for name, value in record["document"].items()}
    document = Document(path, sha256, blocks=tuple(blocks), **kept)
    source = Source(path, sha256, document.kind)
    reports = (readings.from_bytes(each.encode(), source) for each in record["reports"])
    return KeptReading(document, tuple(reports))


def _plain(value: Any) -> Any:
    """Returns a value of frozen dataclasses as lists: of each its fields in their order.

    Those at the end that are as they are by default, which most are, are left out.
    """
    if is_dataclass(value) and not isinstance(value, type):
        held = [(getattr(value, each.name), each.default) for each in fields(value)]
        while held and held[-1][0] == held[-1][1]:
            held.pop()
        return [_plain(each) for each, _ in held]
    if isinstance(value, tuple | list):
        return [_plain(each) for each in value]
    return value


Reader = Callable[[Any], Any]


@lru_cache(maxsize=64)
def _reader(kind: Any) -> Reader:
    """Returns what makes a value of a type out of what ``_plain`` made of it."""
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    if isinstance(kind, type) and is_dataclass(kind):
        hints = get_type_hints(kind, localns=dict(_names()))
        read = [_reader(hints[each.name]) for each in fields(kind)]
        return lambda value: kind(*[one(each) for one, each in zip(read, value, strict=False)])
    if (get_origin(kind) or kind) is Box:
        return lambda value: Box(*value)
    if get_origin(kind) is tuple:
        return _tuple_reader(get_args(kind))
    if get_origin(kind) in (Union, UnionType):
        known = _reader(next(each for each in get_args(kind) if each is not type(None)))
        return lambda value: None if value is None else known(value)
    return lambda value: value


def _tuple_reader(kinds: tuple[Any, ...]) -> Reader:
    if kinds[-1] is Ellipsis:
        every = _reader(kinds[0])
        return lambda value: tuple(map(every, value))
    read = [_reader(kind) for kind in kinds]
    return lambda value: tuple(one(each) for one, each in zip(read, value, strict=True))
