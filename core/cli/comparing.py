"""Two reviews of one report on the command line: compared, and put together into a third."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from fractions import Fraction

from ..export.records import Record, to_json
from ..extraction.figures import Figure, State
from ..forms import Form
from ..review.agreement import Agreement, CellPair, compare
from ..review.merge import merge, open_doubts
from ..review.store import ReviewFile, open_file
from ..review.user import system_user
from .option import Request, UsageError
from .terminal import say, say_record

ALIKE, DIFFERENT = 0, 1


def compare_reviews(request: Request, language: str) -> int:
    """Says how far two review files agree; with an output, merges them into it."""
    if len(request.paths) != 2:
        raise UsageError("compare 需要两个审核文件。", "compare needs two review files.")
    with ExitStack() as stack:
        first, second = (
            stack.enter_context(open_file(path, read_only=True)) for path in request.paths
        )
        reviews = first.review(""), second.review("")
        agreement = compare(*reviews)
        form = first.report.form
        left = open_doubts(*reviews)
        if "output" in request.values:
            _merge(request, first, second)
    if request.values.get("json"):
        say_record(to_json(_record(request, agreement, left)))
    else:
        say("\n".join(_lines(request, agreement, form, len(left), language)))
    return ALIKE if not agreement.differences else DIFFERENT


def _merge(request: Request, first: ReviewFile, second: ReviewFile) -> None:
    """Writes the third file, in the name given or else that of the system's user."""
    by: str = request.values.get("reviewer", "") or system_user()
    merge(request.values["output"], first, second, reviewer=by).close()


def _lines(
    request: Request, agreement: Agreement, form: Form, left: int, language: str
) -> list[str]:
    zh = language == "zh"
    names = [path.name for path in request.paths]
    same = len(agreement.cells) - len(agreement.differences)
    share = f"{_percent(agreement.agreement)} %（{same}/{len(agreement.cells)}）"
    kappa = "—" if agreement.kappa is None else f"{float(agreement.kappa):.3f}"
    if zh:
        lines = [f"{names[0]} 与 {names[1]}：一致 {share}，Cohen κ {kappa}"]
    else:
        share = share.replace("（", " (").replace("）", ")")
        lines = [f"{names[0]} and {names[1]}: {share} of cells alike, Cohen's kappa {kappa}"]
    lines += [
        _difference(pair, form.cells[pair.cell].label(language), zh=zh)
        for pair in agreement.differences
    ]
    if "output" in request.values:
        lines.append(_merged(request, left, zh=zh))
    return lines


def _difference(pair: CellPair, label: str, *, zh: bool) -> str:
    first, second = (_figures(state.printed, state.audited) for state in (pair.first, pair.second))
    named = f"{label}（{pair.cell}）：" if zh else f"{label} ({pair.cell}): "
    return f"  ≠ {named}{first} | {second}"


def _figures(printed: Figure, audited: Figure) -> str:
    """Returns a cell as a reviewer left it: the printed figure, and another audited one."""
    if printed == audited:
        return _text(printed)
    return f"{_text(printed)} → {_text(audited)}"


def _text(figure: Figure) -> str:
    return "␣" if figure.state is State.BLANK else figure.text


def _merged(request: Request, left: int, *, zh: bool) -> str:
    target = request.values["output"]
    if zh:
        return f"已合并为 {target}；两人都动过而不一致的 {left} 格仍按识读，请在其中决定。"
    return f"Merged into {target}; {left} cell(s) that both decided differently stay as read."


def _record(request: Request, agreement: Agreement, left: Sequence[str]) -> Record:
    return {
        "reviews": [str(path) for path in request.paths],
        "agreement": float(round(agreement.agreement, 6)),
        "kappa": None if agreement.kappa is None else float(round(agreement.kappa, 6)),
        "cells": len(agreement.cells),
        "differences": [
            {
                "cell": pair.cell,
                "first": {"printed": pair.first.printed.text, "audited": pair.first.audited.text},
                "second": {
                    "printed": pair.second.printed.text,
                    "audited": pair.second.audited.text,
                },
                "both_decided": pair.cell in left,
            }
            for pair in agreement.differences
        ],
        "explanations": [
            {"rule": note.rule, "first": note.first, "second": note.second}
            for note in agreement.notes
        ],
    }


def _percent(share: Fraction) -> str:
    return f"{float(share * 100):.1f}"
