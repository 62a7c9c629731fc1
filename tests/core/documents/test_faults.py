"""A file is damaged where a parser says so; a fault of the program or the machine is none of it."""

from __future__ import annotations

import builtins
import errno
import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import openpyxl
import pytest
from PIL import Image

from gouji.core.documents import legacy
from gouji.core.documents.opening import open_document
from gouji.core.documents.source_files.parsing import is_of_input, parsed
from gouji.core.documents.word.word_reader import BodyReader
from gouji.core.errors import (
    ConverterFailedError,
    GoujiError,
    SourceBrokenError,
    SystemRefusedError,
)

from .conftest import Opened
from .word_files import paragraph, row, table, word_file


def workbook() -> bytes:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["规章", 8])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def picture() -> bytes:
    file = io.BytesIO()
    Image.effect_noise((60, 40), 90).save(file, "PNG")
    return file.getvalue()


NO_ROW = b"""<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">
<sheetData><row r="x"><c r="A1"><v>8</v></c></row></sheetData></worksheet>"""
"""A sheet with a row whose number is none."""


def raising(error: BaseException) -> Callable[..., Any]:
    def fails(*_: object, **__: object) -> None:
        raise error

    return fails


@pytest.mark.parametrize(
    "error",
    [KeyError("w:val"), TypeError("None"), ValueError("8"), AttributeError("text"), IndexError(8),
     ZeroDivisionError()],
)  # fmt: skip
def test_a_bug_in_a_reader_of_ours_is_no_damage_of_the_file(
    opened: Opened, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    monkeypatch.setattr(BodyReader, "drafts", raising(error))

    with pytest.raises(type(error)):
        opened("报告.docx", word_file(paragraph("正文")))


def test_a_library_that_is_not_there_is_no_damage_of_the_file(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    loads = builtins.__import__

    def missing(name: str, *rest: Any) -> Any:
        if name == "openpyxl" or name.endswith("spreadsheet.workbook_reader"):
            raise ModuleNotFoundError(name)
        return loads(name, *rest)

    monkeypatch.setattr(builtins, "__import__", missing)

    with pytest.raises(ModuleNotFoundError):
        opened("报告.xlsx", workbook())


def test_want_of_memory_is_no_damage_of_the_file(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(zipfile.ZipFile, "read", raising(MemoryError()))

    with pytest.raises(MemoryError):
        opened("报告.docx", word_file(paragraph("正文")))


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EMFILE, errno.EIO, errno.EACCES])
def test_what_the_system_refuses_is_no_damage_of_the_file(
    opened: Opened, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    monkeypatch.setattr(zipfile.ZipFile, "read", raising(OSError(number, "refused")))

    with pytest.raises(SystemRefusedError) as caught:
        opened("报告.docx", word_file(paragraph("正文")))

    assert not isinstance(caught.value, SourceBrokenError)
    assert "报告.docx" in caught.value.sentence("en")


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("报告.docx", word_file(table(row("规章", "8")) + paragraph("正文"))),
        ("报告.xlsx", workbook()),
        ("图.png", picture()),
    ],
)
def test_what_changed_bytes_make_of_a_parser_is_said_of_the_file(
    tmp_path: Path, name: str, data: bytes
) -> None:
    random = Random(name)
    path = tmp_path / name
    broken = 0
    for _ in range(60):
        changed = bytearray(data)
        for _ in range(random.choice((1, 3, 20))):
            changed[random.randrange(len(changed))] = random.randrange(256)
        path.write_bytes(bytes(changed[: random.choice((len(data), len(data) // 2))]))
        try:
            open_document(path)
        except SourceBrokenError:
            broken += 1
        except GoujiError:
            pass

    assert broken > 10


@pytest.mark.parametrize(
    ("part", "wrong"),
    [
        ("[Content_Types].xml", b"<Types/>"),
        ("xl/worksheets/sheet1.xml", NO_ROW),
        ("xl/styles.xml", b"<styleSheet><fonts count='y'><font><b val='q'/></font></fonts>"),
        ("xl/worksheets/sheet1.xml", b"not xml"),
    ],
)
def test_a_part_that_the_parser_trips_over_is_damage(
    opened: Opened, part: str, wrong: bytes
) -> None:
    source, target = zipfile.ZipFile(io.BytesIO(workbook())), io.BytesIO()
    with source, zipfile.ZipFile(target, "w") as copy:
        for name in source.namelist():
            copy.writestr(name, wrong if name == part else source.read(name))

    with pytest.raises(SourceBrokenError):
        opened("报告.xlsx", target.getvalue())


def test_a_bug_of_ours_below_a_parser_that_calls_back_is_ours() -> None:
    class Ours(io.BytesIO):
        def read(self, _size: int | None = -1, /) -> bytes:
            return _planted()

    with pytest.raises(KeyError) as caught, parsed(Path("a.xlsx")):
        _as_ours(lambda: zipfile.ZipFile(Ours(b"PK\5\6" + bytes(18))))

    assert not is_of_input(caught.value)


def _planted() -> bytes:
    raise KeyError("planted")


_planted = type(_planted)(
    _planted.__code__, {"__name__": "gouji.core.planted", "KeyError": KeyError}
)


def _as_ours(call: Callable[[], object]) -> None:
    call()


def soffice(folder: Path, script: str) -> Path:
    program = folder / "soffice"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    return program


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
WRITES_THE_SOUND_ONE = """\
for last; do :; done
while [ "$1" != --outdir ]; do shift; done
case "$last" in *sound.rtf) mkdir -p "$2"; echo sound > "$2/sound.txt";; esac"""


@pytest.mark.parametrize("script", ["exit 1", "exit 0", "kill -SEGV $$"])
def test_a_converter_that_does_not_run_is_no_damage_of_the_file(
    opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str
) -> None:
    program = soffice(tmp_path, script)
    monkeypatch.setattr(legacy, "converter", lambda: program)

    with pytest.raises(ConverterFailedError):
        opened("报告.doc", OLE)


def test_a_converter_that_may_not_be_run_is_installed_nevertheless(
    opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = soffice(tmp_path, "exit 0")
    program.chmod(0o644)
    monkeypatch.setattr(legacy, "converter", lambda: program)

    with pytest.raises(ConverterFailedError):
        opened("报告.doc", OLE)


def test_what_a_running_converter_does_not_convert_is_damaged(
    opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = soffice(tmp_path, WRITES_THE_SOUND_ONE)
    monkeypatch.setattr(legacy, "converter", lambda: program)

    with pytest.raises(SourceBrokenError):
        opened("报告.doc", OLE)
