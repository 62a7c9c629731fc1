"""Spot checks on the command line: drawn from a batch, shown, written as a workbook."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Any

from ..batch.journal import SUFFIX as JOURNAL
from ..bilingual import Bilingual
from ..errors import GoujiError, OutputError
from ..sampling import SUFFIX, CheckFile, SamplingPlan, Sizing, open_check
from ..sampling.sampling_plan import check as check_plan
from ..sampling.sampling_wording import (
    estimate_sentence,
    plan_sentences,
    power_sentences,
    record_sentences,
)
from ..worker import Limits, run_limited
from .given_files import LIMITS
from .option import Request, UsageError
from .terminal import say

DONE = 0
"""The exit code."""

MOST_SEED = 999_999_999
"""Of a seed made at random: one that can be written down."""

DRAWING = Limits(seconds=3600.0)
"""For a draw from all cells of a large batch."""
_PLAIN = {
    "unit": "unit",
    "by": "strata",
    "printed": "printed_only",
    "size": "size",
    "accept": "accept",
    "margin": "margin",
    "expected": "expected",
    "aql": "limit",
    "level": "level",
    "severity": "severity",
    "confidence": "confidence",
    "seed": "seed",
}
"""What an option sets in the plan."""


def sample(request: Request, language: str) -> int:
    """Draws a spot check from a batch, or shows the one that is given.

    Raises:
        GoujiError: It could not be done.
    """
    path, output = request.paths[0], request.values.get("output")
    if path.suffix.lower() == SUFFIX:
        return _show(request, language)
    if output is None or output.suffix.lower() != SUFFIX:
        raise UsageError(
            f"抽查写入 {SUFFIX} 文件，请用 -o 给出。",
            f"A spot check is drawn into a {SUFFIX} file; name it with -o.",
        )
    if path.suffix.lower() != JOURNAL or not path.is_file():
        raise GoujiError(
            f"{path} 不是批量处理的结果。请给出 gouji batch 写在工作簿旁的 {JOURNAL} 文件。",
            f"{path} is no batch. Give the {JOURNAL} file beside its workbook.",
        )
    plan = _plan(request.values)
    check_plan(plan)
    say("\n".join(run_limited(draw_lines, path, output, plan, language, limits=DRAWING)))
    say(Bilingual(f"已写入 {output}", f"Wrote {output}").in_language(language))
    return DONE


def draw_lines(journal: Path, output: Path, plan: SamplingPlan, language: str) -> list[str]:
    """Draws a spot check and returns what is said of it. Runs in the worker process."""
    from ..batch.spot_check import draw_from_batch

    draw_from_batch(journal, output, plan)
    with open_check(output, read_only=True) as check:
        return _lines(check, language)


def show_lines(path: Path, output: Path | None, language: str) -> list[str]:
    """Returns what is said of a spot check, and writes its workbook. Runs in the worker process."""
    from ..export.spot_check_sheet import write_check

    with open_check(path, read_only=True) as check:
        lines = _lines(check, language)
        if output is not None:
            write_check(check, output)
    return lines


def _show(request: Request, language: str) -> int:
    path, output = request.paths[0], request.values.get("output")
    given = [f"--{name}" for name in (*_PLAIN, "wilson") if name in request.values]
    if given:
        raise UsageError(
            f"{path.name} 的方案已经定了，{given[0]} 只用于抽取。",
            f"The plan of {path.name} is settled; {given[0]} is for drawing alone.",
        )
    if output is not None:
        from ..export.targets import check_target

        if output.suffix.lower() != ".xlsx":
            raise OutputError(
                f"抽查的结果写成 .xlsx 工作簿，不是“{output.name}”。",
                f"A spot check is written as an .xlsx workbook, not “{output.name}”.",
            )
        check_target(output, [path])
    say("\n".join(run_limited(show_lines, path, output, language, limits=LIMITS)))
    if output is not None:
        say(Bilingual(f"已写入 {output}", f"Wrote {output}").in_language(language))
    return DONE


def _plan(values: Any) -> SamplingPlan:
    given = {name: values[option] for option, name in _PLAIN.items() if option in values}
    if "aql" in values:
        given["sizing"] = Sizing.ISO
    elif "margin" in values:
        given["sizing"] = Sizing.MARGIN
    if values.get("wilson"):
        given["method"] = "wilson"
    # The batch is read and fixed by now: a seed that nobody chose is one that nobody tried.
    given.setdefault("seed", secrets.randbelow(MOST_SEED) + 1)
    return SamplingPlan(**given)


def _lines(check: CheckFile, language: str) -> list[str]:
    plan, drawn = check.plan, check.sample
    said = [
        *plan_sentences(plan, drawn),
        *power_sentences(plan, drawn, strata=check.population.sizes),
        *record_sentences(check),
    ]
    if check.given:
        said.append(estimate_sentence(plan, check.estimate))
    return [sentence.in_language(language) for sentence in said]
