"""What is known of the reports and findings of a batch; its workbook is made from these values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from .bilingual import UNSAID, Bilingual
from .extraction.report import Report
from .figures import Figure
from .finding import Finding
from .forms import Form
from .sampling import CheckFile


class ReportState(StrEnum):
    """How far a report has come."""

    SIGNED_OFF = "signed_off"
    IN_REVIEW = "in_review"
    CLEAN = "clean"
    WARNINGS = "warnings"
    ERRORS = "errors"
    NO_REPORT = "no_report"
    FAILED = "failed"


STATES: Mapping[str, Bilingual] = {
    ReportState.SIGNED_OFF: Bilingual("已签核", "signed off"),
    ReportState.IN_REVIEW: Bilingual("审核中", "in review"),
    ReportState.CLEAN: Bilingual("无疑点", "clean"),
    ReportState.WARNINGS: Bilingual("有警告或存疑", "warnings or doubts"),
    ReportState.ERRORS: Bilingual("有错误", "errors"),
    ReportState.NO_REPORT: Bilingual("不是报告", "no report"),
    ReportState.FAILED: Bilingual("读取失败", "failed"),
}


COPY, SAME_BODY = "copy", "same_body_and_year"
DOUBLES: Mapping[str, Bilingual] = {
    COPY: Bilingual("同一文件的副本", "copy of a file"),
    SAME_BODY: Bilingual("同一单位同一年度", "same body and year"),
}
"""Why a report is not counted in the charts: another one stands for it."""


@dataclass(frozen=True, slots=True)
class ReportValues:
    """What the rows of a report are made from.

    Attributes:
        state: How far it has come, a word of ``ReportState``.
        printed, audited: The figures of both layers by cell id.
        reason: Why its review was not taken.
        errors, warnings, doubtful: What the review leaves to decide; see ``ReviewProgress``.
        review, reviewer: The review file that was taken, and who acted last in it.
    """

    report: Report
    state: str
    printed: Mapping[str, Figure]
    audited: Mapping[str, Figure]
    reason: Bilingual = UNSAID
    errors: int = 0
    warnings: int = 0
    doubtful: int = 0
    review: Path | None = None
    reviewer: str = ""


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """What is said of a report as a whole.

    Attributes:
        report_of_file: Which of its file it is, from 1.
        state: How far it has come.
        reason_zh, reason_en: Why its review was not taken; empty where it was.
        placements: Which tables were placed as by hand in which other reports; empty for none.
        review: Name of the review file that was taken, or empty.
        reviewer: Who acted last in it.
    """

    report_of_file: int
    state: str
    reason_zh: str
    reason_en: str
    organization: str
    year: int | None
    kind: str
    errors: int
    warnings: int
    doubtful: int
    unplaced: int
    placements: str
    review: str
    reviewer: str
    sha256: str


@dataclass(frozen=True, slots=True)
class CellValues:
    """One cell of a report.

    Attributes:
        printed, audited: Which of the report's figures stands in that layer.
        confidence: In whole percent.
        doubt: Which of the report's doubts it is; the first one is none.
        page: From 1; None where the source has no pages.
    """

    printed: int
    audited: int
    confidence: int
    doubt: int
    page: int | None


@dataclass(frozen=True, slots=True)
class KeptReport:
    """The values of a report.

    Attributes:
        figures, doubts: Those that occur, each once.
        cells: By place in the order of the form.
    """

    form: Form
    facts: ReportFacts
    figures: Sequence[Figure]
    doubts: Sequence[str]
    cells: Sequence[CellValues]

    def audited(self) -> Mapping[str, int]:
        """Returns which figure is the audited one of each cell, by cell id."""
        return {
            cell: values.audited for cell, values in zip(self.form.cells, self.cells, strict=True)
        }


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One row of the list of reports: a report, or a file that gave none.

    Attributes:
        number: From 1; other sheets name the report by it.
        path: The file.
        state: A word of ``ReportState``.
        reason: Why it could not be read.
        rows: The values of the report; None where the file gave none.
        place: The way to the file from the folder that was read, with "/" between.
        double: Why it is not counted a second time, a word of ``DOUBLES``; empty where it counts.
        double_of: The number of the report that counts in its place.
    """

    number: int
    path: Path
    state: str
    reason: Bilingual = UNSAID
    rows: KeptReport | None = None
    place: str = ""
    double: str = ""
    double_of: int | None = None


@dataclass(frozen=True, slots=True)
class NamedReport:
    """A report as another row names it.

    Attributes:
        index: Which report of its file, from 0.
        place: The way to the file from the folder that was read.
    """

    number: int
    path: Path
    organization: str
    year: int | None
    index: int = 0
    place: str = ""


@dataclass(frozen=True, slots=True)
class FindingLine:
    """A finding over the audited figures of one report."""

    named: NamedReport
    finding: Finding
    explained: bool


@dataclass(frozen=True, slots=True)
class AcrossLine:
    """A finding across reports; the one that carries it comes first."""

    finding: Finding
    documents: tuple[NamedReport, ...]


@dataclass(frozen=True, slots=True)
class Totals:
    """What is counted over the whole batch, for the charts and for the size of the sheets.

    Attributes:
        lines, findings, across: Rows of those lists.
        cells: How many cells each report has that was read, in the order of the lines.
        states: Lines by state.
        rules: (kind of rule, errors, warnings), those with most errors first.
        years: (year, reports, requests).
        organizations: (organization, requests by year), those with most requests first.
    """

    lines: int
    findings: int
    across: int
    cells: Sequence[int]
    states: Mapping[str, int]
    rules: Sequence[tuple[str, int, int]]
    years: Sequence[tuple[int, int, float]]
    organizations: Sequence[tuple[str, Mapping[int, float]]]


class Batch(Protocol):
    """A batch that is read, as its workbook asks for it; everything is given one at a time."""

    @property
    def facts(self) -> Sequence[tuple[Bilingual, str | int]]:
        """What the batch was made from, for the last sheet."""

    @property
    def totals(self) -> Totals:
        """What is counted."""

    @property
    def spot_check(self) -> CheckFile | None:
        """The spot check of its reports, open, where there is one."""

    def lines(self) -> Iterator[ReportLine]:
        """Yields the reports, in the order of their files."""

    def paths(self) -> Iterator[tuple[int, Path]]:
        """Yields the number and the file of each line, in their order."""

    def findings(self) -> Iterator[FindingLine]:
        """Yields the findings, in the order of the lines."""

    def across(self) -> Iterator[AcrossLine]:
        """Yields the findings across reports."""
