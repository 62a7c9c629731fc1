"""Counts the acts that put wrongly placed tables right, by mouse and keyboard. Run it by hand:

    QT_QPA_PLATFORM=offscreen python -m tests.measure_acts [--seeds 1] [--layouts WORDS]
        [--folder FOLDER] [--hard] [--out FILE]

For each document that is not read whole, or in doubt of places, the window is opened on it and a
person is played who knows the truth and does, one after the other, the act that brings most cells
right, by events of mouse and keyboard; taking the placement as it is shown is an act as well. With
--out the table is written to a file too.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from gouji.core.errors import GoujiError
from gouji.core.pipeline import open_reports, open_unrecognised
from gouji.gui.shell.app import use_chinese_font
from gouji.gui.shell.garbage import GarbageCollection
from gouji.gui.shell.language import Language
from gouji.gui.shell.window import Window

from .drawing import LAYOUTS
from .drawing.hard import BASES, WAYS, draw_hard
from .judging.acts import AS_SHOWN, Person, doubts, misplaced, needs_help, wrong
from .judging.documents import Known, drawn, in_folder, known_of
from .judging.hands import Hands

MOST_ACTS = 4


@dataclass(frozen=True)
class Result:
    """What one document took.

    Attributes:
        acts: What was done, in order: the table and the kind of act.
        before, after: Cells wrong; of the last, those that no placement makes right are apart.
        misread: Cells left wrong in which the right figure was misread.
        seconds: Of work, from the last event of each act to the repaint.
    """

    name: str
    acts: tuple[str, ...]
    before: int
    after: int
    misread: int
    doubted: int
    doubted_after: int
    seconds: tuple[float, ...]


def main() -> int:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=1)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--layouts", default="")
    parser.add_argument("--hard", action="store_true")
    parser.add_argument("--out", type=Path)
    chosen = parser.parse_args()
    seeds = range(1, chosen.seeds + 1)
    documents: Iterable[Known] = drawn([one for one in LAYOUTS if chosen.layouts in one], seeds)
    if chosen.folder:
        documents = in_folder(chosen.folder)
    elif chosen.hard:
        documents = hard(seeds, chosen.layouts)
    results: list[Result] = []
    with tempfile.TemporaryDirectory() as place, a_window(Path(place) / "kept") as window:
        hands = Hands(window)
        for number, known in enumerate(documents):
            path = Path(place) / f"{number} report{known.suffix}"
            path.write_bytes(known.data)
            if len(known.reports) == 1 and is_hard(path, known):
                results.append(worked_through(hands, path, known))
                say(line_of(results[-1]))
        if results:
            say(summary(results))
            if chosen.out:
                lines = [*map(line_of, results), summary(results)]
                chosen.out.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return 0


def hard(seeds: Iterable[int], layouts: str = "") -> Iterator[Known]:
    """Yields documents that lack what tells rows and columns apart."""
    for seed in seeds:
        for way in WAYS:
            for base in BASES:
                if layouts in f"{base}, {way}":
                    yield known_of(draw_hard(seed, base, way), way, f"{base}, {way} {seed}")


def is_hard(path: Path, known: Known) -> bool:
    """Returns whether a document is not read whole, or in doubt of places."""
    try:
        report = open_reports(path).reports[0]
    except GoujiError:
        report = open_unrecognised(path).reports[0]
    return needs_help(report.readings, known.reports[0], list(report.readings))


@contextmanager
def a_window(folder: Path) -> Iterator[Window]:
    """Gives a window with settings of its own."""
    folder.mkdir(exist_ok=True)
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    use_chinese_font(application)
    settings = QSettings(str(folder / "gouji.ini"), QSettings.Format.IniFormat)
    for name, value in (("language", "zh"), ("reviewer", "王核"), ("reviews", str(folder))):
        settings.setValue(name, value)
    language, tidying = Language(settings), GarbageCollection(application)
    window = Window(settings, language)
    window.show()
    try:
        yield window
    finally:
        window.close()
        language.release()
        tidying.release()


def worked_through(hands: Hands, path: Path, known: Known) -> Result:
    """Returns what it took to put the tables of a document right in the window."""
    truth = known.reports[0]
    hands.open(path)
    review = hands.window.context.review
    assert review is not None

    first = {cell: state.extracted for cell, state in review.cells.items()}
    acts: list[str] = []
    seconds: list[float] = []
    for table in review.report.form.tables:
        now = {cell: state.extracted for cell, state in review.cells.items()}
        if not needs_help(now, truth, [cell.id for cell in table.cells()]):
            continue
        hands.show(table.id)
        structure, session = hands.window.placement.structure, hands.window.placement
        assert structure is not None
        person = Person(structure, table.id, now, truth)
        best = person.worth({})
        shown = person.placed(session.constraints) if session.placed is not None else None
        done: list[str] = []
        if shown is not None and person.worth(shown[1]).order < best.order:
            best, done = person.worth(shown[1]), [AS_SHOWN]
        while best.order != (0, 0) and len(done) < MOST_ACTS:
            act = person.best(session.placed, session.constraints, best)
            if act is None:
                break
            seconds.append(hands.do(act))
            assert session.constraints == act.said, (act, session.constraints)
            found = person.placed(session.constraints)
            assert found is not None
            best = person.worth(found[1])
            done = [one for one in done if one != AS_SHOWN] + [act.kind]
        if done:
            hands.take()
        acts += [f"{table.id} {one}" for one in done]
    last = {cell: state.extracted for cell, state in review.cells.items()}
    left = wrong(last, truth)
    return Result(
        known.name,
        tuple(acts),
        len(wrong(first, truth)),
        len(left),
        len(left) - len(misplaced(last, truth)),
        len(doubts(first)),
        len(doubts(last)),
        tuple(seconds),
    )


def line_of(result: Result) -> str:
    """Returns one line of the table."""
    return (
        f"{result.name:58} acts {len(result.acts)}  wrong {result.before:3} → {result.after:3} "
        f"(misread {result.misread})  doubts of place {result.doubted:3} → "
        f"{result.doubted_after:3}  {', '.join(result.acts)}"
    )


def summary(results: list[Result]) -> str:
    """Returns the last line of the table."""
    right = sum(one.after == one.misread for one in results)
    seconds = sorted(each for one in results for each in one.seconds) or [0.0]
    counts = [len(one.acts) for one in results]
    return (
        f"{len(results)} documents, placed rightly {right}; acts: median "
        f"{statistics.median(counts)}, most {max(counts)}; work of an act: median "
        f"{statistics.median(seconds):.3f} s, 95% {seconds[int(len(seconds) * 0.95)]:.3f} s, "
        f"most {seconds[-1]:.3f} s"
    )


def say(line: str) -> None:
    """Prints a line at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
