"""The report under review, what is selected in it, and the one way to change it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal

from ...core.extraction.report import Claim, Report
from ...core.figures import Figure, parse_figure
from ...core.finding import ERROR, Finding
from ...core.review import Change, Review, Verdict
from ...core.review.review import Comparison
from ...core.review.review_errors import StepLandedError
from ...core.review.state import may_stand_in_cell
from ...core.survey import ReportUnderReview
from .cell_marks import PLAIN, CellMarks, marks_of
from .doubt_order import Doubt, Key, finding_key, identity_key, listed_doubts, next_doubt

Command = Callable[[Review], Change]

AFTER_PAINTING = Qt.EventPriority.LowEventPriority.value - 1
"""The priority of an event that comes when what was changed is painted, as Qt paints with the low
one."""


class ReviewContext(QObject):
    """What lies open, shared by the parts of the window.

    It holds no figure: it refers to the review and keeps what is selected.

    Attributes:
        opened: Another report lies under review, or none any more.
        changed: A command changed the review; carries the ``Change``. The cells that look
            different now are in ``touched``. For the figures and their marks alone: they are
            painted before all else.
        settled: The review has changed, and what was to be painted at once is; for all that
            tells of the review as a whole, such as lists and counts.
        cell_selected: Another cell is current; carries its id, empty for none.
        finding_selected: Another finding is highlighted, or none; carries the ``Finding`` or None.
        identity_selected: Body or year is current, or neither any more; carries which.
        range: The uncertain cells that one answer settles and that are lit; empty for none.
        claim_selected: Another claim of the narrative is pointed at, or none, or the same one
            again; carries the ``Claim`` or None.
        is_settled: Every change was followed by ``settled``.
        starts_at_doubt: The next report is looked at from its first doubt on.
        previewed: Other figures are proposed to look at, or none any more; see ``proposed``.
        earlier: The figures of the year before, to be shown beside these; None where not asked for.
        earlier_shown: ``earlier`` is another.
    """

    opened = Signal()
    changed = Signal(object)
    settled = Signal()
    cell_selected = Signal(str)
    finding_selected = Signal(object)
    identity_selected = Signal(str)
    claim_selected = Signal(object)
    previewed = Signal()
    earlier_shown = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.under_review: ReportUnderReview | None = None
        self.review: Review | None = None
        self.cell = ""
        self.finding: Finding | None = None
        self.identity = ""
        self.range: tuple[str, ...] = ()
        self.claim: Claim | None = None
        self.proposed: Mapping[str, str] = {}
        self.earlier: Mapping[str, Figure] | None = None
        self.touched: set[str] = set()
        self.starts_at_doubt = False
        self._at: Key | None = None
        self._places: dict[str, int] = {}
        self._findings: dict[str, tuple[Finding, ...]] = {}
        self._doubts: tuple[Doubt, ...] | None = None
        self._marks: dict[str, CellMarks] = {}
        self.is_settled = True
        self._is_showing = False
        self._has_gone_on = False

    @property
    def key(self) -> tuple[Path, int] | None:
        """What tells the report under review from every other; None where there is none."""
        return self.under_review.key if self.under_review is not None else None

    def show_report(self, under_review: ReportUnderReview) -> None:
        """Puts a report under review in place of the one there, at the cell that was current."""
        self.settle()
        review = under_review.review
        assert review is not None, "a report is laid under review with its review"
        self.under_review, self.review = under_review, review
        self._begin()
        file = under_review.file
        kept = file.current_cell if file is not None else ""
        self._is_showing = True
        self.opened.emit()
        self._is_showing = False
        self.finding_selected.emit(None)
        self.select_cell(kept if kept in review.cells else next(iter(review.cells), ""))
        if self.starts_at_doubt or not kept:
            self.starts_at_doubt, self._at = False, None
            self._has_gone_on = self.go_to_doubt()[0] is not None

    def show_none(self) -> None:
        """Takes the report from under review, so that no key can change it."""
        self.settle()
        self.under_review = self.review = None
        self._begin()
        self.opened.emit()
        self.finding_selected.emit(None)
        self.cell_selected.emit("")

    def _begin(self) -> None:
        """Forgets what was selected and found out on the report before."""
        self.cell, self.finding, self._at = "", None, None
        self.claim, self.proposed, self.identity, self.range = None, {}, "", ()
        cells = self.review.cells if self.review is not None else ()
        self._places = {cell: index for index, cell in enumerate(cells)}
        self._doubts, self._marks = None, {}
        self._gather()

    def act(self, command: Command) -> Change:
        """Runs a command on the review and tells every part of the window what it changed.

        Raises:
            GoujiError: The command was refused; nothing changed.
        """
        if self.review is None:
            return Change((), findings_changed=False)
        self.settle()
        self.propose({})
        findings, verdicts = self._findings, dict(self.review.verdicts)
        try:
            change = command(self.review)
        except StepLandedError:
            self._tell(Change(tuple(self.review.cells), findings_changed=True), {}, {})
            raise
        self._tell(change, findings, verdicts)
        return change

    def hold_against(self, comparison: Comparison) -> None:
        """Holds the report against others from now on; what does not fit is a doubt of it."""
        if self.review is not None:
            findings, verdicts = self._findings, dict(self.review.verdicts)
            self._tell(self.review.hold_against(comparison), findings, verdicts)

    def take_doubts(self, report: Report) -> None:
        """Takes the doubts that another reader raises on the readings of the report."""
        if self.review is not None:
            findings, verdicts = self._findings, dict(self.review.verdicts)
            self._tell(self.review.take_doubts(report), findings, verdicts)

    def _tell(
        self,
        change: Change,
        findings: Mapping[str, tuple[Finding, ...]],
        verdicts: Mapping[str, Verdict],
    ) -> None:
        """Tells the parts of the window what changed since findings and verdicts were these."""
        self._doubts = None
        if change.findings_changed:
            self._gather()
        self.touched = self._differing(findings, verdicts) | set(change.cells)
        for cell in self.touched:
            self._marks.pop(cell, None)
        if change.cells or change.findings_changed:
            self._unsettle()
            self.changed.emit(change)
            self._keep_finding()

    def settle(self) -> None:
        """Tells at once what ``settled`` would tell soon, for whoever relies on it."""
        if not self.is_settled:
            self.is_settled = True
            self.settled.emit()

    def customEvent(self, _event: QEvent) -> None:
        """Tells that all that was changed is painted."""
        self.settle()

    def _unsettle(self) -> None:
        if self.is_settled:
            self.is_settled = False
            QCoreApplication.postEvent(self, QEvent(QEvent.Type.User), AFTER_PAINTING)

    def select_cell(self, cell: str, *, stays: bool = False) -> None:
        """Makes a cell current and lights a finding that it has a part in.

        Args:
            cell: Its id.
            stays: The round of doubts goes on from where it is, not from this cell.
        """
        if self._is_showing:  # a grid that is filled selects by itself
            return
        self.select_identity("")
        if cell not in self.range:
            self._light(())
        if cell == self.cell:
            return
        self._has_gone_on = False
        at, self.cell = self._at, cell
        self.cell_selected.emit(cell)
        if cell in self.range:
            return
        if self.finding is None or cell not in self.finding.cells:
            here = self.findings_of(cell)
            self._highlight(here[0] if here else None)
            if not here and cell in self._places:
                self._at = (self._places[cell], cell)
        if stays:
            self._at = at

    def select_identity(self, subject: str) -> None:
        """Goes to body or year, ``ORGANIZATION`` or ``YEAR``; to neither where it is empty."""
        if subject:
            self._highlight(None)
            self._light(())
            self._at = identity_key(subject)
        if subject or self.identity:
            self.identity = subject
            self.identity_selected.emit(subject)

    def select_finding(self, finding: Finding) -> None:
        """Lights a finding and goes to its first cell, unless one of its cells is current."""
        self.select_identity("")
        self._highlight(finding)
        if finding.cells and self.cell not in finding.cells:
            self.select_cell(finding.cells[0])
        self._point_at(finding)

    def select_uncertain(self, cell: str) -> None:
        """Goes to a cell for how it was read, whatever rules it breaks: none is highlighted."""
        self.select_cell(cell)
        self._highlight(None)
        here = (doubt for doubt in self.doubts if doubt.finding is None and cell in doubt.cells)
        doubt = next(here, None)
        self._light(doubt.cells if doubt is not None and len(doubt.cells) > 1 else ())
        self._at = doubt.key if doubt is not None else (self._places[cell], cell)

    def select_claim(self, claim: Claim | None) -> None:
        """Points at the words of a claim in the source."""
        if claim is not None or self.claim is not None:
            self.claim = claim
            self.claim_selected.emit(claim)

    def read_claim(self, claim: Claim) -> None:
        """Goes to what a claim speaks of, and points at its words."""
        findings = self.review.findings if self.review is not None else ()
        broken = next((finding for finding in findings if finding.rule == claim.rule), None)
        if broken is not None:
            self.select_finding(broken)
        elif claim.cell:
            self.select_cell(claim.cell)
        self.select_claim(claim)

    def propose(self, texts: Mapping[str, str]) -> None:
        """Shows figures beside those that stand in the cells; nothing is changed."""
        if texts != self.proposed:
            self.proposed = dict(texts)
            self.previewed.emit()

    def show_earlier(self, figures: Mapping[str, Figure] | None) -> None:
        """Shows the figures of the year before beside these; None shows them no longer."""
        if figures != self.earlier:
            self.earlier = figures
            self.earlier_shown.emit()

    def go_to_doubt(self, *, backwards: bool = False) -> tuple[Doubt | None, bool]:
        """Goes to the next doubt and returns it, and whether the search went round the end.

        Right after a decision that went on by itself it stays at the doubt that is current then:
        whoever goes on by key after each decision would pass over every second doubt.
        """
        if self.review is None:
            return None, False
        has_gone_on, self._has_gone_on = self._has_gone_on, False
        here = self.current_doubt
        if has_gone_on and here is not None and not backwards:
            return here, False
        doubt, wrapped = next_doubt(self.open_doubts, self._at, backwards=backwards)
        if doubt is None:
            return None, False
        if doubt.identity:
            self.select_identity(doubt.identity)
        elif doubt.finding is None:
            self.select_uncertain(doubt.cells[0])
        else:
            self.select_identity("")
            self._highlight(doubt.finding)
            if doubt.cells:
                self.select_cell(doubt.cells[0])
            self._point_at(doubt.finding)
        self._at = doubt.key
        return doubt, wrapped

    @property
    def current_doubt(self) -> Doubt | None:
        """The open doubt at which the round of doubts stands, if it stands at one."""
        return next((doubt for doubt in self.open_doubts if doubt.key == self._at), None)

    @property
    def other_readings(self) -> tuple[str, ...]:
        """What else the uncertain cell, body or year may read at which the round stands.

        Of a cell only what is a figure: the keys take it as one.
        """
        doubt = self.current_doubt
        if self.review is None or doubt is None or doubt.finding is not None:
            return ()
        if len(doubt.cells) > 1:
            return ()
        if doubt.identity:
            state = self.review.identity[doubt.identity]
            return tuple(text for text in state.extracted.alternatives if text != state.text)[:9]
        cell = doubt.cells[0]
        domain = self.review.report.form.cells[cell].domain
        return tuple(
            text
            for text in self.review.cells[cell].extracted.alternatives
            if may_stand_in_cell(parse_figure(text, domain))
        )[:9]

    def go_on(self, decided: Doubt | None) -> bool:
        """Goes to the next doubt where one is decided; returns whether it went to one.

        Args:
            decided: What was current before the decision; None where nothing was.
        """
        if decided is None or any(doubt.key == decided.key for doubt in self.open_doubts):
            return False
        gone = self.go_to_doubt()[0] is not None
        self._has_gone_on = gone
        return gone

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        """Every finding, explained or not, and every uncertain cell, in the form's order."""
        if self._doubts is None:
            self._doubts = listed_doubts(self.review) if self.review is not None else ()
        return self._doubts

    @property
    def open_doubts(self) -> tuple[Doubt, ...]:
        """What is left to decide, in the order of the form; what is explained is not."""
        return tuple(
            doubt
            for doubt in self.doubts
            if doubt.finding is None or not self.explained(doubt.finding)
        )

    def findings_of(self, cell: str) -> tuple[Finding, ...]:
        """Returns the findings that a cell has a part in, errors first."""
        return self._findings.get(cell, ())

    def marks(self, cell: str) -> CellMarks:
        """Returns the marks of a cell, found once until a command changes them."""
        if self.review is None:
            return PLAIN
        if cell not in self._marks:
            self._marks[cell] = marks_of(
                self.review.cells[cell], cell, self.findings_of(cell), self.explained
            )
        return self._marks[cell]

    @property
    def signs(self) -> Mapping[str, str]:
        """The cells of the highlighted finding, each with its sign; empty where it has none.

        Of an uncertain range all cells, without signs.
        """
        if self.finding is None:
            return dict.fromkeys(self.range, "")
        signs = self.finding.signs or ("",) * len(self.finding.cells)
        return dict(zip(self.finding.cells, signs, strict=True))

    def explained(self, finding: Finding) -> bool:
        """Returns whether the reviewer has said why a finding stands, and that still holds."""
        return self.review is not None and self.review.is_explained(finding.rule)

    def _gather(self) -> None:
        found: dict[str, list[Finding]] = {}
        findings = self.review.findings if self.review is not None else ()
        for finding in sorted(findings, key=lambda finding: finding.severity != ERROR):
            for cell in finding.cells:
                found.setdefault(cell, []).append(finding)
        self._findings = {cell: tuple(listed) for cell, listed in found.items()}

    def _differing(
        self, findings: Mapping[str, tuple[Finding, ...]], verdicts: Mapping[str, Verdict]
    ) -> set[str]:
        """Returns the cells whose findings, or the verdicts on these, differ from before."""
        if self.review is None:
            return set()
        now = self.review.verdicts
        rules = verdicts.keys() | now.keys()
        noted = {rule for rule in rules if verdicts.get(rule) != now.get(rule)}
        return {
            cell
            for cell in findings.keys() | self._findings.keys()
            if findings.get(cell) != self._findings.get(cell)
            or (noted and any(finding.rule in noted for finding in self._findings.get(cell, ())))
        }

    def _keep_finding(self) -> None:
        """Lets go of a finding that the last command cleared, or shows its new arithmetic."""
        if self.finding is None or self.review is None:
            return
        rule = self.finding.rule
        self._highlight(next((each for each in self.review.findings if each.rule == rule), None))

    def _light(self, cells: tuple[str, ...]) -> None:
        """Lights the cells of an uncertain range, or none."""
        if cells != self.range:
            self.range = cells
            self.finding_selected.emit(self.finding)

    def _highlight(self, finding: Finding | None) -> None:
        if finding is not None:
            self._at = finding_key(finding, self._places)
            self._light(())
        if finding != self.finding:
            self.select_claim(None)
            self.finding = finding
            self.finding_selected.emit(finding)

    def _point_at(self, finding: Finding) -> None:
        """Points at the words of the narrative that a finding speaks of, if it does."""
        claims = self.review.report.claims if self.review is not None else ()
        self.select_claim(next((one for one in claims if one.rule == finding.rule), None))
