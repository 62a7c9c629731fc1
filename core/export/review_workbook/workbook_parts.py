"""What the sheets of one workbook share: the review, where things stand, and how to write them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from functools import cached_property

from openpyxl import Workbook

from ... import rules
from ...bilingual import ZH, Bilingual
from ...figures import Figure
from ...finding import Finding
from ...review import Review
from ...suggestion import Suggestion
from ..excel.appearance import Painter
from ..excel.sheet_cells import Cached, SheetWriter
from .addresses import Addresses, address
from .rule_lines import Outcome, RuleLine, outcomes, rule_lines


@dataclass(frozen=True)
class Book:
    """A workbook that is being written.

    Attributes:
        suggestions: Corrections of the findings over the printed figures.
        pictures: PNG of the printed place of cells, by cell id.
        language: Of everything that is not of the document, "zh" or "en".
        zone: The zone that every time in a column of times is told in.
        cached: What each formula gives for now, by sheet and place.
        shown: What each picture laid into the workbook shows, in their order.
    """

    workbook: Workbook
    review: Review
    suggestions: Sequence[Suggestion] = ()
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    language: str = ZH
    zone: timezone = field(default_factory=lambda: zone_here())
    cached: Cached = field(default_factory=dict)
    shown: list[str] = field(default_factory=list)
    painter: Painter = field(default_factory=Painter)

    @cached_property
    def lines(self) -> tuple[RuleLine, ...]:
        """The rules of the report."""
        return rule_lines(self.review.report, self.language)

    @cached_property
    def at(self) -> Addresses:
        """Where everything stands."""
        named = [line.rule for line in self.lines]
        return address(self.review.report.form, named, self.language)

    @cached_property
    def audited(self) -> Mapping[str, Figure]:
        """The audited figures."""
        return self.review.audited

    @cached_property
    def outcomes(self) -> Mapping[str, Outcome]:
        """What each rule gives over the audited figures."""
        return outcomes(self.review.report, self.lines, self.audited)

    @cached_property
    def printed_outcomes(self) -> Mapping[str, Outcome]:
        """What each rule gives over the printed figures."""
        return outcomes(self.review.report, self.lines, self.review.printed)

    @cached_property
    def settled(self) -> Sequence[Finding]:
        """The findings over the printed figures that the audited ones do not have."""
        left = {finding.rule for finding in self.review.findings}
        found = rules.check(self.review.report, self.review.printed)
        return [finding for finding in found if finding.rule not in left]

    @cached_property
    def lines_of(self) -> Mapping[str, tuple[RuleLine, ...]]:
        """The rules that each cell stands in."""
        found: dict[str, list[RuleLine]] = {cell: [] for cell in self.audited}
        for line in self.lines:
            for cell in dict.fromkeys(line.cells):
                found[cell].append(line)
        return {cell: tuple(lines) for cell, lines in found.items()}

    @property
    def offset(self) -> str:
        """The zone as it is written beside times, such as +08:00."""
        return offset_of(self.zone)

    def local(self, at: datetime) -> datetime | str:
        """Returns a time in the zone of the workbook, as a sheet holds it: without a zone.

        One that no calendar has there is told in its own zone, as text.
        """
        try:
            return at.astimezone(self.zone).replace(tzinfo=None)
        except OverflowError:
            return at.isoformat(sep=" ", timespec="seconds")

    def say(self, words: Bilingual) -> str:
        """Returns a wording in the language of the workbook."""
        return words.in_language(self.language)

    def sheet(self, name: Bilingual | str) -> SheetWriter:
        """Adds an empty sheet."""
        title = name if isinstance(name, str) else self.say(name)
        return SheetWriter(self.workbook.create_sheet(title), self.painter, self.cached)


def zone_here() -> timezone:
    """Returns the offset of this machine's clock at this moment, the same for the whole year."""
    return timezone(datetime.now().astimezone().utcoffset() or timedelta())


def offset_of(zone: timezone) -> str:
    """Returns a zone as +08:00."""
    return datetime.now(zone).isoformat()[-6:]
