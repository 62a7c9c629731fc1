"""A batch as its journal holds it, given to the workbook one report at a time."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

from ... import __version__
from ..batch_model import (
    COPY,
    SAME_BODY,
    AcrossLine,
    FindingLine,
    NamedReport,
    ReportLine,
    ReportState,
    Totals,
)
from ..bilingual import Bilingual
from ..export.batch.kept_rows import take_rows
from ..extraction.report import Report, Source
from ..figures import Figure
from ..finding import ERROR
from ..review.record import readings
from ..sampling import CheckFile
from ..series import normal_name
from .across import find_across
from .journal import READ, Journal, path_of, stored_path
from .results import audited_of, choices_of, finding_of

_FROM = """
FROM file JOIN result USING (key) LEFT JOIN report ON report.key = file.key
WHERE result.kind <> 'OwnExportError'
ORDER BY file.number, report."index"
"""
_LINES = f"""
SELECT file.path, result.kind AS failure, result.zh, result.en, report.state, report.cells,
report.rows {_FROM}
"""
_READ = """
SELECT file.path, kind, sha256, packing, data, audited, state
FROM file JOIN report ON report.key = file.key
"""
_ALL_READ = f'{_READ} ORDER BY file.number, report."index"'
_ONE_READ = f"{_READ} WHERE file.path = ? AND report.id = ?"
_NAMES = f"""
SELECT file.path, report.id, organization, year, cells, state, "index", sha256, requests {_FROM}
"""
_FINDINGS = "SELECT rule, severity, explained, data FROM finding WHERE report = ? ORDER BY rowid"
CHOICES = "choices"
"""The fact of a journal that holds what the reports of its run are held against."""

_NO_REPORT = "NoReportError"
_MOST_ORGANIZATIONS = 20
"""As many as the chart shows."""


READ_TWICE = "read twice"
"""The fact of a journal that says whether figures of PDFs were held against a second reader's."""


