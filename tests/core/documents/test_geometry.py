"""Boxes lie in one space each, are moved between spaces one way, and are never mixed."""

from __future__ import annotations

import math
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gouji.core.documents.geometry import (
    Box,
    Level,
    LevelPixels,
    UserBox,
    displayed_frame,
    hull,
    hull_or_none,
)

BOXES = st.builds(
    lambda x0, top, wide, tall: Box(float(x0), float(top), float(x0 + wide), float(top + tall)),
    *[st.integers(0, 400)] * 4,
)

MIXED = """
from gouji.core.documents.document import Region
from gouji.core.documents.geometry import *

def mixed(
    frame: Frame,
    user: UserBox,
    level: Box[Level],
    shown: Box[Displayed],
    pixels: Box[LevelPixels],
    scanned: Box[ScannedPixels],
) -> None:
    frame.displayed(shown)
    frame.displayed(user)
    frame.as_read(level)
    frame.read(shown)
    frame.displayed(pixels)
    level.cut(shown)
    level.holds(pixels)
    pixels.holds(scanned)
    hull([level, shown])
    Region(0, level)
    Region(0, pixels)
    Region(0, (0.0, 0.0, 1.0, 1.0))
    there: Box[Displayed] = scanned.scaled(0.24, 0.24, Level)
"""

KEPT = """
from gouji.core.documents.document import Region
from gouji.core.documents.geometry import *

def kept(frame: Frame, user: UserBox, shown: Box[Displayed], pixels: Box[LevelPixels]) -> None:
    level = frame.read(user)
    Region(0, frame.displayed(level))
    Region(0, shown.cut(frame.displayed(level)))
    hull([level, frame.as_read(shown), pixels.scaled(0.24, 0.24, Level)])
"""


@given(BOXES, BOXES)
def test_what_two_boxes_share_lies_in_both_and_the_hull_around_both(
    one: Box[Level], other: Box[Level]
) -> None:
    shared, around = one.cut(other), hull([one, other])

    assert around.holds(one)
    assert around.holds(other)
    assert shared == other.cut(one)
    if shared is None:
        apart = one.x1 < other.x0 or other.x1 < one.x0
        assert apart or one.bottom < other.top or other.bottom < one.top
    else:
        assert one.holds(shared)
        assert other.holds(shared)


def test_of_boxes_side_by_side_just_one_owns_a_point() -> None:
    left: Box[Level] = Box(0.0, 0.0, 10.0, 10.0)
    right = left.moved(10.0, 0.0)

    assert (left.owns(10.0, 5.0), right.owns(10.0, 5.0)) == (False, True)
    assert left.contains(10.0, 5.0)
    assert right.contains(10.0, 5.0)
    assert not left.contains(10.1, 5.0)


def test_a_box_says_its_size_and_grows() -> None:
    box: Box[Level] = Box(10.0, 20.0, 40.0, 30.0)

    assert (box.width, box.height, box.area, box.middle) == (30.0, 10.0, 300.0, (25.0, 25.0))
    assert box.grown(1.0, 2.0) == (9.0, 18.0, 41.0, 32.0)
    assert box.grown(1.0, 2.0).holds(box)
    assert not box.holds(box.grown(1.0, 2.0), 1.5)
    assert box.holds(box.grown(1.0, 2.0), 2.0)
    assert box.scaled(2.0, 3.0, LevelPixels) == (20.0, 60.0, 80.0, 90.0)
    assert box.scaled(2.0, 3.0, LevelPixels).rounded() == (20, 60, 80, 90)
    assert hull_or_none([]) is None


@pytest.mark.parametrize("rotation", range(4))
@pytest.mark.parametrize("quarters", range(4))
@settings(max_examples=20)
@given(box=BOXES)
def test_a_box_comes_back_from_every_space(rotation: int, quarters: int, box: Box[Level]) -> None:
    visible = UserBox(0.0, 0.0, 800.0, 800.0)
    frame = displayed_frame(visible, rotation).turned(quarters)
    user = UserBox(box.x0, box.top, box.x1, box.bottom)

    level = frame.read(user)

    assert frame.box.holds(level)
    assert level.area == box.area
    assert frame.as_read(frame.displayed(level)) == level
    assert frame.to_read.inverse().around(*level) == pytest.approx(user)


@pytest.mark.parametrize(
    ("rotation", "expected"),
    [
        (0, (10.0, 150.0, 30.0, 180.0)),
        (1, (20.0, 10.0, 50.0, 30.0)),
        (2, (70.0, 20.0, 90.0, 50.0)),
        (3, (150.0, 70.0, 180.0, 90.0)),
    ],
)
def test_the_displayed_page_is_the_cropped_one_turned_clockwise(
    rotation: int, expected: tuple[float, ...]
) -> None:
    frame = displayed_frame(UserBox(5.0, 7.0, 105.0, 207.0), rotation)

    assert frame.displayed(frame.read(UserBox(15.0, 27.0, 35.0, 57.0))) == expected


def test_the_type_checker_refuses_to_mix_spaces(root: Path, tmp_path: Path) -> None:
    """Every line of the breach is refused, and none of what keeps to the spaces is."""
    (tmp_path / "mixed.py").write_text(MIXED, "utf-8")
    (tmp_path / "kept.py").write_text(KEPT, "utf-8")
    command = [sys.executable, "-m", "mypy", "--config-file", str(root / "pyproject.toml")]
    files = [str(tmp_path / name) for name in ("mixed.py", "kept.py")]

    done = subprocess.run(
        [*command, "--no-error-summary", *files],
        cwd=root,
        capture_output=True,
        check=False,
        encoding="utf-8",
        timeout=200,
    )

    lines = MIXED.splitlines()
    breaches = set(range(lines.index(") -> None:") + 2, len(lines) + 1))
    refused = {int(line) for line in re.findall(r"mixed\.py:(\d+): error", done.stdout)}
    assert refused == breaches, done.stdout + done.stderr
    assert "kept.py" not in done.stdout


@pytest.mark.parametrize("rotation", range(4))
@pytest.mark.parametrize("quarters", range(4))
@pytest.mark.parametrize("degrees", [-2.5, 0.4, 1.0])
def test_slanted_text_comes_level_with_its_own_measures(
    rotation: int, quarters: int, degrees: float
) -> None:
    frame = displayed_frame(UserBox(10, 20, 605, 862), rotation).turned(quarters)
    levelled = frame.levelled(degrees)
    level: Box[Level] = Box(100.0, 200.0, 104.5, 209.0)
    back = levelled.to_read.inverse()
    around = np.array([back.around(*level)])
    assert levelled.to_read.boxes(around)[0] == pytest.approx(level, abs=1e-6)
    middle = levelled.displayed(level).middle
    assert levelled.as_read(Box(*middle, *middle)).middle == pytest.approx(level.middle)
    x0, y0 = frame.to_read.point(*back.point(100, 200))
    x1, y1 = frame.to_read.point(*back.point(200, 200))
    assert math.degrees(math.atan2(y1 - y0, x1 - x0)) == pytest.approx(degrees)
