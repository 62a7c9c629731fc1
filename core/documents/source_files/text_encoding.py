"""Turns the bytes of a text into characters, whatever encoding they are in or claim to be in."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"\x84\x31\x95\x33", "gb18030"),
)

_COMMON = re.compile(
    "政府|信息|公开|公開|申请|申請|情况|情況|行政|年度|报告|報告|本年|总计|總計|数量|數量|处理|處理"
    "|第二十条|复议|诉讼|结果|结转|其他|工作|单位|資訊|的"
)
_SAMPLE = 400_000
"""Bytes: the beginning of a text tells its encoding."""

_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]+)"""
    rb"""|<\?xml[^>]{0,100}?encoding\s*=\s*["']([A-Za-z0-9_.:-]+)""",
    re.IGNORECASE,
)

_SHIFTED = re.compile(rb"\+[A-Za-z0-9/]{3,}")
"""A run of characters in UTF-7 (RFC 2152)."""

_WIDER = {
    "gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "cp936": "gb18030",
    "x-gbk": "gb18030", "gb18030": "gb18030", "big5": "big5hkscs", "unicode": "utf-16",
    "iso-8859-1": "cp1252", "latin-1": "cp1252", "us-ascii": "utf-8", "ascii": "utf-8",
}  # fmt: skip


def declared_charset(data: bytes) -> str | None:
    """Returns the encoding that a page's own markup names within its first 4096 bytes."""
    found = _DECLARED.search(data[:4096].replace(b"\0", b""))
    if not found:
        return None
    return (found.group(1) or found.group(2)).decode("ascii")


def decoded(data: bytes, declared: str | None = None) -> str | None:
    """Returns the text of some bytes, or None where they are no text in any known encoding.

    A byte order mark decides. Otherwise each encoding that decodes every byte is a candidate,
    the declared one first, and the one whose text has the most words that Chinese reports are
    made of is taken; the declared one, then the order UTF-8, GB18030, Big5 breaks ties. Where none
    decodes every byte, damaged bytes become U+FFFD, if they are few.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data.decode(encoding, "replace").removeprefix("\ufeff")
    texts = list(_texts(data, _candidates(data, declared), "strict"))
    texts += _mixed(data)
    if not texts:
        texts = list(_texts(data, _candidates(data, declared), "replace"))
        texts = [text for text in texts if text.count("\ufffd") <= 1 + len(text) // 200]
    if not texts or (not any(map(_score, texts)) and not _is_plain(texts[0])):
        texts += _guessed(data)
    best = max(texts, key=_score, default=None)
    return best if best is not None and _is_plain(best) else None


def _candidates(data: bytes, declared: str | None) -> Iterator[str]:
    nulls = data[:_SAMPLE].count(0) * 20 > len(data[:_SAMPLE])
    names = [declared, "utf-8", "gb18030", "big5hkscs", "utf-16-le", "utf-16-be"]
    if _SHIFTED.search(data[:_SAMPLE]) and data.isascii():
        names.append("utf-7")
    seen: set[str] = set()
    for name in names:
        encoding = _known(name)
        wide = encoding is not None and encoding.startswith("utf-16")
        if encoding is None or encoding in seen or (nulls and not wide):
            continue
        seen.add(encoding)
        yield encoding


def _known(name: str | None) -> str | None:
    """Returns the codec of a charset's name, of the widest encoding that covers it."""
    name = (name or "").strip().lower()
    name = _WIDER.get(name, name)
    try:
        found = codecs.lookup(name)
    except (LookupError, ValueError):
        return None
    # Codecs such as base64 turn bytes into bytes.
    return found.name if getattr(found, "_is_text_encoding", True) else None


def _texts(data: bytes, encodings: Iterable[str], errors: str) -> Iterator[str]:
    for encoding in encodings:
        try:
            text = data.decode(encoding, errors)
        except (UnicodeError, ValueError):
            continue
        # Almost any bytes are some UTF-16; only words tell that they are meant.
        if not encoding.startswith("utf-16") or _score(text):
            yield text


def _mixed(data: bytes) -> list[str]:
    """Returns the text of lines of which some are UTF-8 and others GB18030, as files that were put
    together have them; none where all are in one encoding.
    """
    lines = data.split(b"\n")
    texts: list[str] = []
    used: set[str] = set()
    for line in lines:
        for encoding in ("utf-8", "gb18030"):
            try:
                texts.append(line.decode(encoding))
            except UnicodeDecodeError:
                continue
            if not line.isascii():
                used.add(encoding)
            break
        else:
            return []
    return ["\n".join(texts)] if len(used) > 1 else []


def _guessed(data: bytes) -> list[str]:
    from charset_normalizer import from_bytes

    guess = from_bytes(data[:_SAMPLE]).best()
    texts = _texts(data, [guess.encoding], "strict") if guess else ()
    return [text for text in texts if _score(text)]


def _score(text: str) -> int:
    return len(_COMMON.findall(text[:_SAMPLE]))


def _is_plain(text: str) -> bool:
    """Is it text rather than bytes that happen to decode? Control characters give it away."""
    sample = text[:_SAMPLE]
    odd = sum(character < " " and character not in "\t\n\r\f\v\x1a" for character in sample)
    return odd * 100 <= len(sample)
