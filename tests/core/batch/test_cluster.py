"""A Dask cluster gives what this machine gives, and Gouji does without it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
from batch_folder import make_folder
from openpyxl import load_workbook

from gouji.core.batch import Options, run_batch
from gouji.core.batch.cluster import DaskMissingError

HELPERS = Path(__file__).resolve().parents[2] / "helpers"
LISTS = ("报告", "数据", "疑点", "报告之间", "图表")

needs_dask = pytest.mark.skipif(find_spec("distributed") is None, reason="needs gouji[dask]")


def gouji(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Runs a command as a user does; the test itself reaches for no address."""
    return subprocess.run(
        [sys.executable, "-m", "gouji", *map(str, arguments), "--language", "en"],
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )


@pytest.fixture
def address() -> Iterator[str]:
    """The address of a cluster of two worker processes."""
    with subprocess.Popen(
        [sys.executable, HELPERS / "cluster.py"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
    ) as cluster:
        assert cluster.stdout is not None
        yield cluster.stdout.readline().strip()
        cluster.communicate()


def values(path: Path) -> dict[str, list[tuple[object, ...]]]:
    workbook = load_workbook(path)
    return {name: list(workbook[name].iter_rows(values_only=True)) for name in LISTS}


@needs_dask
def test_a_cluster_of_two_gives_what_this_machine_gives(address: str, tmp_path: Path) -> None:
    folder = make_folder(tmp_path / "reports")

    there = gouji("batch", folder, "-o", tmp_path / "there.xlsx", "--dask", address)
    run_batch(folder, tmp_path / "here.xlsx", Options(workers=1))

    assert there.returncode == 2
    assert there.stdout == (
        f"Wrote {tmp_path / 'there.xlsx'}: 4 files, 2 reports, 0 with errors, "
        "1 files without a report, 1 not read, 0 read before\n"
    )
    assert values(tmp_path / "there.xlsx") == values(tmp_path / "here.xlsx")


def test_without_dask_the_command_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    folder = make_folder(tmp_path / "reports")

    with pytest.raises(DaskMissingError) as caught:
        run_batch(folder, tmp_path / "out.xlsx", Options(cluster="tcp://127.0.0.1:8786"))

    assert (
        caught.value.sentence("zh")
        == "没有安装 Dask。请安装 gouji[dask]，或去掉 --dask 在本机读取。"
    )


def test_gouji_does_not_load_dask_unless_it_is_asked_for() -> None:
    script = """
import sys
import gouji.core.batch, gouji.core.cli.commands, gouji.core.cli.batch_command
sys.exit(any(name.partition(".")[0] in ("dask", "distributed") for name in sys.modules))
"""
    assert subprocess.run([sys.executable, "-c", script]).returncode == 0
