"""Verdicts that may stop holding: explanations of findings, and the sign-off of a review.

None is ever wiped. A verdict is pinned to what it was given on; where that has become another,
it says so and why.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from ..bilingual import UNSAID, Bilingual
from ..extraction.report import Report
from ..figures import Figure, show
from ..finding import Finding
from .record.event_chain import digest, event_hash
from .record.events import Event
from .rule_set import is_between_reports, rule_ids, rule_set_hash
from .state import ReviewState


@dataclass(frozen=True, slots=True)
class Verdict:
    """The explanation of a finding.

    Attributes:
        event: Who gave it, when, with what note.
        lapse: Why it no longer holds, as a sentence in Chinese and English; empty while it does.
    """

    event: Event
    lapse: Bilingual = UNSAID

    @property
    def holds(self) -> bool:
        """Whether the finding stands as it was when it was explained."""
        return not self.lapse[0]

    def sentence(self, language: str = "zh") -> str:
        """Returns the note, and why it no longer holds where it does not, in "zh" or "en"."""
        note, (zh, en) = self.event.why, self.lapse
        if self.holds:
            said = Bilingual(f"已说明：{note}", f"explained: {note}")
        else:
            said = Bilingual(
                f"曾说明“{note}”，现已失效：{zh}",
                f"explained as “{note}”, which no longer holds: {en}",
            )
        return said.in_language(language)


@dataclass(frozen=True, slots=True)
class Pins:
    """What a sign-off holds for, each as a SHA-256.

    Attributes:
        source: The bytes of the source document.
        values: The audited figures, and body and year where a reviewer has said them.
        verdicts: The explanations in force.
        rules: The rule set.
        chain: Every event before the sign-off, and its own time, name and note; empty in one that
            a version gave which did not pin them.
    """

    source: str
    values: str
    verdicts: str
    rules: str
    chain: str = ""

    @classmethod
    def of(cls, text: str) -> Pins:
        """Returns the pins that an event carries; empty ones where it carries none."""
        parts = text.split(" ")
        return cls(*parts) if len(parts) in (len(LAPSES), len(LAPSES) + 1) else cls("", "", "", "")

    @property
    def parts(self) -> list[str]:
        """What is pinned, in order; the chain only where it is."""
        pinned = [self.source, self.values, self.verdicts, self.rules]
        return [*pinned, self.chain] if self.chain else pinned

    def text(self) -> str:
        """Returns the pins as an event carries them."""
        return " ".join(self.parts)

    @property
    def hash(self) -> str:
        """The one hash to print elsewhere: of all the pins."""
        return digest(self.parts)


def sealed(event: Event, previous: str) -> Event:
    """Returns a sign-off that pins the chain up to itself, too.

    Args:
        event: With the pins of what is signed off.
        previous: The hash of the event before it, which stands for all before.
    """
    pins = replace(Pins.of(event.pin), chain=event_hash(event, previous))
    return replace(event, pin=pins.text())


def holds_seal(event: Event, previous: str) -> bool:
    """Returns whether a sign-off stands on the events that it was given on; an old one may."""
    pins = Pins.of(event.pin)
    if not pins.chain:
        return True
    return sealed(replace(event, pin=replace(pins, chain="").text()), previous) == event


@dataclass(frozen=True, slots=True)
class SignOff:
    """The last sign-off that no reopening has ended.

    Attributes:
        event: Who signed off, when, with what note.
        pins: What was signed off.
        lapses: Why it no longer holds, one sentence each; empty while it does.
        looked_at: The sign-off of another person that this one was given on: a second level of
            review; None at the first.
    """

    event: Event
    pins: Pins
    lapses: tuple[Bilingual, ...] = ()
    looked_at: Event | None = None

    @property
    def holds(self) -> bool:
        """Whether source, values, explanations and rules are those that were signed off."""
        return not self.lapses


LAPSES: Mapping[str, Bilingual] = {
    "source": Bilingual("原件已经不同", "the source is another one"),
    "values": Bilingual("签核后审定数有改动", "audited figures have changed since"),
    "verdicts": Bilingual("签核后对疑点的说明有改动", "explanations have changed since"),
    "rules": Bilingual("勾稽规则已更新", "the rule set has changed since"),
}


def basis(finding: Finding, figures: Mapping[str, Figure]) -> str:
    """Returns the arithmetic of a finding, which its explanation is pinned to."""
    sides = [show(side) for side in (finding.left, finding.right) if side is not None]
    if sides:
        return " ≠ ".join(sides)
    return " ".join(figures[cell].text or "∅" for cell in finding.cells)


def is_answered(finding: Finding, pins: Mapping[str, str]) -> bool:
    """Returns whether explanations answer a finding that compares two sides.

    Args:
        finding: As it stands now.
        pins: What each explanation was given on, by rule id.
    """
    return pins.get(finding.rule) == basis(finding, {})


def judge(
    report: Report,
    state: ReviewState,
    findings: Iterable[Finding],
    figures: Mapping[str, Figure],
) -> dict[str, Verdict]:
    """Returns every explanation in force by rule id, each with why it lapsed, if it did.

    One of a finding between reports lapses when its arithmetic becomes another, and not while the
    other report is not at hand.
    """
    if not state.explained:
        return {}
    now = {finding.rule: basis(finding, figures) for finding in findings}
    known = rule_ids(report)
    return {
        rule: Verdict(event)
        if rule not in now and is_between_reports(rule, report.form)
        else Verdict(event, _lapse(event, now.get(rule), known=rule in known))
        for rule, event in state.explained.items()
    }


def pins_of(report: Report, state: ReviewState) -> Pins:
    """Returns what a sign-off at this moment would hold for."""
    values = {cell: [c.audited.state, c.audited.text] for cell, c in state.cells.items()}
    values |= {subject: ["identified", e.after] for subject, e in state.identified.items()}
    return Pins(
        source=report.source.sha256,
        values=digest(values),
        verdicts=digest({rule: [event.why, event.pin] for rule, event in state.explained.items()}),
        rules=rule_set_hash(report.form),
    )


def sign_off_of(report: Report, state: ReviewState) -> SignOff | None:
    """Returns the sign-off in force, with why it lapsed, if it did."""
    if state.signed is None:
        return None
    signed = Pins.of(state.signed.pin)
    now = pins_of(report, state)
    lapses = tuple(
        words for name, words in LAPSES.items() if getattr(signed, name) != getattr(now, name)
    )
    return SignOff(state.signed, signed, lapses, state.looked_at)


def _lapse(event: Event, now: str | None, *, known: bool) -> Bilingual:
    if now == event.pin:
        return Bilingual("", "")
    if now is not None:
        return Bilingual(
            f"说明时为 {event.pin}，现在为 {now}",
            f"it was {event.pin} when explained, it is {now} now",
        )
    if known:
        return Bilingual("这个疑点已不存在", "the finding is no longer there")
    return Bilingual("现行规则中没有这一条", "the present rule set has no such rule")
