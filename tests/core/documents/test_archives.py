"""An archive is a folder of sources: its files are read from memory, under their limits."""

from __future__ import annotations

import io
import tarfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from gouji.core.cli.run_command import main
from gouji.core.documents.opening import open_document
from gouji.core.documents.source_bytes import source_data
from gouji.core.documents.source_files import archives, limits
from gouji.core.documents.source_files.archives import archive_of, files_in
from gouji.core.documents.source_files.folder import SUFFIXES, files_of
from gouji.core.documents.source_files.limits import Limit, TooLargeError
from gouji.core.errors import (
    ArchiveError,
    ArchiveKindError,
    LimitExceededError,
    NothingToReadError,
    PasswordNeededError,
    SourceBrokenError,
    SourceMissingError,
)
from gouji.core.pipeline import open_reports
from gouji.core.review.review_file.review_location import Keeping, review_path_for

from ...drawing import draw

pytestmark = pytest.mark.usefixtures("warm_workers")


def zipped(files: Mapping[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return made.getvalue()


def tarred(files: Mapping[str, bytes]) -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w:gz") as archive:
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return made.getvalue()


def put(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


FILES = {"某局/一.md": "规章".encode(), "二.txt": b"2", "x.exe": b"MZ", ".hidden.txt": b"h"}


@pytest.mark.parametrize(("name", "packed"), [("年报.zip", zipped), ("年报.tar.gz", tarred)])
def test_its_files_are_known_by_paths_below_it(name: str, packed, tmp_path: Path) -> None:
    archive = put(tmp_path, name, packed(FILES))
    found = files_in(archive, SUFFIXES)
    assert sorted(path.relative_to(archive).as_posix() for path in found) == [
        "二.txt",
        "某局/一.md",
    ]
    assert source_data(archive / "二.txt") == b"2"
    assert archive_of(archive / "某局" / "一.md") == archive
    with pytest.raises(SourceMissingError):
        source_data(archive / "三.txt")


def test_an_archive_within_one_is_looked_into_once(tmp_path: Path) -> None:
    innermost = zipped({"c.txt": b"c"})
    inner = zipped({"b.txt": b"b", "innermost.zip": innermost})
    archive = put(tmp_path, "a.zip", zipped({"inner.zip": inner, "a.txt": b"a"}))
    found = [path.relative_to(archive).as_posix() for path in files_in(archive, SUFFIXES)]
    assert found == ["a.txt", "inner.zip/b.txt"]
    assert source_data(archive / "inner.zip" / "b.txt") == b"b"


def test_names_in_gbk_are_read(tmp_path: Path) -> None:
    name = "统计局报告.txt"
    written = name.encode("gb18030").decode("cp437")
    data = zipped({written: b"1"}).replace(written.encode(), name.encode("gb18030"))
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as raw:
        info = zipfile.ZipInfo("a" * len(name.encode("gb18030")))
        raw.writestr(info, b"1")
    plain = made.getvalue().replace(info.filename.encode(), name.encode("gb18030"))
    assert data
    archive = put(tmp_path, "a.zip", plain)
    assert [path.name for path in files_in(archive, SUFFIXES)] == [name]


def test_names_that_lead_out_of_it_stay_below_it(tmp_path: Path) -> None:
    files = {"../../etc/a.txt": b"1", "/abs.txt": b"2", "C:\\x\\b.txt": b"3"}
    archive = put(tmp_path, "a.zip", zipped(files))
    for path in files_in(archive, SUFFIXES):
        assert archive in path.parents
        assert ".." not in path.parts
        assert source_data(path)
    assert list(tmp_path.iterdir()) == [archive]


def test_what_unpacks_beyond_reason_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = Limit(1 << 16, "字节", "bytes")
    monkeypatch.setattr(archives, "PART_BYTES", small)
    monkeypatch.setattr(archives, "PACKAGE_BYTES", small)
    bomb = {"a.txt": bytes(1 << 20)}
    zip_file = put(tmp_path, "a.zip", zipped(bomb))
    with pytest.raises(TooLargeError):
        source_data(zip_file / "a.txt")
    with pytest.raises(TooLargeError):
        files_in(put(tmp_path, "a.tgz", tarred(bomb)), SUFFIXES)
    monkeypatch.setattr(archives, "ARCHIVED", Limit(3, "个文件", "files"))
    with pytest.raises(TooLargeError):
        files_in(put(tmp_path, "b.zip", zipped({f"{at}.txt": b"1" for at in range(4)})), SUFFIXES)
    assert limits.ARCHIVED.most > 3


@pytest.mark.parametrize(
    ("name", "data", "error"),
    [
        ("a.rar", b"Rar!\x1a\x07\x00", ArchiveKindError),
        ("a.7z", b"7z\xbc\xaf\x27\x1c", ArchiveKindError),
        ("a.zip", b"PK\x03\x04 damaged", SourceBrokenError),
        ("a.tar.gz", b"\x1f\x8b\x08\x00damaged", SourceBrokenError),
        ("a.zip", zipped({"a.exe": b"MZ"}), NothingToReadError),
    ],
)
def test_an_archive_that_gives_nothing_says_why(
    name: str, data: bytes, error: type[Exception], tmp_path: Path
) -> None:
    with pytest.raises(error):
        files_of([put(tmp_path, name, data)])


def test_a_protected_file_in_it_says_so(tmp_path: Path) -> None:
    data = bytearray(zipped({"a.txt": b"1"}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    archive = put(tmp_path, "a.zip", bytes(data))
    with pytest.raises(PasswordNeededError, match=r"a\.txt"):
        source_data(archive / "a.txt")


def test_a_report_in_it_is_read_and_its_review_lies_beside_it(tmp_path: Path) -> None:
    drawn = draw(4, "pipes")
    archive = put(tmp_path, "a.zip", zipped({"某局/r.md": drawn.data}))
    path = archive / "某局" / "r.md"
    (report,) = open_reports(path).reports
    assert report.source.path == path
    keeping = Keeping(tmp_path / "own")
    assert review_path_for(path, report.source.sha256, keeping) == tmp_path / "r.md.gouji"


def test_the_archive_itself_is_no_report(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError):
        open_document(put(tmp_path, "a.zip", zipped({"a.txt": b"1"})))


def test_a_command_that_reads_one_file_asks_for_one_in_the_archive(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    archive = put(tmp_path, "a.zip", zipped({"a.md": draw(4, "pipes").data}))
    assert main(["extract", str(archive), "--json"]) == 2
    assert "archive.zip/report.pdf" in capsys.readouterr().err
    assert main(["extract", str(archive / "a.md"), "--json"]) == 0


def test_check_reads_an_archive_and_those_in_a_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(tmp_path, "a.zip", zipped({"a.md": draw(4, "pipes").data}))
    put(tmp_path, "b.tgz", tarred({"b.md": draw(5, "pipes").data}))
    assert main(["check", str(tmp_path)]) in (0, 1)
    told = capsys.readouterr().out
    assert "a.md" in told
    assert "b.md" in told


def test_an_archive_that_costs_too_much_to_look_into_costs_no_other_file(tmp_path: Path) -> None:
    for name in ("1.html", "2.zip", "3.html"):
        (tmp_path / name).write_bytes(b"")

    def look_into(archive: Path) -> list[Path]:
        raise LimitExceededError(archive)

    assert files_of([tmp_path], look_into) == tuple(
        tmp_path / name for name in ("1.html", "2.zip", "3.html")
    )
