"""What the words of a workbook mean and how it is used, in Chinese and, below, in English."""

from __future__ import annotations

RESULTS = (
    ("平、相符、合格", "成立\nholds"),
    (
        "不平、不合要求、缺表",
        """\
错误：等式不成立；有不合要求的数；原件没有这张表
error: an equation does not hold; a figure may not stand in its cell; the source lacks the table""",
    ),
    (
        "空白、不符",
        """\
警告：合计空白而各项之和不为 0；与正文或常理不符
warning: a blank total of parts that are not blank; at odds with the narrative or not plausible""",
    ),
    (
        "不能检查、不比较",
        """\
有格无法识读；没有可比的数
not checked: a cell is unreadable, or there is nothing to compare""",
    ),
    ("已补录", "原件没有的表已补录\na table that the source lacks was filled in"),
)
"""The results of rules, and what each means."""

USE = (
    """\
各表中的数字可以改动，其余内容受保护（无密码，需要时可在“审阅”中取消保护）。
Figures of the tables can be changed; all else is protected, without a password.""",
    """\
改动审定数后，勾稽检查的结果、各表的标记、数据表中的状态随之变化；批注和疑点表保持导出时的内容。
Results, marks and states follow a changed figure; notes and the list of findings stay.""",
    """\
改动后的工作簿可以读回 Gouji：改动的数字成为审定数调整，以 Excel 的用户名为审核人；其他改动只列出。
Gouji reads the workbook back: each changed figure becomes an adjustment in the name of the Excel
user; all else that was changed is listed and not taken.""",
    """\
空白和符号（/、-、无 等）在合计中作 0，但与 0 是不同的状态。
Blanks and marks count as zero in a sum, and are told from 0 everywhere else.""",
)
