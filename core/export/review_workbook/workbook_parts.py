"""What the sheets of one workbook share: the review, where things stand, and how to write them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from openpyxl import Workbook

from ...figures import Figure
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
        cached: What each formula gives for now, by sheet and place.
    """

    workbook: Workbook
    review: Review
    suggestions: Sequence[Suggestion] = ()
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    cached: Cached = field(default_factory=dict)
    painter: Painter = field(default_factory=Painter)

    @cached_property
    def lines(self) -> tuple[RuleLine, ...]:
        """The rules of the report."""
        return rule_lines(self.review.report)

    @cached_property
    def at(self) -> Addresses:
        """Where everything stands."""
        return address(self.review.report.form, [line.rule for line in self.lines])

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
    def lines_of(self) -> Mapping[str, tuple[RuleLine, ...]]:
        """The rules that each cell stands in."""
        found: dict[str, list[RuleLine]] = {cell: [] for cell in self.audited}
        for line in self.lines:
            for cell in dict.fromkeys(line.cells):
                found[cell].append(line)
        return {cell: tuple(lines) for cell, lines in found.items()}

    def sheet(self, name: str) -> SheetWriter:
        """Adds an empty sheet."""
        return SheetWriter(self.workbook.create_sheet(name), self.painter, self.cached)
