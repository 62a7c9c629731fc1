"""An archive is a folder of sources: its files are read from memory, under their limits."""

from __future__ import annotations

import io
import tarfile
import tracemalloc
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
import seven_zips
from seven_zips import seven_zip

from gouji.core.cli.run_command import main
from gouji.core.documents.opening import open_document
from gouji.core.documents.source_bytes import source_data
from gouji.core.documents.source_files import archives, limits
from gouji.core.documents.source_files import seven_zip as seven_zip_reader
from gouji.core.documents.source_files.archives import archive_of, files_in
from gouji.core.documents.source_files.folder import SUFFIXES, files_of
from gouji.core.documents.source_files.limits import Limit, TooLargeError
from gouji.core.errors import (
    ArchiveError,
    ArchiveKindError,
    ArchiveMethodError,
    ArchivePasswordError,
    LimitExceededError,
    NothingToReadError,
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


KINDS = [("年报.zip", zipped), ("年报.tar.gz", tarred), ("年报.7z", seven_zip)]


@pytest.mark.parametrize(("name", "packed"), KINDS)
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


@pytest.mark.parametrize(("name", "packed"), KINDS)
def test_an_archive_within_one_is_looked_into_once(name: str, packed, tmp_path: Path) -> None:
    innermost = zipped({"c.txt": b"c"})
    inner = packed({"b.txt": b"b", "innermost.zip": innermost})
    archive = put(tmp_path, name, packed({f"inner{name}": inner, "a.txt": b"a"}))
    found = [path.relative_to(archive).as_posix() for path in files_in(archive, SUFFIXES)]
    assert found == ["a.txt", f"inner{name}/b.txt"]
    assert source_data(archive / f"inner{name}" / "b.txt") == b"b"


@pytest.mark.parametrize("way", seven_zips.WAYS.values(), ids=seven_zips.WAYS)
@pytest.mark.parametrize("head", [None, seven_zips.LZMA, seven_zips.LZMA2])
def test_a_7z_is_read_however_common_programs_pack_it(way, head, tmp_path: Path) -> None:
    files = {
        "某局/": b"",
        "某局/一.txt": b"12" * 70_000,
        "空.txt": b"",
        "二.txt": bytes(range(256)),
    }
    archive = put(tmp_path, "a.7z", seven_zip(files, way, head))
    names = [path.relative_to(archive).as_posix() for path in files_in(archive, SUFFIXES)]
    assert names == sorted(name for name in files if not name.endswith("/"))
    assert source_data(archive / "某局" / "一.txt") == files["某局/一.txt"]
    assert source_data(archive / "二.txt") == files["二.txt"]


@pytest.mark.parametrize("method", seven_zips.UNREAD)
def test_a_7z_packed_by_another_method_is_told_with_what_to_do(method: str, tmp_path: Path) -> None:
    archive = put(tmp_path, "a.7z", seven_zip({"a.txt": b"1"}, seven_zips.UNREAD[method]))
    with pytest.raises(ArchiveMethodError, match=rf"a\.txt.*{method}.*7-Zip"):
        source_data(archive / "a.txt")


def test_bytes_of_a_7z_that_are_not_what_they_were_are_no_report(tmp_path: Path) -> None:
    data = bytearray(seven_zip({"a.txt": b"1234"}, seven_zips.WAYS["copy"]))
    data[32] ^= 1
    archive = put(tmp_path, "a.7z", bytes(data))
    with pytest.raises(SourceBrokenError, match=r"a\.txt"):
        source_data(archive / "a.txt")


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
    for module in (archives, seven_zip_reader):
        monkeypatch.setattr(module, "PART_BYTES", small)
    monkeypatch.setattr(archives, "PACKAGE_BYTES", small)
    bomb = {"a.txt": bytes(1 << 20)}
    for name, packed in (("a.zip", zipped), ("a.7z", seven_zip)):
        with pytest.raises(TooLargeError):
            source_data(put(tmp_path, name, packed(bomb)) / "a.txt")
    with pytest.raises(TooLargeError):
        files_in(put(tmp_path, "a.tgz", tarred(bomb)), SUFFIXES)
    for module in (archives, seven_zip_reader):
        monkeypatch.setattr(module, "ARCHIVED", Limit(3, "个文件", "files"))
    for name, packed in KINDS:
        many = packed({f"{at}.txt": b"1" for at in range(4)})
        with pytest.raises(TooLargeError):
            files_in(put(tmp_path, name, many), SUFFIXES)
    assert limits.ARCHIVED.most > 3


def test_a_list_of_a_7z_that_unpacks_beyond_reason_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(seven_zip_reader, "PART_BYTES", Limit(1 << 10, "字节", "bytes"))
    with pytest.raises(TooLargeError):
        files_in(put(tmp_path, "a.7z", seven_zip({"a" * 2_000: b"1"})), SUFFIXES)


def test_what_stands_before_a_file_in_a_7z_is_not_kept(tmp_path: Path) -> None:
    files = {"before.txt": bytes(16 << 20), "a.txt": b"wanted"}
    archive = put(tmp_path, "a.7z", seven_zip(files, seven_zips.WAYS["Deflate"]))
    tracemalloc.start()
    try:
        assert source_data(archive / "a.txt") == b"wanted"
        assert tracemalloc.get_traced_memory()[1] < 4 << 20
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    ("name", "data", "error"),
    [
        ("a.rar", b"Rar!\x1a\x07\x00", ArchiveKindError),
        ("a.7z", b"7z\xbc\xaf\x27\x1c", SourceBrokenError),
        ("a.7z", seven_zip({"a.txt": b"1"})[:-1], SourceBrokenError),
        ("a.7z", seven_zip({"a.exe": b"MZ"}), NothingToReadError),
        ("a.7z", seven_zip({"a.txt": b"1"}, head=seven_zips.PROTECTED), ArchivePasswordError),
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
    locked = seven_zip({"a.txt": b"1"}, seven_zips.PROTECTED)
    for name, packed in (("a.zip", bytes(data)), ("a.7z", locked)):
        archive = put(tmp_path, name, packed)
        assert files_in(archive, SUFFIXES) == [archive / "a.txt"]
        with pytest.raises(ArchivePasswordError, match=r"a\.txt"):
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
    put(tmp_path, "c.7z", seven_zip({"c.md": draw(6, "pipes").data}))
    assert main(["check", str(tmp_path)]) in (0, 1)
    told = capsys.readouterr().out
    assert "a.md" in told
    assert "b.md" in told
    assert "c.md" in told


def test_an_archive_that_costs_too_much_to_look_into_costs_no_other_file(tmp_path: Path) -> None:
    for name in ("1.html", "2.zip", "3.html"):
        (tmp_path / name).write_bytes(b"")

    def look_into(archive: Path) -> list[Path]:
        raise LimitExceededError(archive)

    assert files_of([tmp_path], look_into) == tuple(
        tmp_path / name for name in ("1.html", "2.zip", "3.html")
    )
