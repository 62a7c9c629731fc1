"""The commands of the command line and their options, as tables."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from ..bilingual import UNSAID, Bilingual
from .batch_options import BATCH, SAMPLE
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
    hash_digits,
    positive,
)
from .sum_options import SUM

VERSION = Option(("--version",), Bilingual("显示版本", "show the version"))
JSON = Option(("--json",), Bilingual("输出 JSON", "print JSON"))
REPORT = Option(
    ("--report",),
    Bilingual("文件里有几份报告时取第几份，从 1 数", "which report of the file, counted from 1"),
    Bilingual("序号", "N"),
    COUNTED,
    positive,
)
OUTPUT = Option(
    ("-o", "--output"),
    Bilingual(
        (
            "写入的文件，格式按扩展名：xlsx 审核工作簿，csv、jsonl 逐格数据，json 整份报告，"
            "pdf、docx、html 审核意见，gouji 新的审核文件"
        ),
        (
            "the file to write, by its suffix: xlsx audited workbook, csv or jsonl cells, "
            "json the report, pdf, docx or html review opinion, gouji a new review file"
        ),
    ),
    Bilingual("文件.xlsx", "OUT.xlsx"),
    convert=Path,
)
REVIEW = Option(
    ("-r", "--review"),
    Bilingual("写入调整的审核文件", "the review file that takes the adjustments"),
    Bilingual("审核.gouji", "REVIEW.gouji"),
    convert=Path,
)
DEBUG_VIEW = Option(
    ("--debug-view",),
    Bilingual(
        "另写一个 PDF：在页面上画出词、线、登记的行列和读出的格，看一个数为什么归在那里",
        "also writes a PDF: words, rules, rows and columns as registered and the cells, drawn over "
        "the pages, to see why a figure was placed where it is",
    ),
    Bilingual("图.pdf", "OUT.pdf"),
    convert=Path,
)
DRAWN_OVER = replace(FORCE, needs="debug-view")
DRY_RUN = Option(
    ("--dry-run",), Bilingual("只列出改动，不写入", "list the changes only, write nothing")
)
HASH = Option(
    ("--hash",),
    Bilingual(
        "另处记下的哈希（签核哈希或记录哈希，至少 8 位），核对它是否还在",
        "a hash noted elsewhere, of a sign-off or an event (8 characters or more), to look for",
    ),
    Bilingual("哈希", "HASH"),
    Bilingual("至少 8 位的十六进制数", "8 hexadecimal digits or more"),
    hash_digits,
)
REVIEWER = Option(
    ("--reviewer",),
    Bilingual("合并人的姓名", "the name of the person who merges"),
    Bilingual("姓名", "NAME"),
    needs="output",
)
IMPORTER = replace(
    REVIEWER,
    help=Bilingual(
        "谁读回的，默认为系统的用户名；和 Excel 里保存的人一起记下",
        "who takes it back, by default the user of the system; noted beside who saved it in Excel",
    ),
    needs="",
)
MERGED = replace(
    OUTPUT,
    help=Bilingual("写入合并的审核文件", "the merged review file to write"),
    takes=Bilingual("合并.gouji", "MERGED.gouji"),
)
COMPARE_ZH = """\
逐格比较同一份报告的两个审核文件：一致率、Cohen κ 和每处差异；加 -o 则合并为第三个审核文件。
退出码：0 完全一致，1 有差异，2 未能读取"""
COMPARE_EN = """\
compares two review files of one report cell by cell: agreement, Cohen's kappa, every difference;
with -o merges them into a third. Exit code: 0 all alike, 1 differences, 2 it could not be read"""
CHECK_ZH = """\
检查报告，或文件夹里的全部报告，列出疑点；加 --extraction 则同时对照另一份抽取。
退出码：0 没有错误，1 有错误或与对照的抽取不同，2 有文件未能读取"""
CHECK_EN = """\
checks reports, or every report below a folder, and lists what is wrong; with --extraction holds
them against figures that another program extracted.
Exit code: 0 no error, 1 errors found or differences, 2 something could not be read"""
VERIFY_ZH = """\
核对审核文件或抽查文件：记录链、结构、原件、识读结果、抽取和答复是否被改动，并指出是哪一条。
退出码：0 完好，1 有改动，2 未能读取"""
VERIFY_EN = """\
checks a review or a spot check: whether its chain of events or answers, its structure, its source
and readings, or what was drawn, are as they were.
Exit code: 0 intact, 1 something was changed, 2 it could not be read"""
IMPORT_ZH = """\
把在 Excel 中改过的审核工作簿读回审核：改动的审定数成为调整，其他改动只列出。
退出码：0 全部采纳，1 还有其他改动，2 未能读取"""
IMPORT_EN = """\
reads a workbook corrected in Excel back: changed figures become adjustments, all else is listed.
Exit code: 0 all taken, 1 something else was changed, 2 it could not be read"""
SELF_TEST_ZH = """\
自检：读示例和扫描件，审核、强行结束、重开、导出、画窗口，每项一行。求助时请附上它的输出。
退出码：0 全部通过，1 有一项没有通过"""
SELF_TEST_EN = """\
tries this installation: reads samples and a scan, reviews, is killed, reopens, exports, draws the
window; one line each. Send its output when you ask for help.
Exit code: 0 all passed, 1 something did not"""
TABLES_ZH = """\
列出一个文件里的全部表格（不限哪种表）：标题、单位、行列，找到的合计、占比、增减关系，和不合这些关系的数。
关系是推断出来的，不合的只是警告，不影响退出码"""
TABLES_EN = """\
lists every table of a file of any form: title, unit, size, the totals, shares and changes found in
it, and the figures that do not keep them. These are inferred, so they are warnings: exit code 0"""
COMMANDS = (
    Command(
        "check",
        Bilingual(CHECK_ZH, CHECK_EN),
        Bilingual("路径…", "PATH…"),
        many=True,
        options=(
            JSON,
            EXTRACTION,
            MAPPING,
            PREVIOUS,
            COVERS,
            PLACEMENTS,
            ONE_READER,
            PASSWORD,
            *COMMON,
        ),
        instead=EXTRACTION.key,
    ),
    Command(
        "extract",
        Bilingual(
            "读出一份报告的全部单元格：列成表格，加 --json 则输出 JSON",
            "reads every cell of one report: prints tables, or with --json all as JSON",
        ),
        Bilingual("文件", "FILE"),
        options=(JSON, REPORT, DEBUG_VIEW, DRAWN_OVER, PLACEMENTS, ONE_READER, PASSWORD, *COMMON),
    ),
    Command(
        "export",
        Bilingual(
            "把一份报告或审核文件写成审核工作簿、数据或审核意见",
            "writes the audited workbook, the cells or the opinion of a report or a review file",
        ),
        Bilingual("文件", "FILE"),
        options=(OUTPUT, FORCE, REPORT, EXTRACTION, MAPPING, ONE_READER, PASSWORD, *COMMON),
        required=("output",),
        instead=EXTRACTION.key,
    ),
    BATCH,
    SUM,
    SAMPLE,
    Command(
        "import",
        Bilingual(IMPORT_ZH, IMPORT_EN),
        Bilingual("工作簿.xlsx", "WORKBOOK.xlsx"),
        options=(REVIEW, DRY_RUN, IMPORTER, *COMMON),
        required=("review",),
    ),
    Command(
        "compare",
        Bilingual(COMPARE_ZH, COMPARE_EN),
        Bilingual("甲.gouji 乙.gouji", "A.gouji B.gouji"),
        many=True,
        options=(JSON, MERGED, REVIEWER, *COMMON),
    ),
    Command(
        "verify",
        Bilingual(VERIFY_ZH, VERIFY_EN),
        Bilingual("审核.gouji", "REVIEW.gouji"),
        options=(JSON, HASH, *COMMON),
    ),
    Command(
        "tables",
        Bilingual(TABLES_ZH, TABLES_EN),
        Bilingual("文件", "FILE"),
        options=(JSON, PASSWORD, *COMMON),
    ),
    Command("self-test", Bilingual(SELF_TEST_ZH, SELF_TEST_EN), UNSAID, options=COMMON),
)
