"""Keeps the review of every report that was on the desk, as long as the window is open."""

from __future__ import annotations

from ..core.extraction.report import Report
from ..core.review import Review


class Shelf:
    """Hands out the one review of a report: the same again where it was reviewed before.

    Attributes:
        reviewer: The name that new events carry.
    """

    def __init__(self, reviewer: str) -> None:
        self._reviewer = reviewer
        self._reviews: dict[tuple[str, int], Review] = {}

    @property
    def reviewer(self) -> str:
        """The name that new events carry."""
        return self._reviewer

    @reviewer.setter
    def reviewer(self, name: str) -> None:
        self._reviewer = name
        for review in self._reviews.values():
            review.reviewer = name

    def review_of(self, report: Report) -> Review:
        """Returns the review of a report, a new one where there is none yet.

        A file that has changed since, or that is read otherwise now, is another report.
        """
        key = (report.source.sha256, report.index)
        kept = self._reviews.get(key)
        if kept is None or kept.report != report:
            kept = self._reviews[key] = Review(report, reviewer=self._reviewer)
        return kept
