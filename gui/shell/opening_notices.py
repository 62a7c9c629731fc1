"""What is said of a report as it opens: what keeps it from being shown or recorded in full."""

from __future__ import annotations

from PySide6.QtCore import QObject

from ...core.extraction.report import Report
from ...core.review import Review
from ...core.review.acts.structure_correction import is_unrecognised
from ...core.review.review_file.store import ReviewFile
from ...core.rules.extent import short_table
from ...core.survey import ReportUnderReview
from ..commands import CommandParts, PlacingCommands


class OpeningNotices(QObject):
    """Says the one thing that a reviewer must know before beginning on a report.

    Args:
        parts: Where it is said, and in which language.
        placing: Shows the placement of a source in which no table was recognised.
    """

    def __init__(self, parts: CommandParts, placing: PlacingCommands) -> None:
        super().__init__(parts.frame)
        self._parts = parts
        self._placing = placing

    def tell(self, under_review: ReportUnderReview) -> None:
        """Says what there is to say; nothing of a report that is shown and recorded in full."""
        file, review = under_review.file, under_review.review
        if under_review.notice is not None:
            self._parts.complain(under_review.notice)
        elif file is not None and file.why_read_only is not None:
            why = file.why_read_only.in_language(self._parts.language.code)
            text = self.tr("The review is open for reading only: {why}").format(why=why)
            self._parts.message.say(text, failed=True, lasts=True)
        elif review is None:
            return
        elif is_unrecognised(review):
            self._tell_unrecognised()
        elif file is not None and under_review.report.readings != file.report.readings:
            self._tell_rereading(under_review.report, file, review)
        else:
            self._tell_extent(review.report)

    def _tell_unrecognised(self) -> None:
        """Says how to begin where no table was recognised, and shows the pages as placed."""
        self._parts.message.say(
            self.tr(
                "No table was recognised. Drag a frame around one on the source and say which "
                "it is; or press A on its page."
            ),
            lasts=True,
        )
        self._placing.show_placement()

    def _tell_rereading(self, report: Report, file: ReviewFile, review: Review) -> None:
        """Says how many cells this version reads otherwise than the one that the review is on."""
        from ..dialogs.rereading import Rereading  # few reports need it, and none to be painted

        changes = Rereading(report, file, review)
        if changes.open:
            said = self.tr("{count} cells are read otherwise now; see Review, New reading")
            self._parts.message.say(said.format(count=len(changes.open)), lasts=True)

    def _tell_extent(self, report: Report) -> None:
        """Says of which tables a part of the rows was found."""
        code = self._parts.language.code
        short = (short_table(report, table) for table in report.form.tables)
        said = [sentence.in_language(code) for sentence in short if sentence]
        if said:
            self._parts.message.say("\n".join(said), failed=True)
