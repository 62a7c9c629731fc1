"""A report that only its password opens."""

from __future__ import annotations

import io
from pathlib import Path

from msoffcrypto.format.ooxml import OOXMLFile

PASSWORD = "kaimen8"
_PLAIN = Path(__file__).resolve().parents[2] / "resources" / "samples" / "2019-edition.docx"


def protect(path: Path) -> Path:
    """Writes the Word sample under its password, and returns the path."""
    with path.open("wb") as file:
        OOXMLFile(io.BytesIO(_PLAIN.read_bytes())).encrypt(PASSWORD, file)
    return path
