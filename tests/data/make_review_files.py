"""Makes the stored example of the present version of the review file.

    python tests/data/make_review_files.py

An example once stored is never made again: later versions must open it as it was.
"""

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "helpers"))

from hand_reviews import SOUND, make_review

from gouji.core.review.review_file.schema import VERSION

FOLDER = Path(__file__).parent / "review_files"


def main() -> None:
    """Writes the example, unless it is there."""
    target = FOLDER / f"version-{VERSION}.gouji"
    if target.exists():
        sys.exit(f"{target} is there already and stays as it is")
    with tempfile.TemporaryDirectory() as folder:
        texts = SOUND | {"t3.new.natural": "3"}
        with make_review(Path(folder), texts=texts) as file:
            review = file.review("审核员")
            review.correct({"t3.new.natural": "8"}, why="看错")
            review.adjust({"t3.new.total": "9"}, why="补记一件")
            review.undo()
            review.confirm(["t3.new.total"])
            review.sign_off("已核对")
            file.current_cell = "t3.new.total"
        target.write_bytes(file.path.read_bytes())


if __name__ == "__main__":
    main()
