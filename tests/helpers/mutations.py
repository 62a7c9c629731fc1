"""Ways to damage a file, by its bytes, by its text, and by the parts that its kind is made of."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Callable, Sequence
from random import Random

Mutation = Callable[[bytes, Random], bytes]

NUMBERS = (
    "0", "-1", "007", "1.5", "1,234,5", "１２", "二十", "NaN", "inf", "-0", "1e309", "1E+30",
    "1e-400", "2147483648", "-2147483649", "4294967296", "9223372036854775808", "9" * 30,
    "9" * 4301, "0." + "3" * 60, "1/0", "=1+1", "%", "",
)  # fmt: skip
"""What stands where a number is expected, or in its place."""

TEXTS = (
    "\0", "\u202e12\u202c", "\u2066", "\ufdd0", "\ufffe", "\U0010ffff", "\u200b" * 50, " " * 3000,
    "-" * 3000, "**x " * 500, "<s>" * 800, "<table " * 500, "&" * 200, "&#0;", "&#xFFFFFFFF;",
    "&lt;", "]]>", "<!--", "<![CDATA[", "%s%n", "{0}", "../../x", "=cmd|' /C calc'!A0", "\\", '"',
    "其中1件，1件；" * 300, "政府信息公开" * 300, "一、", "合计", "\t" * 500, "|" * 500, "\r",
    "\n" * 500,
)  # fmt: skip
"""What readers trip over in a text."""

MARKUP = (
    '<!DOCTYPE a [<!ENTITY b "x"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>',
    '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
    '<?xml version="1.0" encoding="utf-7"?>', '<?xml version="1.1"?>', "<a>" * 500, "</a>" * 50,
    '<x xmlns:y="" y:z="">', "<td rowspan='65535' colspan='65535'>1</td>", "<tr/>" * 300,
    "<td rowspan='0'>" * 30, "<w:tbl>" * 40, "<w:gridSpan w:val='999999999'/>", "<style>*{",
    "<style>" + "a>" * 400 + "{color:red}</style>", "<img src='http://localhost/x'>",
    "<mergeCell ref='A1:XFD1048576'/>", "<c r='XFD1048576'><v>1</v></c>", "<w:p/>" * 200,
)  # fmt: skip
"""Pieces of markup that ask for much, or for what is not given."""


def mutated(data: bytes, random: Random, others: Sequence[bytes] = ()) -> bytes:
    """Returns a file damaged once to thrice, in ways that fit its kind.

    Args:
        data: The file.
        random: Decides everything.
        others: Files that parts are spliced in from.
    """
    for _ in range(random.choice((1, 1, 1, 2, 3))):
        if others and random.random() < 0.05:
            data = spliced(data, random, random.choice(others))
        else:
            data = random.choice(_ways(data))(data, random)
    return data


def _ways(data: bytes) -> Sequence[Mutation]:
    if data.startswith(b"PK"):
        return (*BYTES, *(4 * ZIP))
    if data.startswith(b"%PDF"):
        return (*BYTES, *(3 * PDF))
    if b"\0" in data[:1000]:
        return BYTES
    return (*BYTES, *TEXT, *TEXT)


def flipped(data: bytes, random: Random) -> bytes:
    """Flips some bits."""
    changed = bytearray(data)
    for _ in range(random.choice((1, 1, 3, 20)) if data else 0):
        changed[random.randrange(len(changed))] ^= 1 << random.randrange(8)
    return bytes(changed)


def truncated(data: bytes, random: Random) -> bytes:
    """Keeps the beginning, or the end."""
    at = random.randrange(len(data) + 1)
    return data[:at] if random.random() < 0.8 else data[at:]


def cut(data: bytes, random: Random) -> bytes:
    """Takes a piece out."""
    start, end = _piece(data, random)
    return data[:start] + data[end:]


def repeated(data: bytes, random: Random) -> bytes:
    """Has a piece several times."""
    start, end = _piece(data, random)
    return data[:end] + data[start:end] * random.choice((1, 2, 30)) + data[end:]


def moved(data: bytes, random: Random) -> bytes:
    """Has a piece elsewhere."""
    start, end = _piece(data, random)
    rest = data[:start] + data[end:]
    at = random.randrange(len(rest) + 1)
    return rest[:at] + data[start:end] + rest[at:]


def overwritten(data: bytes, random: Random) -> bytes:
    """Has nulls, or anything, in place of a piece."""
    start, end = _piece(data, random)
    by = bytes(end - start) if random.random() < 0.5 else random.randbytes(end - start)
    return data[:start] + by + data[end:]


def spliced(data: bytes, random: Random, other: bytes) -> bytes:
    """Begins as one file and goes on as another."""
    return data[: random.randrange(len(data) + 1)] + other[random.randrange(len(other) + 1) :]


def _piece(data: bytes, random: Random) -> tuple[int, int]:
    start = random.randrange(len(data) + 1)
    return start, min(len(data), start + random.choice((1, 4, 50, 500, 5000)))


BYTES: tuple[Mutation, ...] = (flipped, truncated, cut, repeated, moved, overwritten)


def renumbered(data: bytes, random: Random) -> bytes:
    """Has hostile numbers in place of some."""
    return _replaced(rb"\d+", data, random, NUMBERS)


def worded(data: bytes, random: Random) -> bytes:
    """Has a hostile text somewhere between two tags, or anywhere."""
    return _inserted(data, random, random.choice(TEXTS).encode("utf-8", "surrogatepass"))


def marked_up(data: bytes, random: Random) -> bytes:
    """Has hostile markup somewhere."""
    return _inserted(data, random, random.choice(MARKUP).encode())


def retagged(data: bytes, random: Random) -> bytes:
    """Has tags of the file lost, doubled, unclosed or in another place."""
    tags = list(re.finditer(rb"</?[\w:]+[^<>]{0,300}>", data))
    if not tags:
        return worded(data, random)
    one, other = random.choice(tags), random.choice(tags)
    by = random.choice((b"", one.group() * 2, one.group() * 600, other.group(), one.group()[:-1]))
    return data[: one.start()] + by + data[one.end() :]


def reattributed(data: bytes, random: Random) -> bytes:
    """Has attributes with other values, twice, or thousands of them."""
    found = list(re.finditer(rb"\s([\w:-]+)=([\"'])([^\"'<>]{0,300})\2", data))
    if not found:
        return renumbered(data, random)
    one, other = random.choice(found), random.choice(found)
    value = random.choice((*NUMBERS, *TEXTS)).encode("utf-8", "surrogatepass")
    many = b"".join(b" a%d='1'" % number for number in range(3000))
    by = random.choice((b' %s="%s"' % (one[1], value), one.group() * 2, other.group(), many, b" ="))
    return data[: one.start()] + by + data[one.end() :]


def _replaced(pattern: bytes, data: bytes, random: Random, texts: Sequence[str]) -> bytes:
    found = list(re.finditer(pattern, data))
    for one in sorted(random.sample(found, min(len(found), random.choice((1, 1, 5)))),
                      key=re.Match.start, reverse=True):  # fmt: skip
        data = data[: one.start()] + random.choice(texts).encode() + data[one.end() :]
    return data


def _inserted(data: bytes, random: Random, text: bytes) -> bytes:
    places = [found.end() for found in re.finditer(rb">|\n", data)]
    anywhere = not places or random.random() < 0.2
    at = random.randrange(len(data) + 1) if anywhere else random.choice(places)
    return data[:at] + text + data[at:]


TEXT: tuple[Mutation, ...] = (renumbered, worded, marked_up, retagged, reattributed)


def member_changed(data: bytes, random: Random) -> bytes:
    """Has a part of a zip damaged, its checksum made anew."""

    def change(parts: list[tuple[str, bytes]]) -> None:
        at = random.randrange(len(parts))
        name, content = parts[at]
        way = random.choice((*TEXT, *TEXT, *BYTES))
        parts[at] = (name, way(content, random))

    return _rezipped(data, random, change)


def members_rearranged(data: bytes, random: Random) -> bytes:
    """Has parts of a zip lost, doubled, renamed, exchanged or of great size."""

    def change(parts: list[tuple[str, bytes]]) -> None:
        at, other = random.randrange(len(parts)), random.randrange(len(parts))
        kind = random.randrange(6)
        if kind == 0 and len(parts) > 1:
            del parts[at]
        elif kind == 1:
            parts.append((parts[at][0], parts[other][1]))
        elif kind == 2:
            parts[at] = (random.choice(("../../x", "/x", "", "x" * 300, "\u202e")), parts[at][1])
        elif kind == 3:
            (name, content), (second, more) = parts[at], parts[other]
            parts[at], parts[other] = (name, more), (second, content)
        elif kind == 4:
            parts[at] = (parts[at][0], b"")
        else:
            parts[at] = (parts[at][0], parts[at][1] + b" " * 3_000_000)

    return _rezipped(data, random, change)


def _rezipped(
    data: bytes, random: Random, change: Callable[[list[tuple[str, bytes]]], None]
) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = [(name, package.read(name)) for name in package.namelist()]
    except Exception:  # noqa: BLE001  it is damaged already
        return flipped(data, random)
    if not parts:
        return data
    change(parts)
    stream = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(stream, "w", compresslevel=1) as package:
        warnings.simplefilter("ignore")  # of two parts by one name
        for name, content in parts:
            package.writestr(zipfile.ZipInfo(name or "x"), content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


ZIP: tuple[Mutation, ...] = (member_changed, member_changed, members_rearranged)


def object_edited(data: bytes, random: Random) -> bytes:
    """Has numbers, names or references of a PDF's objects changed."""
    patterns = (rb"\d+ \d+ R", rb"/[A-Za-z]+", rb"-?\d+(?:\.\d+)?", rb"<<|>>|\[|\]|endobj|stream")
    pattern = random.choice(patterns)
    found = list(re.finditer(pattern, data))
    if not found:
        return flipped(data, random)
    one, other = random.choice(found), random.choice(found)
    numbers = (*NUMBERS[:5], *NUMBERS[7:18])
    by = random.choice((other.group(), b"", random.choice(numbers).encode(), b"1 0 R", b"null"))
    return data[: one.start()] + by + data[one.end() :]


