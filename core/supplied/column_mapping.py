"""What a person says that the columns of an extraction are: a CSV that is offered and kept."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from pathlib import Path

from ..bilingual import Bilingual
from ..errors import GoujiError
from ..files.regular_files import NotRegularError, open_regular
from ..files.saving import save_bytes
from .column_names import known_cells
from .supplied_values import CELL, FILE, ORGANIZATION, STATE, TEXT, VALUE, YEAR, ColumnMatch

FIELDS = ("column", "means", "holds", "label", "offers")
"""Of a mapping: the head in the file, what it is, what of it, its label, and other cells."""

_OTHERS = (FILE, ORGANIZATION, YEAR, CELL)
_HOLDS = (VALUE, TEXT, STATE)
_MOST_BYTES = 4 << 20

Mapped = Mapping[str, ColumnMatch]
"""What columns are, by their heads."""


class MappingFileError(GoujiError):
    """A file of a mapping that cannot be taken; all its faults are listed."""

    advice_zh = "请改正，或删去它，重新运行会写一份新的。"
    advice_en = "Mend it, or delete it: the next run writes a new one."

    def __init__(self, path: Path, problem: Bilingual) -> None:
        self.path, self.problem = path, problem
        super().__init__(f"{path.name}：{problem.zh}。", f"{path.name}: {problem.en}.")

    def __reduce__(self) -> tuple[type[MappingFileError], tuple[Path, Bilingual]]:
        return type(self), (self.path, self.problem)


def read_mapping(path: Path) -> Mapped:
    """Returns what a file says that the columns are.

    Raises:
        MappingFileError: It cannot be read, or says what no column can be.
    """
    try:
        with open_regular(path) as stream:
            data = stream.read(_MOST_BYTES)
        rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    except (OSError, ValueError, csv.Error, NotRegularError) as error:
        problem = Bilingual("不能读取，或不是 UTF-8 的 CSV", "it cannot be read as CSV in UTF-8")
        raise MappingFileError(path, problem) from error
    return mapping_of(path, rows)


def mapping_of(path: Path, rows: Iterable[Mapping[str, str | None]]) -> Mapped:
    """Returns what rows of a mapping say; ``path`` is that of their file.

    Raises:
        MappingFileError: One says what no column can be.
    """
    found: dict[str, ColumnMatch] = {}
    faults: list[str] = []
    for number, row in enumerate(rows, start=2):
        name, means = row.get("column") or "", (row.get("means") or "").strip()
        holds = (row.get("holds") or VALUE).strip()
        if means and means not in _OTHERS and means not in known_cells():
            faults.append(f"{number}: means={means}")
        elif holds not in _HOLDS:
            faults.append(f"{number}: holds={holds}")
        elif name:
            found[name] = ColumnMatch(name, means, holds, chosen=True)
    if faults or not found:
        listed = "; ".join(faults[:10]) or "column, means, holds"
        raise MappingFileError(
            path, Bilingual(f"有不认识的内容：{listed}", f"it holds what is not known: {listed}")
        )
    return found


def write_mapping(path: Path, columns: Iterable[ColumnMatch]) -> None:
    """Writes what columns were taken for, with offers for the others, for a person to complete.

    Raises:
        OutputError: The file cannot be written.
    """
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(FIELDS)
    for column in columns:
        spec = known_cells().get(column.target)
        label = spec.label() if spec is not None else ""
        writer.writerow([column.name, column.target, column.role, label, " ".join(column.offers)])
    save_bytes(path, stream.getvalue().encode("utf-8-sig", "replace"))
