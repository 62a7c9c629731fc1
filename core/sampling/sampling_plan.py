"""A plan of a spot check: what is drawn from what, how many, and when the whole is accepted."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from ..errors import GoujiError
from .intervals import half_width, interval, least
from .iso_2859 import NORMAL, SEVERITIES, levels, limits, table_plan
from .sampling_units import CELL, REPORT, STRATA, TABLE, Population

__all__ = ["CELL", "REPORT", "BadPlanError", "Sample", "SamplingPlan", "Sizing"]

MOST_DRAWN = 1_000_000
"""Nobody looks at more; it bounds the search for a size."""


class BadPlanError(GoujiError):
    """A plan that nothing can be drawn by."""


class Sizing(StrEnum):
    """How the size of the sample is set."""

    SIZE = "size"
    MARGIN = "margin"
    ISO = "iso2859"


@dataclass(frozen=True, slots=True)
class SamplingPlan:
    """What is asked for.

    Attributes:
        unit: ``CELL`` or ``REPORT``.
        strata: What the population is divided by, of ``STRATA``, in this order.
        printed_only: Of cells, those surely read as a blank, a mark or 0 are left out.
        sizing: Which of the following set the size.
        size: So many units are drawn.
        accept: The whole is accepted with at most so many wrong ones; None to estimate only.
        margin: The interval is to reach so far to either side where the rate is ``expected``.
        level, limit: Inspection level, and acceptance quality limit in percent, of ISO 2859-1.
        severity: Of ISO 2859-1, normal or tightened inspection, of ``SEVERITIES``.
        confidence: Of the intervals and of what the plan is said to detect.
        method: Of the intervals, "exact" (Clopper–Pearson) or "wilson".
        seed: The same seed draws the same units from the same population, on any machine.
    """

    unit: str = CELL
    strata: tuple[str, ...] = ()
    printed_only: bool = False
    sizing: Sizing = Sizing.SIZE
    size: int = 100
    accept: int | None = None
    margin: float = 0.02
    expected: float = 0.02
    level: str = "II"
    limit: str = "1.0"
    severity: str = NORMAL
    confidence: float = 0.95
    method: str = "exact"
    seed: int = 1


@dataclass(frozen=True, slots=True)
class Sample:
    """What a plan draws from a population.

    Attributes:
        population: How many units there are.
        sizes: How many of each stratum are drawn.
        accept: At most so many may be wrong; None to estimate only.
        letter: The code letter of ISO 2859-1, else empty.
    """

    population: int
    sizes: Mapping[str, int]
    accept: int | None
    letter: str = ""

    @property
    def size(self) -> int:
        """How many are drawn."""
        return sum(self.sizes.values())

    @property
    def is_all(self) -> bool:
        """Whether all units are drawn, which leaves nothing to chance."""
        return self.size >= self.population


def sample_of(plan: SamplingPlan, population: Population) -> Sample:
    """Returns how many units of each stratum a plan draws.

    Strata are drawn from in proportion to their size, each that is not empty at least once.

    Raises:
        BadPlanError: The plan says nothing that can be drawn.
    """
    check(plan)
    if not population.size:
        raise BadPlanError("总体是空的，无法抽取。", "The population is empty; nothing is drawn.")
    accept, letter = plan.accept, ""
    if plan.sizing is Sizing.ISO:
        table = table_plan(population.size, plan.level, plan.limit, plan.severity)
        size, accept, letter = table.size, table.accept, table.letter
    elif plan.sizing is Sizing.MARGIN:
        size = _size_for(plan, population.size)
    else:
        size = plan.size
    sizes = _shared_out(min(size, population.size), population.sizes)
    return Sample(population.size, sizes, accept, letter)


def check(plan: SamplingPlan) -> None:
    """Returns if a plan can be drawn by.

    Raises:
        BadPlanError: It cannot; the sentence says why.
    """
    steps = ", ".join(limits())
    faults = (
        (plan.unit not in (CELL, REPORT), "抽样单位", "unit"),
        (not set(plan.strata) <= set(STRATA), "分层", "strata"),
        (
            plan.unit == REPORT and TABLE in plan.strata,
            "按表分层（只用于单元格）",
            "strata (table)",
        ),
        (not 1 <= plan.size <= MOST_DRAWN, "样本量", "size"),
        (plan.accept is not None and plan.accept < 0, "接收数", "acceptance number"),
        (not 0 < plan.margin < 0.5, "误差范围（大于 0、小于 50%）", "margin (above 0, below 50%)"),
        (not 0 <= plan.expected < 1, "预计错误率", "expected rate"),
        (not 0.5 <= plan.confidence < 1, "置信水平", "confidence"),
        (plan.method not in ("exact", "wilson"), "区间方法", "method"),
        (plan.level not in levels(), "检验水平", "inspection level"),
        (
            plan.limit not in limits(),
            f"接收质量限（取 {steps} 之一）",
            f"acceptance quality limit (one of {steps})",
        ),
        (plan.severity not in SEVERITIES, "检验的宽严程度", "severity of inspection"),
    )
    for is_wrong, zh, en in faults:
        if is_wrong:
            raise BadPlanError(
                f"抽查方案的{zh}不合要求。请修改后再试。",
                f"The {en} of the plan is none that can be used. Change it.",
            )


def _size_for(plan: SamplingPlan, population: int) -> int:
    """Returns the smallest sample whose interval is as narrow as wanted.

    Found for an endless population, then corrected for a finite one, n / (1 + (n − 1) / N), and
    enlarged until the exact interval of that holds it.
    """

    def is_narrow(size: int) -> bool:
        return half_width(size, plan.expected, plan.confidence) <= plan.margin

    most = 1
    while not is_narrow(most) and most < MOST_DRAWN:
        most *= 2
    endless = least(most, is_narrow) or most
    size = min(population, math.ceil(endless / (1 + (endless - 1) / population)))
    while size < population and _reach(plan, size, population) > plan.margin:
        size += 1
    return size


def _reach(plan: SamplingPlan, size: int, population: int) -> float:
    """Returns how far the interval reaches to one side where about the expected rate is seen."""
    wrong = round(plan.expected * size)
    low, high = interval(wrong, size, plan.confidence, population=population)
    return max(high - wrong / size, wrong / size - low)


def _shared_out(size: int, sizes: Mapping[str, int]) -> dict[str, int]:
    """Returns a size shared out in proportion, by largest remainders, none left without one."""
    total = sum(sizes.values())
    exact = {name: size * each / total for name, each in sizes.items()}
    shares = {name: min(sizes[name], max(1, math.floor(each))) for name, each in exact.items()}
    by_rest = sorted(exact, key=lambda name: (-(exact[name] % 1), name))
    while sum(shares.values()) < size:
        for name in by_rest:
            if sum(shares.values()) < size and shares[name] < sizes[name]:
                shares[name] += 1
    return shares
