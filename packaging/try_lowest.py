"""Tries Gouji with the lowest versions that pyproject.toml allows; run before a release.

An environment with exactly these is made in build/lowest, by pip alone, and Gouji installed into
it. Reports of every kind of file that the tests can draw are read there and in the environment
that runs this script, which has to be that of the tests, and have to say the same; one is exported
into every format, and the window draws a page. Use the lowest Python that is supported:

.venv/bin/python packaging/try_lowest.py            # a few minutes
.venv/bin/python packaging/try_lowest.py --tests    # the tests of core/ and gui/ there as well
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "build" / "lowest"
SAMPLE = "2021-totals-broken.pdf"
DPI = 150
EXPORTS = ("xlsx", "csv", "jsonl", "pdf", "docx", "html", "gouji")
SCANS = (".png", ".tif")
NEAR = 2.0
"""Points: versions of pdfium place a line on a page that differently."""

TOOLS = ("import-linter", "pytest", "hypothesis", "jsonschema")
"""Of the extra for tests, what its tests import; these come in the latest versions."""


def lowest(requirements):
    """Returns requirements, each fixed to the lower end of its range."""
    fixed = []
    for text in requirements:
        requirement = Requirement(text)
        bounds = [each.version for each in requirement.specifier if each.operator == ">="]
        if len(bounds) != 1:
            sys.exit(f"{text}: has no lower end")
        fixed.append(f"{requirement.name}=={bounds[0]}")
    return fixed


def run(*command, accepted=(0,), **options):
    """Returns what a program prints; stops where it fails."""
    done = subprocess.run(
        list(map(str, command)), stdout=subprocess.PIPE, encoding="utf-8", check=False, **options
    )
    if done.returncode not in accepted:
        sys.exit(f"{done.stdout}\nfailed with {done.returncode}: {' '.join(map(str, command))}")
    return done.stdout


def make_environment(tests):
    """Returns the interpreter of a new environment with the lowest versions and Gouji."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]
    fixed = lowest([*project["dependencies"], *extras["dask"]])
    print("\n".join(fixed))
    run(sys.executable, "-m", "venv", FOLDER / "venv")
    python = FOLDER / "venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    pip = [python, "-m", "pip", "--disable-pip-version-check", "-q", "install"]
    run(*pip, "--only-binary=:all:", *fixed)
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", FOLDER, cwd=ROOT)
    run(*pip, "--no-deps", *FOLDER.glob("*.whl"))
    if tests:
        names = [Requirement(text).name for text in extras["test"]]
        run(*pip, *fixed, *(name for name in names if name.startswith(TOOLS)))
    return python


def draw_reports(folder):
    """Writes the samples, reports of every kind that the tests can draw, and scans."""
    sys.path[0] = str(ROOT)
    from tests.drawing import LAYOUTS, draw
    from tests.make_scans import packed, scanned

    folder.mkdir()
    for sample in (ROOT / "resources" / "samples").glob("20*.*"):
        shutil.copy(sample, folder)
    for number, layout in enumerate(LAYOUTS):
        drawn = draw(number, layout, copies="none")
        (folder / f"{number:02}{Path(drawn.name).suffix}").write_bytes(drawn.data)
    pages = scanned((folder / SAMPLE).read_bytes(), DPI)
    (folder / "scan.png").write_bytes(packed(pages[1:2], DPI, "PNG"))
    (folder / "scan.tif").write_bytes(packed(pages[1:], DPI, "TIFF"))


def readings(python, folder):
    """Returns what an environment reads in a folder, by the name of the file."""
    said = run(python, "-m", "gouji", "check", folder, "--json", accepted=(0, 1))
    found = {}
    for report in json.loads(said)["reports"]:
        path = Path(report["source"]["path"])
        if path.suffix in SCANS:  # how sure a model is differs in the last places
            cells = report["cells"].items()
            report = {name: (cell["state"], cell["text"]) for name, cell in cells}
        found.setdefault(path.name, []).append(report)
    return found


def agree(here, there):
    """Do two readings say the same, places within ``NEAR``?"""
    if isinstance(here, dict) and isinstance(there, dict):
        if here.keys() != there.keys():
            return False
        boxes = [(here[key], there[key]) for key in here if key == "box"]
        near = all(abs(a - b) < NEAR for box in boxes for a, b in zip(*box, strict=True))
        return near and all(agree(here[key], there[key]) for key in here if key != "box")
    if isinstance(here, list) and isinstance(there, list):
        return len(here) == len(there) and all(map(agree, here, there))
    return here == there


def compare(python, folder):
    """Stops where a file is read otherwise than here, or not at all."""
    here, there = readings(sys.executable, folder), readings(python, folder)
    missing = sorted({path.name for path in folder.iterdir()} - there.keys())
    other = sorted(name for name in here if not agree(here[name], there.get(name)))
    if missing or other:
        sys.exit(f"not read: {missing}; read otherwise than here: {other}")
    print(f"{len(there)} files say the same")


def export(python, sample):
    """Stops where the sample cannot be exported, or the window cannot draw it."""
    for suffix in EXPORTS:
        target = FOLDER / f"exported.{suffix}"
        run(python, "-m", "gouji", "export", sample, "-o", target)
        print(f"{target.name}: {target.stat().st_size} bytes")
    picture = FOLDER / "window.png"
    run(python, "-m", "gouji.gui.snapshot", sample, picture)
    print(f"{picture.name}: {picture.stat().st_size} bytes")


def main():
    """Makes the environment, and tries everything in it."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--tests", action="store_true", help="run the tests there as well")
    tests = parser.parse_args().tests
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    python = make_environment(tests)
    reports = FOLDER / "reports"
    draw_reports(reports)
    compare(python, reports)
    export(python, reports / SAMPLE)
    if tests:
        pytest = [python, "-m", "pytest", "-p", "no:cacheprovider", "-n", "2"]
        print(run(*pytest, "tests/core", "tests/gui", cwd=ROOT))
    print("Every lower end holds")


if __name__ == "__main__":
    main()
