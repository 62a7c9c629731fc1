"""Measures how statements are found in passages that no wording was tuned to.

``python -m tests.measure_sentences`` prints, for ``tests/data/fresh_passages.toml``, how many
statements are found, how many passages give a false alarm, and each of both with ``--show``. A
false alarm is a statement for a cell or a group that the passage does not make, or a sum or share
that is said not to come out where the passage is right.
"""

from __future__ import annotations

import argparse
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from gouji.core.documents.document import Document, Paragraph, Region
from gouji.core.extraction.claims import find_claims
from gouji.core.extraction.report import Claim
from gouji.core.form_files import official_forms
from gouji.core.rules.claim_checks import agrees

PASSAGES = Path(__file__).parent / "data" / "fresh_passages.toml"
YEAR = 2024


@dataclass(frozen=True)
class Measured:
    """What was found in one passage: statements there are and found, and false alarms."""

    text: str
    missed: tuple[str, ...]
    found: int
    false: tuple[str, ...]


def passages(path: Path = PASSAGES) -> list[dict[str, Any]]:
    """Returns the passages with their right answers."""
    return list(tomllib.loads(path.read_text("utf-8"), parse_float=Decimal)["passage"])


def claims(body: str, text: str) -> tuple[Claim, ...]:
    """Returns what a report of this body on 2024 states with this passage."""
    opening = (
        f"{body}{YEAR}年政府信息公开工作年度报告",
        "一、总体情况",
        "（二）依申请公开和主动公开情况",
    )
    blocks = tuple(
        Paragraph(line, Region(page=0, box=(72.0, 20.0 * at, 500.0, 20.0 * at + 14)))
        for at, line in enumerate((*opening, text))
    )
    form = next(form for form in official_forms() if form.edition == "2021")
    return find_claims(Document(Path("report.pdf"), "0" * 64, "pdf", blocks), form)


def measure(passage: Mapping[str, Any]) -> Measured:
    """Returns what is found of a passage against its right answers."""
    answers = {name: Decimal(value) for name, value in passage["cells"].items()}
    found = claims(passage["body"], passage["text"])
    stated = {
        (claim.rule.removeprefix("text."), Decimal(claim.stated))
        for claim in found
        if claim.kind in ("cell", "group")
    }
    broken = [
        claim.rule
        for claim in found
        if claim.kind in ("sum", "share") and agrees(claim, {}) is False
    ]
    right = set(answers.items())
    wrong = passage.get("wrong", 0)
    false = [f"{name}={value}" for name, value in sorted(stated - right)] + broken[wrong:]
    missed = [f"{name}={value}" for name, value in sorted(right - stated)]
    missed += ["sum or share"] * max(0, wrong - len(broken))
    return Measured(
        passage["text"], tuple(missed), len(right & stated) + min(wrong, len(broken)), tuple(false)
    )


def report(measured: Iterable[Measured], *, show: bool) -> str:
    """Returns the figures of all passages, in words."""
    every = list(measured)
    found = sum(each.found for each in every)
    whole = found + sum(len(each.missed) for each in every)
    alarms = [each for each in every if each.false]
    lines = [
        (
            f"{found} of {whole} statements found; "
            f"false alarms in {len(alarms)} of {len(every)} passages"
        )
    ]
    if show:
        lines += [f"missed {', '.join(each.missed)}: {each.text}" for each in every if each.missed]
        lines += [f"FALSE {', '.join(each.false)}: {each.text}" for each in alarms]
    return "\n".join(lines)


def main() -> None:
    """Prints what is found."""
    options = argparse.ArgumentParser(description=main.__doc__)
    options.add_argument("--passages", type=Path, default=PASSAGES)
    options.add_argument(
        "--show", action="store_true", help="also what is missed and falsely found"
    )
    chosen = options.parse_args()
    print(report(map(measure, passages(chosen.passages)), show=chosen.show))  # noqa: T201


if __name__ == "__main__":
    main()
