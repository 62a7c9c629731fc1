"""What can be written behind ``gouji sum``."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from ..bilingual import Bilingual
from .batch_options import WORKBOOK
from .option import COMMON, FORCE, ONE_READER, PASSWORD, PLACEMENTS, Command, Option

SUM_ZH = """\
把同一年度的若干报告加成汇总，写成法定表式（工作簿或 Word），每个数写明由哪些报告相加；
不能识读、没有印出的数不当作 0，那一格的汇总写“未定”。加 --against 则与报来的汇总逐格核对。
退出码：0 写好，1 与报来的汇总不同，2 有文件未能读取（没有写）"""
SUM_EN = """\
adds reports of one year up to a summary in the official form (workbook or Word), each figure with
the reports that it comes from; what cannot be read or is not printed is not taken for 0, that sum
is left open. With --against holds it against a summary that was handed in.
Exit code: 0 written, 1 the summary differs, 2 a file could not be read (nothing is written)"""
SUM = Command(
    "sum",
    Bilingual(SUM_ZH, SUM_EN),
    Bilingual("报告…", "REPORT…"),
    many=True,
    options=(
        replace(
            WORKBOOK,
            help=Bilingual(
                "写入的汇总，.xlsx 工作簿或 .docx Word", "the summary to write, .xlsx or .docx"
            ),
            takes=Bilingual("汇总", "OUT"),
        ),
        Option(
            ("--against",),
            Bilingual("报来的汇总报告，与各份之和核对", "a summary that was handed in"),
            Bilingual("汇总报告", "SUMMARY"),
            convert=Path,
        ),
        Option(
            ("--body",),
            Bilingual("汇总写谁的名称", "the body whose summary it is"),
            Bilingual("单位", "NAME"),
        ),
        FORCE,
        PLACEMENTS,
        ONE_READER,
        PASSWORD,
        *COMMON,
    ),
    required=("output",),
)
