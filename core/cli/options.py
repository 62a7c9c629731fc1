"""What can be written on the command line, as tables."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from ..errors import GoujiError

Words = tuple[str, str]
"""The same in Chinese and English."""


class UsageError(GoujiError):
    """A command line that says nothing Gouji can do."""

    advice_zh = "用法见 gouji --help。"
    advice_en = "See gouji --help."


@dataclass(frozen=True, slots=True)
class Option:
    """An option: its spellings, and what it takes.

    Attributes:
        names: The long spelling last; without its dashes it is the key of the value.
        takes: What stands behind it, or None for a switch.
        many: It may be given several times; the values are a tuple.
        wanted: What a value must be, for the error message.
        convert: Turns the text into the value; raises ``ValueError`` where it cannot.
    """

    names: tuple[str, ...]
    help: Words
    takes: Words | None = None
    wanted: Words = ("", "")
    convert: Callable[[str], Any] = str
    many: bool = False

    @property
    def key(self) -> str:
        """The name of its value in a request."""
        return self.names[-1].lstrip("-")


@dataclass(frozen=True, slots=True)
class Command:
    """A command: its paths, its options, and those that must be given."""

    name: str
    help: Words
    paths: Words
    many: bool = False
    options: tuple[Option, ...] = ()
    required: tuple[str, ...] = ()


@dataclass(frozen=True)
class Request:
    """A command line as read; ``command`` is empty where only help or the version is asked for."""

    command: str
    paths: tuple[Path, ...] = ()
    values: Mapping[str, Any] = field(default_factory=dict)


def one_of(*choices: str) -> Callable[[str], str]:
    """Returns a conversion that takes only these words."""

    def convert(text: str) -> str:
        if text not in choices:
            raise ValueError(text)
        return text

    return convert


def positive(text: str) -> int:
    """Returns a whole number of 1 or more."""
    if not (text.isascii() and text.isdecimal() and len(text) < 10 and int(text) > 0):
        raise ValueError(text)
    return int(text)


def hash_digits(text: str) -> str:
    """Returns the beginning of a hash, in lower case."""
    digits = text.strip().lower()
    if len(digits) < 8 or not set(digits) <= set("0123456789abcdef"):
        raise ValueError(text)
    return digits


HELP = Option(("-h", "--help"), ("显示用法", "show how it is used"))
VERSION = Option(("--version",), ("显示版本", "show the version"))
LANGUAGE = Option(
    ("--language",),
    ("提示用中文或英文，默认随系统", "language of messages; by default the system's"),
    ("zh|en", "zh|en"),
    ("zh 或 en", "zh or en"),
    one_of("zh", "en"),
)
JSON = Option(("--json",), ("输出 JSON", "print JSON"))
PASSWORD = Option(
    ("--password",),
    ("打开受保护的文档", "opens a protected document"),
    ("密码", "PASSWORD"),
)
PREVIOUS = Option(
    ("--previous",),
    (
        "某份报告的上年报告，如 b.pdf=a.pdf；等号后留空为不对照。可多次给出",
        "the previous year's report of one, as b.pdf=a.pdf; nothing after the sign for none",
    ),
    ("报告=上年报告", "REPORT=BEFORE"),
    many=True,
)
COVERS = Option(
    ("--covers",),
    (
        "汇总报告所辖的一份报告；多份则多次给出，等号后留空为不是汇总",
        "one report that a summary covers, once for each; nothing after the sign for none",
    ),
    ("汇总=所辖", "SUMMARY=PART"),
    many=True,
)
REPORT = Option(
    ("--report",),
    ("文件里有几份报告时取第几份，从 1 数", "which report of the file, counted from 1"),
    ("序号", "N"),
    ("1 以上的整数", "a whole number of 1 or more"),
    positive,
)
OUTPUT = Option(
    ("-o", "--output"),
    (
        (
            "写入的文件，格式按扩展名：xlsx 审核工作簿，csv、jsonl 逐格数据，"
            "pdf、docx、html 审核意见，gouji 新的审核文件"
        ),
        (
            "the file to write, by its suffix: xlsx audited workbook, csv or jsonl cells, "
            "pdf, docx or html review opinion, gouji a new review file"
        ),
    ),
    ("文件.xlsx", "OUT.xlsx"),
    convert=Path,
)
FORCE = Option(
    ("--force",),
    (
        "覆盖已有的文件，即使它不是 Gouji 导出的或导出后被改过",
        "replace a file that is there, even one that is no export or was changed since",
    ),
)
REVIEW = Option(
    ("-r", "--review"),
    ("写入调整的审核文件", "the review file that takes the adjustments"),
    ("审核.gouji", "REVIEW.gouji"),
    convert=Path,
)
DRY_RUN = Option(("--dry-run",), ("只列出改动，不写入", "list the changes only, write nothing"))
HASH = Option(
    ("--hash",),
    (
        "另处记下的哈希（签核哈希或记录哈希，至少 8 位），核对它是否还在",
        "a hash noted elsewhere, of a sign-off or an event (8 characters or more), to look for",
    ),
    ("哈希", "HASH"),
    ("至少 8 位的十六进制数", "8 hexadecimal digits or more"),
    hash_digits,
)
REVIEWER = Option(
    ("--reviewer",),
    ("合并人的姓名", "the name of the person who merges"),
    ("姓名", "NAME"),
)
MERGED = replace(
    OUTPUT,
    help=("写入合并的审核文件", "the merged review file to write"),
    takes=("合并.gouji", "MERGED.gouji"),
)
COMPARE_ZH = """\
逐格比较同一份报告的两个审核文件：一致率、Cohen κ 和每处差异；加 -o 则合并为第三个审核文件。
退出码：0 完全一致，1 有差异，2 未能读取"""
COMPARE_EN = """\
compares two review files of one report cell by cell: agreement, Cohen's kappa, every difference;
with -o merges them into a third. Exit code: 0 all alike, 1 differences, 2 it could not be read"""
WORKBOOK = Option(
    ("-o", "--output"),
    ("写入的工作簿", "the workbook to write"),
    ("文件.xlsx", "OUT.xlsx"),
    convert=Path,
)
WORKERS = Option(
    ("--workers",),
    ("同时读取的进程数，默认每个处理器核心一个", "processes that read, by default one a core"),
    ("个数", "N"),
    ("1 以上的整数", "a whole number of 1 or more"),
    positive,
)
SECONDS = Option(
    ("--seconds",),
    ("读一个文件最多用的秒数，默认 300", "seconds that one file may take, by default 300"),
    ("秒", "N"),
    ("1 以上的整数", "a whole number of 1 or more"),
    positive,
)
MEGABYTES = Option(
    ("--megabytes",),
    ("读一个文件最多用的内存，默认 3072", "memory that one file may take, by default 3072"),
    ("兆字节", "N"),
    ("1 以上的整数", "a whole number of 1 or more"),
    positive,
)
FRESH = Option(
    ("--fresh",),
    ("全部重读，不用上次读好的结果", "read all again, do not take up what was read before"),
)
DASK = Option(
    ("--dask",),
    (
        "交给已有的 Dask 集群读取（需要 gouji[dask]）",
        "let an existing Dask cluster read (needs gouji[dask])",
    ),
    ("地址", "ADDRESS"),
)
COMMON = (LANGUAGE, HELP)
BATCH_ZH = """\
读出文件夹里的全部报告，写成一个工作簿：每份报告一行、逐格数据、全部疑点、报告之间的核对、图表。
中断后再运行同一条命令，读好的文件不再读。
退出码：0 没有错误，1 有错误，2 有文件未能读取"""
BATCH_EN = """\
reads every report below a folder into one workbook: a row a report, all cells, all findings,
what does not fit across reports, charts. Run again after an interruption, it goes on from there.
Exit code: 0 no error, 1 errors found, 2 something could not be read"""
CHECK_ZH = """\
检查报告，或文件夹里的全部报告，列出疑点。
退出码：0 没有错误，1 有错误，2 有文件未能读取"""
CHECK_EN = """\
checks reports, or every report below a folder, and lists what is wrong.
Exit code: 0 no error, 1 errors found, 2 something could not be read"""
VERIFY_ZH = """\
核对审核文件：记录链、原件、识读结果是否被改动，并指出是哪一条。
退出码：0 完好，1 有改动，2 未能读取"""
VERIFY_EN = """\
checks a review file: whether its chain of events, its source and its readings are as they were.
Exit code: 0 intact, 1 something was changed, 2 it could not be read"""
IMPORT_ZH = """\
把在 Excel 中改过的审核工作簿读回审核：改动的审定数成为调整，其他改动只列出。
退出码：0 全部采纳，1 还有其他改动，2 未能读取"""
IMPORT_EN = """\
reads a workbook corrected in Excel back: changed figures become adjustments, all else is listed.
Exit code: 0 all taken, 1 something else was changed, 2 it could not be read"""
COMMANDS = (
    Command(
        "check",
        (CHECK_ZH, CHECK_EN),
        ("路径…", "PATH…"),
        many=True,
        options=(JSON, PREVIOUS, COVERS, PASSWORD, *COMMON),
    ),
    Command(
        "extract",
        ("读出一份报告的全部单元格", "reads every cell of one report"),
        ("文件", "FILE"),
        options=(JSON, REPORT, PASSWORD, *COMMON),
    ),
    Command(
        "export",
        (
            "把一份报告或审核文件写成审核工作簿、数据或审核意见",
            "writes the audited workbook, the cells or the opinion of a report or a review file",
        ),
        ("文件", "FILE"),
        options=(OUTPUT, FORCE, REPORT, PASSWORD, *COMMON),
        required=("output",),
    ),
    Command(
        "batch",
        (BATCH_ZH, BATCH_EN),
        ("文件夹", "DIR"),
        options=(
            WORKBOOK,
            WORKERS,
            SECONDS,
            MEGABYTES,
            FRESH,
            FORCE,
            DASK,
            PASSWORD,
            *COMMON,
        ),
        required=("output",),
    ),
    Command(
        "import",
        (IMPORT_ZH, IMPORT_EN),
        ("工作簿.xlsx", "WORKBOOK.xlsx"),
        options=(REVIEW, DRY_RUN, *COMMON),
        required=("review",),
    ),
    Command(
        "compare",
        (COMPARE_ZH, COMPARE_EN),
        ("甲.gouji 乙.gouji", "A.gouji B.gouji"),
        many=True,
        options=(JSON, MERGED, REVIEWER, *COMMON),
    ),
    Command(
        "verify",
        (VERIFY_ZH, VERIFY_EN),
        ("审核.gouji", "REVIEW.gouji"),
        options=(JSON, HASH, *COMMON),
    ),
)
