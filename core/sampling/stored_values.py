"""What the record of a spot check says, taken as values of their types or refused as damage."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ..documents.document import Region
from ..documents.geometry import Box
from .sampling_plan import BadPlanError, Sample, SamplingPlan, Sizing, check
from .sampling_units import Population, Unit

_PLAN: Mapping[str, tuple[type, ...]] = {
    **dict.fromkeys(("unit", "level", "limit", "severity", "method"), (str,)),
    **dict.fromkeys(("size", "seed"), (int,)),
    **dict.fromkeys(("margin", "expected", "confidence"), (int, float)),
    "printed_only": (bool,),
    "accept": (int, type(None)),
}
_UNIT: Mapping[str, tuple[type, ...]] = {
    **dict.fromkeys(
        ("id", "stratum", "sha256", "organization", "cell", "label", "label_en", "text"), (str,)
    ),
    "report": (int,),
    "year": (int, type(None)),
}

_PLACE: Mapping[str, tuple[type, ...]] = {
    "page": (int, type(None)),
    "anchor": (str, type(None)),
}


def plan_of(record: dict[str, Any]) -> SamplingPlan:
    """Returns a plan from its record.

    Raises:
        ValueError, TypeError, LookupError, AttributeError: It is of none.
    """
    _check_types(record, _PLAN)
    strata = tuple(map(_text, record["strata"]))
    plan = SamplingPlan(**{**record, "strata": strata, "sizing": Sizing(record["sizing"])})
    try:
        check(plan)
    except BadPlanError as error:
        raise ValueError("a plan that nothing is drawn by") from error
    return plan


def population_of(record: dict[str, Any]) -> Population:
    """Returns a population from its record; raises as ``plan_of``."""
    return Population(_counts(record))


def sample_from(record: dict[str, Any]) -> Sample:
    """Returns what was drawn from its record; raises as ``plan_of``."""
    accept = record["accept"]
    return Sample(
        _count(record["population"]),
        _counts(record["sizes"]),
        None if accept is None else _count(accept),
        _text(record["letter"]),
    )


def earlier_of(record: list[dict[str, Any]]) -> tuple[Mapping[str, Any], ...]:
    """Returns the draws before this one; raises as ``plan_of``."""
    return tuple({_text(name): value for name, value in each.items()} for each in record)


def unit_of(record: dict[str, Any]) -> Unit:
    """Returns a unit from its record; raises as ``plan_of``."""
    _check_types(record, _UNIT)
    place = record["region"]
    region = None
    if place is not None:
        _check_types(place, _PLACE)
        box = place["box"]
        if box is not None and not all(type(edge) in (int, float) for edge in box):
            raise TypeError("a box that is none")
        region = Region(place["page"], None if box is None else Box(*box), place["anchor"])
    return Unit(**{**record, "path": Path(_text(record["path"])), "region": region})


def _check_types(record: Mapping[str, Any], types: Mapping[str, tuple[type, ...]]) -> None:
    for name, allowed in types.items():
        if name in record and type(record[name]) not in allowed:
            raise TypeError(f"{name} is of another type")


def _counts(record: dict[str, Any]) -> dict[str, int]:
    return {_text(name): _count(count) for name, count in record.items()}


def _count(value: object) -> int:
    if type(value) is not int or value < 0:
        raise TypeError("a value that counts nothing")
    return value


def _text(value: object) -> str:
    if type(value) is not str:
        raise TypeError("a value that is no text")
    return value
