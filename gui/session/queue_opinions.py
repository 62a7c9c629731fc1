"""Writes the review opinion of many reports, each from its own review, in a worker process."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ...core.bilingual import ZH
from ...core.extraction.report import Report
from ...core.files.file_names import plain_name
from ...core.finding import Finding
from ...core.review import Review
from ...core.review.review_file.review_location import Keeping
from ...core.survey import ReportUnderReview, refuse_kept

FORMATS = ("docx", "pdf", "html")
"""What an opinion is written as, by suffix; the one that can be edited first."""


@dataclass(frozen=True)
class OpinionToWrite:
    """What one opinion is written from.

    Attributes:
        source: Where the source lies.
        keeping: Where review files are kept.
        review_path: Its review file as it was found when the report was read; None for none.
        between: What does not fit between the report and others.
        reviewer: Who is named where the review names nobody.
        target: The file to write.
    """

    report: Report
    source: Path
    keeping: Keeping
    review_path: Path | None
    between: tuple[Finding, ...]
    reviewer: str
    target: Path


def opinions_of(
    reports: Iterable[tuple[str, ReportUnderReview]],
    between: Mapping[tuple[Path, int], tuple[Finding, ...]],
    reviewer: str,
    keeping: Keeping,
    folder: Path,
    suffix: str,
) -> list[OpinionToWrite]:
    """Returns what the opinions of reports are written from, no two into one file.

    Args:
        reports: Each with what the queue calls it, which names its file.
        between: What does not fit between each of them and others, by its key.
        reviewer: Of this session.
        keeping: Where review files are kept.
        folder: Where they are written.
        suffix: One of ``FORMATS``.
    """
    used: Counter[str] = Counter()
    wanted = []
    for name, read in reports:
        plain = plain_name(name)
        used[plain.casefold()] += 1
        number = used[plain.casefold()]
        file = f"{plain}.{suffix}" if number == 1 else f"{plain} ({number}).{suffix}"
        found, source = between.get(read.key, ()), read.document.path
        wanted.append(
            OpinionToWrite(
                read.report, source, keeping, read.review_path, found, reviewer, folder / file
            )
        )
    return wanted


def write_opinion(wanted: OpinionToWrite, language: str = ZH) -> Path:
    """Writes one opinion; returns where it lies. Runs in a worker process.

    A file that lies there is replaced if Gouji exported it and nobody has changed it since.

    Raises:
        GoujiError: The review cannot be read, or the opinion not be written.
    """
    from ...core.export.formats import write_export
    from ...core.repair import suggest

    if wanted.target.is_file():
        refuse_kept(wanted.target)
    review = _review_of(wanted)
    review.hold_against(lambda _figures: wanted.between)
    write_export(
        review,
        wanted.target,
        suggestions=suggest(review.report, review.audited, review.own_findings),
        origin=wanted.source,
        language=language,
    )
    return wanted.target


def _review_of(wanted: OpinionToWrite) -> Review:
    """Returns the review of a report as its file has it, or one that is not begun.

    A review may have been begun since the report was read, so it is looked for anew.
    """
    from ...core.review.review_file.review_location import find_review_of
    from ...core.review.review_file.store import open_file

    report, path = wanted.report, wanted.review_path
    if path is None:
        path = find_review_of(wanted.source, report.source.sha256, wanted.keeping, report.index)
    if path is None:
        return Review(report, reviewer=wanted.reviewer)
    with open_file(path, read_only=True) as file:
        return file.review(wanted.reviewer).read_now(wanted.report)


def listed(problems: Sequence[str], most: int = 3) -> str:
    """Returns the first of some sentences, and how many more there are."""
    more = f" (+{len(problems) - most})" if len(problems) > most else ""
    return " ".join(problems[:most]) + more
