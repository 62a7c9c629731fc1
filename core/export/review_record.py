"""A review as part of a report's JSON record: what the reviewer changed, explained and signed."""

from __future__ import annotations

from ..figures import Figure
from ..review import CellState, Event, Review, SignOff, Verdict
from .records import Record


def add_review(record: Record, review: Review, head: str) -> Record:
    """Returns the record of a report with the review of it in it.

    A cell whose figure a reviewer changed or confirmed gets ``printed``, ``audited`` and
    ``confirmed`` beside what was read.

    Args:
        record: From ``report_record``, with the findings over the audited figures.
        review: Of that report.
        head: The hash of the last event.
    """
    read = review.report.readings
    cells = {
        cell: {**entry, **_layers(review.cells[cell], read[cell].figure)}
        for cell, entry in record["cells"].items()
    }
    signed = review.sign_off_in_force
    said = {
        "head": head,
        "events": len(review.events),
        "reviewers": list(dict.fromkeys(event.by for event in review.events)),
        "explanations": [_verdict(rule, each) for rule, each in review.verdicts.items()],
        "open_errors": [finding.rule for finding in review.open_errors],
        "signed_off": None if signed is None else _sign_off(signed),
    }
    return {**record, "cells": cells, "review": said}


def _layers(state: CellState, read: Figure) -> Record:
    """Returns what a person made of a cell that was read first as ``read``."""
    record: Record = {}
    if state.printed != read or state.adjusted:
        record |= {"printed": _figure(state.printed), "audited": _figure(state.audited)}
    if state.adjusted:
        record["reason"] = state.reason
    if state.confirmed:
        record["confirmed"] = True
    return record


def _figure(figure: Figure) -> Record:
    return {"value": figure.value, "text": figure.text, "state": figure.state.value}


def _verdict(rule: str, verdict: Verdict) -> Record:
    record: Record = {"rule": rule, "note": verdict.event.why, "holds": verdict.holds}
    if not verdict.holds:
        record |= {"lapse": verdict.lapse[0], "lapse_en": verdict.lapse[1]}
    return record


def _by(event: Event) -> Record:
    return {"by": event.by, "at": event.at.isoformat(timespec="seconds")}


def _sign_off(signed: SignOff) -> Record:
    first = signed.looked_at
    return {
        **_by(signed.event),
        "hash": signed.pins.hash,
        "holds": signed.holds,
        **({} if first is None else {"seconds": _by(first)}),
        "lapses": [zh for zh, _ in signed.lapses],
        "lapses_en": [en for _, en in signed.lapses],
    }
