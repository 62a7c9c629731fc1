"""What a review has acknowledged outlives the program, whenever that is killed."""

import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.skipif(sys.platform == "win32", reason="forks, and kills by a signal")
def test_nothing_acknowledged_is_lost_when_the_program_is_killed(root: Path) -> None:
    script = root / "tests" / "measure_durability.py"
    done = subprocess.run(
        [sys.executable, script, "--times", "15", "--seed", "3"],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    said = dict(line.split(": ") for line in done.stdout.splitlines())
    assert (said["killed"], said["lost"]) == ("15", "0")
    assert int(said["steps acknowledged"]) > 15
