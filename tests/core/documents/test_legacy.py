"""Legacy Office files go through LibreOffice where it is installed, and say so where it is not."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from gouji.core.documents import legacy
from gouji.core.documents.opening import open_document
from gouji.core.errors import ConverterMissingError, LimitExceededError, SourceBrokenError

from .reading import grids, rows

RTF = rb"{\rtf1\ansi\trowd\cellx1000\cellx2000\intbl 8\cell 0\cell\row}"

needs_converter = pytest.mark.skipif(
    legacy.converter() is None, reason="LibreOffice is not installed"
)


@needs_converter
def test_a_legacy_word_file_is_converted_and_read(tmp_path: Path) -> None:
    path = tmp_path / "报告.wps"
    path.write_bytes(legacy.converted(path, RTF, ".rtf", "doc"))
    document = open_document(path)
    assert document.kind == "doc"
    assert rows(grids(document)[0]) == [["8", "0"]]
    assert list(tmp_path.iterdir()) == [path]


@needs_converter
def test_rich_text_is_converted_and_read(tmp_path: Path) -> None:
    path = tmp_path / "a.doc"
    path.write_bytes(RTF)
    assert rows(grids(open_document(path))[0]) == [["8", "0"]]


@needs_converter
def test_a_file_that_the_converter_cannot_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.doc"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000))
    with pytest.raises(SourceBrokenError):
        open_document(path)


def test_without_libreoffice_the_message_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(legacy, "converter", lambda: None)
    path = tmp_path / "报告.doc"
    path.write_bytes(RTF)
    with pytest.raises(ConverterMissingError, match=r"报告\.doc.*LibreOffice.*\.docx"):
        open_document(path)


@pytest.mark.skipif(os.name == "nt", reason="writes a shell script")
def test_a_converter_that_hangs_is_ended_with_its_children(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = tmp_path / "left"
    program = tmp_path / "soffice"
    program.write_text(f"#!/bin/sh\n(sleep 3; touch '{left}') &\nsleep 60\n")
    program.chmod(0o700)
    monkeypatch.setattr(legacy, "converter", lambda: program)
    started = time.monotonic()
    with pytest.raises(LimitExceededError):
        legacy.converted(tmp_path / "a.rtf", RTF, ".rtf", "docx", timeout=0.3)
    assert time.monotonic() - started < 2.5
    assert not left.exists()
