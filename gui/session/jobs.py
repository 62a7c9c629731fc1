"""Work off the GUI thread, mostly in worker processes, with progress and cancel as signals."""

from __future__ import annotations

import contextlib
import itertools
import threading
from collections import deque
from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal, SignalInstance, Slot

from ...core.errors import GoujiError, InternalError
from ...core.worker import Limits, Worker

READING, RENDERING = "reading", "rendering"
BATCHING = "batching"
"""The lane of the thread that runs a batch; its worker processes are the batch's own."""

CHECKING = "checking"
"""The lane of the worker that draws spot checks, opens sources for them and counts."""

LANES: Mapping[str, int] = {READING: 1, RENDERING: 1, BATCHING: 1, CHECKING: 1}
"""The lanes, and how many worker processes each of them may use."""

AWAKE = frozenset({RENDERING})
"""Lanes whose workers are never ended while the window is open: a page is waited for at once."""

RESTS = 60.0
"""Seconds after which a worker of any other lane is ended: one that has read scans keeps hundreds
of megabytes, and starting one takes less than a second."""


class Job(QObject):
    """One call on its way. Lives in the GUI thread, as do its signals.

    Signals:
        done(object): The result. The last signal.
        failed(object): The ``GoujiError`` to show. The last signal.
        progressed(int, int): How many parts are done, and of how many.

    After ``cancel`` there is no further signal.
    """

    done = Signal(object)
    failed = Signal(object)
    progressed = Signal(int, int)

    def __init__(self, jobs: Jobs, task: _Task) -> None:
        super().__init__(jobs)
        self._jobs = jobs
        self._task = task

    @property
    def is_over(self) -> bool:
        """Has it ended, in whatever way?"""
        return self._task.is_over

    def cancel(self) -> None:
        """Takes the job off its lane, or ends the worker that is at it within a second."""
        self._jobs.drop(self._task)

    def withdraw(self) -> bool:
        """Takes the job off its lane if no worker has begun it. Returns whether that was so."""
        return self._jobs.drop(self._task, only_queued=True)


class _Task:
    """What a lane's thread needs of a job; the job itself stays with the GUI thread."""

    def __init__(
        self,
        number: int,
        lane: str,
        call: Callable[[Worker, threading.Event, Callable[[int, int], None]], object],
    ) -> None:
        self.number = number
        self.lane = lane
        self.call = call
        self.stopped = threading.Event()
        self.is_over = False


class _Lane:
    """A queue of tasks and the threads, each with a worker process, that take from it.

    ``post`` is called in those threads with the number of a task, the name of a signal of its
    job, and the values of the signal. A worker that has had nothing to do for ``rests`` seconds is
    ended, and the next task starts another.
    """

    def __init__(
        self, width: int, post: Callable[[int, str, tuple[Any, ...]], None], rests: float | None
    ) -> None:
        self.width = width
        self._post = post
        self._rests = rests
        self._waiting: list[_Task] = []
        self._changed = threading.Condition()
        self._threads: list[threading.Thread] = []
        self._serving = 0
        self._idle = 0
        self._is_open = True

    def put(self, task: _Task, *, first: bool) -> None:
        with self._changed:
            self._waiting.insert(0 if first else len(self._waiting), task)
            if self._idle < len(self._waiting) and self._serving < self.width:
                self._threads = [each for each in self._threads if each.is_alive()]
                self._serving += 1
                thread = threading.Thread(target=self._serve, name=f"{task.lane} lane", daemon=True)
                self._threads.append(thread)
                thread.start()
            self._changed.notify()

    def remove(self, task: _Task) -> bool:
        """Takes a task back; returns False where a thread has it already."""
        with self._changed:
            if task not in self._waiting:
                return False
            self._waiting.remove(task)
            return True

    def close(self) -> None:
        with self._changed:
            self._is_open = False
            self._waiting.clear()
            self._changed.notify_all()

    def join(self) -> None:
        for thread in self._threads:
            thread.join()

    def _serve(self) -> None:
        """Runs in a thread of this lane until the lane is closed, or has had nothing to do."""
        with Worker() as worker:
            while task := self._take():
                self._run(worker, task)

    def _take(self) -> _Task | None:
        with self._changed:
            self._idle += 1
            self._changed.wait_for(lambda: self._waiting or not self._is_open, self._rests)
            self._idle -= 1
            if self._is_open and self._waiting:
                return self._waiting.pop(0)
            self._serving -= 1
            return None

    def _run(self, worker: Worker, task: _Task) -> None:
        def report(done: int, total: int) -> None:
            self._post(task.number, "progressed", (done, total))

        try:
            result = task.call(worker, task.stopped, report)
        except GoujiError as error:
            self._post(task.number, "failed", (error,))
        except Exception as error:  # noqa: BLE001  the lane must go on
            self._post(task.number, "failed", (InternalError("", repr(error)),))
        else:
            self._post(task.number, "done", (result,))


