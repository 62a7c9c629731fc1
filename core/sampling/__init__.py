"""Spot checks: which units are drawn, what a sample can show, and what the answers say."""

from .check_file import SUFFIX, CheckFile, Given, create_check, open_check
from .draw import draw, sort_order
from .estimate import Answer, Estimate, StratumEstimate, Verdict, estimate
from .plan import CELL, REPORT, BadPlanError, Plan, Sample, Sizing
from .power import Power, power_of
from .units import Population, Unit, units_of

__all__ = [
    "CELL",
    "REPORT",
    "SUFFIX",
    "Answer",
    "BadPlanError",
    "CheckFile",
    "Estimate",
    "Given",
    "Plan",
    "Population",
    "Power",
    "Sample",
    "Sizing",
    "StratumEstimate",
    "Unit",
    "Verdict",
    "create_check",
    "draw",
    "estimate",
    "open_check",
    "power_of",
    "sort_order",
    "units_of",
]
