"""The one sentence of a suggestion: what would change, what it mends, what speaks for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..bilingual import EN, ZH, Bilingual
from ..documents.document import Region
from ..doubts import DOUBTS
from ..extraction.report import Report
from ..figures import Figure, State, show
from ..forms import Equation
from ..suggestion import CellChange
from .displacements import (
    BLOCK,
    COLUMN,
    EXCHANGED,
    LINES,
    MOVED,
    ROW,
    SLID,
    SWAPPED,
    WHOLE,
    Displacement,
)
from .evidence_weights import EvidenceWeights

_DISPLACEMENTS = {
    (EXCHANGED, ROW): Bilingual(
        "上下相邻两格的数字互换", "two figures, one below the other, are exchanged"
    ),
    (EXCHANGED, COLUMN): Bilingual(
        "左右相邻两格的数字互换", "two figures side by side are exchanged"
    ),
    (MOVED, ROW): Bilingual("数字填错了一行", "a figure stands one row off"),
    (MOVED, COLUMN): Bilingual("数字填错了一列", "a figure stands one column off"),
    (SLID, ROW): Bilingual("连续几行的数字错开了一行", "a run of figures stands one row off"),
    (SLID, COLUMN): Bilingual("连续几列的数字错开了一列", "a run of figures stands one column off"),
    (LINES, ROW): Bilingual("整行的数字错开了一行", "whole rows of figures stand one row off"),
    (LINES, COLUMN): Bilingual(
        "整列的数字错开了一列", "whole columns of figures stand one column off"
    ),
    (BLOCK, ROW): Bilingual("几列的数字都错开了一行", "columns of figures stand one row off"),
    (BLOCK, COLUMN): Bilingual("几行的数字都错开了一列", "rows of figures stand one column off"),
    (SWAPPED, ROW): Bilingual("两行的数字整行互换", "two whole rows are exchanged"),
    (SWAPPED, COLUMN): Bilingual("两列的数字整列互换", "two whole columns are exchanged"),
}
_KINDS = {
    "swapped": Bilingual("现有数字颠倒了相邻两位", "two digits are swapped"),
    "lost": Bilingual("现有数字少了一位", "a digit is lost"),
    "added": Bilingual("现有数字多了一位", "a digit is added"),
    "replaced": Bilingual("只有一位数字不同", "one digit differs"),
    "sign": Bilingual("只有正负号不同", "only the sign differs"),
    "unit": Bilingual("相差一万倍，单位应是弄错了", "the unit was mistaken, by a factor of 10,000"),
}
_REST = Bilingual(
    "其余不成立的勾稽关系另有错处，在搜索限度内没有全部找到",
    (
        "the other broken rules have mistakes of their own, "
        "not all found within the bounds of the search"
    ),
)
_MOST_CHANGES = 10
"""How many changes a sentence names; of more, only how many there are is said."""

_MOST_RULES = 5
"""How many rules a sentence names; of more, only how many there are is said."""


def explain(
    report: Report,
    figures: Mapping[str, Figure],
    changes: Sequence[CellChange],
    evidence: Sequence[EvidenceWeights],
    mended: Sequence[Equation],
    displacements: Sequence[Displacement],
    *,
    cleared: tuple[int, int],
    is_piece: bool = False,
) -> Bilingual:
    """Returns the sentence in Chinese and in English: changes, rules, evidence, and the source.

    Args:
        report: For its form.
        figures: As they are before the changes.
        changes: What would change.
        evidence: On each change.
        mended: The equations that hold with the changes and do not hold, or cannot be said to
            hold, without.
        displacements: The known displacements that the changes undo.
        cleared: How many findings go, and of how many.
        is_piece: The rules that they do not mend have other mistakes, which were not found.
    """
    said = list(
        dict.fromkeys(
            _DISPLACEMENTS[displacement.kind, displacement.off] for displacement in displacements
        )
    )
    if any(displacement.kind in WHOLE for displacement in displacements):
        said.append(_moved(report, changes, cleared))
    if mended:
        said.append(_mends(mended))
    said += dict.fromkeys(_spoken(report, changes, evidence))
    said += _printed(report, figures, changes, evidence)
    if is_piece:
        said.append(_REST)
    shown = changes if len(changes) <= _MOST_CHANGES else changes[: _MOST_CHANGES - 2]
    heads = [
        joint.join(_change(report, figures, change, language) for change in shown)
        for joint, language in (("，", ZH), (", ", EN))
    ]
    if more := len(changes) - len(shown):
        heads = [f"{heads[0]} 等 {len(changes)} 格", f"{heads[1]} and {more} more cells"]
    zh, en = "；".join(one for one, _ in said), "; ".join(one for _, one in said)
    return Bilingual(
        f"{heads[0]}：{zh}" if zh else heads[0],
        f"{heads[1]}: {en}" if en else heads[1],
    )


def _moved(report: Report, changes: Sequence[CellChange], cleared: tuple[int, int]) -> Bilingual:
    """Returns what moving whole lines does: where, how many figures move, what it clears."""
    table = report.form.cells[changes[0].cell].table
    regions = [report.readings[change.cell].region for change in changes]
    zh, en = places(regions)
    count, (gone, of) = len(changes), cleared
    return Bilingual(
        f"{table.title}{zh} {count} 格的数移动，{of} 处疑点消除 {gone} 处",
        f"{count} cells of {table.title_en}{en} move, {gone} of {of} findings go",
    )


def _change(
    report: Report, figures: Mapping[str, Figure], change: CellChange, language: str
) -> str:
    label = report.form.cells[change.cell].label(language)
    before, after = _present(figures[change.cell]), show(change.value)
    return Bilingual(
        f"{label} 由{before or '空白'}改为 {after}",
        f"{label} from {before.strip() or 'blank'} to {after}",
    ).in_language(language)


def _present(figure: Figure) -> str:
    """Returns what stands there now: a number bare, anything else in quotation marks."""
    text = " ".join(figure.text.split())
    return f" {text} " if figure.state is State.NUMBER else f"“{text}”" if text else ""


def _mends(mended: Sequence[Equation]) -> Bilingual:
    zh = [equation.name for equation in mended]
    en = [equation.name_en for equation in mended]
    count = len(mended)
    if count > _MOST_RULES:
        return Bilingual(
            f"同时满足{'、'.join(zh[:_MOST_RULES])}等 {count} 条勾稽关系",
            f"satisfies {', '.join(en[:_MOST_RULES])} and {count - _MOST_RULES} more rules",
        )
    listed = en[0] if count == 1 else f"{', '.join(en[:-1])} and {en[-1]}"
    return Bilingual(f"{'同时' if count > 1 else ''}满足{'、'.join(zh)}", f"satisfies {listed}")


def _spoken(
    report: Report, changes: Sequence[CellChange], evidence: Sequence[EvidenceWeights]
) -> list[Bilingual]:
    """Returns what speaks for or against the changes."""
    said: list[Bilingual] = []
    for change, one in zip(changes, evidence, strict=True):
        if one.stated:
            said.append(Bilingual(f"与正文“{one.stated}”一致", f"the text says “{one.stated}”"))
        if one.contradicted:
            said.append(
                Bilingual(
                    f"但正文“{one.contradicted}”与现有数字一致",
                    f"but the text says “{one.contradicted}”, as the table does now",
                )
            )
        if one.alternative:
            said.append(
                Bilingual("识读时认为也可能是这个数字", "the reader thought this figure possible")
            )
        elif one.unsure:
            said.append(_doubt(report.readings[change.cell].doubt))
        if one.kind and len(changes) == 1:
            said.append(_KINDS[one.kind])
    return said


def _doubt(reason: str) -> Bilingual:
    zh, en = "现有数字的识读存疑", "the present figure is a doubtful reading"
    if reason not in DOUBTS:
        return Bilingual(zh, en)
    return Bilingual(f"{zh}（{DOUBTS[reason][0]}）", f"{en} ({DOUBTS[reason][1]})")


def _printed(
    report: Report,
    figures: Mapping[str, Figure],
    changes: Sequence[CellChange],
    evidence: Sequence[EvidenceWeights],
) -> list[Bilingual]:
    """Returns what the source has to say: what it prints clearly, or that one must look.

    A figure that a reviewer has typed is called so.
    """
    readings = [report.readings[change.cell] for change in changes]
    if any(
        reading.figure != figures[change.cell]
        for reading, change in zip(readings, changes, strict=True)
    ):
        return [Bilingual("现有数字为审核人所填", "the present figure was typed by a reviewer")]
    zh, en = places([reading.region for reading in readings])
    if any(one.unsure or one.alternative for one in evidence):
        return [Bilingual(f"请看原件{zh}", f"look at the source{en}")]
    return [
        Bilingual(
            f"原件{zh}所印清楚", f"the source prints the present {_figures(changes)} clearly{en}"
        )
    ]


def _figures(changes: Sequence[CellChange]) -> str:
    return "figure" if len(changes) == 1 else "figures"


def places(regions: Sequence[Region | None]) -> Bilingual:
    """Returns the pages, counted from 1; nothing where the source has none."""
    pages = sorted({one.page + 1 for one in regions if one is not None and one.page is not None})
    if not pages:
        return Bilingual("", "")
    listed = [str(page) for page in pages]
    word = "page" if len(pages) == 1 else "pages"
    return Bilingual(f"第 {'、'.join(listed)} 页", f" ({word} {', '.join(listed)})")
