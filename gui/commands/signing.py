"""The command that signs a review off, after it has said what is signed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal

from ...core.review import Review, progress_of
from ..grid.form_panel import FormPanel
from ..queue import Queue
from ..session.open_in_worker import title
from .base import CommandSet
from .parts import CommandParts

FEW = 5
"""Files that are read within moments; more are stated and not waited for."""


@dataclass(frozen=True)
class PendingSignOff:
    """A sign-off that was given, and waits for what is read soon.

    Attributes:
        stated: The rules of the findings that were open when it was given.
    """

    review: Review
    name: str
    note: str
    stated: frozenset[str]


class SigningCommands(CommandSet):
    """Signs off, reopens, and tells when a sign-off no longer holds.

    Attributes:
        compared: The report is to be held at once against what was read.
    """

    compared = Signal()

    def __init__(self, parts: CommandParts, form: FormPanel, queue: Queue) -> None:
        super().__init__(parts)
        self._form = form
        self._queue = queue
        self._has_lapsed = False
        self._waiting: PendingSignOff | None = None
        queue.advanced.connect(self._go_on)
        self._context.opened.connect(self._go_on)
        self._context.opened.connect(self._watch)
        self._context.settled.connect(self._watch)

    def sign_off(self) -> None:
        """Says what would be signed and takes Enter; reopens a review that is signed off.

        Another reviewer than the one who signed signs as the second.
        """
        review = self._context.review
        if review is None:
            return
        if review.signed_off and not may_second(review):
            self._act(lambda review: review.reopen())
            return
        if review.open_errors:
            self._act(lambda review: review.sign_off())  # is refused, with what is in the way
            return

        name = title(review.report, review.report.source.path.name)
        signed = review.sign_off_in_force
        if signed is not None and may_second(review):
            said = self.tr("Sign off {report} as the second reviewer, after {first}")
            head = said.format(report=name, first=signed.event.by or self.tr("no name"))
        else:
            head = self.tr("Sign off {report}").format(report=name)

        def submit(texts: Sequence[str]) -> None:
            self._waiting = PendingSignOff(review, name, texts[0].strip(), _open_rules(review))
            self._go_on()

        self._form.ask(
            "\n".join([head, *self._statement(review)]),
            [(self.tr("Note"), "", self.tr("may stay empty"))],
            submit,
        )

    def _go_on(self) -> None:
        """Signs what waits to be signed, once what is read soon is held against it.

        What is found meanwhile was not stated: then nothing is signed.
        """
        pending, review = self._waiting, self._context.review
        if pending is None:
            return
        if review is not pending.review:
            self._waiting = None
            said = self.tr("{report} was not signed off: it was left while the sign-off waited.")
            self._parts.message.say(said.format(report=pending.name), failed=True, lasts=True)
        elif 0 < self._queue.soon <= FEW:
            said = self.tr(
                "The sign-off waits until {count} reports of the queue are read and held against "
                "this one."
            )
            self._parts.message.say(said.format(count=self._queue.soon), lasts=True)
        else:
            self._waiting = None
            self.compared.emit()
            self._context.settle()
            self._parts.message.hide()
            if _open_rules(review) - pending.stated:
                said = self.tr(
                    "Not signed: what was read meanwhile has raised doubts. F8 shows them."
                )
                self._parts.message.say(said, failed=True, lasts=True)
            elif self._act(lambda review: review.sign_off(pending.note)) is not None:
                self._say_signed(review)

    def _statement(self, review: Review) -> Iterator[str]:
        """Yields what is signed as it stands: what is open, not looked at, or not yet checked."""
        left = progress_of(review)
        warnings = left.warnings + left.between
        if warnings or left.questions:
            said = self.tr("! Left open: {warnings} warnings, {doubtful} uncertain readings")
            yield said.format(warnings=warnings, doubtful=left.questions)
        else:
            yield self.tr("✔ No doubt is left")
        cells = review.cells.values()
        looked = sum(one.decided for one in cells)
        said = self.tr("{sign} {unlooked} of {all} cells were not looked at one by one")
        sign = "!" if looked < len(cells) else "✔"
        yield said.format(sign=sign, unlooked=len(cells) - looked, all=len(cells))
        yield from self._proofs(review)
        waiting = self._queue.waiting
        if waiting:
            said = self.tr(
                "! {count} reports of the queue are not read yet, nor held against this one"
            )
            yield said.format(count=waiting)

    def _proofs(self, review: Review) -> Iterator[str]:
        """Yields how the text of a PDF was proven; other kinds have one reader."""
        report = review.report
        if not report.readers:
            return
        unproven = sum(one.doubt == "unproven" for one in report.readings.values())
        if len(report.readers) < 2:
            yield self.tr("! Read by one program only, and held against no other")
        elif unproven:
            said = self.tr("! {count} cells could not be held against a second reader")
            yield said.format(count=unproven)
        else:
            yield self.tr("✔ Two programs read it, and both were held against the page")

    def _say_signed(self, review: Review) -> None:
        signed = review.sign_off_in_force
        if signed is not None and signed.holds:
            said = self.tr("Signed off; hash {hash}.").format(hash=signed.pins.hash[:16])
            if len(self._queue.entries) > 1:
                said += self.tr(" Ctrl+F8 goes to the next report with doubts.")
            self._parts.message.say(said)

    def _watch(self) -> None:
        """Tells once that a sign-off has lapsed, and why, until it is signed or closed."""
        review = self._context.review
        signed = review.sign_off_in_force if review is not None else None
        lapses = signed.lapses if signed is not None else ()
        if lapses and not self._has_lapsed:
            language = self._parts.language.code
            why = "；" if language == "zh" else "; "
            said = self.tr("The sign-off no longer holds: {why}. F9 signs again.")
            listed = why.join(each.in_language(language) for each in lapses)
            self._parts.message.say(said.format(why=listed), failed=True, lasts=True)
        self._has_lapsed = bool(lapses)


def may_second(review: Review) -> bool:
    """Returns whether the reviewer may sign on another person's sign-off, which nobody did yet."""
    signed = review.sign_off_in_force
    if signed is None or not signed.holds or signed.looked_at is not None:
        return False
    return bool(review.reviewer) and signed.event.by != review.reviewer


def _open_rules(review: Review) -> frozenset[str]:
    """Returns the rules of what no explanation in force answers."""
    return frozenset(
        finding.rule for finding in review.findings if not review.is_explained(finding.rule)
    )
