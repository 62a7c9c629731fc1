"""Several worker processes answer many calls, and none of them is left behind."""

import threading
from itertools import count
from pathlib import Path

import hostile
import pytest

from gouji.core.errors import InternalError, LimitExceededError
from gouji.core.worker import Limits, Pool, Worker


def test_every_call_is_answered_once() -> None:
    answers = list(Pool(2).answers(hostile.add, [(number, 1) for number in range(20)]))

    assert sorted(answer.result or 0 for answer in answers) == list(range(1, 21))
    assert all(answer.result == answer.arguments[0] + 1 for answer in answers)


def test_a_call_that_breaks_its_worker_costs_its_own_answer_alone() -> None:
    answers = list(Pool(1).answers(hostile.crash, [(Path("a.pdf"),), (Path("b.pdf"),)]))

    assert [type(answer.error) for answer in answers] == [InternalError] * 2
    assert [answer.error.subject for answer in answers] == ["a.pdf", "b.pdf"]  # type: ignore[union-attr]


def test_a_lent_worker_serves_on_when_the_calls_are_over() -> None:
    with Worker() as worker:
        list(Pool(1, lent=worker).answers(hostile.add, [(1, 1)]))
        first = worker.pid

        assert worker.run(hostile.add, 2, 2) == 4
        assert worker.pid == first is not None


def test_the_limits_hold_for_each_call() -> None:
    limits = Limits(seconds=0.2, megabytes=1024)

    (answer,) = Pool(1).answers(hostile.hang, [(Path("slow.pdf"),)], limits=limits)

    assert isinstance(answer.error, LimitExceededError)


def test_calls_are_taken_from_their_source_only_as_they_are_needed() -> None:
    taken: list[int] = []

    def calls() -> object:
        for number in count():
            taken.append(number)
            yield number, 0

    answers = Pool(1).answers(hostile.add, calls())  # type: ignore[arg-type]
    next(answers)
    answers.close()

    assert len(taken) <= 3


def test_a_stop_ends_what_is_under_way() -> None:
    stop = threading.Event()
    threading.Timer(0.5, stop.set).start()

    answers = list(Pool(2).answers(hostile.hang, [(Path("a.pdf"),)] * 4, stopped=stop))

    assert answers == []


def test_an_error_in_the_loop_ends_the_workers() -> None:
    answers = Pool(2).answers(hostile.add, [(1, 1)] * 100)
    next(answers)

    with pytest.raises(KeyboardInterrupt):
        answers.throw(KeyboardInterrupt)
