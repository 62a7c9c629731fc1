"""The extraction that a command line names, and the mapping of its columns."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from ..bilingual import Bilingual
from ..extraction.report import Report
from ..supplied.column_mapping import read_mapping, write_mapping
from ..supplied.held_extraction import HeldExtraction
from ..supplied.supplied_values import GivenExtraction, SuppliedExtraction
from ..worker import Worker
from .given_files import LIMITS
from .option import Request
from .terminal import say_error

MOST_COLUMNS = 6
"""So many unknown columns are named; of more, only how many there are is said."""


class ExtractionUse:
    """The extraction of one command line: what of it was held against a source, and what not.

    Args:
        given: What is named; None for nothing, whereupon nothing is ever said.
        found: What it says.
        language: Of what is said.
        is_alone: It is checked by itself, and nothing of it can be without a source.
    """

    def __init__(
        self,
        given: GivenExtraction | None,
        found: SuppliedExtraction | None,
        language: str,
        *,
        is_alone: bool,
    ) -> None:
        self.given = given
        self._found = found
        self._language = language
        self._is_alone = is_alone
        self._used: set[int] = set()

    @classmethod
    def of(cls, request: Request, language: str) -> ExtractionUse:
        """Returns the use of what a request names, read once before any report.

        Raises:
            GoujiError: It cannot be read, or its mapping cannot be taken or written.
        """
        given = given_extraction(request.values)
        found = None if given is None else read_given(given, request.values, language)
        return cls(given, found, language, is_alone=not request.paths)

    def take(self, report: Report, held: HeldExtraction | None) -> bool:
        """Notes a report that was read; says so, and returns False, where none of it is of that."""
        if held is not None:
            self._used.add(held.supplied.number)
        if held is not None or self.given is None or self._is_alone:
            return True
        say_error(f"gouji: {not_found_line(report, self.given, self._language)}")
        return False

    def tell_unused(self) -> None:
        """Says which of its reports no source was read of."""
        if self._found is None or self._is_alone:
            return
        unused = unused_line(self._found, self._used, self._language)
        if unused is not None:
            say_error(f"gouji: {unused}")


def given_extraction(values: Mapping[str, Any]) -> GivenExtraction | None:
    """Returns the extraction that a command line names.

    Raises:
        MappingFileError: Its mapping cannot be taken.
    """
    path: Path | None = values.get("extraction")
    if path is None:
        return None
    mapping: Path | None = values.get("mapping")
    mapped = read_mapping(mapping) if mapping is not None and mapping.is_file() else {}
    return GivenExtraction(path, tuple(mapped.values()))


def read_given(
    given: GivenExtraction, values: Mapping[str, Any], language: str
) -> SuppliedExtraction:
    """Returns what an extraction says, read once before any report, and says what is not known.

    Where a mapping is named and is not there, it is written with what is offered.

    Raises:
        GoujiError: It cannot be read, or the mapping cannot be written.
    """
    from ..pipeline import open_extraction
    from ..supplied.extraction_file import offered_columns

    mapping: Path | None = values.get("mapping")
    with Worker() as worker:
        if mapping is not None and not mapping.is_file():
            write_mapping(mapping, worker.run(offered_columns, given.path, limits=LIMITS))
            written = Bilingual(
                f"{mapping}：已写入各列的对应，可改正后再运行。",
                f"{mapping}: what each column was taken for was written; correct it and run again.",
            )
            say_error(f"gouji: {written.in_language(language)}")
        found = worker.run(open_extraction, given, limits=LIMITS)
    if found.unknown_columns:
        say_error(f"gouji: {_unknown(found, language)}")
    return found


def _unknown(found: SuppliedExtraction, language: str) -> str:
    """Returns the line on the columns that may be cells and are taken for none."""
    columns = found.unknown_columns
    offered = [
        f"{' '.join(one.name.split())} ({'?'.join(one.offers)}?)" for one in columns[:MOST_COLUMNS]
    ]
    listed = Bilingual("、", "; ").in_language(language).join(offered)
    count = len(columns)
    return Bilingual(
        f"{found.path.name}：有 {count} 列没有认定是哪一格，未对照：{listed}。用 --mapping 指明。",
        f"{found.path.name}: of {count} column(s) it is not certain which cell they are; they were "
        f"not compared: {listed}. Name them with --mapping.",
    ).in_language(language)


def not_found_line(report: Report, given: GivenExtraction, language: str) -> str:
    """Returns the line on a report that an extraction does not have."""
    name = report.source.path.name
    return Bilingual(
        f"{given.path.name} 里没有认出 {name} 的数，未对照。请核对文件名，或单位和年度。",
        f"{given.path.name} has no report that is {name}; it was not compared. Check the file "
        "names, or body and year.",
    ).in_language(language)


def unused_line(found: SuppliedExtraction, used: Collection[int], language: str) -> str | None:
    """Returns the line on the reports of an extraction that no source was read of; None if none."""
    left = [one for one in found.reports if one.number not in used]
    if not left:
        return None
    listed = (
        Bilingual("、", "; ")
        .in_language(language)
        .join(one.name(language) for one in left[:MOST_COLUMNS])
    )
    return Bilingual(
        f"{found.path.name} 另有 {len(left)} 份没有对照到原件：{listed}",
        f"{found.path.name} has {len(left)} more that no source was read of: {listed}",
    ).in_language(language)
