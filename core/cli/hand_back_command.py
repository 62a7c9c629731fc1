"""Gives an extraction back, corrected by a source or by its review, on the command line."""

from __future__ import annotations

from pathlib import Path

from ..bilingual import ZH, Bilingual
from ..errors import GoujiError
from ..export.handed_back.hand_back import hand_back_reports
from ..export.handed_back.handed_report import handed_report
from ..export.handed_back.written_back import changes_path
from ..export.targets import check_target
from ..review import Review
from ..supplied.supplied_values import GivenExtraction
from ..worker import run_limited
from .export_command import check_not_source
from .given_extractions import given_extraction, not_found_line, read_given
from .given_files import LIMITS, Manner, manner_of, read_file
from .option import Request
from .terminal import say

DONE = 0


def hand_back(request: Request, language: str) -> int:
    """Writes the extraction that is named with what the page prints in it, and what was changed.

    Raises:
        GoujiError: Something cannot be read, or the files cannot be written.
    """
    values, source = request.values, request.paths[0]
    output: Path = values["output"]
    given = given_extraction(values)
    assert given is not None  # it is what the command is called for
    read_given(given, values, language)
    changes = changes_path(output)
    replace = values.get("force", False)
    for place in (output, changes):
        check_target(place, [source, given.path], replace=replace)
        if replace:
            check_not_source(place)
    written_in = values.get("language", ZH)
    corrected, left = run_limited(
        corrected_file,
        source,
        manner_of(values, given),
        given,
        output,
        written_in,
        limits=LIMITS,
    )
    said = Bilingual(
        f"已写入 {output}：更正 {corrected} 格，未更正 {left} 格；改了什么和错误率见 {changes}",
        f"Wrote {output}: {corrected} cell(s) corrected, {left} left; what was changed and the "
        f"error rates are in {changes}",
    )
    say(said.in_language(language))
    return DONE


def corrected_file(
    source: Path, manner: Manner, given: GivenExtraction, output: Path, language: str
) -> tuple[int, int]:
    """Writes both files; returns how many cells were corrected and left. Runs in the worker.

    Raises:
        GoujiError: Something cannot be read or written, or the extraction has no such report.
    """
    read = read_file(source, manner)
    found = [(checked, checked.held) for checked in read.reports if checked.held is not None]
    if not found:
        report = read.reports[0].report
        raise GoujiError(not_found_line(report, given, "zh"), not_found_line(report, given, "en"))
    reports = [
        handed_report(held, checked.reviewed.review if checked.reviewed else Review(checked.report))
        for checked, held in found
    ]
    return hand_back_reports(found[0][1].extraction, reports, output, language)
