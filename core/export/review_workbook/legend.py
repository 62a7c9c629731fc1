"""What the words of a workbook mean and how it is used."""

from __future__ import annotations

from collections.abc import Iterator

from ...bilingual import Bilingual
from .rule_lines import (
    BLANK_TOTAL,
    BROKEN,
    FILLED,
    FITS,
    HELD,
    INVALID,
    MISFITS,
    MISSING,
    NOT_COMPARED,
    UNCHECKED,
    VALID,
)

RESULTS = (
    ((HELD, FITS, VALID), Bilingual("成立", "holds")),
    (
        (BROKEN, INVALID, MISSING),
        Bilingual(
            "错误：等式不成立；有不合要求的数；原件没有这张表",
            "error: an equation does not hold; a figure may not stand in its cell; "
            "the source lacks the table",
        ),
    ),
    (
        (BLANK_TOTAL, MISFITS),
        Bilingual(
            "警告：合计空白而各项之和不为 0；与正文或常理不符",
            "warning: a blank total of parts that are not blank; "
            "at odds with the narrative or not plausible",
        ),
    ),
    (
        (UNCHECKED, NOT_COMPARED),
        Bilingual(
            "有格无法识读；没有可比的数", "a cell is unreadable, or there is nothing to compare"
        ),
    ),
    (
        (FILLED,),
        Bilingual("原件没有的表已补录", "a table that the source lacks was filled in"),
    ),
)
"""The results of rules, and what each means."""

FREE = Bilingual(
    "各表中的数字可以改动，其余内容受保护（无密码，需要时可在“审阅”中取消保护）。",
    "Figures of the tables can be changed; all else is protected, without a password.",
)
LOCKED = Bilingual(
    "审核已签核，各表的数字一并锁定；要改动，请在 Gouji 中重新打开审核。",
    "The review is signed off, so its figures are locked; to change one, reopen it in Gouji.",
)
FOLLOWING = Bilingual(
    "改动审定数后，勾稽检查的结果、各表的标记、数据表中的状态随之变化；批注和疑点表保持导出时的内容。",
    "Results, marks and states follow a changed figure; notes and the list of findings stay.",
)
READ_BACK = Bilingual(
    "改动后的工作簿可以读回 Gouji：改动的数字成为审定数调整，以 Excel 的用户名为审核人；"
    "其他改动只列出。",
    "Gouji reads the workbook back: each changed figure becomes an adjustment in the name of the "
    "Excel user; all else that was changed is listed and not taken.",
)
BLANKS = Bilingual(
    "空白和符号（/、-、无 等）在合计中作 0，但与 0 是不同的状态。",
    "Blanks and marks count as zero in a sum, and are told from 0 everywhere else.",
)
LINKS = Bilingual(
    "带下划线的字可以点击：疑点和改动通到表中的格，数据表中的每一格通到它的改动和疑点。",
    "Underlined words lead on: a finding or a change to its cell, each line of the data to the "
    "change and the finding of its cell.",
)


def use_of(*, is_signed_off: bool) -> Iterator[Bilingual]:
    """Yields how a workbook is used; one that is signed off invites nobody to change it."""
    if is_signed_off:
        yield LOCKED
    else:
        yield from (FREE, FOLLOWING, READ_BACK)
    yield from (BLANKS, LINKS)
