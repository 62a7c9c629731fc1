"""How sure a reading is, from where on it is a doubt, and why.

One scale for every reader: 1 is text that stands there and is placed beyond question, 0 is nothing
known. Readers give what they think; whether that is a doubt, this module alone says.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_FLOOR, Decimal

from .bilingual import Bilingual

CERTAIN = 1.0
"""Text of the file itself, in a cell that nothing else can be."""

NEARLY_CERTAIN = 0.99
"""From here on a reading needs no second look; it bounds a stratum of spot checks."""

THRESHOLD = 0.9
"""A reading of less confidence is a doubt, until a reviewer settles it."""

LIKELIER = 0.8
"""Of a text that can be read in two ways, the likelier one."""

DOUBTS: Mapping[str, Bilingual] = {
    "placement": Bilingual("所在列不能确定", "its column is uncertain"),
    "row": Bilingual("所在行不能确定", "its row is uncertain"),
    "label": Bilingual("行名与表式不符", "its row label differs from the form"),
    "order": Bilingual(
        "行或列的次序与表式不同", "rows or columns stand in another order than in the form"
    ),
    "missing": Bilingual("文件中没有找到这一格", "the document prints no such cell"),
    "glyphs": Bilingual("有不能识别的字符", "some characters cannot be read"),
    "pieced": Bilingual("由断开的数字拼成", "pieced together from broken digits"),
    "struck": Bilingual(
        "有划去的或看不见的内容，未计入",
        "something in it is crossed out, or cannot be seen, and is left out",
    ),
    "raised": Bilingual(
        "有升高或缩小的数字，可能是注，也可能是数的一部分",
        "raised or small digits may be a note, or a part of the figure",
    ),
    "drawn": Bilingual(
        "有不是文字的内容，或由样式、程序生成的内容",
        "something in it is drawn, or made by style or program, and is no text of the document",
    ),
    "reversed": Bilingual("字符的显示次序与存储次序相反", "its characters are set in reverse"),
    "parted": Bilingual(
        "各格的数字连在一起，按表式和勾稽关系分开",
        "the cells run together and were parted by the form and its equations",
    ),
    "glued": Bilingual(
        "几格的数字连在一起，有几种分法",
        "the digits of several cells run together and can be parted in several ways",
    ),
    "together": Bilingual("一格中有几个数", "several figures stand in one cell"),
    "unit": Bilingual("表中另有单位，已换算", "converted from another unit that the table states"),
    "contradicted": Bilingual("两个读取程序读出的不同", "two programs read it differently"),
    "invisible": Bilingual("它的文字在页面上看不到", "its text is not to be seen on the page"),
    "unproven": Bilingual(
        "第二个读取程序读不了这一页，未经对照",
        "the second reader could not read this page, so that nothing bears it out",
    ),
    "head": Bilingual(
        "没有表头说明它在这一列，或表头说的是另一列",
        "no header says that it stands in this column, or the header says another one",
    ),
    "left_over": Bilingual("旁边有没有归入表格的数", "a figure beside it has found no cell"),
    "compared": Bilingual(
        "像是几个年度或几个单位的对照表",
        "the table seems to compare several years or bodies",
    ),
    "picture": Bilingual("由图像识别", "recognised from a picture"),
    "second": Bilingual("由第二个读取程序读出", "read by the second reader alone"),
    "unnamed": Bilingual("没有找到", "it was not found"),
    "differing": Bilingual(
        "文中另有相近而不同的写法", "the text also has it in another, similar form"
    ),
    "alone": Bilingual("只有一处提到", "nothing else in the text bears it out"),
    "date": Bilingual("数字显示为日期", "a number that is shown as a date"),
    "extraction": Bilingual(
        "与对照的抽取不同", "the extraction that it is held against has another figure"
    ),
    "rounded": Bilingual(
        "单元格格式显示的与存储的不是同一个数",
        "its format shows another number than the one that is stored",
    ),
}
"""Reasons for a low confidence, in Chinese and English."""


def is_doubt(confidence: float) -> bool:
    """Returns whether a reading of this confidence is a doubt that a reviewer must settle."""
    return confidence < THRESHOLD


def hundredths(confidence: float) -> Decimal:
    """Returns a confidence with two decimals, never more than it is: no doubt is shown as none."""
    return Decimal(repr(confidence)).quantize(Decimal("0.01"), ROUND_FLOOR)


def percent(confidence: float) -> int:
    """Returns a confidence in whole percent, never more than it is."""
    return int(hundredths(confidence) * 100)
