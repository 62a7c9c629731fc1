"""Opens what a test writes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from gouji.core.documents import Document
from gouji.core.documents.opening import open_document

Opened = Callable[[str, bytes | str], Document]


@pytest.fixture
def opened(tmp_path: Path) -> Opened:
    """Writes a file of a name and opens it."""

    def write_and_open(name: str, content: bytes | str) -> Document:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return open_document(path)

    return write_and_open
