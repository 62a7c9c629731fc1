"""The verdicts of many documents as lines to read: by kind, by reason of doubt, by tenths."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from .verdict import TENTHS, Verdict

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
    """Yields for each tenth of confidence how many cells of it are right."""
    for tenth in range(TENTHS):
        pairs = [verdict.calibration.get(tenth, (0, 0)) for verdict in verdicts]
        right, of = (sum(pair[at] for pair in pairs) for at in (0, 1))
        if of:
            yield f"{tenth / TENTHS:.1f}{of:8} cells{100 * right / of:8.1f} % right"
