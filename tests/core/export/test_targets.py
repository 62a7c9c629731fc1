"""Nothing is written over what is no export, nor through a link or in the place of one."""

import os
from pathlib import Path

import pytest

from gouji.core.errors import OutputError
from gouji.core.export.targets import check_target

pytestmark = pytest.mark.skipif(os.name == "nt", reason="makes links only with a privilege")


@pytest.mark.parametrize("there", [True, False])
def test_a_link_is_not_replaced_unless_that_is_asked_for(tmp_path: Path, there: bool) -> None:
    file, link = tmp_path / "file.csv", tmp_path / "link.csv"
    if there:
        file.write_text("x", "utf-8")
    link.symlink_to(file)

    with pytest.raises(OutputError, match=r"链接.*--force"):
        check_target(link)
    check_target(link, replace=True)


def test_a_link_to_the_source_is_refused_whatever_is_asked_for(tmp_path: Path) -> None:
    source, link = tmp_path / "report.pdf", tmp_path / "link.csv"
    source.write_text("x", "utf-8")
    link.symlink_to(source)

    with pytest.raises(OutputError, match="就是原件"):
        check_target(link, [source], replace=True)


def test_a_file_that_another_program_holds_is_said_to_be_held_and_not_to_be_no_export(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = tmp_path / "out.xlsx"
    held.write_bytes(b"PK")

    def refuse(*_: object) -> None:
        raise PermissionError(13, "in use")

    monkeypatch.setattr(os, "open", refuse)

    with pytest.raises(OutputError, match="正在 Excel 中打开"):
        check_target(held)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="has no pipes")
def test_what_no_file_may_replace_is_refused_before_anything_is_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.xlsx")
    (tmp_path / "folder.xlsx").mkdir()
    for name, said in (("pipe.xlsx", "管道"), ("folder.xlsx", "文件夹")):
        with pytest.raises(OutputError, match=said):
            check_target(tmp_path / name, replace=True)
