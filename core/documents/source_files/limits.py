"""How much a source may hold: more than any report has, and less than would stop the machine.

Each limit is the most of one thing that a reader takes within a minute and 2 GB of memory. What
a worker process may take bounds all else, but says of a file no more than that it took too long.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ...errors import LimitExceededError


@dataclass(frozen=True, slots=True)
class Limit:
    """The most of something that is read, with its unit and what to do, in Chinese and English."""

    most: int
    zh: str
    en: str
    advice_zh: str = "报告不会有这么多；请另存为较小的文件或拆分后再试。"
    advice_en: str = "No report has as many; save it as a smaller file, or split it."


_LOWER_ZH = "请用较低的分辨率重新扫描（300 dpi 足够），或拆分后再试。"
_LOWER_EN = "Scan it at a lower resolution (300 dpi will do), or split it."

BYTES = Limit(1 << 30, "字节", "bytes")
CHARACTERS = Limit(3_000_000, "个字符的文字", "characters of text")
ELEMENTS = Limit(500_000, "个元素", "elements of markup")
ATTRIBUTES = Limit(1_000, "个属性（在一个元素上）", "attributes in one element")
DEPTH = Limit(2_000, "层嵌套", "levels of nested elements")
STYLES = Limit(1_000_000, "步样式匹配", "steps from element to element for its style sheets")
CELLS = Limit(200_000, "个单元格", "cells")
PLACES = Limit(500_000, "个单元格位置（一个表格）", "places for cells in one table")
MERGED = Limit(2_000_000, "个合并在一起的单元格", "cells that are merged")
PARTS = Limit(20_000, "个部件", "parts in its package")
PART_BYTES = Limit(96 * 2**20, "字节（一个部件解压后）", "bytes in one part, unpacked")
PACKAGE_BYTES = Limit(768 * 2**20, "字节（全部解压后）", "bytes in all, unpacked")
ARCHIVED = Limit(5_000, "个文件（一个压缩包）", "files in one archive")
PAGES = Limit(2_000, "页", "pages")
PICTURE_PAGES = Limit(500, "页图片", "pictures")
SIDE = Limit(30_000, "像素（一边）", "pixels along one side", _LOWER_ZH, _LOWER_EN)
PIXELS = Limit(100_000_000, "像素（一页）", "pixels in one page", _LOWER_ZH, _LOWER_EN)


class OverLimitError(Exception):
    """A source holds more of something than is read; for whoever knows the file to say."""

    def __init__(self, limit: Limit) -> None:
        super().__init__(limit)
        self.limit = limit


class TooLargeError(LimitExceededError):
    """A source holds more of something than any report does.

    Unlike time and memory that ran out, this stays so on every machine.
    """

    def __init__(self, path: Path | str, limit: Limit) -> None:
        self.limit = limit
        self.problem_zh = f"超过 {limit.most:,} {limit.zh}的上限，没有读取"
        self.problem_en = f"has more than {limit.most:,} {limit.en}, the limit, and was not read"
        self.advice_zh, self.advice_en = limit.advice_zh, limit.advice_en
        super().__init__(path)

    def __reduce__(self) -> tuple[type[TooLargeError], tuple[Path, Limit]]:  # type: ignore[override]
        return type(self), (self.path, self.limit)


def hold(limit: Limit, count: int, path: Path | None = None) -> None:
    """Refuses a file that holds more of something than is read.

    Args:
        limit: Of what.
        count: How much there is.
        path: The file, where it is known here.

    Raises:
        TooLargeError: There is more, in that file.
        OverLimitError: There is more, in a file that the caller knows.
    """
    if count > limit.most:
        raise OverLimitError(limit) if path is None else TooLargeError(path, limit)


def hold_markup(markup: bytes, path: Path | None = None) -> None:
    """Returns if a parser can take HTML or XML in one pass: it goes through all the attributes of
    an element for each of them.

    Raises:
        TooLargeError, OverLimitError: It has too many elements, or one has too many attributes.
    """
    hold(ELEMENTS, markup.count(b"<") - markup.count(b"</"), path)
    if len(markup) > 2 * ATTRIBUTES.most:
        for tag in _long_tags(markup):
            hold(ATTRIBUTES, len(_QUOTED.sub(b"", tag).split()), path)


_OPENING = re.compile(rb"<(?:[A-Za-z]|!--)")
_RAW = re.compile(rb"<(script|style|textarea|title)\b", re.IGNORECASE)
_IN_TAG = re.compile(rb"""[^"'>]*+(?:"[^"]*+"|'[^']*+')?+""")
_QUOTED = re.compile(rb""""[^"]*+"|'[^']*+'""")


def _long_tags(markup: bytes) -> Iterator[bytes]:
    """Yields each tag that is long enough to have too many attributes; quotes may hold ``>``."""
    at = 0
    while found := _OPENING.search(markup, at):
        start = found.start()
        if found.group() == b"<!--":
            at = _behind(markup, b"-->", start)
            continue
        at = found.end()
        while (end := _IN_TAG.match(markup, at).end()) > at:  # type: ignore[union-attr]
            at = end
        if at - start > 2 * ATTRIBUTES.most:
            yield markup[start:at]
        raw = _RAW.match(markup, start)
        if raw:
            at = _behind(markup, b"</" + raw[1], at)


def _behind(markup: bytes, mark: bytes, at: int) -> int:
    """Returns where the next mark ends, or the end of the markup."""
    found = markup.find(mark, at)
    return found + len(mark) if found >= 0 else len(markup)
