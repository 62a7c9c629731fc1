"""What a review file says of its source is no path to write to, nor one to open."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hand_reviews import NAME, SOURCE, make_review

from gouji.core.files.file_names import MOST_BYTES, plain_name
from gouji.core.review.review_file.review_location import Keeping
from gouji.core.review.review_file.store import ReviewFile, open_file
from gouji.core.review.review_file.verify import verify
from gouji.core.survey import survey


def forged(folder: Path, **columns: str) -> ReviewFile:
    """A review of a source that lies nowhere, whose origin says something else."""
    folder.mkdir()
    make_review(folder).close()
    (folder / NAME).unlink()
    path = folder / "report.gouji"
    with closing(sqlite3.connect(path)) as connection:
        for name, value in columns.items():
            table = "view" if name == "source_path" else "origin"
            connection.execute(f"UPDATE {table} SET {name} = ?", (value,))  # noqa: S608
        connection.commit()
    return open_file(path, read_only=True)


def everything(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


NAMES = [
    "../../victim", "/victim", "..", ".", "", "a/../../victim", "..\\..\\victim", "C:\\victim",
    "\\\\server\\share\\x", "x\0y", ".bashrc", "con", "NUL.txt", "x\n.txt", "\u202etxt.exe",
    "长" * 200, "x.desktop", "x.exe", "x.txt ", "x.txt.", "\ud800.txt",
]  # fmt: skip


@pytest.mark.parametrize("name", [name for name in NAMES if "\ud800" not in name])
@pytest.mark.parametrize("sha256", ["../../..", "", "0" * 64])
def test_a_copy_of_the_source_lies_in_the_folder_for_copies_whatever_the_file_says(
    tmp_path: Path, name: str, sha256: str
) -> None:
    victim = tmp_path / "victim"
    victim.write_bytes(b"precious")
    columns = {"source_name": name} | ({"source_sha256": sha256} if sha256 else {})
    file = forged(tmp_path / "reviews", **columns)
    copies = tmp_path / "data" / "sources"
    before = everything(tmp_path)
    copy = file.source_on_disk(copies)
    assert copy.read_bytes() == SOURCE
    assert copy.parent.parent == copies
    assert copy.resolve().parent.parent == copies.resolve()
    assert copy.suffix == ".txt"
    assert not copy.name.startswith(".")
    after = everything(tmp_path)
    assert {key: after[key] for key in before} == before
    assert len(after) == len(before) + 1


def test_a_link_where_the_copy_is_to_lie_is_replaced_and_not_followed(tmp_path: Path) -> None:
    (tmp_path / "victim").write_bytes(b"precious")
    file = forged(tmp_path / "reviews")
    copy = file.source_on_disk(tmp_path / "copies")
    copy.unlink()
    copy.symlink_to(tmp_path / "victim")
    assert file.source_on_disk(tmp_path / "copies") == copy
    assert (tmp_path / "victim").read_bytes() == b"precious"
    assert not copy.is_symlink()
    if os.name != "nt":
        assert copy.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("holds_source", [True, False])
def test_the_place_where_the_source_once_lay_is_never_opened(
    tmp_path: Path, holds_source: bool
) -> None:
    elsewhere = tmp_path / "elsewhere.txt"
    elsewhere.write_bytes(SOURCE if holds_source else b"another")
    file = forged(tmp_path / "reviews", source_path=str(elsewhere))
    assert file.report.source.path == tmp_path / "reviews" / NAME
    assert file.source_on_disk(tmp_path / "copies").is_relative_to(tmp_path / "copies")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="has no pipes")
@pytest.mark.timeout(20)
def test_a_pipe_in_the_place_of_the_source_is_not_waited_for(tmp_path: Path) -> None:
    file = forged(tmp_path / "reviews", source_path=str(tmp_path / "pipe"))
    os.mkfifo(tmp_path / "pipe")
    os.mkfifo(file.path.parent / NAME)
    assert file.source_on_disk(tmp_path / "copies").read_bytes() == SOURCE
    assert verify(file.path).is_intact


def test_a_forged_review_is_looked_at_without_a_byte_written_outside_its_folders(
    tmp_path: Path,
) -> None:
    (tmp_path / "victim").write_bytes(b"precious")
    forged(tmp_path / "reviews", source_name="../../victim", source_sha256="../../..").close()
    before = everything(tmp_path)
    survey(tmp_path / "reviews" / "report.gouji", Keeping(tmp_path / "data"))
    after = everything(tmp_path)
    assert {key: after.get(key) for key in before} == before
    assert all(key.startswith("data") for key in after.keys() - before.keys())


@pytest.mark.parametrize("text", NAMES)
def test_a_plain_name_is_one_file_of_one_folder(text: str) -> None:
    name = plain_name(text)
    assert name == Path(name).name
    assert name not in ("", ".", "..")
    assert not set(name) & set('<>:"/\\|?*\0\n\u202e')
    assert len(os.fsencode(name)) <= MOST_BYTES + 1
    assert name == name.rstrip(". ")
    assert plain_name(name) == name
