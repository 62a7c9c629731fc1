"""The desk: the report under review, what is selected on it, and the one way to change it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Signal

from ..core.documents.document import Document
from ..core.extraction.report import Claim
from ..core.finding import ERROR, Finding
from ..core.review import Change, Review
from .doubts import Doubt, Key, doubts_of, finding_key, neighbour

Command = Callable[[Review], Change]


class Desk(QObject):
    """What lies open, shared by the parts of the window.

    It holds no figure: it refers to the review and keeps what is selected.

    Attributes:
        opened: Another report lies on the desk, or none any more.
        changed: A command changed the review; carries the ``Change``. The cells that look
            different now are in ``touched``.
        cell_selected: Another cell is current; carries its id, empty for none.
        finding_selected: Another finding is lit, or none; carries the ``Finding`` or None.
        claim_selected: Another claim of the narrative is pointed at, or none, or the same one
            again; carries the ``Claim`` or None.
        previewed: Other figures are proposed to look at, or none any more; see ``proposed``.
    """

    opened = Signal()
    changed = Signal(object)
    cell_selected = Signal(str)
    finding_selected = Signal(object)
    claim_selected = Signal(object)
    previewed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.document: Document | None = None
        self.password: str | None = None
        self.review: Review | None = None
        self.cell = ""
        self.finding: Finding | None = None
        self.claim: Claim | None = None
        self.proposed: Mapping[str, str] = {}
        self.touched: set[str] = set()
        self._at: Key | None = None
        self._places: dict[str, int] = {}
        self._findings: dict[str, tuple[Finding, ...]] = {}

    def lay(self, document: Document, review: Review, password: str | None = None) -> None:
        """Puts a report on the desk in place of the one there."""
        self.document, self.review, self.password = document, review, password
        self.cell, self.finding, self._at = "", None, None
        self.claim, self.proposed = None, {}
        self._places = {cell: index for index, cell in enumerate(review.cells)}
        self._gather()
        self.opened.emit()
        self.finding_selected.emit(None)
        self.select_cell(next(iter(review.cells), ""))
        self._at = None

    def act(self, command: Command) -> Change:
        """Runs a command on the review and tells every part of the window what it changed.

        Raises:
            GoujiError: The command was refused; nothing changed.
        """
        if self.review is None:
            return Change((), findings_changed=False)
        self.propose({})
        findings, notes = self._findings, dict(self.review.explanations)
        change = command(self.review)
        if change.findings_changed:
            self._gather()
        self.touched = self._differing(findings, notes) | set(change.cells)
        if change.cells or change.findings_changed:
            self.changed.emit(change)
            self._keep_finding()
        return change

    def select_cell(self, cell: str, *, stays: bool = False) -> None:
        """Makes a cell current and lights a finding that it has a part in.

        Args:
            cell: Its id.
            stays: The round of doubts goes on from where it is, not from this cell.
        """
        if cell == self.cell:
            return
        at, self.cell = self._at, cell
        self.cell_selected.emit(cell)
        if self.finding is None or cell not in self.finding.cells:
            here = self.findings_of(cell)
            self._light(here[0] if here else None)
            if not here and cell in self._places:
                self._at = (self._places[cell], cell)
        if stays:
            self._at = at

    def select_finding(self, finding: Finding) -> None:
        """Lights a finding and goes to its first cell, unless one of its cells is current."""
        self._light(finding)
        if finding.cells and self.cell not in finding.cells:
            self.select_cell(finding.cells[0])
        self._point_at(finding)

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

    def go_to_doubt(self, *, backwards: bool = False) -> tuple[Doubt | None, bool]:
        """Goes to the next doubt and returns it, and whether the search went round the end."""
        if self.review is None:
            return None, False
        doubt, wrapped = neighbour(doubts_of(self.review), self._at, backwards=backwards)
        if doubt is None:
            return None, False
        if doubt.finding is not None:
            self._light(doubt.finding)
        if doubt.cells:
            self.select_cell(doubt.cells[0])
        self._at = doubt.key
        if doubt.finding is not None:
            self._point_at(doubt.finding)
        return doubt, wrapped

    def findings_of(self, cell: str) -> tuple[Finding, ...]:
        """Returns the findings that a cell has a part in, errors first."""
        return self._findings.get(cell, ())

    @property
    def signs(self) -> Mapping[str, str]:
        """The cells of the lit finding, each with its sign; empty where it has none."""
        if self.finding is None:
            return {}
        signs = self.finding.signs or ("",) * len(self.finding.cells)
        return dict(zip(self.finding.cells, signs, strict=True))

    def explained(self, finding: Finding) -> bool:
        """Returns whether the reviewer has said why a finding stands."""
        return self.review is not None and finding.rule in self.review.explanations

    def _gather(self) -> None:
        found: dict[str, list[Finding]] = {}
        findings = self.review.findings if self.review is not None else ()
        for finding in sorted(findings, key=lambda finding: finding.severity != ERROR):
            for cell in finding.cells:
                found.setdefault(cell, []).append(finding)
        self._findings = {cell: tuple(listed) for cell, listed in found.items()}

    def _differing(
        self, findings: Mapping[str, tuple[Finding, ...]], notes: Mapping[str, str]
    ) -> set[str]:
        """Returns the cells whose findings, or the notes on these, differ from before."""
        if self.review is None:
            return set()
        said = set(notes.items()) ^ set(self.review.explanations.items())
        noted = {rule for rule, _ in said}
        return {
            cell
            for cell in findings.keys() | self._findings.keys()
            if findings.get(cell) != self._findings.get(cell)
            or any(finding.rule in noted for finding in self._findings.get(cell, ()))
        }

    def _keep_finding(self) -> None:
        """Lets go of a finding that the last command cleared, or shows its new arithmetic."""
        if self.finding is None or self.review is None:
            return
        rule = self.finding.rule
        self._light(next((each for each in self.review.findings if each.rule == rule), None))

    def _light(self, finding: Finding | None) -> None:
        if finding is not None:
            self._at = finding_key(finding, self._places)
        if finding != self.finding:
            self.select_claim(None)
            self.finding = finding
            self.finding_selected.emit(finding)

    def _point_at(self, finding: Finding) -> None:
        """Points at the words of the narrative that a finding speaks of, if it does."""
        claims = self.review.report.claims if self.review is not None else ()
        self.select_claim(next((one for one in claims if one.rule == finding.rule), None))
