"""The verdicts of many documents as lines to read: by kind, by reason of doubt, by confidence."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import TypeVar

from gouji.core.doubts import is_doubt

from .verdict import Verdict

Key = TypeVar("Key", bound=Hashable)

_HEAD = (
    f"{'':44}docs whole refused |  cells  sure&   wrong&   right&  doubted | doubts   ms   share\n"
    f"{'':44}           %         |         wrong doubted  doubted        % | a report      of"
    " extract_tables"
)


def by_kind(verdicts: Sequence[Verdict]) -> Iterator[str]:
    """Yields a line for each kind, and one for all."""
    kinds: dict[str, list[Verdict]] = defaultdict(list)
    for verdict in verdicts:
        kinds[verdict.kind].append(verdict)
    yield _HEAD
    for kind in sorted(kinds):
        yield _line(kind, kinds[kind])
    yield _line("all", verdicts)


def _line(kind: str, verdicts: Sequence[Verdict]) -> str:
    docs = len(verdicts)
    cells = sum(v.cells for v in verdicts)
    sure, wrong, doubted = (sum(v.counts[at] for v in verdicts) for at in range(3))
    whole = 100 * sum(v.is_whole for v in verdicts) / max(docs, 1)
    refused = sum(v.refused for v in verdicts)
    seconds = sum(v.seconds for v in verdicts)
    reference = sum(v.reference for v in verdicts)
    compared = sum(v.seconds for v in verdicts if v.reference)
    share = f"{compared / reference:7.2f}" if reference else ""
    return (
        f"{kind[:43]:44}{docs:4}{whole:6.1f}{refused:8} |{cells:7}{sure:7}{wrong:8}{doubted:9}"
        f"{100 * doubted / max(cells, 1):9.2f} |"
        f"{sum(v.doubts for v in verdicts) / max(docs, 1):7.1f}"
        f"{1000 * seconds / max(docs, 1):7.0f}{share}"
    )


def by_doubt(verdicts: Sequence[Verdict]) -> Iterator[str]:
    """Yields for each reason how many cells are doubted for it that are right, and wrong ones."""
    right: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    for verdict in verdicts:
        right += verdict.right_doubted
        wrong.update(one.doubt for one in verdict.wrong)
    for doubt in sorted({*right, *wrong}):
        yield f"{doubt or '(none)':14}{right[doubt]:7} right and doubted{wrong[doubt]:7} wrong"


def by_tenth(verdicts: Sequence[Verdict]) -> Iterator[str]:
    """Yields for each tenth of confidence how many cells of it are right, and are said to be."""
    right, of, said = _counted(verdicts, lambda _, confidence: min(confidence // 10, 9))
    for tenth in sorted(of):
        yield f"{tenth / 10:.1f}{of[tenth]:8} cells" + _shares(right[tenth], said[tenth], of[tenth])


def by_reason(verdicts: Sequence[Verdict]) -> Iterator[str]:
    """Yields the same for each confidence that the cells doubted for a reason have."""
    right, of, said = _counted(
        verdicts,
        lambda doubt, confidence: (doubt, confidence if is_doubt(confidence / 100) else 90),
    )
    for doubt, confidence in sorted(of):
        key = (doubt, confidence)
        shown = f"{confidence / 100:.2f}" if is_doubt(confidence / 100) else "sure"
        yield (
            f"{doubt or '(none)':14}{shown}{of[key]:8} cells"
            + _shares(right[key], said[key], of[key])
        )


def _counted(
    verdicts: Sequence[Verdict], group: Callable[[str, int], Key]
) -> tuple[Counter[Key], Counter[Key], Counter[Key]]:
    """Returns by group how many cells are right, how many there are, and the sum of what is said of
    them, in hundredths.
    """
    right: Counter[Key] = Counter()
    of: Counter[Key] = Counter()
    said: Counter[Key] = Counter()
    for verdict in verdicts:
        for (doubt, confidence), (good, count) in verdict.calibration.items():
            key = group(doubt, confidence)
            right[key] += good
            of[key] += count
            said[key] += confidence * count
    return right, of, said


def _shares(right: int, said: int, of: int) -> str:
    return f"{100 * right / of:8.1f} % right{said / of:8.1f} % said"
