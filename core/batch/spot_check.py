"""Draws spot checks: from what a batch has read, or from reports that are at hand.

Each function is fit for a worker process.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ..bilingual import Bilingual
from ..extraction.report import Report
from ..figures import Figure
from ..review.review_file.store import open_file
from ..sampling import Population, SamplingPlan, Unit, create_check, units_of
from ..sampling.sampling_plan import check as check_plan
from ..sampling.sampling_plan import sample_of
from ..sampling.sampling_units import count
from ..sampling.sampling_wording import plan_sentences, power_sentences
from .journal import DRAWS, Journal
from .stored_batch import StoredBatch

Checked = tuple[Report, dict[str, Figure], str]
"""A report, the figures that are checked, and how far its review has come."""


@dataclass(frozen=True)
class AtHand:
    """A report that is at hand.

    Attributes:
        place: Where its source lies now.
        state: How far its review has come, a word.
        review: Its review file, if it has one: its audited figures are checked.
    """

    report: Report
    place: Path
    state: str
    review: Path | None = None


def draw_from_batch(journal: Path, output: Path, plan: SamplingPlan) -> Path:
    """Draws from all reports of a batch into a new file, and returns that.

    Raises:
        GoujiError: The batch cannot be read, nothing can be drawn, or the file not be written.
    """
    check_plan(plan)
    with Journal(journal, existing=True) as opened:
        batch = StoredBatch(opened, Path(opened.fact("folder")))
        with opened.decoding():
            earlier = tuple(map(dict, json.loads(opened.fact(DRAWS) or "[]")))
        with create_check(
            output, plan, lambda: _units(batch.reports(), plan), earlier=earlier
        ) as check:
            drawn = {"hash": check.origin, "created": check.created, "seed": plan.seed}
        opened.set_fact(DRAWS, json.dumps([*earlier, drawn]))
    return output


def draw_from_reports(reports: Sequence[AtHand], output: Path, plan: SamplingPlan) -> Path:
    """Draws from reports into a new file, and returns that.

    Raises:
        GoujiError: A review cannot be read, nothing can be drawn, or the file not be written.
    """
    check_plan(plan)
    create_check(output, plan, lambda: _units(_at_hand(reports), plan)).close()
    return output


def count_batch(journal: Path, plan: SamplingPlan) -> Population:
    """Returns how many units a batch gives to a plan.

    Raises:
        GoujiError: The batch cannot be read.
    """
    check_plan(plan)
    with Journal(journal, existing=True) as opened:
        batch = StoredBatch(opened, Path(opened.fact("folder")))
        return count(_units(batch.reports(), plan))


def count_reports(reports: Sequence[AtHand], plan: SamplingPlan) -> Population:
    """Returns how many units reports give to a plan.

    Raises:
        GoujiError: A review cannot be read.
    """
    check_plan(plan)
    return count(_units(_at_hand(reports), plan))


def describe(plan: SamplingPlan, population: Population) -> tuple[Bilingual, ...]:
    """Returns what a plan draws, and what that can and cannot show.

    Raises:
        BadPlanError: It draws nothing.
    """
    sample = sample_of(plan, population)
    said = power_sentences(plan, sample, strata=population.sizes)
    return (*plan_sentences(plan, sample), *said)


def _units(checked: Iterable[Checked], plan: SamplingPlan) -> Iterator[Unit]:
    """Yields the units of reports; one that is there twice counts once."""
    seen: set[tuple[str, int]] = set()
    for report, figures, state in checked:
        if (key := (report.source.sha256, report.index)) in seen:
            continue
        seen.add(key)
        yield from units_of(
            report,
            figures,
            state=state,
            unit=plan.unit,
            strata=plan.strata,
            printed_only=plan.printed_only,
        )


def _at_hand(reports: Sequence[AtHand]) -> Iterator[Checked]:
    for each in reports:
        report, figures = each.report, each.report.figures
        if each.review is not None:
            with open_file(each.review, read_only=True) as file:
                review = file.review("")
            report, figures = review.report, review.audited
        source = replace(report.source, path=each.place)
        yield replace(report, source=source), figures, each.state
