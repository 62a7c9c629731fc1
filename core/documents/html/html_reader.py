"""Reads saved web pages, single files and archives (MHTML)."""

from __future__ import annotations

import email
import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from email.message import Message
from pathlib import Path
from urllib.parse import unquote

from ...errors import SourceBrokenError
from ..document import Document
from ..flow.anchors import flow_document
from ..flow.drafts import Draft
from ..flow.stacked import with_stacked_rows
from ..source_files.text_encoding import declared_charset, decoded
from .markup import markup_drafts


def read_web(path: Path, data: bytes, sha256: str) -> Document:
    """Returns the document of a web page.

    Raises:
        SourceBrokenError: The bytes are no text in any known encoding.
        OverLimitError: It holds more of something than any page does.
    """
    drafts = with_stacked_rows(_drafts(path, data, declared_charset(data)))
    document = flow_document(path, sha256, "html", drafts)
    return replace(document, title=_title(data), framed=_framed(data))


def read_web_archive(path: Path, data: bytes, sha256: str) -> Document:
    """Returns the document of a web archive: its pages one after the other.

    Raises:
        SourceBrokenError: The archive holds no page.
    """
    return flow_document(path, sha256, "html", with_stacked_rows(_archive_drafts(path, data)))


def page_drafts(path: Path, data: bytes) -> list[Draft]:
    """Returns what a page or a web archive prints that is embedded in another document.

    Raises:
        SourceBrokenError: The bytes are no text in any known encoding.
    """
    if data.lstrip()[:200].lower().startswith((b"mime-version", b"from:", b"content-type")):
        return _archive_drafts(path, data)
    return _drafts(path, data, declared_charset(data))


def _archive_drafts(path: Path, data: bytes) -> list[Draft]:
    message = email.message_from_bytes(data)
    pages = list(_pages(message))
    if not pages:
        raise SourceBrokenError(path)
    carried = dict(_sheets(message))
    return [
        draft
        for page, charset in pages
        for draft in _drafts(path, page, declared_charset(page) or charset, carried)
    ]


def _sheets(message: Message) -> Iterator[tuple[str, str]]:
    """Yields the style sheets that an archive brings along, by the addresses they came from."""
    for part in message.walk():
        payload = part.get_payload(decode=True) if part.get_content_type() == "text/css" else None
        if isinstance(payload, bytes):
            text = payload.decode("utf-8", "replace")
            yield part.get("Content-Location", "").strip(), text
            yield "cid:" + part.get("Content-ID", "").strip().strip("<>"), text


def _drafts(
    path: Path, data: bytes, charset: str | None, carried: Mapping[str, str] | None = None
) -> list[Draft]:
    text = decoded(data, charset)
    if text is None:
        raise SourceBrokenError(path)
    return markup_drafts(text, carried)


def _title(data: bytes) -> str:
    """Returns what the head of a page calls it; nothing where it does not."""
    head = data[:_HEAD]
    start = head.lower().find(b"<title")
    begin = head.find(b">", start) + 1 if start >= 0 else 0
    end = head.find(b"<", begin)
    if not begin or end < begin:
        return ""
    text = decoded(head[begin:end], declared_charset(data)) or ""
    return html.unescape(text).strip()


_HEAD = 1 << 16
"""Bytes in which a page has its title."""


def _framed(data: bytes) -> tuple[str, ...]:
    """Returns the names of the files that a page shows in frames, each once."""
    shown = (decoded(found[1], declared_charset(data)) or "" for found in _FRAME.finditer(data))
    addresses = (html.unescape(each).split("?")[0].split("#")[0].strip() for each in shown)
    names = (unquote(each).rpartition("/")[2] for each in addresses if not _INLINE.match(each))
    return tuple(dict.fromkeys(name for name in names if name))


_FRAME = re.compile(
    rb"<(?:iframe|frame|embed|object)\b[^<>]{0,400}?\b(?:src|data)\s{0,9}=\s{0,9}[\"']?([^\"'<>]{1,400})",
    re.IGNORECASE,
)
_INLINE = re.compile(r"(?:about|javascript|data|blob):", re.IGNORECASE)
"""Addresses that name no file."""


def _pages(message: Message) -> Iterator[tuple[bytes, str | None]]:
    for part in message.walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes):
                yield payload, part.get_content_charset()