class StoredBatch:
    """The batch of a journal; every file of its run must be on record.

    Args:
        journal: Open, and used by nobody else meanwhile.
        folder: What was read.
        spot_check: The spot check of its reports, open, where there is one.
    """

    def __init__(self, journal: Journal, folder: Path, spot_check: CheckFile | None = None) -> None:
        self._journal = journal
        self._folder = folder
        self.spot_check = spot_check

    @property
    def facts(self) -> Sequence[tuple[Bilingual, str | int]]:
        """What the batch was made from."""
        totals = self.totals
        return (
            (Bilingual("文件夹", "folder"), str(self._folder)),
            (Bilingual("报告和文件", "reports and files"), totals.lines),
            (Bilingual("读出的报告", "reports read"), len(totals.cells)),
            (Bilingual("疑点", "findings"), totals.findings),
            (Bilingual("报告之间的疑点", "findings across reports"), totals.across),
            (
                Bilingual("制作时间", "made"),
                datetime.now(UTC).astimezone().isoformat(" ", "seconds"),
            ),
            (Bilingual("PDF 的对照", "PDFs held against"), self._second_reader),
            (Bilingual("程序", "program"), f"Gouji 勾稽 {__version__}"),
        )

    @property
    def _second_reader(self) -> str:
        is_left_out = self._journal.fact(READ_TWICE) == str(False)
        return (
            "没有对照 nothing (--one-reader)" if is_left_out else "第二个读取程序 a second reader"
        )

    @cached_property
    def totals(self) -> Totals:
        """What is counted over the batch."""
        rows = list(self._journal.rows(_NAMES))
        states = Counter(row[5] or self._state_of(row[0]) for row in rows)
        findings = self._journal.rows(
            "SELECT COUNT(*) FROM finding JOIN report ON report.id = report JOIN file USING (key)"
        )
        return Totals(
            lines=len(rows),
            findings=next(findings)[0],
            across=len(self._across),
            cells=[row[4] for row in rows if row[1] is not None],
            states=states,
            rules=self._rules(),
            years=self._years(),
            organizations=self._organizations(),
        )

    def lines(self) -> Iterator[ReportLine]:
        """Yields the reports, in the order of their files."""
        for number, row in enumerate(self._journal.rows(_LINES), start=1):
            reason = Bilingual(row["zh"], row["en"])
            with self._journal.decoding():
                state = row["state"] or _failure(row["failure"])
                rows = take_rows(row["rows"]) if row["rows"] else None
                if row["cells"] != (None if rows is None else len(rows.cells)):
                    raise ValueError("another number of cells")
            path = self._place(row["path"])
            double = self._doubles.get(number, ("", None))
            yield ReportLine(number, path, state, reason, rows, self._below(path), *double)

    def reports(self) -> Iterator[tuple[Report, dict[str, Figure], str]]:
        """Yields each report that was read, its audited figures, and how far it has come."""
        for row in self._journal.rows(_ALL_READ):
            with self._journal.decoding():
                report, figures = _report(row)
            yield report, figures, row["state"]

    def paths(self) -> Iterator[tuple[int, Path]]:
        """Yields the number and the file of each line."""
        for number, row in enumerate(self._journal.rows(_NAMES), start=1):
            yield number, path_of(row[0])

    def findings(self) -> Iterator[FindingLine]:
        """Yields the findings, in the order of the lines."""
        for named, report in self._named():
            for rule, severity, explained, data in self._journal.rows(_FINDINGS, (report,)):
                with self._journal.decoding():
                    finding = finding_of(rule, severity, data)
                yield FindingLine(named, finding, bool(explained))

    def across(self) -> Iterator[AcrossLine]:
        """Yields the findings across reports."""
        yield from self._across

    @cached_property
    def _across(self) -> tuple[AcrossLine, ...]:
        places = dict(self._named())

        def read(named: NamedReport) -> tuple[Report, dict[str, Figure]]:
            values = (stored_path(named.path), places[named])
            with self._journal.decoding():
                return _report(next(self._journal.rows(_ONE_READ, values)))

        with self._journal.decoding():
            choices = choices_of(self._journal.fact(CHOICES))
        return tuple(find_across(list(places), read, choices))

    def _named(self) -> Iterator[tuple[NamedReport, int]]:
        for number, row in enumerate(self._journal.rows(_NAMES), start=1):
            if row[1] is not None:
                path = path_of(row[0])
                place = self._below(path)
                yield NamedReport(number, path, row[2], row[3], row[6], place), row[1]

    def _place(self, path: str | bytes) -> Path:
        """Returns where a file lay, as the journal says; a path of a workbook's link alone."""
        place = path_of(path)
        if "\0" in str(place) or not place.is_absolute():
            with self._journal.decoding():
                raise ValueError("no path of a file")
        return place

    def _below(self, path: Path) -> str:
        """Returns the way to a file from the folder, or all of it where it lies elsewhere."""
        lies_below = path.is_relative_to(self._folder)
        return (path.relative_to(self._folder) if lies_below else path).as_posix()

    def _state_of(self, path: str) -> str:
        query = "SELECT result.kind FROM file JOIN result USING (key) WHERE path = ?"
        with self._journal.decoding():
            return _failure(next(self._journal.rows(query, (path,)))[0])

    def _rules(self) -> list[tuple[str, int, int]]:
        counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
        for rule, severity, count in self._journal.rows(
            "SELECT rule, severity, COUNT(*) FROM finding JOIN report ON report.id = report "
            "JOIN file USING (key) GROUP BY rule, severity"
        ):
            counts[_kind_of(rule)][severity != ERROR] += count
        ranked = sorted(counts.items(), key=lambda each: (-each[1][0], -each[1][1], each[0]))
        return [(rule, errors, warnings) for rule, (errors, warnings) in ranked]

    @cached_property
    def _doubles(self) -> Mapping[int, tuple[str, int]]:
        """Why a report is not counted, and which one is in its place, by their numbers."""
        found: dict[int, tuple[str, int]] = {}
        files: dict[tuple[str, int], int] = {}
        bodies: dict[tuple[str, int], int] = {}
        for number, row in enumerate(self._journal.rows(_NAMES), start=1):
            if row[1] is None:
                continue
            first = files.setdefault((row["sha256"], row["index"]), number)
            if first != number:
                found[number] = (COPY, first)
            elif row["organization"] and row["year"] is not None:
                body = normal_name(row["organization"]), row["year"]
                if (first := bodies.setdefault(body, number)) != number:
                    found[number] = (SAME_BODY, first)
        return found

    def _counted(self) -> Iterator[sqlite3.Row]:
        """Yields the names of the reports that count in charts, each body and year once."""
        for number, row in enumerate(self._journal.rows(_NAMES), start=1):
            if row[1] is not None and row["year"] is not None and number not in self._doubles:
                yield row

    def _years(self) -> list[tuple[int, int, float]]:
        counts: Counter[int] = Counter()
        requests: dict[int, float] = defaultdict(float)
        for row in self._counted():
            counts[row["year"]] += 1
            requests[row["year"]] += row["requests"] or 0.0
        return [(year, counts[year], requests[year]) for year in sorted(counts)]

    def _organizations(self) -> list[tuple[str, Mapping[int, float]]]:
        found: dict[str, dict[int, float]] = defaultdict(dict)
        for row in self._counted():
            if row["requests"] is not None:
                by_year = found[row["organization"]]
                by_year[row["year"]] = by_year.get(row["year"], 0.0) + row["requests"]
        ranked = sorted(found.items(), key=lambda each: (-sum(each[1].values()), each[0]))
        return list(ranked[:_MOST_ORGANIZATIONS])


def _report(row: sqlite3.Row) -> tuple[Report, dict[str, Figure]]:
    """Returns a report and its audited figures."""
    source = Source(path_of(row["path"]), row["sha256"], row["kind"])
    report = readings.from_bytes(readings.unpack(row["packing"], row["data"]), source)
    return report, audited_of(report, row["audited"])


def _failure(kind: str) -> str:
    if kind == READ:
        raise ValueError("a file that was read has reports")
    return ReportState.NO_REPORT if kind == _NO_REPORT else ReportState.FAILED


def _kind_of(rule: str) -> str:
    """Returns what rules of a kind have in common: ``t3.balance`` of ``t3.balance.natural``."""
    first, _, rest = rule.partition(".")
    if first in ("value", "blank", "text", "sum", "missing"):
        table = rest.partition(".")[0]
        return f"{first}.{table}" if rest else first
    return f"{first}.{rest.partition('.')[0]}"
