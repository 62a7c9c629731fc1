"""One thing has one word, wherever Gouji says it: see docs/glossary.md."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

FORBIDDEN = {
    r"提取": "what a cell is read as is 识读",
    r"把握|可信度|可靠度": "how sure a reading is, is its 置信度",
    r"审核(?:数|值|层)|审定(?:人|员|意见|报告|通过|完成|后|前)|[已未待]审定": (
        "审定 is the third layer of a cell, 审核 what a reviewer does"
    ),
    r"抽取(?:数|值|层|结果|引擎|器)": "what a cell is read as is 识读; 抽取 draws a spot check",
}
"""What is not said, and what is said in its stead."""

DRAWN = re.compile(r"抽取")
OF_SPOT_CHECKS = re.compile(r"抽查|抽样|抽到|抽的|样本|队列|随机种子|答复|批|方案|分层|draw|Draw")
"""A line on spot checks, in which alone something is drawn (抽取)."""

OF_EXTRACTIONS = re.compile(r"extraction|对照|交回")
"""A line on what another program or person took out of a report, which is called 抽取 as well."""

WHERE_DRAWN = re.compile(
    r"(core/sampling|docs/spot-checks|core/export/spot_check"
    r"|core/supplied|core/export/handed_back|docs/extractions"
    r"|core/cli/(given_extractions|extraction_wording|hand_back_command))"
)


def texts(root: Path) -> list[Path]:
    """Returns what is read by people: documents, words of the window, and sentences in the code."""
    return [
        root / "README.md",
        *sorted((root / "docs").glob("*.md")),
        *sorted((root / "resources").rglob("*.ts")),
        *sorted((root / "resources").rglob("*.toml")),
        *sorted((root / "resources" / "schemas").glob("*.json")),
        *sorted((root / "core").rglob("*.py")),
        *sorted((root / "gui").rglob("*.py")),
    ]


@pytest.fixture(scope="module")
def lines(root: Path) -> list[tuple[str, str]]:
    """Every line that people read, with its place."""
    return [
        (f"{path.relative_to(root)}:{number}", line)
        for path in texts(root)
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
    ]


@pytest.mark.parametrize("word", FORBIDDEN)
def test_no_second_word_is_used(lines: list[tuple[str, str]], word: str) -> None:
    found = [(place, line) for place, line in lines if re.search(word, line)]
    assert not found, FORBIDDEN[word]


def test_something_is_drawn_in_spot_checks_and_extracted_by_others_alone(
    lines: list[tuple[str, str]],
) -> None:
    strange = [
        place
        for place, line in lines
        if DRAWN.search(line)
        and not OF_SPOT_CHECKS.search(line)
        and not OF_EXTRACTIONS.search(line)
        and not WHERE_DRAWN.match(place)
    ]
    # The words of the dialog that draws stand alone in their lines.
    assert [place.partition(":")[0] for place in strange] == [
        "resources/translations/gouji_zh_CN.ts"
    ] * len(strange)
    assert len(strange) <= 2


@pytest.mark.parametrize(
    "sentence", ["提取的数字", "没有把握", "审核数", "审定人签字", "抽取结果", "可信度 80 %"]
)
def test_a_second_word_would_be_found(sentence: str) -> None:
    assert any(re.search(word, sentence) for word in FORBIDDEN)
