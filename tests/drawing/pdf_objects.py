"""Adds to the objects of a drawn PDF what the library that draws it has no words for."""

from __future__ import annotations

import io
from collections.abc import Mapping

import pypdfium2 as pdfium

FIRST = 9001
"""The number of the first added object; no drawn file has as many."""


def with_objects(
    data: bytes, objects: Mapping[int, bytes], changes: Mapping[bytes, bytes]
) -> bytes:
    """Returns a PDF with objects added, and some bytes of its dictionaries replaced.

    Args:
        data: The file, whose dictionaries are not compressed.
        objects: The bytes of each new object, by its number from ``FIRST`` on.
        changes: What is replaced, wherever it stands, by what.
    """
    for old, new in changes.items():
        if old not in data:
            raise ValueError(f"no {old!r} in the file")
        data = data.replace(old, new)
    added = b"".join(b"%d 0 obj\n%s\nendobj\n" % (number, body) for number, body in objects.items())
    end = data.rindex(b"xref\n", 0, data.rindex(b"startxref"))
    # The places that the file states are wrong now: pdfium finds the objects and states them anew.
    document = pdfium.PdfDocument(data[:end] + added + data[end:])
    buffer = io.BytesIO()
    document.save(buffer)
    document.close()
    return buffer.getvalue()


def stream(content: bytes) -> bytes:
    """Returns the body of an object that is a stream."""
    return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content)


LAYER = f"{FIRST} 0 R".encode()
"""The layer of ``with_layer``."""


def with_layer(data: bytes, *, shown: bool = False) -> bytes:
    """Returns a PDF of which what is marked ``/OC /Layer BDC`` belongs to a layer."""
    state = b"ON" if shown else b"OFF"
    properties = b"/OCProperties << /OCGs [%s] /D << /%s [%s] >> >>" % (LAYER, state, LAYER)
    return with_objects(
        data,
        {FIRST: b"<< /Type /OCG /Name (draft) >>"},
        {
            b"/Type /Catalog": b"/Type /Catalog " + properties,
            b"/ProcSet [": b"/Properties << /Layer %s >> /ProcSet [" % LAYER,
        },
    )
