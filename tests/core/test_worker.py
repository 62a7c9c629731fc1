"""Whatever a file does to its reader costs one sentence, and nothing is left behind."""

import logging
import os
import select
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import hostile
import pytest

from gouji.core.errors import (
    GoujiError,
    InternalError,
    LimitExceededError,
    PasswordNeededError,
    SourceBrokenError,
    StoppedError,
)
from gouji.core.worker import Limits, Worker, run_limited

FILE = Path("报告.pdf")
LOADED = 2.0
"""Seconds that a loaded machine may take for what takes half a second on an idle one."""
SHORT = Limits(seconds=0.5, megabytes=1024)
SMALL = Limits(seconds=60, megabytes=200)

needs_pidfd = pytest.mark.skipif(
    not hasattr(os, "pidfd_open"), reason="watches processes through pidfd, which is Linux's"
)
needs_signals = pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
needs_address_limit = pytest.mark.skipif(
    sys.platform != "linux", reason="the limit of the address space is Linux's"
)


@pytest.fixture
def worker() -> Iterator[Worker]:
    with Worker() as started:
        yield started


def ended(pid: int, seconds: float = 5.0) -> bool:
    """Does a process end within so many seconds?"""
    try:
        handle = os.pidfd_open(pid)
    except ProcessLookupError:
        return True
    try:
        return bool(select.select([handle], [], [], seconds)[0])
    finally:
        os.close(handle)


def test_a_call_gives_its_result() -> None:
    assert run_limited(hostile.add, 3, 4) == 7


def test_one_worker_serves_many_calls(worker: Worker) -> None:
    worker.run(hostile.add, 1, 1)
    first = worker.pid

    assert worker.run(hostile.add, 2, 2) == 4
    assert worker.pid == first


@pytest.mark.parametrize(
    ("function", "limits", "error"),
    [
        (hostile.crash, Limits(), InternalError),
        (hostile.recurse, Limits(), SourceBrokenError),
        (hostile.hang, SHORT, LimitExceededError),
        (hostile.hang_in_c, SHORT, LimitExceededError),
        (hostile.fail, Limits(), InternalError),
        (hostile.refuse, Limits(), PasswordNeededError),
        pytest.param(hostile.hog, SMALL, LimitExceededError, marks=needs_address_limit),
        pytest.param(hostile.be_killed, Limits(), LimitExceededError, marks=needs_signals),
    ],
)
def test_trouble_is_one_sentence_that_names_the_file_and_the_worker_goes_on(
    worker: Worker, function: object, limits: Limits, error: type[GoujiError]
) -> None:
    with pytest.raises(error) as raised:
        worker.run(function, FILE, limits=limits)

    assert raised.type is error
    assert raised.value.sentence("zh").startswith("报告.pdf：")
    assert "\n" not in raised.value.sentence("zh") + raised.value.sentence("en")
    assert worker.run(hostile.add, 1, 2) == 3


def test_a_refusal_keeps_the_worker_a_crash_replaces_it(worker: Worker) -> None:
    worker.run(hostile.add, 1, 1)
    first = worker.pid
    with pytest.raises(PasswordNeededError):
        worker.run(hostile.refuse, FILE)
    assert worker.pid == first

    with pytest.raises(InternalError):
        worker.run(hostile.crash, FILE)
    worker.run(hostile.add, 1, 1)

    assert worker.pid != first


def test_a_fault_of_the_program_is_in_the_log_with_its_traceback(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.ERROR), pytest.raises(InternalError) as raised:
        run_limited(hostile.fail, FILE)

    assert "in fail" in caplog.text
    assert "ZeroDivisionError: division by zero" in caplog.text
    assert "Traceback" not in str(raised.value)
    caplog.clear()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_nobody_is_sent_to_a_log_that_nobody_writes(
    monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    logger = logging.getLogger("gouji")
    monkeypatch.setattr(logger, "propagate", False)
    with pytest.raises(InternalError) as unlogged:
        run_limited(hostile.fail, FILE)

    handler = logging.FileHandler(os.devnull)
    logger.addHandler(handler)
    with pytest.raises(InternalError) as logged:
        run_limited(hostile.fail, FILE)
    logger.removeHandler(handler)
    handler.close()

    log = {"zh": "日志", "en": "log "}[language]
    assert log not in unlogged.value.sentence(language)
    assert log in logged.value.sentence(language)
    assert "ZeroDivisionError" in unlogged.value.sentence(language)


def test_a_crash_says_how_the_process_ended_and_nothing_of_the_file() -> None:
    with pytest.raises(InternalError) as raised:
        run_limited(hostile.crash, FILE)

    assert "SIGSEGV" in raised.value.sentence("en") or sys.platform == "win32"


def test_progress_is_heard_as_it_is_made(worker: Worker) -> None:
    heard: list[tuple[int, int]] = []

    worker.run(hostile.count, FILE, progress=lambda done, total: heard.append((done, total)))

    assert heard[0] == (1, 3)
    assert heard[-1] == (3, 3)


def test_a_stop_ends_the_call_within_a_second(worker: Worker) -> None:
    stopped = threading.Event()
    stops: list[float] = []

    def stop(_done: int, _total: int) -> None:
        stops.append(time.monotonic())
        stopped.set()

    with pytest.raises(StoppedError):
        worker.run(hostile.begin_and_hang, FILE, progress=stop, stopped=stopped)

    assert time.monotonic() - stops[0] < LOADED
    assert worker.pid is None


@needs_pidfd
def test_a_program_that_the_worker_started_ends_with_it(worker: Worker) -> None:
    stopped = threading.Event()
    pids: list[int] = []

    def stop(pid: int, _total: int) -> None:
        pids.append(pid)
        stopped.set()

    with pytest.raises(StoppedError):
        worker.run(hostile.start_child_and_hang, FILE, progress=stop, stopped=stopped)

    assert ended(pids[0])


@needs_pidfd
@pytest.mark.parametrize("function", ["begin_and_hang", "start_child_and_hang"])
def test_the_worker_ends_when_its_parent_is_killed(function: str) -> None:
    script = f"""
import sys
from pathlib import Path
sys.path.insert(0, {str(Path(hostile.__file__).parent)!r})
import hostile
from gouji.core.worker import Worker

if __name__ == "__main__":
    worker = Worker()
    def tell(pid, _total):
        print(worker.pid, pid, flush=True)
    worker.run(hostile.{function}, Path("x"), progress=tell)
"""
    parent = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    with parent.stdout:
        pids = [int(pid) for pid in parent.stdout.readline().split()]
        parent.kill()
        parent.wait()

    assert ended(pids[0])
    assert function == "begin_and_hang" or ended(pids[1])


def test_nothing_of_a_worker_reaches_the_terminal() -> None:
    script = f"""
import sys
from pathlib import Path
sys.path.insert(0, {str(Path(hostile.__file__).parent)!r})
import hostile
from gouji.core.errors import GoujiError
from gouji.core.worker import run_limited

if __name__ == "__main__":
    assert run_limited(hostile.chatter, Path("x")) == "said"
    for function in (hostile.fail, hostile.crash):
        try:
            run_limited(function, Path("x"))
        except GoujiError:
            pass
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)

    assert (done.stdout, done.stderr) == (b"", b"")


def test_importing_the_worker_loads_no_reader() -> None:
    script = (
        "import sys, gouji.core.worker;"
        "print(*{'pdfplumber','lxml','numpy','highspy','openpyxl'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)

    assert done.stdout.split() == []
