"""Any order of acts on a review file: what is shown is on record, and comes back the same."""

import shutil
import tempfile
from pathlib import Path

from hand_reviews import SOUND, make_review
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from gouji.core.review import Review
from gouji.core.review.review_errors import SignOffRefusedError
from gouji.core.review.review_file.store import open_file
from gouji.core.review.review_file.verify import verify

FEW = ["t3.new.natural", "t3.new.total", "t3.granted.natural", "t4.review.total"]
TEXTS = st.dictionaries(st.sampled_from(FEW), st.sampled_from(["0", "3", "8", "", "/"]), min_size=1)
NAMES = st.sampled_from(["审核员", "接手人"])


class Reopening(RuleBasedStateMachine):
    """Edits, undoes, reverts, signs, closes, opens: the file and the review never part."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.file = make_review(self.folder, texts=SOUND | {"t3.partial.total": "5"})
        self.review = self.file.review("审核员")

    def teardown(self) -> None:
        self.file.close()
        assert verify(self.file.path).is_intact
        shutil.rmtree(self.folder)

    @rule(texts=TEXTS)
    def correct(self, texts: dict[str, str]) -> None:
        self.review.correct(texts)

    @rule(texts=TEXTS)
    def adjust(self, texts: dict[str, str]) -> None:
        self.review.adjust(texts, why="核对台账")

    @rule(cells=st.lists(st.sampled_from(FEW), unique=True))
    def confirm(self, cells: list[str]) -> None:
        self.review.confirm(cells)

    @rule()
    def explain_what_is_open(self) -> None:
        for finding in self.review.open_errors:
            self.review.explain(finding.rule, "原件如此")
        assert self.review.open_errors == ()

    @rule()
    def undo(self) -> None:
        self.review.undo()

    @rule()
    def redo(self) -> None:
        self.review.redo()

    @rule(cell=st.sampled_from(FEW))
    def revert(self, cell: str) -> None:
        others = {each: state for each, state in self.review.cells.items() if each != cell}
        self.review.revert(cell)
        assert all(self.review.cells[each] == state for each, state in others.items())

    @rule()
    def sign_off(self) -> None:
        try:
            self.review.sign_off()
        except SignOffRefusedError:
            assert self.review.open_errors
        else:
            assert self.review.signed_off

    @rule()
    def reopen(self) -> None:
        self.review.reopen()
        assert not self.review.signed_off

    @rule(cell=st.sampled_from(FEW))
    def go(self, cell: str) -> None:
        self.file.current_cell = cell

    @rule(name=NAMES)
    def close_and_open(self, name: str) -> None:
        cell = self.file.current_cell
        self.file.close()
        self.file = open_file(self.file.path)
        assert self.file.current_cell == cell
        again = self.file.review(name)
        self.compare(again)
        self.review = again

    @invariant()
    def file_and_review_hold_the_same(self) -> None:
        assert self.file.events == self.review.events
        self.compare(Review(self.review.report, self.file.events))

    def compare(self, other: Review) -> None:
        assert other.cells == self.review.cells
        assert other.verdicts == self.review.verdicts
        assert other.findings == self.review.findings
        assert other.sign_off_in_force == self.review.sign_off_in_force
        assert (other.undoable, other.redoable) == (self.review.undoable, self.review.redoable)


TestReopening = Reopening.TestCase
TestReopening.settings = settings(max_examples=15, stateful_step_count=20, deadline=None)
