"""The one sentence of a suggestion: what would change, what it mends, what speaks for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..extraction.figures import Figure, show
from ..extraction.report import Report
from ..finding import Finding
from ..suggestion import CellChange
from .evidence import Evidence
from .slips import Slip

_SLIPS = {
    "exchanged": ("相邻两格的数字互换", "two neighbouring figures were exchanged"),
    "moved": ("数字错了一格", "a figure stands one place off"),
    "slid": ("一列中连续几行错了一行", "a run of rows in one column slid by one"),
}


def explain(
    report: Report,
    figures: Mapping[str, Figure],
    changes: Sequence[CellChange],
    evidence: Sequence[Evidence],
    clears: Sequence[Finding],
    slip: Slip | None,
) -> tuple[str, str]:
    """Returns the sentence in Chinese and in English."""
    what_zh = "，".join(_change(report, figures, change, "zh") for change in changes)
    what_en = ", ".join(_change(report, figures, change, "en") for change in changes)
    zh, en = [], []
    if slip is not None:
        zh.append(_SLIPS[slip.kind][0])
        en.append(_SLIPS[slip.kind][1])
    mends_zh, mends_en = _mends(report, clears)
    if mends_zh:
        zh.append(f"{'同时' if len(mends_zh) > 1 else ''}满足{'、'.join(mends_zh)}")
        en.append(f"satisfies {', '.join(mends_en)}")
    for text_zh, text_en in _spoken(report, figures, changes, evidence):
        zh.append(text_zh)
        en.append(text_en)
    return f"{what_zh}：{'；'.join(zh)}", f"{what_en}: {'; '.join(en)}"


def _change(
    report: Report, figures: Mapping[str, Figure], change: CellChange, language: str
) -> str:
    label = report.form.cells[change.cell].label(language)
    before = figures[change.cell]
    after = show(change.value)
    shown = before.text or ("空白" if language == "zh" else "blank")
    if language == "zh":
        return f"{label} 由 {shown} 改为 {after}"
    return f"{label} from {shown} to {after}"


def _mends(report: Report, clears: Sequence[Finding]) -> tuple[list[str], list[str]]:
    """Returns the names of the equations that would hold again."""
    names = {equation.id: equation for equation in report.form.equations}
    mended = [names[finding.rule] for finding in clears if finding.rule in names]
    return (
        list(dict.fromkeys(equation.name for equation in mended)),
        list(dict.fromkeys(equation.name_en for equation in mended)),
    )


def _spoken(
    report: Report,
    figures: Mapping[str, Figure],
    changes: Sequence[CellChange],
    evidence: Sequence[Evidence],
) -> list[tuple[str, str]]:
    """Returns what speaks for or against each change."""
    said: list[tuple[str, str]] = []
    for change, one in zip(changes, evidence, strict=True):
        if one.stated:
            said.append((f"与正文“{one.stated}”一致", f"the text says “{one.stated}”"))
        if one.contradicted:
            said.append(
                (
                    f"但正文“{one.contradicted}”与现有数字一致",
                    f"but the text says “{one.contradicted}”",
                )
            )
        if one.alternative:
            said.append(("识别时的另一读法正是它", "the reader thought it possible"))
        elif one.unsure:
            said.append(("这一格识别存疑", "its reading is in doubt"))
        if one.edits == 1 and figures[change.cell].value is not None and len(changes) == 1:
            said.append(("只差一个数字", "one digit differs"))
    return said
