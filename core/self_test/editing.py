"""A reviewer who is killed: edits a review file and waits for the end.

``python -m gouji.core.self_test.editing REVIEW CELL TEXT``
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from ..review.review_file.store import open_file

DONE = "done"
"""Printed once the step counts as done: what follows must not take it back."""

REVIEWER = "自检"


def main(arguments: Sequence[str]) -> int:
    """Corrects a cell, says so, and waits to be killed; ends by itself if nobody does."""
    path, cell, text = arguments
    with open_file(Path(path)) as file:
        file.review(REVIEWER).correct({cell: text})
        sys.stdout.write(f"{DONE}\n")
        sys.stdout.flush()
        sys.stdin.read()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
