"""What a release says of itself: the sums of its files, their sizes, contents and licences."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from .payload import MEGABYTE, Artefact
from .steps import sha256_of
from .targets import DIST

SUMS, CONTENTS = "SHA256SUMS", "CONTENTS.md"
FEWEST = 3_000_000
"""Bytes: smaller parts are counted together."""


def write_listing(artefacts: Sequence[Artefact]) -> Path:
    """Writes the sums and the contents beside the files; returns the contents."""
    sums = [f"{sha256_of(each.file)}  {each.file.name}\n" for each in artefacts]
    (DIST / SUMS).write_text("".join(sorted(sums)), "utf-8")
    lines = ["# What is in each file", ""]
    for each in artefacts:
        lines += _section(each)
    path = DIST / CONTENTS
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


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
