"""A folder stands for the files below it that may be reports."""

import os
from pathlib import Path

from gouji.core.documents.source_files.folder import files_of


def test_a_folder_gives_its_files_in_order_and_a_named_file_is_taken_whatever_its_name(
    tmp_path: Path,
) -> None:
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.pdf")
    names = ["b.pdf", "a.docx", "sub/c.HTML", "sub/note.bin", ".hidden.pdf", "~$a.docx"]
    for name in names:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    named = tmp_path / "sub" / "note.bin"
    found = files_of([tmp_path, named, tmp_path / "b.pdf"])
    assert [str(path.relative_to(tmp_path)) for path in found] == [
        "a.docx",
        "b.pdf",
        str(Path("sub", "c.HTML")),
        str(Path("sub", "note.bin")),
    ]
