"""The sample reports are what their script makes, and are read and checked exactly."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pypdfium2
import pytest

from gouji.core import rules
from gouji.core.finding import ERROR, WARNING
from gouji.core.pipeline import open_reports

from ..data.sample_reports import SAMPLES, Sample


@pytest.fixture(scope="module")
def made(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of samples made just now."""
    folder = tmp_path_factory.mktemp("samples")
    script = root / "tests" / "data" / "make_samples.py"
    subprocess.run([sys.executable, script, folder], check=True, timeout=120)
    return folder


@pytest.fixture(scope="module")
def samples(root: Path) -> Path:
    """The folder of samples that comes with the program."""
    return root / "resources" / "samples"


def content(path: Path) -> object:
    """What a sample holds, whatever library packed it."""
    if path.suffix == ".docx":
        with zipfile.ZipFile(path) as package:
            return {name: package.read(name) for name in package.namelist()}
    if path.suffix == ".pdf":
        with pypdfium2.PdfDocument(path) as document:
            return [page.get_textpage().get_text_bounded() for page in document]
    return path.read_bytes()


def test_the_figures_for_the_self_test_are_what_the_script_makes(made: Path, samples: Path) -> None:
    assert (samples / "figures.json").read_bytes() == (made / "figures.json").read_bytes()


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.file)
def test_a_sample_is_what_its_script_makes(made: Path, samples: Path, sample: Sample) -> None:
    assert content(samples / sample.file) == content(made / sample.file)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.file)
def test_a_sample_is_read_exactly(samples: Path, sample: Sample) -> None:
    (report,) = open_reports(samples / sample.file).reports

    assert (report.organization, report.year) == (sample.organization, sample.year)
    assert report.form.edition == sample.edition
    assert {cell: figure.value for cell, figure in report.figures.items()} == {
        cell: sample.value(cell) for cell in sample.form.cells
    }
    assert all(reading.region for reading in report.readings.values())
    assert {cell for cell, reading in report.readings.items() if reading.confidence < 0.9} == set()
    assert (report.unplaced, report.missing_tables) == ((), ())


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.file)
def test_a_sample_gives_the_findings_it_was_made_for(samples: Path, sample: Sample) -> None:
    (report,) = open_reports(samples / sample.file).reports

    found = rules.check(report, report.figures)

    assert {f.rule for f in found if f.severity == ERROR} == set(sample.errors)
    assert {f.rule for f in found if f.severity == WARNING} == set(sample.warnings)
