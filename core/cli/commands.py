"""The commands: each reads what it is given, does one thing, and returns an exit code."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from ..bilingual import ZH, Bilingual
from ..documents.source_files.archives import is_archive
from ..documents.source_files.folder import stands_for_many
from ..errors import ArchiveError, GoujiError
from ..export.extraction_record import extraction_record
from ..export.records import Record, match_record, report_record, series_record, to_json
from ..export.review_record import add_review
from ..files.saving import save_bytes
from ..series import Member, check_links
from ..worker import Worker, run_limited
from .given_extractions import ExtractionUse, given_extraction, read_given
from .given_files import (
    LIMITS,
    Checked,
    FileRead,
    Skipped,
    files_meant,
    manner_of,
    outcomes,
    read_extraction_alone,
    read_limited,
)
from .matching import check_names, match_reports
from .option import Request, UsageError
from .series_wording import series_lines
from .terminal import say, say_error, say_record
from .terminal_wording import report_lines, skipped_line, tampered_line
from .verify_command import verify_file

CLEAN, ERRORS_FOUND, UNREADABLE = 0, 1, 2
SOMETHING_FAILED = 1
"""The exit code of a self-test of which a step did not pass."""

JSON = ".json"
"""What ``gouji extract --json`` prints, in a file."""


def run(request: Request, language: str) -> int:
    """Returns the exit code of a command.

    Raises:
        GoujiError: It could not be done.
    """
    return RUNS[request.command](request, language)


def check(request: Request, language: str) -> int:
    """Checks every report of the paths, each alone and then against each other.

    A file that cannot be read costs one line, not the run. So does a file in a folder that is
    no report; it does not change the exit code.
    """
    as_json = request.values.get("json", False)
    records: list[Record] = []
    members: list[Member] = []
    code = CLEAN
    check_names(files_meant(request.paths), request.values)
    extractions = ExtractionUse.of(request, language)
    for outcome in outcomes(request.paths, manner_of(request.values, extractions.given)):
        if isinstance(outcome, GoujiError):
            say_error(f"gouji: {outcome.sentence(language)}")
            code = UNREADABLE
            continue
        if isinstance(outcome, Skipped):
            say_error(f"gouji: {skipped_line(outcome, language)}")
            continue
        for checked in outcome.reports:
            members.append(checked.member)
            _warn_of_tampering(checked, language)
            if not extractions.take(checked.report, checked.held):
                code = UNREADABLE
            if checked.has_errors or checked.is_otherwise_extracted:
                code = max(code, ERRORS_FOUND)
            if as_json:
                records.append(_record(checked, outcome))
            else:
                say("\n".join(report_lines(checked, outcome.unread_pages, language)))
    extractions.tell_unused()
    matching = match_reports(members, request.values)
    across = check_links(matching.links)
    if as_json:
        matches = [match_record(link) for link in matching.links]
        series = [series_record(found) for found in across]
        say_record(to_json({"reports": records, "matches": matches, "series": series}))
    elif lines := series_lines(matching, across, language):
        say("\n".join(lines))
    return code


def extract(request: Request, language: str) -> int:
    """Prints the cells of one report, as tables or as JSON, and draws the debug view if asked."""
    if "debug-view" in request.values:
        from .debug_command import write_debug_view

        write_debug_view(request)
    checked, read = _read_one(request, language)
    if request.values.get("json"):
        say_record(to_json(_record(checked, read)))
    else:
        from .report_table import table_lines

        say("\n".join(table_lines(checked, language)))
    return CLEAN


def export(request: Request, language: str) -> int:
    """Writes one report, or the review of one, to a file."""
    from ..export.formats import WRITERS, no_format
    from ..export.targets import check_target
    from ..review import Review
    from ..review.review_file.review_location import SUFFIX
    from .export_command import begin_review, check_not_source, write_review

    if "extraction" in request.values and request.paths:
        from .hand_back_command import hand_back

        return hand_back(request, language)
    output: Path = request.values["output"]
    replace = request.values.get("force", False)
    suffix = output.suffix.lower()
    begins = suffix == SUFFIX  # never replaces anything
    known = (JSON, *WRITERS, SUFFIX)
    if suffix not in known:
        raise no_format(output, known)
    origin: Path = request.paths[0] if request.paths else request.values["extraction"]
    check_target(output, [origin], replace=replace or begins)
    if replace:
        check_not_source(output)
    checked, read = _read_one(request, language)
    review = checked.reviewed.review if checked.reviewed else Review(checked.report)
    if begins:
        begin_review(output, origin, review)
    elif suffix == JSON:
        check_target(output, [checked.report.source.path], replace=replace)
        save_bytes(output, f"{to_json(_record(checked, read))}\n".encode())
    else:
        password = request.values.get("password")
        write_review(
            review,
            output,
            origin,
            checked.suggestions,
            password,
            replace=replace,
            language=request.values.get("language", ZH),  # the office's own, unless one asks
        )
    say(Bilingual(f"已写入 {output}", f"Wrote {output}").in_language(language))
    return CLEAN


def import_(request: Request, language: str) -> int:
    """Takes a workbook that was corrected in Excel into its review."""
    from .export_command import import_workbook

    return import_workbook(request, language)


def compare(request: Request, language: str) -> int:
    """Compares two review files, and merges them where an output is given."""
    from .compare_command import compare_reviews

    return compare_reviews(request, language)


def batch(request: Request, language: str) -> int:
    """Reads every report below a folder into one workbook."""
    from .batch_command import batch

    return batch(request, language)


def sample(request: Request, language: str) -> int:
    """Draws a spot check, or shows one."""
    from .sample_command import sample

    return sample(request, language)


def sum_(request: Request, language: str) -> int:
    """Adds reports up to a summary in the official form."""
    from .sum_command import add_up_reports

    return add_up_reports(request, language)


def tables(request: Request, language: str) -> int:
    """Lists the tables of a file of any form."""
    from .tables_command import list_tables

    return list_tables(request, language)


def self_test(_request: Request, language: str) -> int:
    """Tries the installation, with a line for each step as it ends."""
    from ..self_test import run_self_test

    failed = 0
    for outcome in run_self_test():
        failed += not outcome.passed
        sign, colon = "✓" if outcome.passed else "✗", Bilingual("：", ": ")
        words = (outcome.step, colon, outcome.found)
        say(f"{sign} {''.join(each.in_language(language) for each in words)}")
    if failed:
        told = Bilingual(f"有 {failed} 项没有通过", f"{failed} did not pass")
        say(told.in_language(language))
        return SOMETHING_FAILED
    say(Bilingual("全部通过", "All passed").in_language(language))
    return CLEAN


def _warn_of_tampering(checked: Checked, language: str) -> None:
    reviewed = checked.reviewed
    if reviewed is not None and not reviewed.fits:
        say_error(f"gouji: {tampered_line(reviewed.path, language)}")


def _read_one(request: Request, language: str) -> tuple[Checked, FileRead]:
    """Returns the report that is asked for, and all that its file holds."""
    if not request.paths:
        return _only_extraction(request, language)
    path = request.paths[0]
    if is_archive(path) and path.is_file():
        raise ArchiveError(path)
    if stands_for_many(path):
        raise UsageError(
            f"{path} 是文件夹，{request.command} 一次读一个文件。",
            f"{path} is a folder; {request.command} reads one file.",
        )
    with Worker() as worker:
        read = read_limited(worker, path, manner_of(request.values))
    checked = _numbered(read, path, request)
    _warn_of_tampering(checked, language)
    return checked, read


def _only_extraction(request: Request, language: str) -> tuple[Checked, FileRead]:
    """Returns a report of an extraction that is read by itself."""
    given = given_extraction(request.values)
    assert given is not None  # the paths may be missing only where it is there
    read_given(given, request.values, language)
    read = run_limited(read_extraction_alone, given, limits=LIMITS)
    return _numbered(read, given.path, request), read


def _numbered(read: FileRead, path: Path, request: Request) -> Checked:
    """Returns the report of a file that ``--report`` means."""
    number: int = request.values.get("report", 1)
    if number > len(read.reports):
        count = len(read.reports)
        raise GoujiError(
            f"{path.name} 里有 {count} 份报告，没有第 {number} 份。请改用较小的 --report。",
            f"{path.name} holds {count} report(s), no number {number}. Lower --report.",
        )
    return read.reports[number - 1]


def _record(checked: Checked, read: FileRead) -> Record:
    record = report_record(
        checked.report,
        checked.findings,
        checked.suggestions,
        doubtful=checked.doubtful,
        reports_in_file=len(read.reports),
    )
    if checked.held is not None:
        record["extraction"] = extraction_record(checked.held)
    if checked.reviewed is not None:
        record = add_review(record, checked.reviewed.review, checked.reviewed.head)
    if read.unread_pages:
        record["unread_pages"] = list(read.unread_pages)
    return record


RUNS: Mapping[str, Callable[[Request, str], int]] = {
    "batch": batch,
    "check": check,
    "extract": extract,
    "export": export,
    "import": import_,
    "sample": sample,
    "sum": sum_,
    "compare": compare,
    "verify": verify_file,
    "tables": tables,
    "self-test": self_test,
}
