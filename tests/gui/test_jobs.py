"""Work in the background tells the window what came of it, and never stops it."""

import os
import select
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import hostile
import pytest
from PySide6.QtCore import QCoreApplication, QThread, QTimer
from pytestqt.qtbot import QtBot

from gouji.core.errors import GoujiError, InternalError, LimitExceededError
from gouji.core.worker import Limits
from gouji.gui.session.jobs import READING, RENDERING, Jobs

FILE = Path("报告.pdf")
LOADED = 2.0
"""Seconds that a loaded machine may take for what takes half a second on an idle one."""

needs_pidfd = pytest.mark.skipif(
    not hasattr(os, "pidfd_open"), reason="watches processes through pidfd, which is Linux's"
)


@pytest.fixture
def jobs(qapp: QCoreApplication) -> Iterator[Jobs]:
    started = Jobs()
    yield started
    started.stop()


def test_a_job_gives_its_result_in_the_gui_thread(jobs: Jobs, qtbot: QtBot) -> None:
    threads: list[bool] = []
    job = jobs.start(hostile.add, 3, 4, on_done=lambda _: threads.append(QThread.isMainThread()))

    with qtbot.waitSignal(job.done) as done:
        pass

    assert done.args == [7]
    assert threads == [True]
    assert job.is_over


@pytest.mark.parametrize(
    ("function", "error"),
    [
        (hostile.crash, InternalError),
        (hostile.hang, LimitExceededError),
        (hostile.hang_in_c, LimitExceededError),
        pytest.param(
            hostile.hog,
            LimitExceededError,
            marks=pytest.mark.skipif(sys.platform != "linux", reason="Linux's limit"),
        ),
    ],
)
def test_a_hostile_file_costs_one_sentence_and_the_window_goes_on(
    jobs: Jobs, qtbot: QtBot, function: object, error: type[GoujiError]
) -> None:
    turns = QTimer()
    turns.setInterval(0)
    longest = [0.0]
    last = [time.monotonic()]

    def turn() -> None:
        now = time.monotonic()
        longest[0] = max(longest[0], now - last[0])
        last[0] = now

    turns.timeout.connect(turn)
    turns.start()
    limits = Limits(seconds=1, megabytes=200) if function != hostile.hog else Limits(60, 200)
    job = jobs.start(function, FILE, limits=limits)
    with qtbot.waitSignal(job.failed, timeout=20_000) as failed:
        pass
    turns.stop()

    assert type(failed.args[0]) is error
    assert failed.args[0].sentence("zh").startswith("报告.pdf：")
    assert longest[0] < 0.25
    with qtbot.waitSignal(jobs.start(hostile.add, 1, 1).done) as done:
        pass
    assert done.args == [2]


def test_progress_arrives_before_the_result(jobs: Jobs, qtbot: QtBot) -> None:
    heard: list[object] = []
    job = jobs.start(
        hostile.count,
        FILE,
        on_progress=lambda done, total: heard.append((done, total)),
        on_done=heard.append,
    )

    with qtbot.waitSignal(job.done):
        pass

    assert heard[0] == (1, 3)
    assert heard[-2:] == [(3, 3), 3]


def test_cancel_ends_the_job_within_a_second_and_is_silent(jobs: Jobs, qtbot: QtBot) -> None:
    heard: list[object] = []
    job = jobs.start(
        hostile.begin_and_hang,
        FILE,
        on_progress=lambda _done, _total: None,
        on_done=heard.append,
        on_failed=heard.append,
    )
    with qtbot.waitSignal(job.progressed):
        pass

    begun = time.monotonic()
    job.cancel()
    with qtbot.waitSignal(jobs.start(hostile.add, 1, 1).done):
        pass

    assert time.monotonic() - begun < LOADED
    assert heard == []
    assert job.is_over


def test_a_job_in_the_queue_can_be_withdrawn_a_running_one_can_not(
    jobs: Jobs, qtbot: QtBot
) -> None:
    running = jobs.start(hostile.begin_and_hang, FILE, on_progress=lambda _done, _total: None)
    waiting = jobs.start(hostile.add, 1, 1)
    with qtbot.waitSignal(running.progressed):
        pass

    assert waiting.withdraw()
    assert not running.withdraw()
    assert waiting.is_over
    assert not running.is_over


def test_first_comes_before_what_waits(jobs: Jobs, qtbot: QtBot) -> None:
    order: list[int] = []
    with qtbot.waitSignals([jobs.start(hostile.add, 0, 0, on_done=order.append).done]):
        jobs.start(hostile.add, 1, 0, on_done=order.append)
        jobs.start(hostile.add, 2, 0, on_done=order.append)
        jobs.start(hostile.add, 3, 0, on_done=order.append, first=True)
    qtbot.waitUntil(lambda: len(order) == 4)

    assert order.index(3) < order.index(2)


def test_pages_are_drawn_while_a_file_is_read(jobs: Jobs, qtbot: QtBot) -> None:
    reading = jobs.start(
        hostile.begin_and_hang, FILE, lane=READING, on_progress=lambda _done, _total: None
    )
    with qtbot.waitSignal(reading.progressed):
        pass

    with qtbot.waitSignal(jobs.start(hostile.add, 1, 1, lane=RENDERING).done) as done:
        pass

    assert done.args == [2]
    assert not reading.is_over


@needs_pidfd
def test_stop_leaves_no_process(jobs: Jobs, qtbot: QtBot) -> None:
    pids: list[int] = []
    job = jobs.start(
        hostile.start_child_and_hang, FILE, on_progress=lambda pid, _total: pids.append(pid)
    )
    with qtbot.waitSignal(job.progressed):
        pass
    child = os.pidfd_open(pids[0])

    begun = time.monotonic()
    jobs.stop()

    assert time.monotonic() - begun < LOADED
    assert select.select([child], [], [], 0)[0]
    os.close(child)


def test_a_worker_that_has_nothing_to_do_is_ended_and_the_next_job_starts_another(
    qapp: QCoreApplication, qtbot: QtBot
) -> None:
    jobs = Jobs(rests=0.05)
    lane = jobs._lanes[READING]
    for _ in range(2):
        with qtbot.waitSignal(jobs.start(hostile.add, 3, 4).done) as done:
            pass
        assert done.args == [7]
        qtbot.waitUntil(lambda: not any(each.is_alive() for each in lane._threads))
    jobs.stop()
