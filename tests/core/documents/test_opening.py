"""A file is what its content says, and what cannot be opened costs one sentence."""

from __future__ import annotations

import io
import random
from pathlib import Path

import openpyxl
import pytest
from msoffcrypto.format.ooxml import OOXMLFile

from gouji.core import errors
from gouji.core.documents.opening import open_document
from gouji.core.documents.source_files.kinds import kind_of

from .conftest import Opened
from .reading import grids, paragraphs, rows
from .word_files import package, paragraph, row, table, word_file

PAGE = "<html><body><table><tr><td>规章</td><td>8</td></tr></table></body></html>"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize("name", ["a.html", "a.doc", "a.xls", "a.wps", "a", "a.aspx"])
def test_a_page_is_a_page_whatever_its_name(opened: Opened, name: str) -> None:
    document = opened(name, PAGE)
    assert document.kind == "html"
    assert rows(grids(document)[0]) == [["规章", "8"]]


@pytest.mark.parametrize("name", ["a.docx", "a.doc", "a.wps", "a.pdf", "a.txt"])
def test_a_word_file_is_one_whatever_its_name(opened: Opened, name: str) -> None:
    assert opened(name, word_file(table(row("规章", "8")))).kind == "docx"


@pytest.mark.parametrize(
    ("content", "suffix", "kind"),
    [
        (b"%PDF-1.7\n", ".doc", "pdf"),
        (b"junk\n%PDF-1.4", ".pdf", "pdf"),
        (b"{\\rtf1 x}", ".doc", ".rtf"),
        (OLE + bytes(600), ".wps", ".doc"),
        (OLE + bytes(600), ".xls", ".xls"),
        (OLE + bytes(9) + "Workbook\0".encode("utf-16-le"), ".doc", ".xls"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), ".docx", "protected"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n", ".doc", "mht"),
        (b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>', ".xls", ".xls"),
        (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?>', ".xml", ".doc"),
        (b"\xff\xd8\xff\xe0JFIF", ".jpg", "image"),
        (b"II*\0", ".tif", "image"),
        ("规章\t8".encode(), ".txt", "text"),
        ("规章\t8".encode(), "", "text"),
        ("规章,8".encode(), ".csv", "csv"),
        ("# 标题\n<table><tr><td>1</table>".encode(), ".md", "text"),
        (b"\x7fELF\x02\x01\x01\0\0\0", ".txt", None),
        (b'{"a": 1}', ".json", None),
        (package({"OFD.xml": "<a/>"}), ".ofd", None),
    ],
)
def test_the_kind_is_decided_by_content_then_by_name(
    content: bytes, suffix: str, kind: str | None
) -> None:
    assert kind_of(content, suffix) == kind


def test_a_document_names_its_file_and_hash(opened: Opened) -> None:
    document = opened("a.txt", "8")
    assert document.path.name == "a.txt"
    assert document.sha256 == "2c624232cdd221771294dfbb310aca000a0df6ac8b66b696d90ef06fdefb64a3"


def test_a_source_is_not_changed(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(word_file(paragraph("正文")))
    path.chmod(0o400)
    before = path.stat().st_mtime_ns
    open_document(path)
    assert path.stat().st_mtime_ns == before
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [
        ("空.docx", b"", errors.SourceEmptyError),
        ("坏.docx", b"PK\x03\x04" + bytes(50), errors.SourceBrokenError),
        ("坏.xlsx", b"PK\x03\x04" + bytes(50), errors.SourceBrokenError),
        ("a.ofd", package({"OFD.xml": "<a/>"}), errors.SourceBrokenError),
        ("a.bin", bytes(range(256)) * 4, errors.SourceKindError),
        ("a.pdf", bytes(range(256)) * 4, errors.SourceBrokenError),
        ("a.zip", package({"报告.txt": "8"}), errors.SourceKindError),
        ("图.png", b"\x89PNG\r\n\x1a\n" + bytes(20), errors.SourceBrokenError),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_sentence(
    opened: Opened, name: str, content: bytes, error: type[errors.SourceError]
) -> None:
    with pytest.raises(error) as caught:
        opened(name, content)
    assert name in caught.value.sentence("zh")
    assert "\n" not in caught.value.sentence("en")


def test_missing_files_and_folders_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "无.pdf", tmp_path, tmp_path / "a\0b.txt"):
        with pytest.raises(errors.SourceMissingError):
            open_document(path)


def protected(data: bytes) -> bytes:
    file = io.BytesIO()
    OOXMLFile(io.BytesIO(data)).encrypt("密码8", file)
    return file.getvalue()


def test_a_file_that_another_program_holds_is_not_said_to_be_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "held.html"
    path.write_text(PAGE, "utf-8")

    def held(_path: Path) -> bytes:
        raise PermissionError(13, "Permission denied")  # as Windows says of one that is locked

    monkeypatch.setattr(Path, "read_bytes", held)
    with pytest.raises(errors.SourceDeniedError) as caught:
        open_document(path)
    assert "another program holds it open" in caught.value.sentence("en")
    assert "另一个程序正占用它" in caught.value.sentence("zh")


def test_a_protected_word_file_opens_with_its_password(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    # Its encryption, unlike its decryption, is sound only for files above 4096 bytes.
    filling = random.Random(8).randbytes(8000)
    path.write_bytes(protected(word_file(paragraph("政府信息"), chunk=filling)))
    for password in (None, "", "错"):
        with pytest.raises(errors.PasswordNeededError) as caught:
            open_document(path, password=password)
        assert isinstance(caught.value, errors.PasswordWrongError) == bool(password)
    document = open_document(path, password="密码8")
    assert document.kind == "docx"
    assert paragraphs(document) == ["政府信息"]


def test_a_protected_workbook_opens_with_its_password(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["规章", 8])
    file = io.BytesIO()
    book.save(file)
    path = tmp_path / "a.xlsx"
    path.write_bytes(protected(file.getvalue()))
    assert rows(grids(open_document(path, password="密码8"))[0]) == [["规章", "8"]]
