"""What is installed is one package, started one way, from versions that are pinned."""

import hashlib
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Sequence
from importlib.metadata import requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import gouji
from gouji.__main__ import is_for_command_line
from gouji.core.cli.options import COMMANDS

MODELS = {"PP-OCRv6_det_small.onnx", "PP-OCRv6_rec_small.onnx"}


def run(
    arguments: Sequence[str | Path], folder: Path, **environment: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONUTF8": "1", **environment},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel as released, built without a network."""
    folder = tmp_path_factory.mktemp("wheel")
    done = run(["-m", "hatchling", "build", "-t", "wheel", "-d", folder], root)
    assert done.returncode == 0, done.stderr
    (path,) = folder.glob("*.whl")
    return path


def test_the_wheel_holds_one_package_and_nothing_beside_it(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()

    folders = {name.split("/")[0] for name in names}
    assert folders == {"gouji", f"gouji-{gouji.__version__}.dist-info"}
    assert {"gouji/__main__.py", "gouji/py.typed", "gouji/core/__init__.py"} <= set(names)
    assert {"gouji/gui/__init__.py", "gouji/resources/forms/2021.toml"} <= set(names)
    assert "gouji/docs/manual.md" in names
    assert {f"gouji/resources/models/{name}" for name in MODELS} <= set(names)


def test_every_work_in_the_wheel_comes_with_its_licence(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()

    licences = f"gouji-{gouji.__version__}.dist-info/licenses/"
    works = ("LICENSE", "resources/fonts/OFL.txt", "resources/models/LICENSE.txt")
    assert {licences + work for work in works} <= set(names)


def test_the_models_are_those_whose_origin_is_written_beside_them(root: Path) -> None:
    folder = root / "resources" / "models"
    origin = (folder / "README.md").read_text("utf-8")
    script = (root / "packaging" / "take_models.py").read_text("utf-8")

    assert {path.name for path in folder.glob("*.onnx")} == MODELS
    for name in MODELS:
        digest = hashlib.sha256((folder / name).read_bytes()).hexdigest()
        assert re.search(rf"`{re.escape(name)}`.*`{digest}`", origin)
        assert f'"{digest}"' in script


def test_an_unpacked_wheel_runs_by_itself(wheel: Path, tmp_path: Path) -> None:
    zipfile.ZipFile(wheel).extractall(tmp_path)
    show = "import gouji.core, gouji.gui; print(gouji.core.__file__)"

    done = run(["-c", show], tmp_path, PYTHONPATH=str(tmp_path))

    assert done.returncode == 0, done.stderr
    assert Path(done.stdout.strip()) == tmp_path / "gouji" / "core" / "__init__.py"


def test_packaging_does_not_shadow_the_library_of_that_name(root: Path) -> None:
    assert not (root / "packaging" / "__init__.py").exists()


@pytest.mark.parametrize("name", ["core", "gui"])
def test_a_folder_refuses_to_be_imported_under_its_own_name(name: str, root: Path) -> None:
    done = run(["-c", f"import {name}"], root)

    assert done.returncode == 1
    assert f"import this package as gouji.{name}, not as {name}" in done.stderr


def test_the_command_line_starts_without_qt(root: Path) -> None:
    script = """
import sys
from gouji.__main__ import main
try:
    code = main(["--version"])
except SystemExit as stop:
    code = stop.code
print(code or 0, sorted(name for name in sys.modules if name.startswith(("PySide6", "gouji.gui"))))
"""
    done = run(["-c", script], root)

    assert done.stdout.splitlines()[-1:] == ["0 []"], done.stderr
    assert gouji.__version__ in done.stdout


@pytest.mark.parametrize("command", [command.name for command in COMMANDS])
def test_each_command_explains_itself(command: str, root: Path) -> None:
    done = run(["-m", "gouji", command, "--help"], root)

    assert done.returncode == 0, done.stderr
    assert f"gouji {command}" in done.stdout


@pytest.mark.parametrize(
    "arguments", [["check", "a.pdf"], ["--version"], ["-h"], ["--language", "en"], ["chekc"]]
)
def test_commands_options_and_mistyped_words_go_to_the_command_line(arguments: list[str]) -> None:
    assert is_for_command_line(arguments)


@pytest.mark.parametrize("arguments", [[], ["a.pdf"], ["folder/report"], ["a.pdf", "check"]])
def test_files_and_nothing_go_to_the_window(arguments: list[str]) -> None:
    assert not is_for_command_line(arguments)


def test_a_file_without_a_suffix_goes_to_the_window(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "report").touch()
    monkeypatch.chdir(tmp_path)

    assert not is_for_command_line(["report"])


def pinned(root: Path, *names: str) -> dict[str, set[str]]:
    """The versions pinned in the named lock files by canonical name of the distribution."""
    pins: dict[str, set[str]] = {}
    for name in names:
        for line in (root / "packaging" / name).read_text("utf-8").splitlines():
            if line and not line.startswith("#"):
                requirement = Requirement(line)
                (pin,) = requirement.specifier
                assert pin.operator == "=="
                pins.setdefault(canonicalize_name(requirement.name), set()).add(pin.version)
    return pins


def closure(names: Sequence[str], seen: set[str]) -> set[str]:
    """Adds to `seen` every distribution that `names` need on this machine."""
    for text in names:
        requirement = Requirement(text)
        name = canonicalize_name(requirement.name)
        if name in seen or (requirement.marker and not requirement.marker.evaluate({"extra": ""})):
            continue
        seen.add(name)
        closure(requires(name) or [], seen)
    return seen


@pytest.mark.parametrize("extra", ["run", "test"])
def test_everything_that_is_needed_is_pinned(extra: str, root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))
    wanted = [*project["project"]["dependencies"], *project["build-system"]["requires"]]
    locks = ["requirements.lock"]
    if extra == "test":
        wanted += project["project"]["optional-dependencies"]["test"]
        locks.append("requirements-test.lock")

    assert closure(wanted, set()) <= set(pinned(root, *locks))


def test_pins_lie_in_the_ranges_of_the_project(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    pins = pinned(root, "requirements.lock", "requirements-test.lock")

    for text in [*project["dependencies"], *project["optional-dependencies"]["test"]]:
        requirement = Requirement(text)
        for version in pins[canonicalize_name(requirement.name)]:
            assert version in requirement.specifier, text


def test_every_range_has_a_lower_end_that_can_be_tried(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]

    for text in [*project["dependencies"], *project["optional-dependencies"]["dask"]]:
        ends = [each for each in Requirement(text).specifier if each.operator == ">="]
        assert len(ends) == 1, text


def test_continuous_integration_runs_the_test_command_of_the_readme(root: Path) -> None:
    command = "python3 packaging/bootstrap.py test"

    assert command in (root / "README.md").read_text("utf-8")
    assert f"exec {command}\n" in (root / ".ci" / "run").read_text("utf-8")


def test_the_set_up_speaks_the_language_of_the_system(root: Path) -> None:
    script = "import bootstrap; print(bootstrap.in_system_language('中文', 'English'))"
    path = str(root / "packaging")

    answers = {
        language: run(["-c", script], root, PYTHONPATH=path, LC_ALL=language).stdout.strip()
        for language in ("zh_CN.UTF-8", "en_GB.UTF-8", "C")
    }

    assert answers == {"zh_CN.UTF-8": "中文", "en_GB.UTF-8": "English", "C": "English"}
