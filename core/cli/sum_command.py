"""Adds reports up on the command line, and holds the sum against a summary that was handed in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ..bilingual import ZH, Bilingual
from ..errors import GoujiError, OutputError
from ..export.targets import check_target
from ..series.links import Member
from ..series.summing import ReportSum, SumDifference, add_reports, differences_from
from ..worker import run_limited
from .export_command import check_not_source
from .given_files import LIMITS, Manner, Skipped, manner_of, outcomes
from .option import Request
from .terminal import say, say_error
from .terminal_wording import skipped_line

CLEAN, DIFFERENT, UNREADABLE = 0, 1, 2
WORKBOOK, DOCUMENT = ".xlsx", ".docx"
_UNNAMED = Bilingual("汇总", "Summary")
MOST_TOLD = 20
"""Differences that are named; the file has all of them."""


def add_up_reports(request: Request, language: str) -> int:
    """Adds the reports up and writes the summary; a file that cannot be read stops it.

    Raises:
        GoujiError: They cannot be added up, or the summary cannot be written.
    """
    values = request.values
    output: Path = values["output"]
    against: Path | None = values.get("against")
    replace = values.get("force", False)
    _check_suffix(output)
    check_target(output, [*request.paths, *([against] if against else [])], replace=replace)
    if replace:
        check_not_source(output)
    manner = manner_of(values)
    members = _members(request.paths, manner, language, against)
    handed_in = [] if against is None else _members([against], manner, language, None)
    if members is None or handed_in is None:
        return UNREADABLE
    found = add_reports(members)
    differences = differences_from(found, handed_in[0]) if handed_in else None
    body = values.get("body") or _body_of(handed_in, language)
    run_limited(
        write_summary_file,
        found,
        output,
        body,
        differences,
        values.get("language", ZH),
        limits=LIMITS,
    )
    say("\n".join(_lines(found, differences, output, language)))
    return DIFFERENT if differences else CLEAN


def write_summary_file(
    found: ReportSum,
    output: Path,
    body: str,
    differences: Sequence[SumDifference] | None,
    language: str,
) -> None:
    """Writes a summary as the suffix says. Fit for a worker process.

    Raises:
        OutputError: It cannot be written.
    """
    if output.suffix.lower() == DOCUMENT:
        from ..export.summary.summary_document import write_summary_document

        write_summary_document(found, output, body, differences, language)
    else:
        from ..export.summary.summary_workbook import write_summary

        write_summary(found, output, body, differences, language)


def _check_suffix(output: Path) -> None:
    if output.suffix.lower() not in (WORKBOOK, DOCUMENT):
        raise OutputError(
            f"汇总写成 .xlsx 或 .docx，不是“{output.name}”。请换用其中一种扩展名。",
            f"A summary is written as .xlsx or .docx, not “{output.name}”. "
            "Give the name one of these ends.",
        )


def _members(
    paths: Sequence[Path], manner: Manner, language: str, but: Path | None
) -> list[Member] | None:
    """Returns the reports of files; None, said why, where one cannot be read."""
    found: list[Member] = []
    is_whole = True
    for outcome in outcomes(paths, manner):
        if isinstance(outcome, GoujiError):
            say_error(f"gouji: {outcome.sentence(language)}")
            is_whole = False
        elif isinstance(outcome, Skipped):
            say_error(f"gouji: {skipped_line(outcome, language)}")
        else:
            members = (checked.member for checked in outcome.reports)
            left_out = None if but is None else but.absolute()
            found += [each for each in members if each.report.source.path.absolute() != left_out]
    return found if is_whole else None


def _body_of(handed_in: Sequence[Member], language: str) -> str:
    named = handed_in[0].report.organization if handed_in else ""
    return named or _UNNAMED.in_language(language)


def _lines(
    found: ReportSum,
    differences: Sequence[SumDifference] | None,
    output: Path,
    language: str,
) -> list[str]:
    left_open = sum(bool(summed.unknown) for summed in found.cells.values())
    count, copies = len(found.members), len(found.doubled)
    lines = [
        Bilingual(
            f"已写入 {output}：汇总 {count} 份报告"
            f"（另有副本 {copies} 份，不计），未定 {left_open} 格",
            f"Wrote {output}: the sum of {count} report(s) ({copies} copies left out), "
            f"{left_open} cell(s) left open",
        ).in_language(language)
    ]
    for each in (differences or ())[:MOST_TOLD]:
        label = found.form.cells[each.cell].label(language)
        stated, total = each.stated.text or "∅", each.total.text or "∅"
        lines.append(f"  ≠ {label}: {stated} / {total} [{each.cell}]")
    if differences is not None:
        number = len(differences)
        told = Bilingual(
            f"与报来的汇总不同 {number} 格", f"{number} cell(s) differ from the summary handed in"
        )
        lines.append(told.in_language(language))
    return lines
