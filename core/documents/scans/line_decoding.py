"""Decodes looks at a line into texts with probabilities: any text, or a figure."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import numpy as np

from .recognition import FIGURE_CHARACTERS, Recognition, classes

_BEAM = 12
"""Texts that are followed at a time, the likeliest ones."""

_LEAST = 1e-4
"""Probability of a class in a column, below which it is not followed."""

_FLOOR = 1e-9
"""Keeps the logarithm of what the recogniser thinks impossible finite."""


@dataclass(frozen=True, slots=True)
class Guess:
    """A text and how probable it is, 0 to 1."""

    text: str
    sure: float


def text_of(recognition: Recognition) -> Guess:
    """Returns the likeliest text of any characters; its probability is that of the doubtful one
    among its characters, by their geometric mean.
    """
    best = recognition.best
    kept = np.r_[True, best[1:] != best[:-1]] & (best != 0)
    if not kept.any():
        return Guess("", 0.0)
    text = "".join(classes()[index] for index in best[kept])
    sure = float(np.exp(np.log(np.maximum(recognition.sure[kept], _FLOOR)).mean()))
    return Guess(text.strip(), sure)


def figures_of(recognition: Recognition) -> list[Guess]:
    """Returns the likeliest figures, best first, where no other characters are considered.

    Prefix beam search over the CTC columns (Hannun et al., 2014); the probabilities are those
    among the texts of these characters, so that they add to one at most.
    """
    columns = recognition.figures + np.float32(_FLOOR)
    columns = columns / columns.sum(axis=1, keepdims=True)
    beams: dict[tuple[int, ...], tuple[float, float]] = {(): (1.0, 0.0)}
    for column in columns:
        beams = _stepped(beams, column)
    sums: dict[str, float] = defaultdict(float)
    for beam, (blank, ended) in beams.items():
        sums["".join(FIGURE_CHARACTERS[index - 1] for index in beam)] += blank + ended
    guesses = [Guess(text, min(sure, 1.0)) for text, sure in sums.items()]
    return sorted(guesses, key=lambda guess: -guess.sure)


def allowance(recognition: Recognition) -> float:
    """Returns how far the unrestricted look agrees that only figures stand there, 0 to 1."""
    seen = recognition.figures[:, 1:].max(axis=1) > _LEAST
    printed = seen | (recognition.best != 0)
    if not printed.any():
        return 1.0
    return float(recognition.figures[printed].sum(axis=1).min())


def _stepped(
    beams: dict[tuple[int, ...], tuple[float, float]], column: np.ndarray
) -> dict[tuple[int, ...], tuple[float, float]]:
    """Returns the beams after one more column: (probability ending blank, ending in a class)."""
    grown: dict[tuple[int, ...], list[float]] = defaultdict(lambda: [0.0, 0.0])
    likely = [index for index in range(1, len(column)) if column[index] > _LEAST]
    for beam, (blank, ended) in beams.items():
        here = grown[beam]
        here[0] += (blank + ended) * float(column[0])
        if beam:
            here[1] += ended * float(column[beam[-1]])
        for index in likely:
            same = bool(beam) and beam[-1] == index
            grown[(*beam, index)][1] += (blank if same else blank + ended) * float(column[index])
    best = sorted(grown.items(), key=lambda item: -sum(item[1]))[:_BEAM]
    return {beam: (blank, ended) for beam, (blank, ended) in best}
