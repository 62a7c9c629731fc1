"""Names of files that any system takes, made from text that may say anything."""

from __future__ import annotations

import os
import re

CHECK_SUFFIX = ".gouji-check"
"""How the name of a spot check ends."""

MOST_BYTES = 220
"""File systems take names of 255 bytes, a Chinese character being three; the rest is for what
stands before and behind a name: the mark of a lock, of a journal, of a copy."""

_REFUSED = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]')
"""What Windows refuses, what no terminal should be given, and what turns the order of letters."""

_DEVICES = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)", re.IGNORECASE)
"""Names that stand for devices on Windows, whatever follows their dot."""


def plain_name(text: str, otherwise: str = "_") -> str:
    """Returns a text as the name of one file in one folder, on any system.

    It names no other folder, no device and no hidden file, and is short enough for every disk.

    Args:
        text: A name as a file, a form or a user says it.
        otherwise: The name where nothing is left of the text.
    """
    kept = _REFUSED.sub("_", text.encode("utf-8", "replace").decode("utf-8"))
    name = shortened(kept.strip().lstrip(".").rstrip(". "))
    if _DEVICES.match(name):
        name = f"_{name}"
    return name or otherwise


def shortened(name: str) -> str:
    """Returns a name that leaves room on the disk for what stands before and behind it."""
    while len(os.fsencode(name)) > MOST_BYTES:
        name = name[:-1]
    return name
