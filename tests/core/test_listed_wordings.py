"""Each wording that reports were found to state figures with is found, and no more than that."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path

import pytest

from gouji.core.extraction.report import Claim
from gouji.core.figures import Figure, State
from gouji.core.rules.claim_checks import agrees

from ..measure_sentences import claims, measure, passages

DATA = Path(__file__).parents[1] / "data"
BODY = "沁县自然资源局"
LISTED = tomllib.loads((DATA / "listed_wordings.toml").read_text("utf-8"), parse_float=Decimal)


@pytest.mark.parametrize("passage", LISTED["passage"], ids=lambda passage: passage["text"][:24])
def test_a_listed_wording_is_found(passage: dict[str, object]) -> None:
    passage = {"body": BODY, **passage}
    measured = measure(passage)
    assert (measured.missed, measured.false) == ((), ())
    kinds = [claim.kind for claim in claims(str(passage["body"]), str(passage["text"]))]
    assert kinds.count("sum") == passage.get("sums", 0)
    assert kinds.count("share") == passage.get("shares", 0)


@pytest.mark.parametrize("name", ["fresh", "fourth"])
def test_three_statements_of_four_are_found_in_passages_no_wording_was_mended_with(
    name: str,
) -> None:
    measured = [measure(passage) for passage in passages(DATA / f"{name}_passages.toml")]
    found = sum(each.found for each in measured)
    missed = sum(len(each.missed) for each in measured)
    assert found >= 0.75 * (found + missed)
    assert sum(bool(each.false) for each in measured) * 50 < len(measured)


def share(text: str) -> Claim:
    (found,) = (claim for claim in claims(BODY, text) if claim.kind == "share")
    return found


HANDLED = {"t3.handled.total": 805, "t3.new.total": 790, "t3.carried_in.total": 40}


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("政府信息公开申请答复中，予以公开258件，占33.9%。", False),
        ("政府信息公开申请答复中，予以公开258件，占32.05%。", True),
        ("政府信息公开申请答复中，予以公开258件，占32.7%。", True),  # of what was new
        ("政府信息公开申请答复中，予以公开258件，占31.1%。", True),  # with what was carried over
        ("政府信息公开申请答复中，不予公开161件，占答复总数的20%。", True),
        ("政府信息公开申请答复中，不予公开161件，占答复总数的21%。", False),
    ],
)
def test_a_share_is_held_against_the_whole_that_the_tables_have(text: str, right: bool) -> None:
    claim = share(text)
    assert len(claim.parts) == 1
    assert agrees(claim, figures(HANDLED)) is right


def test_a_share_of_a_whole_that_is_blank_or_cannot_be_read_says_nothing() -> None:
    claim = share("政府信息公开申请答复中，予以公开258件，占33.9%。")
    assert agrees(claim, figures(dict.fromkeys(HANDLED, 0))) is None
    unread = figures(HANDLED) | {"t3.handled.total": Figure("8?5", State.UNREADABLE)}
    assert agrees(claim, unread) is None


def figures(amounts: dict[str, int]) -> dict[str, Figure]:
    return {cell: Figure(str(value), State.NUMBER, value) for cell, value in amounts.items()}
