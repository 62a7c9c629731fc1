"""Text of files and their names, as it can be shown on a terminal and kept in any file.

A name on disk is bytes, and need not be UTF-8; Python keeps such bytes as halves of surrogate
pairs, which no encoder takes. And a text can steer a terminal, or turn the order of what stands
behind it.
"""

from __future__ import annotations

import re

_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
"""Control characters, marks and overrides of direction, separators of lines, half surrogates."""

_FIRST_BYTE, _LAST_BYTE = 0xDC80, 0xDCFF
"""What stands for the bytes 80 to FF of a name that is not UTF-8 (PEP 383)."""


def printable(text: str, keep: str = "") -> str:
    r"""Returns a text with what cannot be shown written out, such as ``\xe9`` or ``\u202e``.

    Args:
        text: Of whatever origin.
        keep: Characters that are left as they are, such as the newline.
    """
    return _UNSAFE.sub(lambda found: found[0] if found[0] in keep else _written(found[0]), text)


def json_safe(text: str) -> str:
    r"""Returns JSON with the same characters in the escapes of JSON; it says the same."""
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _written(character: str) -> str:
    code = ord(character)
    if _FIRST_BYTE <= code <= _LAST_BYTE:
        code -= 0xDC00
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def storable(text: str) -> str:
    """Returns text as UTF-8 can hold it: half a surrogate pair becomes a question mark."""
    return text.encode("utf-8", "replace").decode("utf-8")
