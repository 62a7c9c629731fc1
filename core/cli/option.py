"""An option and a command of the command line, and what several commands share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..bilingual import UNSAID, Bilingual
from ..errors import GoujiError


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
        needs: The key of another option without which it says nothing; empty for none.
        against: The keys of options that say otherwise.
    """

    names: tuple[str, ...]
    help: Bilingual
    takes: Bilingual | None = None
    wanted: Bilingual = UNSAID
    convert: Callable[[str], Any] = str
    many: bool = False
    needs: str = ""
    against: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The name of its value in a request."""
        return self.names[-1].lstrip("-")


@dataclass(frozen=True, slots=True)
class Command:
    """A command: its paths, its options, and those that must be given.

    Attributes:
        instead: The key of an option that may stand in the place of the paths; empty for none.
    """

    name: str
    help: Bilingual
    paths: Bilingual
    many: bool = False
    options: tuple[Option, ...] = ()
    required: tuple[str, ...] = ()
    instead: str = ""


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


COUNTED = Bilingual(
    "1 以上的整数，最多 9 位", "a whole number of 1 or more, of at most nine digits"
)
"""What ``positive`` takes."""


def positive(text: str) -> int:
    """Returns a whole number of 1 or more."""
    if not (text.isascii() and text.isdecimal() and len(text) <= 9 and int(text) > 0):
        raise ValueError(text)
    return int(text)


def hash_digits(text: str) -> str:
    """Returns the beginning of a hash, in lower case."""
    digits = text.strip().lower()
    if len(digits) < 8 or not set(digits) <= set("0123456789abcdef"):
        raise ValueError(text)
    return digits


HELP = Option(("-h", "--help"), Bilingual("显示用法", "show how it is used"))
LANGUAGE = Option(
    ("--language",),
    Bilingual(
        "提示用中文或英文，默认随系统；写明时 export 也用它写",
        "language of messages, by default the system's; where given, export writes in it",
    ),
    Bilingual("zh|en", "zh|en"),
    Bilingual("zh 或 en", "zh or en"),
    one_of("zh", "en"),
)
PASSWORD = Option(
    ("--password",),
    Bilingual("打开受保护的文档", "opens a protected document"),
    Bilingual("密码", "PASSWORD"),
)
FORCE = Option(
    ("--force",),
    Bilingual(
        "覆盖已有的文件，即使它不是 Gouji 导出的或导出后被改过",
        "replace a file that is there, even one that is no export or was changed since",
    ),
)
ONE_READER = Option(
    ("--one-reader",),
    Bilingual(
        "PDF 只读一遍，不用第二个读取程序对照（快些，少一重证明）",
        "read PDFs once, with no second reader to bear the figures out (faster, less is proven)",
    ),
)
PLACEMENTS = Option(
    ("--placements",),
    Bilingual(
        "按窗口中人工更正并导出的版面放置同样版面的表，也读没有认出表的文件",
        "places tables as by hand in reports laid out alike: a file exported from the window; "
        "files without a table that is recognised are read so, too",
    ),
    Bilingual("版面.gouji-placements", "FILE"),
    convert=Path,
)
EXTRACTION = Option(
    ("--extraction",),
    Bilingual(
        "对照另一个程序（或人）抽取的数：JSON、CSV、工作簿；与页面不同的格存疑，不给报告则只审它自己",
        "figures that another program or a person extracted, as JSON, CSV or workbook: cells that "
        "differ from the page are doubts; with no report it is checked by itself",
    ),
    Bilingual("文件", "FILE"),
    convert=Path,
)
MAPPING = Option(
    ("--mapping",),
    Bilingual(
        "对照的抽取中各列是哪一格（CSV）；还没有这个文件时写一份供填写",
        "which cell each column of the extraction is (CSV); one to fill in is written if there is "
        "none",
    ),
    Bilingual("列.csv", "COLUMNS.csv"),
    convert=Path,
    needs="extraction",
)
PREVIOUS = Option(
    ("--previous",),
    Bilingual(
        "某份报告的上年报告，如 b.pdf=a.pdf；等号后留空为不对照。可多次给出",
        "the previous year's report of one, as b.pdf=a.pdf; nothing after the sign for none",
    ),
    Bilingual("报告=上年报告", "REPORT=BEFORE"),
    many=True,
)
COVERS = Option(
    ("--covers",),
    Bilingual(
        "汇总报告所辖的一份报告；多份则多次给出，等号后留空为不是汇总",
        "one report that a summary covers, once for each; nothing after the sign for none",
    ),
    Bilingual("汇总=所辖", "SUMMARY=PART"),
    many=True,
)
COMMON = (LANGUAGE, HELP)
