"""Puts the program and its libraries into one folder, and says what is in it."""

from __future__ import annotations

import compileall
import py_compile
import sys
from dataclasses import dataclass
from pathlib import Path

from . import pruning
from .fetching import fetched_wheels
from .steps import release_time, run, size_of
from .targets import BUILD, DIST, ROOT, Target

MEGABYTE = 1_000_000
KEPT_SOURCES = frozenset({"PySide6", "cv2", "shiboken6"})


@dataclass(frozen=True)
class Artefact:
    """What a person downloads.

    Attributes:
        file: It.
        installed: Bytes once it is installed; 0 where that depends on what is there.
        parts: Bytes of each part, by its name.
        licences: The names of the licences that come along, below its folder.
        note: What has to be said of it.
    """

    file: Path
    installed: int = 0
    parts: tuple[tuple[str, int], ...] = ()
    licences: tuple[str, ...] = ()
    note: str = ""


def version() -> str:
    """Returns the version of the program."""
    text = (ROOT / "packaging" / "gouji" / "__init__.py").read_text("utf-8")
    return text.partition('__version__ = "')[2].partition('"')[0]


def built_wheel() -> Path:
    """Returns the program as a wheel, beside its source archive."""
    env = {"SOURCE_DATE_EPOCH": str(release_time())}
    run(
        sys.executable,
        "-m",
        "hatchling",
        "build",
        "-t",
        "wheel",
        "-t",
        "sdist",
        "-d",
        DIST,
        env=env,
    )
    return DIST / f"gouji-{version()}-py3-none-any.whl"


def fill(target: Target, folder: Path, wheel: Path) -> dict[str, int]:
    """Unpacks the libraries of a target and the program into a folder; returns their sizes."""
    return pruning.unpack([*fetched_wheels(target), wheel], folder)


def compile_all(folder: Path, python: Path | None, shown: str) -> None:
    """Puts compiled modules, which depend on nothing but them, in the place of their sources.

    Sources would be a tenth of what is installed, and Qt for Python reads that of every module
    that is imported. Those of Qt for Python stay, which its licence wants to be changeable, and
    those of OpenCV, which reads some of its own.

    Args:
        folder: What to compile.
        python: The interpreter whose code is wanted; None for the one that runs this.
        shown: What the folder is called where it is installed, for tracebacks.
    """
    if python is None:
        compileall.compile_dir(
            folder, quiet=2, stripdir=str(folder), prependdir=shown, legacy=True,
            invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH,
        )  # fmt: skip
    else:
        words = ("-m", "compileall", "-q", "-b", "-s", folder, "-p", shown)
        env = {"PYTHONHASHSEED": "0"}
        run(python, *words, "--invalidation-mode", "unchecked-hash", folder, env=env)
    for source in sorted(folder.rglob("*.py")):
        if source.with_suffix(".pyc").exists() and not KEPT_SOURCES & set(source.parts):
            source.unlink()


def fresh(name: str) -> Path:
    """Returns an empty folder to put an artefact together in."""
    import shutil

    folder = BUILD / "stage" / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def parts_of(sizes: dict[str, int], folder: Path, known: str) -> tuple[tuple[str, int], ...]:
    """Returns the sizes of the parts, the largest first, the rest of a folder under a name."""
    total = size_of(folder)
    rows = [*sizes.items(), (known, total - sum(sizes.values()))]
    return tuple(sorted(rows, key=lambda row: -row[1]))
