"""Reads saved web pages, single files and archives (MHTML)."""

from __future__ import annotations

import email
from collections.abc import Iterator
from email.message import Message
from pathlib import Path

from ..errors import SourceBrokenError
from .decoding import declared_charset, decoded
from .document import Document
from .drafts import Draft
from .flow import flow_document
from .markup import markup_drafts


def read_web(path: Path, data: bytes, sha256: str) -> Document:
    """Returns the document of a web page.

    Raises:
        SourceBrokenError: The bytes are no text in any known encoding.
    """
    return flow_document(path, sha256, "html", _page_drafts(path, data, declared_charset(data)))


def read_web_archive(path: Path, data: bytes, sha256: str) -> Document:
    """Returns the document of a web archive: its pages one after the other.

    Raises:
        SourceBrokenError: The archive holds no page.
    """
    message = email.message_from_bytes(data)
    drafts: list[Draft] = []
    pages = 0
    for page, charset in _pages(message):
        pages += 1
        drafts += _page_drafts(path, page, declared_charset(page) or charset)
    if not pages:
        raise SourceBrokenError(path)
    return flow_document(path, sha256, "html", drafts)


def _page_drafts(path: Path, data: bytes, charset: str | None) -> list[Draft]:
    text = decoded(data, charset)
    if text is None:
        raise SourceBrokenError(path)
    return markup_drafts(text)


def _pages(message: Message) -> Iterator[tuple[bytes, str | None]]:
    for part in message.walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes):
                yield payload, part.get_content_charset()
