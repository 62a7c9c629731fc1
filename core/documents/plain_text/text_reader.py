"""Reads plain text, Markdown and separated values."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

from ...errors import SourceKindError
from ..document import Document
from ..flow.anchors import flow_document
from ..flow.drafts import Draft, runs_of
from ..flow.runs import Run, Runs
from ..flow.stacked import with_stacked_rows
from ..html.markup import markup_drafts
from ..source_files.limits import CELLS, CHARACTERS, hold
from ..source_files.text_encoding import declared_charset, decoded
from .line_reader import line_drafts, row_table
from .prose import without_prose

_TABLE_TAG = re.compile(r"<(/?)table\b[^<>]*+>", re.IGNORECASE)


def read_text(path: Path, data: bytes, sha256: str) -> Document:
    """Returns the document of a text or Markdown file.

    Raises:
        SourceKindError: The bytes are no text in any known encoding.
    """
    return flow_document(path, sha256, "text", with_stacked_rows(text_drafts(_text(path, data))))


def read_csv(path: Path, data: bytes, sha256: str) -> Document:
    """Returns the document of a file of comma, semicolon, tab or pipe separated values.

    Raises:
        SourceKindError: The bytes are no text in any known encoding.
    """
    text = _text(path, data)
    separator = max(",;\t，|", key=text.count)
    hold(CELLS, text.count(separator))
    csv.field_size_limit(CHARACTERS.most)
    rows = list(csv.reader(text.splitlines(), delimiter=separator))
    table = row_table([[(Run(field),) for field in row] for row in rows], ruled=True)
    return flow_document(path, sha256, "text", without_prose(table))


def text_drafts(text: str) -> Iterator[Draft]:
    """Returns the lines and tables of a text; HTML tables within it are read as such."""
    for is_markup, part in _markup_parts(text):
        if is_markup:
            yield from markup_drafts(part)
        else:
            yield from line_drafts(part, _marked_up)


_KNOWN = (
    "b|strong|i|em|u|ins|span|font|sub|sup|p|center|div|small|big|mark|s|del|strike|bdo|bdi|ruby|rt"
)
_TAG = re.compile(rf"</?(?:{_KNOWN})\b[^<>]*>|<br\s*/?>", re.IGNORECASE)
_OTHER_TAG = re.compile(rf"<(?!/?(?:{_KNOWN})\b[^<>]*>|br\s*/?>)", re.IGNORECASE)


def _marked_up(text: str) -> Runs:
    """Returns the runs of a text that may hold inline tags of HTML; other tags are text."""
    if "<" not in text or not _TAG.search(text):
        return (Run(text),)
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    inner = runs_of(markup_drafts(f"<table><tr><td>{_OTHER_TAG.sub('&lt;', text)}</table>"))
    return Run(text[:start]), *inner, Run(text[end:])


def _text(path: Path, data: bytes) -> str:
    text = decoded(data, declared_charset(data))
    if text is None:
        raise SourceKindError(path)
    hold(CHARACTERS, len(text))
    return text


def _markup_parts(text: str) -> Iterator[tuple[bool, str]]:
    """Returns a text cut at its outermost HTML tables: whether each part is one, and the part."""
    depth = done = start = 0
    for tag in _TABLE_TAG.finditer(text):
        if not tag.group(1):
            start = tag.start() if depth == 0 else start
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0:
                yield False, text[done:start]
                yield True, text[start : tag.end()]
                done = tag.end()
    yield False, text[done:]
