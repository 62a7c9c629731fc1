"""Tables are placed in a batch as by hand elsewhere, on request alone, and every row says so."""

from __future__ import annotations

from pathlib import Path

from command import run_here
from odd_reports import odd_report, taught_of
from openpyxl import load_workbook

from gouji.core.batch import Options, run_batch
from gouji.core.extraction.structure.taught_file import write_taught


def rows_of(output: Path) -> dict[str, dict[str, object]]:
    _, names, *rows = load_workbook(output)["报告"].iter_rows(values_only=True)
    made = (dict(zip(map(str, names), row, strict=True)) for row in rows)
    return {str(row["file"]): row for row in made}


def test_a_batch_places_on_request_and_says_so_in_each_row(tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    taught = taught_of(odd_report(folder, 1))
    odd_report(folder, 2)
    output = tmp_path / "out.xlsx"
    plain = run_batch(folder, output, Options(workers=1))
    assert (plain.reports, plain.no_reports) == (0, 2)
    asked = run_batch(folder, output, Options(workers=1, layouts=(taught,)))
    assert (asked.reports, asked.no_reports, asked.kept) == (2, 0, 0)
    rows = rows_of(output)
    assert {row["placements"] for row in rows.values()} == {"t3: odd 1.txt"}
    assert all(row["doubtful"] for row in rows.values())
    # What was read on request is none of what a plain batch reads.
    assert run_batch(folder, output, Options(workers=1)).reports == 0


def test_check_and_extract_place_on_request(tmp_path: Path) -> None:
    path = odd_report(tmp_path, 1)
    kept = tmp_path / "all.gouji-placements"
    write_taught(kept, [taught_of(path)])
    plain = run_here("check", path)
    assert plain.returncode == 2
    asked = run_here("check", path, "--placements", kept)
    assert asked.returncode in (0, 1)
    assert "按 odd 1.txt 中人工更正的版面放置" in asked.stdout
    said = run_here("extract", path, "--json", "--placements", kept)
    assert '"placements":{"t3":"odd 1.txt"}' in said.stdout.replace(" ", "").replace(
        "odd1.txt", "odd 1.txt"
    )
    kept.write_text("{}", "utf-8")
    refused = run_here("check", path, "--placements", kept)
    assert refused.returncode == 2
    assert "不是版面文件" in refused.stderr
