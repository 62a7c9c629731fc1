"""The imports point one way, and the contracts that say so do guard it."""

import ast
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest

QT = "core knows neither Qt nor the window"
ROAD = "the road through core runs one way"
GRIDS = "grids know neither PDF nor pictures, which are read into them"
FORMATS = "the window reads and writes no file format"
SILENCED = "onnxruntime is loaded where it is silenced"
REVIEW_RECORD = "what a review records knows nothing of the file that it is kept in"
SOURCE_FILES = "how a file is got knows nothing of what is read from it"
NETWORK = "nothing reaches for a network"

BREACHES = [
    ("core.errors", "import PySide6.QtCore", QT),
    ("core.documents", "from gouji.gui import app", QT),
    ("core.export", "import gouji.gui", QT),
    ("core.errors", "from gouji.core import forms", ROAD),
    ("core.worker", "from gouji.core import forms", ROAD),
    ("core.forms", "from gouji.core import figures", ROAD),
    ("core.figures", "from gouji.core import documents", ROAD),
    ("core.documents", "from gouji.core.extraction import labels", ROAD),
    ("core.extraction", "from gouji.core import rules", ROAD),
    ("core.rules", "from gouji.core import repair", ROAD),
    ("core.repair", "from gouji.core import series", ROAD),
    ("core.series", "from gouji.core import review", ROAD),
    ("core.review", "from gouji.core import export", ROAD),
    ("core.export", "from gouji.core import batch", ROAD),
    ("core.batch_model", "from gouji.core import export", ROAD),
    ("core.review", "from gouji.core import batch_model", ROAD),
    ("core.documents", "from gouji.core.extraction import report", ROAD),
    ("core.batch", "from gouji.core import cli", ROAD),
    ("core.documents.grids.ruled_lines", "from gouji.core.documents.pdf import pdf_page", GRIDS),
    ("core.documents.grids.cells", "from gouji.core.documents.scans import picture_page", GRIDS),
    ("core.documents.scans.picture_page", "from gouji.core.documents.pdf import pdf_page", GRIDS),
    ("core.review.record.events", "from gouji.core.review.review_file import store", REVIEW_RECORD),
    (
        "core.documents.source_files.kinds",
        "from gouji.core.documents.flow import runs",
        SOURCE_FILES,
    ),
    ("core.documents.flow.runs", "from gouji.core.documents.html import markup", SOURCE_FILES),
    ("gui", "import openpyxl", FORMATS),
    ("gui", "from pdfplumber import open", FORMATS),
    ("core.documents.scans.picture_page", "import onnxruntime", SILENCED),
    ("gui", "from onnxruntime import InferenceSession", SILENCED),
    ("core.errors", "import socket", NETWORK),
    ("gui", "from http import client", NETWORK),
]


@pytest.fixture
def copy(tmp_path: Path, root: Path) -> Path:
    """A copy of the package and of its contracts, laid out as an installation is."""
    package = tmp_path / "gouji"
    shutil.copytree(root / "packaging" / "gouji", package)
    for name in ("core", "gui", "resources"):
        for path in (root / name).rglob("*.py"):
            target = package / path.relative_to(root)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, target)
    shutil.copy(root / "pyproject.toml", tmp_path)
    for layer in ("batch", "cli", "export", "repair", "review", "rules", "series"):
        if not source_of(tmp_path, f"core.{layer}").exists():
            (package / "core" / f"{layer}.py").touch()
    return tmp_path


def source_of(folder: Path, module: str) -> Path:
    """The file of `module` of the package in `folder`, which may be a module or a package."""
    path = folder.joinpath("gouji", *module.split("."))
    return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-logo", "--no-cache"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder), "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )


def test_the_program_keeps_every_contract(copy: Path) -> None:
    done = lint_imports(copy)

    assert done.returncode == 0, done.stdout
    for contract in (QT, ROAD, GRIDS, REVIEW_RECORD, SOURCE_FILES, FORMATS, SILENCED, NETWORK):
        assert f"{contract} KEPT" in done.stdout


@pytest.mark.parametrize("name", ["core", "gui"])
def test_every_folder_of_code_is_a_package_that_the_contracts_see(root: Path, name: str) -> None:
    folders = {path.parent for path in (root / name).rglob("*.py")}

    assert [folder for folder in folders if not (folder / "__init__.py").exists()] == []


@pytest.mark.parametrize(("module", "line", "contract"), BREACHES)
def test_a_planted_breach_breaks_its_contract(
    copy: Path, module: str, line: str, contract: str
) -> None:
    source = source_of(copy, module)
    source.write_text(f"{source.read_text('utf-8')}\n{line}\n", "utf-8")

    done = lint_imports(copy)

    assert done.returncode != 0
    assert f"{contract} BROKEN" in done.stdout


def test_a_module_of_core_without_a_place_among_the_layers_is_refused(copy: Path) -> None:
    (copy / "gouji" / "core" / "unplaced.py").touch()

    done = lint_imports(copy)

    assert done.returncode != 0
    assert f"{ROAD} BROKEN" in done.stdout


def test_no_cell_of_the_official_form_is_named_in_code(root: Path) -> None:
    """The self-test alone names one, since it makes a report of its own."""
    named = [
        f"{path.relative_to(root)}:{node.lineno}"
        for top in ("core", "gui")
        for path in (root / top).rglob("*.py")
        if path.parent.name != "self_test"
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and re.match(r"t[2-4]\.[a-z]", str(node.value))
    ]
    assert named == []


def test_no_two_modules_share_a_name(root: Path) -> None:
    """Whoever opens a file by its name, or reads it in a trace, has but one to choose from."""
    names = Counter(
        path.name
        for top in ("core", "gui")
        for path in (root / top).rglob("*.py")
        if path.name != "__init__.py"
    )

    assert [name for name, times in names.items() if times > 1] == []


def test_no_two_classes_share_a_name(root: Path) -> None:
    names = Counter(
        node.name
        for top in ("core", "gui")
        for path in (root / top).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ClassDef)
    )

    assert [name for name, times in names.items() if times > 1] == []


def imports_of(package: Path) -> dict[str, set[str]]:
    """Returns what each module of the package imports of it, for type checking alone included."""
    modules = {
        ".".join(("gouji", *path.relative_to(package).with_suffix("").parts)): path
        for top in ("core", "gui")
        for path in (package / top).rglob("*.py")
    }
    modules = {name.removesuffix(".__init__"): path for name, path in modules.items()}
    return {name: _imported(name, path, modules) for name, path in modules.items()}


def _imported(name: str, path: Path, modules: Mapping[str, Path]) -> set[str]:
    found: set[str] = set()
    here = name.split(".") if path.name == "__init__.py" else name.split(".")[:-1]
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom):
            base = here[: len(here) - node.level + 1] if node.level else []
            source = ".".join([*base, *([node.module] if node.module else [])])
            for alias in node.names:
                whole = f"{source}.{alias.name}"
                found |= {whole if whole in modules else source} & modules.keys()
    return found - {name}


def test_no_modules_import_each_other_in_a_circle(root: Path) -> None:
    graph = imports_of(root)
    assert len(graph) > 300
    # What imports nothing more is taken off until only circles, and what needs them, are left.
    while done := {name for name, imported in graph.items() if not imported & graph.keys()}:
        graph = {name: imported for name, imported in graph.items() if name not in done}
    assert sorted(graph) == []
