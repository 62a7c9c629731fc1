"""A table as it stands in a file, before it is known what its columns are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .supplied_values import FileSlot


@dataclass(frozen=True, slots=True)
class RawValue:
    """A value: its text, and where it stands."""

    text: str
    slot: FileSlot


@dataclass(frozen=True, slots=True)
class RawTable:
    """Lines of values.

    Attributes:
        columns: The heads of the columns, by place from 0; a column without one is missing.
        lines: Of each line its values by the place of their column.
    """

    columns: Mapping[int, str]
    lines: Sequence[Mapping[int, RawValue]]


Area = Sequence[Sequence[RawValue]]
"""Rows of values as a sheet or a text has them, heads included."""
