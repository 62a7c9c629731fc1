"""Two reviews of one report on the command line: compared, and put together into a third."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from fractions import Fraction
from pathlib import Path

from ..bilingual import Bilingual
from ..errors import OutputError
from ..export.records import Record, to_json
from ..figures import Figure, State
from ..forms import Form
from ..review.agreement import ADJUSTED, AS_READ, CORRECTED, Agreement, CellPair, compare
from ..review.review_file.merge import merge, open_doubts
from ..review.review_file.review_location import SUFFIX
from ..review.review_file.store import open_file
from ..review.review_file.user import system_user
from ..sampling.intervals import interval
from ..worker import run_limited
from .given_files import LIMITS
from .option import Request, UsageError
from .terminal import say, say_record

ALIKE, DIFFERENT = 0, 1
CONFIDENCE = 0.95
"""Of the intervals."""


def compare_reviews(request: Request, language: str) -> int:
    """Says how far two review files agree; with an output, merges them into it."""
    if len(request.paths) != 2:
        raise UsageError("compare 需要两个审核文件。", "compare needs two review files.")
    output: Path | None = request.values.get("output")
    if output is not None:
        _check_new(output)
    by = request.values.get("reviewer", "") or system_user()
    agreement, form, left = run_limited(compared, *request.paths, output, by, limits=LIMITS)
    if request.values.get("json"):
        say_record(to_json(_record(request, agreement, left)))
    else:
        say("\n".join(_lines(request, agreement, form, len(left), language)))
    return ALIKE if not agreement.differences else DIFFERENT


def _check_new(output: Path) -> None:
    """Refuses before anything is read what would be refused after it.

    Raises:
        UsageError: What is to be written is no review file by its name.
        OutputError: It is there already.
    """
    if output.suffix.lower() != SUFFIX:
        raise UsageError(
            f"合并写成 {SUFFIX} 审核文件，不是“{output.name}”。",
            f"A merge is written as a {SUFFIX} review file, not “{output.name}”.",
        )
    if output.exists():
        raise OutputError(
            f"{output} 已经存在，没有写入。请换一个文件名。",
            f"{output} exists already; nothing was written. Choose another name.",
        )


def compared(
    first: Path, second: Path, output: Path | None, by: str
) -> tuple[Agreement, Form, tuple[str, ...]]:
    """Returns how far two reviews agree, their form, and the cells that both decided differently;
    merges them where an output is given. Runs in the worker process.
    """
    with ExitStack() as stack:
        files = [stack.enter_context(open_file(path, read_only=True)) for path in (first, second)]
        reviews = [file.review("") for file in files]
        found = compare(*reviews), files[0].report.form, tuple(open_doubts(*reviews))
        if output is not None:
            merge(output, *files, reviewer=by).close()
    return found


def _lines(
    request: Request, agreement: Agreement, form: Form, left: int, language: str
) -> list[str]:
    names = [path.name for path in request.paths]
    same = len(agreement.cells) - len(agreement.differences)
    share = f"{_percent(agreement.agreement)} %"
    counted = f"{same}/{len(agreement.cells)}"
    kappa = "—" if agreement.kappa is None else f"{float(agreement.kappa):.3f}"
    head = Bilingual(
        f"{names[0]} 与 {names[1]}：一致 {share}（{counted}），Cohen κ {kappa}"
        "（按做法分类：维持识读、更正、调整）",
        f"{names[0]} and {names[1]}: {share} ({counted}) of cells alike, Cohen's kappa {kappa} "
        "(by what was done: left as read, corrected, adjusted)",
    )
    lines = [head.in_language(language), _looked(agreement).in_language(language)]
    lines += [
        _difference(pair, form.cells[pair.cell].label(language), language)
        for pair in agreement.differences
    ]
    if "output" in request.values:
        lines.append(_merged(request, left, language))
    return lines


def _looked(agreement: Agreement) -> Bilingual:
    """Returns how far two agree on the cells that at least one looked at, by value."""
    count = len(agreement.looked_at)
    if not count:
        return Bilingual("  没有人逐格看过的格", "  no cell was looked at by either")
    low, high = (_percent(Fraction(edge)) for edge in interval(agreement.alike, count, CONFIDENCE))
    share = _percent(Fraction(agreement.alike, count))
    kappa = agreement.kappa_by_value
    told = "—" if kappa is None else f"{float(kappa.value):.3f} ({kappa.low:.2f}–{kappa.high:.2f})"
    return Bilingual(
        f"  至少一人看过的 {count} 格：数值一致 {agreement.alike} 格，{share} %"
        f"（95% 区间 {low}–{high} %），按数值的 κ {told}",
        f"  of {count} cells that at least one looked at {agreement.alike} hold the same figure: "
        f"{share} % (95% interval {low}–{high} %), kappa by value {told}",
    )


def _difference(pair: CellPair, label: str, language: str) -> str:
    first, second = (_figures(state.printed, state.audited) for state in (pair.first, pair.second))
    named = Bilingual(f"{label}（{pair.cell}）：", f"{label} ({pair.cell}): ").in_language(language)
    return f"  ≠ {named}{first} | {second}"


def _figures(printed: Figure, audited: Figure) -> str:
    """Returns a cell as a reviewer left it: the printed figure, and another audited one."""
    if printed == audited:
        return _text(printed)
    return f"{_text(printed)} → {_text(audited)}"


def _text(figure: Figure) -> str:
    return "␣" if figure.state is State.BLANK else figure.text


def _merged(request: Request, left: int, language: str) -> str:
    target = request.values["output"]
    return Bilingual(
        f"已合并为 {target}；两人都动过而不一致的 {left} 格仍按识读，请在其中决定。",
        f"Merged into {target}; {left} cell(s) that both decided differently stay as read.",
    ).in_language(language)


def _record(request: Request, agreement: Agreement, left: Sequence[str]) -> Record:
    return {
        "reviews": [str(path) for path in request.paths],
        "agreement": float(round(agreement.agreement, 6)),
        "kappa": None if agreement.kappa is None else float(round(agreement.kappa, 6)),
        "cells": len(agreement.cells),
        "kappa_categories": [AS_READ, CORRECTED, ADJUSTED],
        "looked_at": _looked_record(agreement),
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


def _looked_record(agreement: Agreement) -> Record:
    """Returns the agreement by value over the cells that at least one looked at."""
    count, kappa = len(agreement.looked_at), agreement.kappa_by_value
    low, high = interval(agreement.alike, count, CONFIDENCE)
    return {
        "cells": count,
        "alike": agreement.alike,
        "share_low": round(low, 6),
        "share_high": round(high, 6),
        "kappa": None if kappa is None else round(float(kappa.value), 6),
        "kappa_low": None if kappa is None else round(kappa.low, 6),
        "kappa_high": None if kappa is None else round(kappa.high, 6),
    }


def _percent(share: Fraction) -> str:
    return f"{float(share * 100):.1f}"
