"""The panel of a batch: typed columns, doubles counted once, a codebook, Parquet."""

from __future__ import annotations

import builtins
from pathlib import Path
from types import ModuleType

import pytest
from openpyxl import load_workbook

from gouji.core.batch import run_batch
from gouji.core.export.batch.codebook import codebook_rows, crosswalk
from gouji.core.export.batch.list_columns import form_cells
from gouji.core.export.batch.parquet_list import ParquetMissingError

from ...helpers.batch_folder import report_of


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A report, a copy of it in another folder, another file of the same body and year."""
    place = tmp_path / "reports"
    (place / "b").mkdir(parents=True)
    (place / "2021.html").write_bytes(report_of(2021))
    (place / "b" / "copy.html").write_bytes(report_of(2021))
    (place / "b" / "other.html").write_bytes(report_of(2021) + b"<p>.</p>")
    (place / "b" / "2022.html").write_bytes(report_of(2022))
    return place


def test_doubles_are_flagged_and_counted_once_in_the_charts(folder: Path, tmp_path: Path) -> None:
    output = tmp_path / "out.xlsx"
    run_batch(folder, output)

    book = load_workbook(output)
    heads, *rows = book["报告"].iter_rows(min_row=2, values_only=True)
    lines = [dict(zip(heads, row, strict=True)) for row in rows]
    told = {line["path"]: (line["duplicate"], line["duplicate_of"]) for line in lines}
    first = next(line["report"] for line in lines if line["path"] == "2021.html")
    assert told == {
        "2021.html": (None, None),
        "b/2022.html": (None, None),
        "b/copy.html": ("同一文件的副本 copy of a file", first),
        "b/other.html": ("同一单位同一年度 same body and year", first),
    }
    charts = list(book["图表"].iter_rows(values_only=True))
    assert ["2021 年", 1, 2] in [list(row[:3]) for row in charts]
    keys = next(book["数据"].iter_rows(min_row=2, max_row=2, values_only=True))
    paths = {row[keys.index("path")] for row in book["数据"].iter_rows(min_row=3, values_only=True)}
    assert paths == set(told)


def test_every_figure_of_the_panel_is_in_the_codebook(folder: Path, tmp_path: Path) -> None:
    rows = {row[0]: row for row in codebook_rows()}

    assert list(rows) == list(form_cells())
    assert rows["t2.fees.amount"][3:6] == ["万元", "2021", "decimal ≥ 0"]
    assert rows["t3.new.total"][4:] == ["2019 2021", "integer ≥ 0", "t3.new.total"]
    same = crosswalk()["t3.other.natural"]
    assert all(part in rows for part in same.split(" + "))
    assert rows["t3.other_misc.natural"][-1] == "part of t3.other.natural"


def test_without_its_library_parquet_is_refused_before_anything_is_read(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = builtins.__import__

    def without(name: str, *rest: object, **named: object) -> ModuleType:
        if name.startswith("pyarrow"):
            raise ImportError(name)
        return real(name, *rest, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(ParquetMissingError, match="pyarrow"):
        run_batch(folder, tmp_path / "out.parquet")
    assert not (tmp_path / "out.gouji-batch").exists()


def test_parquet_has_typed_columns_where_its_library_is_installed(
    folder: Path, tmp_path: Path
) -> None:
    output = tmp_path / "out.parquet"
    run_batch(folder, output)

    from pyarrow import parquet

    table = parquet.read_table(output)
    assert table.num_rows == 4
    kinds = {name: str(table.schema.field(name).type) for name in table.column_names}
    assert kinds["t3.new.total"] == "double"
    assert kinds["t3.new.total.state"] == "string"
    assert kinds["year"] == "int64"
    assert table.column("t3.new.total").to_pylist() == [2.0] * 4
