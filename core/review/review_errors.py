"""What can go wrong with a review and its file, each with what to do about it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ..bilingual import UNSAID, Bilingual
from ..errors import GoujiError, OutputError
from .record.events import Event

Detail = str | Bilingual
"""What more there is to say: a word of the system, or a sentence in Chinese and English."""


def _more(detail: Detail) -> Bilingual:
    """Returns a detail in brackets, in Chinese and English; nothing where there is none."""
    zh, en = (detail, detail) if isinstance(detail, str) else detail
    return Bilingual(f"（{zh}）", f" ({en})") if zh else UNSAID


class ReviewFileError(GoujiError):
    """A review file that cannot be opened."""

    problem_zh = "无法打开"
    problem_en = "cannot be opened"

    def __init__(self, path: Path | str) -> None:
        self.path = Path(path)
        super().__init__(
            f"{self.path.name}：{self.problem_zh}。", f"{self.path.name}: {self.problem_en}."
        )

    def __reduce__(self) -> tuple[type[ReviewFileError], tuple[Path]]:
        return type(self), (self.path,)


class ReviewMissingError(ReviewFileError):
    """The path does not exist or is no readable file."""

    problem_zh = "找不到或没有权限读取这个审核文件"
    problem_en = "the review file does not exist or may not be read"
    advice_zh = "请检查路径、权限和网络连接。"
    advice_en = "Check the path, its permissions and the network."


class ReviewNoFileError(ReviewMissingError):
    """The path is a pipe, a device, a socket or a folder: reading it might never end."""

    problem_zh = "不是普通文件（是管道、设备、套接字或文件夹），没有读取"
    problem_en = "is no ordinary file but a pipe, a device, a socket or a folder; it was not read"
    advice_zh = "请选择扩展名为 .gouji 的审核文件。"
    advice_en = "Choose a .gouji review file."


class StrangeBesideError(ReviewNoFileError):
    """What is no file stands where SQLite keeps the log of a review: it would be waited for."""

    def __init__(self, path: Path | str, strange: Path | str) -> None:
        self.strange = Path(strange)
        name = self.strange.name
        self.problem_zh = f"旁边的 {name} 不是普通文件（是链接、管道或文件夹），没有读取"
        self.problem_en = (
            f"beside it {name} is no ordinary file but a link, a pipe or a folder; it was not read"
        )
        self.advice_zh = f"请移走 {name} 再打开。"
        self.advice_en = f"Move {name} away and open it again."
        super().__init__(path)

    def __reduce__(self) -> tuple[type[StrangeBesideError], tuple[Path, Path]]:  # type: ignore[override]
        return type(self), (self.path, self.strange)


class NotAReviewError(ReviewFileError):
    """A file that is no review file, whatever its name."""

    problem_zh = "不是 Gouji 的审核文件"
    problem_en = "is no review file of Gouji"
    advice_zh = "请打开原件，或选择扩展名为 .gouji 的文件。"
    advice_en = "Open the source document, or choose a .gouji file."


class ReviewNewerError(ReviewFileError):
    """A file that a later version of Gouji made; it is left as it is."""

    problem_zh = "由更新版本的 Gouji 保存，这个版本不能读取，文件没有改动"
    problem_en = "was made by a newer Gouji that this version cannot read; it was left unchanged"
    advice_zh = "请更新 Gouji 后再打开。"
    advice_en = "Update Gouji, then open it."


class ReviewDamagedError(ReviewFileError):
    """A review file whose content cannot be read any more."""

    problem_zh = "审核文件已损坏"
    problem_en = "the review file is damaged"
    advice_zh = "请从备份恢复；gouji verify 会说明损坏在哪里。"
    advice_en = "Restore it from a backup; gouji verify says where the damage is."


class ReviewUnreadableError(ReviewDamagedError):
    """A review file so damaged that nothing in it can be told from anything else."""

    problem_zh = "审核文件已损坏，无法读取（可能没有复制完整）"
    problem_en = "the review file is damaged beyond reading, perhaps not copied to the end"
    advice_zh = "请从备份恢复，或重新取得这份文件。"
    advice_en = "Restore it from a backup, or get the file again."


class ReviewAlteredError(ReviewDamagedError):
    """A review file with tables, views or triggers that Gouji does not write, or without its own.

    What such a file shows need not be what was recorded.
    """

    problem_zh = (
        "审核文件的结构被改动过（有 Gouji 不会写入的表、视图或触发器，或缺少应有的），没有打开"
    )
    problem_en = (
        "the structure of the review file was changed (it has tables, views or triggers that Gouji "
        "does not write, or lacks its own); it was not opened"
    )
    advice_zh = "gouji verify 会说明是哪些；请从备份恢复，或向来源索取原样的文件。"
    advice_en = "gouji verify names them; restore a backup, or ask for the file as it was."


class ReviewExistsError(ReviewFileError):
    """A review file is to be made where there is a file already."""

    problem_zh = "已经存在，没有覆盖"
    problem_en = "exists already and was not overwritten"
    advice_zh = "请打开它，或换一个文件名。"
    advice_en = "Open it, or choose another name."


class SourceDiffersError(ReviewFileError):
    """The source is not the one that was read."""

    problem_zh = "原件在读取之后已改变，没有建立审核文件"
    problem_en = "the source has changed since it was read; no review file was made"
    advice_zh = "请重新打开原件。"
    advice_en = "Open the source again."


class RecordError(OutputError):
    """A step that could not be recorded. It was refused and nothing else is lost."""

    reason_zh = "无法写入"
    reason_en = "it cannot be written"

    def __init__(self, path: Path | str, detail: Detail = "") -> None:
        self.path = Path(path)
        self.detail = detail
        more_zh, more_en = _more(detail)
        super().__init__(
            f"{self.path.name} {self.reason_zh}{more_zh}，这一步没有记录，此前的都在。",
            f"{self.path.name}: {self.reason_en}{more_en}; this step was not recorded, "
            "all earlier ones are safe.",
        )

    def __reduce__(self) -> tuple[type[RecordError], tuple[Path, Detail]]:
        return type(self), (self.path, self.detail)


class DiskFullError(RecordError):
    """No space left for an event."""

    reason_zh = "所在磁盘已满"
    reason_en = "its disk is full"
    advice_zh = "请腾出空间后重试。"
    advice_en = "Free some space, then try again."


class FileGoneError(RecordError):
    """The file cannot be reached: a share that went away, a stick that was pulled."""

    reason_zh = "无法访问"
    reason_en = "it cannot be reached"
    advice_zh = "请恢复网络或磁盘连接后重试，或另存一份。"
    advice_en = "Restore the connection and try again, or save a copy elsewhere."


class FileReplacedError(RecordError):
    """The file was moved, deleted or replaced while it was open."""

    reason_zh = "在打开期间被移动、删除或替换"
    reason_en = "it was moved, deleted or replaced while open"
    advice_zh = "请另存一份，或重新打开。"
    advice_en = "Save a copy elsewhere, or open it again."


class ReadOnlyError(RecordError):
    """The file is open for reading only; ``detail`` says why."""

    reason_zh = "以只读方式打开"
    reason_en = "it is open for reading only"
    advice_zh = "请在另一处关闭后重新打开，或另存一份。"
    advice_en = "Close it where it is open and open it again, or save a copy elsewhere."


class StepLandedError(RecordError):
    """A step that had been reported as refused turned out to be on record.

    Attributes:
        events: Of that step; it is part of the review. The step just tried is not.
    """

    reason_zh = "刚才中断的一步其实已经记录，现已列入"
    reason_en = "the step that was interrupted had been recorded after all and is listed now"
    advice_zh = "请核对后重做这一步。"
    advice_en = "Look at it, then do this step again."

    def __init__(self, path: Path | str, detail: Detail = "", events: Sequence[Event] = ()) -> None:
        super().__init__(path, detail)
        self.events = tuple(events)


class StepRefusedError(GoujiError):
    """A step that could not be read again from its record; nothing was written."""

    advice_zh = "请缩短文字，并核对本机的日期。"
    advice_en = "Shorten the text, and check the date of this machine."

    def __init__(self) -> None:
        super().__init__(
            "这一步不能记录（文字过长，或本机的日期不对），没有改动。",
            "This step cannot be recorded (its text is too long, or the date of this machine is "
            "wrong); nothing was changed.",
        )

    def __reduce__(self) -> tuple[type[StepRefusedError], tuple[()]]:
        return type(self), ()


class SignOffRefusedError(GoujiError):
    """A review with open errors; ``open_errors`` holds their sentences in both languages."""

    advice_zh = "请逐个更正、调整或说明，再签核。"
    advice_en = "Correct, adjust or explain each of them, then sign off."

    def __init__(self, open_errors: Sequence[tuple[str, str]]) -> None:
        self.open_errors = tuple(open_errors)
        count = len(self.open_errors)
        first_zh, first_en = self.open_errors[0]
        super().__init__(
            f"还有 {count} 个错误没有处理，不能签核，第一个是：{first_zh}。",
            f"{count} open error(s) stand against signing off; the first: {first_en}.",
        )

    def __reduce__(self) -> tuple[type[SignOffRefusedError], tuple[tuple[tuple[str, str], ...]]]:
        return type(self), (self.open_errors,)


class NotComparableError(GoujiError):
    """Two reviews that are not of one report."""

    advice_zh = "请选择同一份原件的两个审核文件。"
    advice_en = "Choose two review files of the same source."


class NotMadeError(OutputError):
    """A review file that could not be made; ``detail`` says why."""

    advice_zh = "请检查磁盘空间和权限，或换一个文件夹。"
    advice_en = "Check the disk's space and the permissions, or choose another folder."

    def __init__(self, path: Path | str, detail: Detail = "") -> None:
        self.path = Path(path)
        self.detail = detail
        more_zh, more_en = _more(detail)
        super().__init__(
            f"审核文件 {self.path} 没有建立{more_zh}。",
            f"the review file {self.path} was not made{more_en}.",
        )

    def __reduce__(self) -> tuple[type[NotMadeError], tuple[Path, Detail]]:
        return type(self), (self.path, self.detail)
