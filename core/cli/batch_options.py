"""What can be written behind ``gouji batch`` and ``gouji sample``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from pathlib import Path

from ..bilingual import Bilingual
from ..sampling.iso_2859 import SEVERITIES, limits
from ..sampling.sampling_units import CELL, REPORT, STRATA
from .option import (
    COMMON,
    COUNTED,
    COVERS,
    EXTRACTION,
    FORCE,
    MAPPING,
    ONE_READER,
    PASSWORD,
    PLACEMENTS,
    PREVIOUS,
    Command,
    Option,
    one_of,
    positive,
)


def whole(text: str) -> int:
    """Returns a whole number of 0 or more."""
    if not (text.isascii() and text.isdecimal() and len(text) < 19):
        raise ValueError(text)
    return int(text)


def number(text: str) -> Decimal:
    """Returns a number, which may have a percent sign behind it."""
    try:
        value = Decimal(text.removesuffix("%"))
    except InvalidOperation as error:
        raise ValueError(text) from error
    if not value.is_finite():
        raise ValueError(text)
    return value


def percentage(least: int, most: int, *, with_least: bool = True) -> Callable[[str], float]:
    """Returns a conversion from percent to a share, of values below ``most``.

    Args:
        least: In percent.
        most: In percent; it is none of the values itself.
        with_least: Whether the least value itself is one.
    """

    def convert(text: str) -> float:
        value = number(text)
        if not least <= value < most or (value == least and not with_least):
            raise ValueError(text)
        return float(value / 100)

    return convert


def quality_limit(text: str) -> str:
    """Returns an acceptance quality limit as the tables write it: 1 and 1.00 are 1.0."""
    value = number(text)
    for limit in limits():
        if Decimal(limit) == value:
            return limit
    raise ValueError(text)


def some_of(*choices: str) -> Callable[[str], tuple[str, ...]]:
    """Returns a conversion that takes some of these words, in their own order."""

    def convert(text: str) -> tuple[str, ...]:
        words = text.split(",")
        if not set(words) <= set(choices):
            raise ValueError(text)
        return tuple(choice for choice in choices if choice in words)

    return convert


LEVELS = ("I", "II", "III", "S-1", "S-2", "S-3", "S-4")
"""Inspection levels; a test holds them against the tables."""

MOST_WORKERS = 1024
"""Processes; more than any machine has cores."""


def processes(text: str) -> int:
    """Returns how many processes read."""
    value = positive(text)
    if value > MOST_WORKERS:
        raise ValueError(text)
    return value


WORKBOOK = Option(
    ("-o", "--output"),
    Bilingual("写入的工作簿", "the workbook to write"),
    Bilingual("文件.xlsx", "OUT.xlsx"),
    convert=Path,
)
WRITTEN = replace(
    WORKBOOK,
    help=Bilingual(
        "写入的工作簿（.xlsx），或一份报告一行的表（.csv、.parquet）",
        "the workbook to write (.xlsx), or the list of reports alone, a line each (.csv, .parquet)",
    ),
    takes=Bilingual("文件", "OUT"),
)
WORKERS = Option(
    ("--workers",),
    Bilingual(
        "同时读取的进程数，默认每个处理器核心一个", "processes that read, by default one a core"
    ),
    Bilingual("个数", "N"),
    Bilingual("1 到 1024 的整数", "a whole number from 1 to 1024"),
    processes,
)
SECONDS = Option(
    ("--seconds",),
    Bilingual("读一个文件最多用的秒数，默认 300", "seconds that one file may take, by default 300"),
    Bilingual("秒", "N"),
    COUNTED,
    positive,
)
MEGABYTES = Option(
    ("--megabytes",),
    Bilingual(
        "读一个文件最多用的内存，默认 3072", "memory that one file may take, by default 3072"
    ),
    Bilingual("兆字节", "N"),
    COUNTED,
    positive,
)
FRESH = Option(
    ("--fresh",),
    Bilingual(
        "全部重读，不用上次读好的结果", "read all again, do not take up what was read before"
    ),
)
DASK = Option(
    ("--dask",),
    Bilingual(
        "交给已有的 Dask 集群读取（需要 gouji[dask]）",
        "let an existing Dask cluster read (needs gouji[dask])",
    ),
    Bilingual("地址", "ADDRESS"),
)
CORRECTED = Option(
    ("--corrected",),
    Bilingual(
        "把对照的抽取按原样更正后写到这里，旁边的 -changes.xlsx 写明改了什么和错误率",
        "where the extraction is to lie corrected in its own shape; OUT-changes.xlsx beside it "
        "tells what was changed and the error rates",
    ),
    Bilingual("文件", "OUT"),
    convert=Path,
    needs="extraction",
)
BATCH_ZH = """\
读出文件夹里的全部报告，写成一个工作簿：每份报告一行、逐格数据、全部疑点、报告之间的核对、图表。
中断后再运行同一条命令，读好的文件不再读。
退出码：0 没有错误，1 有错误，2 有文件未能读取"""
BATCH_EN = """\
reads every report below a folder into one workbook: a row a report, all cells, all findings,
what does not fit across reports, charts. Run again after an interruption, it goes on from there.
Exit code: 0 no error, 1 errors found, 2 something could not be read"""
BATCH = Command(
    "batch",
    Bilingual(BATCH_ZH, BATCH_EN),
    Bilingual("文件夹", "DIR"),
    options=(
        WRITTEN,
        WORKERS,
        SECONDS,
        MEGABYTES,
        FRESH,
        PREVIOUS,
        COVERS,
        EXTRACTION,
        MAPPING,
        CORRECTED,
        PLACEMENTS,
        FORCE,
        DASK,
        ONE_READER,
        PASSWORD,
        *COMMON,
    ),
    required=("output",),
)

UNIT = Option(
    ("--unit",),
    Bilingual("抽单元格还是整份报告，默认 cell", "draws cells or whole reports; by default cell"),
    Bilingual("cell|report", "cell|report"),
    Bilingual("cell 或 report", "cell or report"),
    one_of(CELL, REPORT),
)
BY = Option(
    ("--by",),
    Bilingual(
        "分层，用逗号隔开：state 状态、confidence 置信度、table 表、size 申请数量",
        "strata, with commas between: state, confidence, table, size",
    ),
    Bilingual("层,层", "NAME,NAME"),
    Bilingual("state、confidence、table、size 中的几个", "some of state, confidence, table, size"),
    some_of(*STRATA),
)
PRINTED = Option(
    ("--printed",),
    Bilingual(
        "只抽读作非零数字或存疑的格", "only cells read as a figure other than 0, or doubtful"
    ),
)
SIZE_ = Option(
    ("--size",),
    Bilingual("样本量，默认 100", "size of the sample, by default 100"),
    Bilingual("个数", "N"),
    COUNTED,
    positive,
)
ACCEPT = Option(
    ("--accept",),
    Bilingual("接收数：错误不超过这么多则接收", "acceptance number: so many may be wrong"),
    Bilingual("个数", "N"),
    Bilingual("0 以上的整数", "a whole number of 0 or more"),
    whole,
)
MARGIN = Option(
    ("--margin",),
    Bilingual(
        "改为按区间的半宽定样本量（百分数）",
        "sets the size by the half width of the interval, in percent",
    ),
    Bilingual("百分数", "PERCENT"),
    Bilingual("大于 0、小于 50 的百分数", "a percentage above 0 and below 50"),
    percentage(0, 50, with_least=False),
    against=("size", "aql"),
)
EXPECTED = Option(
    ("--expected",),
    Bilingual(
        "与 --margin 同用：预计错误率（百分数），默认 2",
        "with --margin: the expected rate, by default 2",
    ),
    Bilingual("百分数", "PERCENT"),
    Bilingual("0 以上、小于 100 的百分数", "a percentage of 0 or more, below 100"),
    percentage(0, 100),
    needs="margin",
)
AQL = Option(
    ("--aql",),
    Bilingual(
        "改为按 GB/T 2828.1（ISO 2859-1）的接收质量限抽样",
        "draws by the acceptance quality limit of ISO 2859-1 instead",
    ),
    Bilingual("百分数", "PERCENT"),
    Bilingual(
        "标准表中的接收质量限，如 0.1、1、4",
        "a limit of the standard's tables, such as 0.1, 1 or 4",
    ),
    quality_limit,
    against=("size", "accept"),
)
LEVEL = Option(
    ("--level",),
    Bilingual(
        "与 --aql 同用：检验水平，默认 II", "with --aql: the inspection level, by default II"
    ),
    Bilingual("I|II|III|S-1…S-4", "I|II|III|S-1…S-4"),
    Bilingual("I、II、III 或 S-1 到 S-4", "I, II, III, or S-1 to S-4"),
    one_of(*LEVELS),
    needs="aql",
)
SEVERITY = Option(
    ("--severity",),
    Bilingual(
        "与 --aql 同用：normal 正常检验（默认）或 tightened 加严检验",
        "with --aql: normal (default) or tightened inspection",
    ),
    Bilingual("normal|tightened", "normal|tightened"),
    Bilingual("normal 或 tightened", "normal or tightened"),
    one_of(*SEVERITIES),
    needs="aql",
)
CONFIDENCE_ = Option(
    ("--confidence",),
    Bilingual("置信水平（百分数），默认 95", "confidence in percent, by default 95"),
    Bilingual("百分数", "PERCENT"),
    Bilingual("50 以上、小于 100 的百分数", "a percentage of 50 or more, below 100"),
    percentage(50, 100),
)
WILSON = Option(
    ("--wilson",),
    Bilingual("用 Wilson 区间，不用精确区间", "Wilson intervals instead of exact ones"),
)
SEED = Option(
    ("--seed",),
    Bilingual(
        "随机种子，不给则随机生成并记下：同一总体、同一种子抽到同样的单位",
        "the seed, which decides what is drawn; by default one made at random, on record",
    ),
    Bilingual("整数", "N"),
    Bilingual("0 以上的整数", "a whole number of 0 or more"),
    whole,
)
DRAWN = replace(
    WORKBOOK,
    help=Bilingual(
        "写入的抽查文件（.gouji-check）；给出抽查文件时，写入它的工作簿",
        "the spot check to draw (.gouji-check), or the workbook of the spot check that is given",
    ),
    takes=Bilingual("文件", "OUT"),
)
SAMPLE_ZH = """\
从批量处理的结果（结果.gouji-batch）中抽查：抽样、写成抽查文件，并说明能查出什么、不能查出什么。
给出抽查文件（.gouji-check）则显示方案和到目前的估计，加 -o 写成工作簿"""
SAMPLE_EN = """\
draws a spot check from what a batch has read (OUT.gouji-batch) and says what it can show.
Given a spot check (.gouji-check) it shows plan and estimate; with -o it writes the workbook"""
SAMPLE = Command(
    "sample",
    Bilingual(SAMPLE_ZH, SAMPLE_EN),
    Bilingual("结果.gouji-batch", "OUT.gouji-batch"),
    options=(
        DRAWN,
        UNIT,
        BY,
        PRINTED,
        SIZE_,
        ACCEPT,
        MARGIN,
        EXPECTED,
        AQL,
        LEVEL,
        SEVERITY,
        CONFIDENCE_,
        WILSON,
        SEED,
        *COMMON,
    ),
)
