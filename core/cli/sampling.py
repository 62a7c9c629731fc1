"""Spot checks on the command line: drawn from a batch, shown, written as a workbook."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ..batch.journal import SUFFIX as JOURNAL
from ..errors import GoujiError, OutputError
from ..sampling import SUFFIX, CheckFile, Plan, Sizing, open_check
from ..sampling.wording import estimate_sentence, plan_sentences, power_sentences, record_sentences
from .option import Request, UsageError
from .terminal import say

DONE = 0
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
        return _show(path, output, language)
    if output is None or output.suffix.lower() != SUFFIX:
        raise UsageError(
            f"抽查写入 {SUFFIX} 文件，请用 -o 给出。",
            f"A spot check is drawn into a {SUFFIX} file; name it with -o.",
        )
    from ..batch.spot_check import draw_from_batch

    if path.suffix.lower() != JOURNAL or not path.is_file():
        raise GoujiError(
            f"{path} 不是批量处理的结果。请给出 gouji batch 写在工作簿旁的 {JOURNAL} 文件。",
            f"{path} is no batch. Give the {JOURNAL} file beside its workbook.",
        )
    draw_from_batch(path, output, _plan(request.values))
    with open_check(output, read_only=True) as check:
        say("\n".join(_lines(check, language)))
    say(f"已写入 {output}" if language == "zh" else f"Wrote {output}")
    return DONE


def _show(path: Path, output: Path | None, language: str) -> int:
    with open_check(path, read_only=True) as check:
        say("\n".join(_lines(check, language)))
        if output is None:
            return DONE
        from ..export.spot_check_sheet import write_check
        from ..export.targets import check_target

        if output.suffix.lower() != ".xlsx":
            raise OutputError(
                f"抽查的结果写成 .xlsx 工作簿，不是“{output.name}”。",
                f"A spot check is written as an .xlsx workbook, not “{output.name}”.",
            )
        check_target(output, [path])
        write_check(check, output)
    say(f"已写入 {output}" if language == "zh" else f"Wrote {output}")
    return DONE


def _plan(values: Any) -> Plan:
    given = {name: values[option] for option, name in _PLAIN.items() if option in values}
    if "aql" in values:
        given["sizing"] = Sizing.ISO
    elif "margin" in values:
        given["sizing"] = Sizing.MARGIN
    if values.get("wilson"):
        given["method"] = "wilson"
    return Plan(**given)


def _lines(check: CheckFile, language: str) -> list[str]:
    which = 0 if language == "zh" else 1
    plan, drawn = check.plan, check.sample
    said = [
        *plan_sentences(plan, drawn),
        *power_sentences(plan, drawn),
        *record_sentences(check),
    ]
    if check.given:
        said.append(estimate_sentence(plan, check.estimate))
    return [words[which] for words in said]