class Jobs(QObject):
    """Starts jobs and ends them all when the application quits. Used from the GUI thread.

    Each lane has worker processes of its own, so that pages are drawn while a file is read. They
    are started with the first job of their lane and kept.
    """

    _posted = Signal()

    def __init__(
        self,
        parent: QObject | None = None,
        *,
        lanes: Mapping[str, int] = LANES,
        rests: float | None = RESTS,
    ) -> None:
        super().__init__(parent)
        self._lanes = {
            name: _Lane(width, self._post, None if name in AWAKE else rests)
            for name, width in lanes.items()
        }
        self._posts: deque[tuple[int, str, tuple[Any, ...]]] = deque()
        self._numbers = itertools.count()
        self._jobs: dict[int, tuple[Job, _Task]] = {}
        self._is_open = True
        self._posted.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self.stop)

    def start(
        self,
        function: Callable[..., Any],
        *arguments: object,
        limits: Limits | None = None,
        on_done: Callable[[Any], object] | None = None,
        on_failed: Callable[[GoujiError], object] | None = None,
        on_progress: Callable[[int, int], object] | None = None,
        lane: str = READING,
        first: bool = False,
        **options: Any,
    ) -> Job:
        """Returns a job that calls ``function(*arguments, **options)`` in a worker process.

        Args:
            function: A function at the top of a module of ``gouji.core``; see ``Worker.run``.
            arguments: Its arguments.
            limits: What the call may take.
            on_done: Called in the GUI thread with the result.
            on_failed: Called in the GUI thread with the ``GoujiError``.
            on_progress: Called in the GUI thread with (done, total). Where it is given, the
                function gets a ``progress`` keyword argument.
            lane: ``READING`` or ``RENDERING``.
            first: Before the jobs that wait in the lane.
            options: Keyword arguments of the function.
        """

        def call(
            worker: Worker, stopped: threading.Event, report: Callable[[int, int], None]
        ) -> object:
            progress = report if on_progress is not None else None
            return worker.run(
                function, *arguments, limits=limits, progress=progress, stopped=stopped, **options
            )

        job, task = self._job(lane, call, on_done, on_failed)
        if on_progress is not None:
            job.progressed.connect(on_progress)
        self._put(job, task, first=first)
        return job

    def start_here(
        self,
        function: Callable[..., Any],
        *arguments: object,
        lane: str,
        on_done: Callable[[Any], object] | None = None,
        on_failed: Callable[[GoujiError], object] | None = None,
        on_progress: Callable[[int, int], object] | None = None,
    ) -> Job:
        """Returns a job that calls ``function(*arguments)`` in the lane's thread of this process.

        For what cannot travel between processes, an open file for one. It has no limits. Where
        ``on_progress`` is given, the function gets ``progress`` and ``stopped`` (set when the job
        is cancelled) as keyword arguments; else, once begun, it runs to its end.
        """

        def call(
            _worker: Worker, stopped: threading.Event, report: Callable[[int, int], None]
        ) -> object:
            if on_progress is None:
                return function(*arguments)
            return function(*arguments, progress=report, stopped=stopped)

        job, task = self._job(lane, call, on_done, on_failed)
        if on_progress is not None:
            job.progressed.connect(on_progress)
        self._put(job, task)
        return job

    def _job(
        self,
        lane: str,
        call: Callable[[Worker, threading.Event, Callable[[int, int], None]], object],
        on_done: Callable[[Any], object] | None,
        on_failed: Callable[[GoujiError], object] | None,
    ) -> tuple[Job, _Task]:
        task = _Task(next(self._numbers), lane, call)
        job = Job(self, task)
        for signal, receiver in ((job.done, on_done), (job.failed, on_failed)):
            if receiver is not None:
                signal.connect(receiver)
        return job, task

    def _put(self, job: Job, task: _Task, *, first: bool = False) -> None:
        if self._is_open:
            self._jobs[task.number] = (job, task)
            self._lanes[task.lane].put(task, first=first)

    def drop(self, task: _Task, *, only_queued: bool = False) -> bool:
        """Ends a task without a further signal; see ``Job.cancel`` and ``Job.withdraw``."""
        if task.is_over:
            return False
        was_queued = self._lanes[task.lane].remove(task)
        if only_queued and not was_queued:
            return False
        task.stopped.set()
        self._forget(task)
        return True

    @Slot()
    def stop(self) -> None:
        """Ends every job, worker process and thread; waits for them, less than a second.

        Jobs that are started afterwards never run.
        """
        self._is_open = False
        for _, task in tuple(self._jobs.values()):
            task.stopped.set()
            self._forget(task)
        for lane in self._lanes.values():
            lane.close()
        for lane in self._lanes.values():
            lane.join()

    def _forget(self, task: _Task) -> None:
        task.is_over = True
        found = self._jobs.pop(task.number, None)
        if found is not None:
            found[0].deleteLater()

    def _post(self, number: int, what: str, values: tuple[Any, ...]) -> None:
        """Leaves a message for the GUI thread. Called in the threads of the lanes.

        The signal only wakes the GUI thread: Python objects do not travel through Qt.
        """
        self._posts.append((number, what, values))
        with contextlib.suppress(RuntimeError):  # the window is gone already
            self._posted.emit()

    @Slot()
    def _deliver(self) -> None:
        """Passes on, in the GUI thread, one message that a lane has left."""
        number, what, values = self._posts.popleft()
        found = self._jobs.get(number)
        if found is None:
            return
        job, task = found
        if what != "progressed":
            self._forget(task)
        signal: SignalInstance = getattr(job, what)
        signal.emit(*values)