def object_repeated(data: bytes, random: Random) -> bytes:
    """Has an object of a PDF lost, twice, or under another number."""
    found = list(re.finditer(rb"\d+ 0 obj.*?endobj", data, re.DOTALL))
    if not found:
        return cut(data, random)
    one, other = random.choice(found), random.choice(found)
    number = re.match(rb"\d+ 0", other.group())
    renamed = (number.group() if number else b"1 0") + one.group()[one.group().index(b" obj") :]
    by = random.choice((b"", one.group() + b"\n" + renamed, renamed, other.group()))
    return data[: one.start()] + by + data[one.end() :]


def stream_edited(data: bytes, random: Random) -> bytes:
    """Has the content of a page changed within its compression."""
    found = list(re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", data, re.DOTALL))
    random.shuffle(found)
    for one in found:
        try:
            plain = zlib.decompress(one[1])
        except zlib.error:
            continue
        way = random.choice((renumbered, cut, repeated, moved, flipped, overwritten, _operated))
        return data[: one.start(1)] + zlib.compress(way(plain, random)) + data[one.end(1) :]
    return object_edited(data, random)


def _operated(data: bytes, random: Random) -> bytes:
    pieces = (b" q" * 3000, b" Q" * 50, b" 0 0 0 0 0 0 cm", b" 1e30 0 0 1e30 0 0 cm", b" BT" * 50,
              b" 3 Tr", b" /X0 Do" * 200, b" 0 0 1e9 1e9 re f", b" W n", b" 1000 Tz -1000 TL T* T*",
              b" (1)'" * 500, b" 0 0 m 1 1 l S" * 2000)  # fmt: skip
    at = random.randrange(len(data) + 1)
    return data[:at] + random.choice(pieces) + b"\n" + data[at:]


PDF: tuple[Mutation, ...] = (object_edited, object_edited, object_repeated, stream_edited)
