"""What a release says of itself: the sums of its files, their sizes, contents and licences."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from .payload import MEGABYTE, Artefact, version
from .steps import sha256_of
from .targets import BUILD, DIST

SUMS, CONTENTS = "SHA256SUMS", "CONTENTS.md"
RECORDS = BUILD / "records"
FEWEST = 3_000_000
"""Bytes: smaller parts are counted together."""

NOT_MADE = """## Not made

Windows on ARM: the package index has no CPython for it that can be carried along, and of the
libraries it lacks OpenCV. Windows 11 on ARM runs the files for 64 bit.
"""


def write_listing(artefacts: Sequence[Artefact]) -> Path:
    """Writes the sums and the contents beside the files; returns the contents.

    What an earlier run made of the same release is listed with them, as long as it lies there as
    it was made.
    """
    RECORDS.mkdir(parents=True, exist_ok=True)
    for each in artefacts:
        said = {**asdict(each), "file": each.file.name, "sha256": sha256_of(each.file)}
        (RECORDS / f"{each.file.name}.json").write_text(json.dumps(said), "utf-8")
    known = sorted(RECORDS.glob("*.json"))
    records = [record for path in known if (record := _record(path)) is not None]
    sums = [f"{record['sha256']}  {record['file']}\n" for record in records]
    (DIST / SUMS).write_text("".join(sums), "utf-8")
    lines = ["# What is in each file", ""]
    for record in records:
        lines += _section(_artefact(record))
    path = DIST / CONTENTS
    path.write_text("\n".join([*lines, NOT_MADE]), "utf-8")
    return path


def _record(path: Path) -> dict[str, Any] | None:
    """Returns what was said of a file; None where it is another one now, or of another version."""
    record: dict[str, Any] = json.loads(path.read_text("utf-8"))
    file = DIST / record["file"]
    fits = file.exists() and version() in file.name and sha256_of(file) == record["sha256"]
    return record if fits else None


def _artefact(record: dict[str, Any]) -> Artefact:
    parts = tuple((name, size) for name, size in record["parts"])
    return Artefact(
        DIST / record["file"], record["installed"], parts, tuple(record["licences"]), record["note"]
    )


def _section(artefact: Artefact) -> list[str]:
    said = f"{_megabytes(artefact.file.stat().st_size)} to download"
    if artefact.installed:
        said += f", {_megabytes(artefact.installed)} installed"
    lines = [f"## {artefact.file.name}", "", said + (f"; {artefact.note}" if artefact.note else "")]
    if artefact.parts:
        large = [row for row in artefact.parts if row[1] >= FEWEST]
        rest = sum(size for _, size in artefact.parts) - sum(size for _, size in large)
        lines += ["", "| part | size |", "|---|---|"]
        lines += [f"| {name} | {_megabytes(size)} |" for name, size in [*large, ("others", rest)]]
    if artefact.licences:
        lines += ["", "Licences:", "", *(f"- {name}" for name in artefact.licences)]
    return [*lines, ""]


def _megabytes(size: int) -> str:
    return f"{size / MEGABYTE:.1f} MB"
