"""Legacy Office files go through LibreOffice where it is installed, and say so where it is not."""

from __future__ import annotations

import base64
import os
import sys
import time
from pathlib import Path

import docx
import pytest

from gouji.core.documents import installed_office, legacy
from gouji.core.documents.installed_office import OfficeCommand, command_for
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


def _script(command: OfficeCommand) -> str:
    return base64.b64decode(command.arguments[-1]).decode("utf-16-le")


@pytest.mark.parametrize("program", ["Word.Application", "KWps.Application"])
def test_an_installed_office_runs_no_macro_and_follows_no_link(program: str) -> None:
    command = command_for(program, Path("C:/t/$(calc) '.doc"), Path("C:/t/a.docx"))
    script = _script(command)
    opened = script.index("Documents.Open")
    assert script.index("AutomationSecurity = 3") < opened
    assert script.index("UpdateLinksAtOpen = $false") < opened
    assert script.index("} finally { $app.Quit() }") > opened
    assert "calc" not in script  # names go by the environment, never into the script
    assert command.environment["GOUJI_PROGRAM"] == program


def test_a_workbook_is_opened_for_reading_without_updating_its_links() -> None:
    command = command_for("KET.Application", Path("a.et"), Path("a.xlsx"))
    assert "Workbooks.Open($env:GOUJI_SOURCE, 0, $true" in _script(command)
    assert "AskToUpdateLinks = $false" in _script(command)


def test_word_or_wps_converts_where_libreoffice_is_not_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = docx.Document()
    made.add_paragraph("青石县水利局2023年政府信息公开工作年度报告")
    made.save(str(tmp_path / "as word writes it.docx"))
    copy = "import os, shutil; shutil.copy(os.environ['AS'], os.environ['GOUJI_TARGET'])"

    def command(program: str, source: Path, target: Path) -> OfficeCommand:
        places = command_for(program, source, target).environment
        names = {**places, "AS": str(tmp_path / "as word writes it.docx")}
        return OfficeCommand((sys.executable, "-c", copy), names)

    monkeypatch.setattr(legacy, "converter", lambda: None)
    monkeypatch.setattr(installed_office, "is_registered", lambda name: name == "KWps.Application")
    monkeypatch.setattr(installed_office, "command_for", command)
    path = tmp_path / "报告.doc"
    path.write_bytes(RTF)
    assert "青石县水利局" in open_document(path).flow
