"""Spot checks: which units are drawn, what a sample can show, and what the answers say."""

from .check_file import SUFFIX, CheckFile, GivenAnswer, create_check, open_check
from .draw import draw, sort_order
from .estimate import Answer, CheckVerdict, Estimate, StratumEstimate, estimate
from .power import Power, power_of
from .sampling_plan import CELL, REPORT, BadPlanError, Sample, SamplingPlan, Sizing
from .sampling_units import Population, Unit, units_of

__all__ = [
    "CELL",
    "REPORT",
    "SUFFIX",
    "Answer",
    "BadPlanError",
    "CheckFile",
    "CheckVerdict",
    "Estimate",
    "GivenAnswer",
    "Population",
    "Power",
    "Sample",
    "SamplingPlan",
    "Sizing",
    "StratumEstimate",
    "Unit",
    "create_check",
    "draw",
    "estimate",
    "open_check",
    "power_of",
    "sort_order",
    "units_of",
]
