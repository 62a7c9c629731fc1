"""Writes the list of reports of a batch as Parquet: typed columns that statistics programs read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

from ...batch_model import Batch
from ...errors import GoujiError
from ...files.saving import save_whole
from .flat_list import list_values
from .list_columns import form_cells, panel_columns

Progress = Callable[[int, int], None]

WHOLE = frozenset({
    "report", "report_of_file", "year", "errors", "warnings", "doubtful", "unplaced",
    "duplicate_of",
})  # fmt: skip
"""The columns of whole numbers besides the figures."""

_ROWS = 500
"""Rows that are held at a time."""


class ParquetMissingError(GoujiError):
    """The library that writes Parquet is not installed."""

    advice_zh = "请安装 gouji[parquet]（pip install pyarrow），或写成 .csv。"
    advice_en = "Install gouji[parquet] (pip install pyarrow), or write .csv."

    def __init__(self) -> None:
        super().__init__(
            "没有安装写 Parquet 的程序库 pyarrow。",
            "The library that writes Parquet, pyarrow, is not installed.",
        )

    def __reduce__(self) -> tuple[type[ParquetMissingError], tuple[()]]:
        return type(self), ()


def check_parquet() -> None:
    """Returns if Parquet can be written.

    Raises:
        ParquetMissingError: The library is not installed.
    """
    _library()


def write_parquet(batch: Batch, path: Path, *, progress: Progress | None = None) -> None:
    """Writes the list of reports; memory does not grow with their number.

    A figure is a double, which holds every figure of a report exactly (15 digits), and null where
    there is none; its state and its text stand beside it, as in the CSV.

    Args:
        batch: What to write.
        path: Where to; it is written whole, then renamed into place.
        progress: Is told how many reports of how many are written.

    Raises:
        ParquetMissingError: The library is not installed.
        OutputError: The file cannot be written.
    """
    arrow, parquet = _library()
    cells = tuple(form_cells())
    names = [column.key for column in panel_columns()]
    kinds = {name: arrow.int64() if name in WHOLE else arrow.string() for name in names}
    kinds |= dict.fromkeys(cells, arrow.float64())
    schema = arrow.schema([arrow.field(name, kinds[name]) for name in names])
    total = batch.totals.lines

    def rows() -> Iterator[list[object]]:
        for line in batch.lines():
            values = list_values(line, cells)
            yield values + [None] * (len(names) - len(values))
            if progress is not None:
                progress(line.number, total)

    def write(stream: BinaryIO) -> None:
        with parquet.ParquetWriter(stream, schema) as writer:
            waiting = rows()
            while kept := list(islice(waiting, _ROWS)):
                columns = [
                    arrow.array(_typed(column, kinds[name] == arrow.float64()), kinds[name])
                    for name, column in zip(names, zip(*kept, strict=True), strict=True)
                ]
                writer.write_batch(arrow.record_batch(columns, schema=schema))

    save_whole(path, write)


def _typed(values: Sequence[Any], is_figure: bool) -> list[Any]:
    """Returns the values of a column; text that no file can hold is made harmless."""
    if is_figure:
        return [None if value is None else float(value) for value in values]
    return [
        value.encode("utf-8", "replace").decode("utf-8") if isinstance(value, str) else value
        for value in values
    ]


def _library() -> tuple[Any, Any]:
    """Returns pyarrow and its part for Parquet; they are loaded where they are wanted alone."""
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise ParquetMissingError from error
    return pyarrow, pyarrow.parquet
