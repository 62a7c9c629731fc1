"""The figures of the year before beside this year's, while they are asked for."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from ...core.series import YEAR
from .report_matcher import ReportMatcher
from .review_context import ReviewContext


class YearBefore(QObject):
    """Shows in the form what the matched report of the year before has.

    Attributes:
        shown: The figures are asked for, or no longer.
        is_on: Whether they are.
    """

    shown = Signal(bool)

    def __init__(self, matcher: ReportMatcher, context: ReviewContext) -> None:
        super().__init__(context)
        self._matcher = matcher
        self._context = context
        self.is_on = False
        matcher.changed.connect(self._follow)

    @property
    def has_report(self) -> bool:
        """Whether a report of the year before is matched."""
        return self._matcher.link(YEAR) is not None

    def toggle(self) -> None:
        """Shows the figures, or shows them no longer."""
        self.is_on = not self.is_on
        self._follow()
        self.shown.emit(self.is_on)

    def _follow(self) -> None:
        link = self._matcher.link(YEAR) if self.is_on else None
        figures = link.others[0].figures if link is not None and link.others else None
        self._context.show_earlier(figures)
