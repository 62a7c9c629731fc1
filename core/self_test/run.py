"""The steps of the self-test, one after the other, each with what it found in one sentence."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass

from ..bilingual import Bilingual
from ..errors import GoujiError, InternalError
from ..files.temporary import temporary_folder
from ..worker import Worker
from .listening import Listening
from .steps import STEPS, Bench, FailedError

_log = logging.getLogger(__name__)
_log.addHandler(logging.NullHandler())


@dataclass(frozen=True)
class StepOutcome:
    """How a step ended.

    Attributes:
        step: What was tried, in Chinese and English.
        found: What was found, likewise.
        passed: Whether it is as it should be.
    """

    step: Bilingual
    found: Bilingual
    passed: bool


def run_self_test() -> Iterator[StepOutcome]:
    """Yields the outcome of every step as it ends; a step that fails stops none of the others.

    All files are made in a folder that is removed at the end, whose name has Chinese and a space.
    """
    listening = Listening()
    with ExitStack() as stack:
        folder = stack.enter_context(temporary_folder()) / "自检 self-test"
        folder.mkdir()
        bench = Bench(folder, stack.enter_context(Worker()), listening.heard)
        for name, step in STEPS:
            yield _outcome(name, step, bench)


def _outcome(name: Bilingual, step: Callable[[Bench], Bilingual], bench: Bench) -> StepOutcome:
    try:
        return StepOutcome(name, step(bench), passed=True)
    except FailedError as error:
        return StepOutcome(name, error.found, passed=False)
    except GoujiError as error:
        return StepOutcome(name, _sentence(error), passed=False)
    except Exception as error:  # noqa: BLE001 (what an installation lacks may show in any way)
        _log.exception("self-test")
        told = InternalError(detail=f"{type(error).__name__}: {error}")
        return StepOutcome(name, _sentence(told), passed=False)


def _sentence(error: GoujiError) -> Bilingual:
    return Bilingual(error.sentence("zh"), error.sentence("en"))
