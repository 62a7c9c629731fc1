"""What the documents and the configuration name is there."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

import pytest

DOCUMENTS = ("README.md", "CONTRIBUTING.md", "docs")
NAMED_PATH = re.compile(r"`((?:[\w.-]+/)*[\w.-]+/?)`")
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
ANCHOR = re.compile(r"\]\(#([^)\s]+)\)")
TOPS = ("core", "gui", "resources", "tests", "packaging", "docs", ".ci")


def documents(root: Path) -> list[Path]:
    """Returns the documents of the repository."""
    found = [root / name for name in DOCUMENTS]
    return [path for path in found if path.is_file()] + sorted((root / "docs").glob("*.md"))


def classes(root: Path) -> set[str]:
    """Returns the names of all classes of the package."""
    trees = (
        ast.parse(path.read_text("utf-8"))
        for top in ("core", "gui")
        for path in (root / top).rglob("*.py")
    )
    return {
        node.name for tree in trees for node in ast.walk(tree) if isinstance(node, ast.ClassDef)
    }


def test_every_path_that_a_document_names_exists(root: Path) -> None:
    missing = [
        f"{document.name}: {name}"
        for document in documents(root)
        for name in NAMED_PATH.findall(document.read_text("utf-8"))
        if name.split("/")[0] in TOPS and "/" in name and not (root / name).exists()
    ]
    assert missing == []


def test_every_link_of_a_document_leads_somewhere(root: Path) -> None:
    missing = [
        f"{document.name}: {link}"
        for document in documents(root)
        for link in LINK.findall(document.read_text("utf-8"))
        if "://" not in link and not (document.parent / link).exists()
    ]
    assert missing == []


def test_every_decision_is_in_the_index_of_the_design_and_the_other_way_round(root: Path) -> None:
    text = (root / "docs" / "design.md").read_text("utf-8")
    decisions = text.split("\n## Decisions\n")[1].split("\n## ")[0]
    heads = re.findall(r"^### (.+)$", decisions, re.MULTILINE)
    anchors = [re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads]
    assert ANCHOR.findall(decisions)[: len(anchors)] == anchors


def test_no_line_of_the_design_runs_on(root: Path) -> None:
    text = (root / "docs" / "design.md").read_text("utf-8")
    prose = [line for line in text.splitlines() if not line.startswith(("|", "- ["))]
    assert max(map(len, prose)) <= 120


def test_the_glossary_names_classes_that_there_are(root: Path) -> None:
    text = (root / "docs" / "glossary.md").read_text("utf-8")
    named = set(re.findall(r"`([A-Z][A-Za-z]+)(?:\.\w+)?`", text))
    assert named - classes(root) == set()
    assert len(named) > 15


@pytest.mark.parametrize("table", ["per-file-ignores", "importlinter", "sdist"])
def test_every_path_of_the_configuration_exists(root: Path, table: str) -> None:
    config = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))
    match table:
        case "per-file-ignores":
            names = list(config["tool"]["ruff"]["lint"]["per-file-ignores"])
        case "sdist":
            names = config["tool"]["hatch"]["build"]["targets"]["sdist"]["only-include"]
        case _:
            contracts = config["tool"]["importlinter"]["contracts"]
            modules = [name for one in contracts for name in one.get("source_modules", [])]
            names = [
                name.removeprefix("gouji.").replace(".", "/") for name in modules if name != "gouji"
            ]
    assert names
    for name in names:
        assert any(root.glob(name)) or (root / f"{name}.py").exists(), name
