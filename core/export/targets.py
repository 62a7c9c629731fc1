"""Where an export may be written: over nothing that is not an export itself."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from ..bilingual import Bilingual
from ..errors import OutputError
from ..files.provenance import is_own, is_untouched
from ..files.saving import check_place, check_readable

_AGREE = Bilingual(
    "请换一个文件名；确要覆盖，在命令行用 --force，在窗口里用“选择…”选定它。",
    "Choose another name, or replace it: with --force, or in the window by choosing it in the "
    "dialog.",
)


def check_target(path: Path, sources: Iterable[Path] = (), *, replace: bool = False) -> None:
    """Refuses a place where no file may be written.

    Args:
        path: Where an export is wanted.
        sources: What it is made from; never written over.
        replace: The user wants whatever else lies there replaced.

    Raises:
        OutputError: A source lies there, a link, a folder, a pipe, or a file that is no untouched
            export of Gouji's.
    """
    if any(_is_same(path, source) for source in sources):
        raise OutputError(
            f"{path} 就是原件，没有写入。请换一个文件名。",
            f"{path} is the source itself; nothing was written. Choose another name.",
        )
    check_place(path)
    if replace:
        return
    if os.path.islink(path):  # noqa: PTH114 (never raises, whatever the name)
        raise OutputError(
            f"{path} 是一个链接，没有写入。请给出文件本身的名称，或用 --force 以文件换掉链接。",
            f"{path} is a link; nothing was written. Name the file itself, "
            "or put the file in the place of the link with --force.",
        )
    if not _is_file(path):
        return
    check_readable(path)  # else it would be said to be no export
    if not is_own(path):
        raise OutputError(
            f"{path} 已经存在，不是 Gouji 导出的，没有覆盖。{_AGREE.zh}",
            f"{path} is there already and was not exported by Gouji; it was not replaced. "
            + _AGREE.en,
        )
    if not is_untouched(path):
        raise OutputError(
            f"{path} 导出后被改过，没有覆盖。{_AGREE.zh}",
            f"{path} was changed since it was exported; it was not replaced. " + _AGREE.en,
        )


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        return False


def _is_same(first: Path, second: Path) -> bool:
    try:
        return first.samefile(second)
    except OSError:
        return False
