"""Draws a spot check from the reports that a batch has read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ..sampling import CheckFile, Plan, Unit, create_check, units_of
from .journal import Journal
from .stored import StoredBatch


def draw_check(journal: Path, output: Path, plan: Plan) -> CheckFile:
    """Returns the file of a spot check, open, whose population is all reports of a batch.

    A report that lies in the folder twice counts once.

    Args:
        journal: Of the batch.
        output: The file to make.
        plan: What is drawn.

    Raises:
        GoujiError: The batch cannot be read, nothing can be drawn, or the file not be written.
    """
    with Journal(journal) as opened:
        batch = StoredBatch(opened, Path(opened.fact("folder")))
        return create_check(output, plan, lambda: _units(batch, plan))


def _units(batch: StoredBatch, plan: Plan) -> Iterator[Unit]:
    seen: set[tuple[str, int]] = set()
    for line in batch.lines():
        report = line.report
        if report is None or (key := (report.source.sha256, report.index)) in seen:
            continue
        seen.add(key)
        yield from units_of(
            report,
            line.audited,
            state=line.state,
            unit=plan.unit,
            strata=plan.strata,
            printed_only=plan.printed_only,
        )
