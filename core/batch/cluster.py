"""Lets an existing Dask cluster read a batch; needs ``gouji[dask]`` here and on its workers.

Dask decides which machine reads which file. On each of them the file is read in a worker process
of Gouji's own, with the same limits as here. The files lie under the same path on all machines.
"""

from __future__ import annotations

import multiprocessing
import queue
import threading
from collections.abc import Callable, Generator, Iterable, Iterator
from typing import Any, TypeVar

from ... import __version__
from ..errors import GoujiError, InternalError
from ..worker import Limits, PoolAnswer, Worker

Result = TypeVar("Result")
Arguments = tuple[Any, ...]

SECONDS_TO_CONNECT = 10
"""A scheduler that is there answers at once."""

SECONDS_BETWEEN_LOOKS = 0.2
"""How soon a batch that is stopped ends."""

AHEAD = 4
"""Calls that are under way for each thread of the cluster."""

_WORKERS = "gouji-workers"


class DaskMissingError(GoujiError):
    """A cluster is asked for, and Dask is not installed."""

    advice_zh = "请安装 gouji[dask]，或去掉 --dask 在本机读取。"
    advice_en = "Install gouji[dask], or read on this machine without --dask."


class ClusterError(GoujiError):
    """A cluster that cannot be used."""

    advice_zh = "请检查地址，并在集群的每台机器上安装同一版本的 gouji[dask]。"
    advice_en = "Check the address, and install the same gouji[dask] on every machine of it."


class Cluster:
    """The workers of a Dask cluster; see ``Pool``, which does the same on this machine.

    Args:
        address: Of its scheduler, such as ``tcp://10.0.0.5:8786``.
    """

    def __init__(self, address: str) -> None:
        self._address = address

    def answers(
        self,
        function: Callable[..., Result],
        calls: Iterable[Arguments],
        *,
        limits: Limits | None = None,
        stopped: threading.Event | None = None,
    ) -> Generator[PoolAnswer[Result]]:
        """Yields an answer for each call, in the order in which they come; see ``Pool``.

        Raises:
            DaskMissingError: Dask is not installed.
            ClusterError: There is no cluster at the address, or its Gouji is another.
        """
        client = _connected(self._address)
        try:
            client.register_plugin(_plugin(), name=_WORKERS)
            most = AHEAD * max(1, sum(client.nthreads().values()))
            stop = stopped or threading.Event()
            yield from _flow(client, function, iter(calls), limits, most, stop)
        finally:
            client.close()


class Processes:
    """Keeps the worker processes of one Dask worker, one for each of its threads."""

    def __init__(self) -> None:
        self._free: list[Worker] = []
        self._lock: Any = None

    def open(self) -> None:
        """Makes ready to start processes. Runs on the Dask worker."""
        self._lock = threading.Lock()
        # Dask marks its processes as daemons, and Python refuses those children. Gouji's
        # children end with their parent by themselves, which is what the mark is for.
        multiprocessing.current_process()._config["daemon"] = False  # type: ignore[attr-defined]

    def close(self) -> None:
        """Ends the processes. Runs on the Dask worker when it ends."""
        while self._free:
            self._free.pop().kill()

    def run(
        self, function: Callable[..., Result], arguments: Arguments, limits: Limits | None
    ) -> Result:
        """Returns what a worker process returns. Runs in a thread of the Dask worker."""
        with self._lock:
            worker = self._free.pop() if self._free else Worker()
        try:
            return worker.run(function, *arguments, limits=limits)
        finally:
            with self._lock:
                self._free.append(worker)


def _plugin() -> Any:
    """Returns what a Dask worker keeps of Gouji as long as it runs."""
    from distributed import WorkerPlugin

    class KeptConnection(WorkerPlugin):
        def __init__(self) -> None:
            self.processes = Processes()

        def setup(self, worker: object) -> None:
            del worker
            self.processes.open()

        def teardown(self, worker: object) -> None:
            del worker
            self.processes.close()

    return KeptConnection()


def call(
    function: Callable[..., Result], arguments: Arguments, limits: Limits | None
) -> PoolAnswer[Result]:
    """Returns the answer to a call. Runs on the cluster."""
    from distributed import get_worker

    try:
        plugin: Any = get_worker().plugins[_WORKERS]
        return PoolAnswer(arguments, plugin.processes.run(function, arguments, limits))
    except GoujiError as error:
        return PoolAnswer(arguments, error=error)


def version() -> str:
    """Returns the version of Gouji. Runs on the cluster."""
    return __version__


def _connected(address: str) -> Any:
    """Returns a client of the cluster, whose workers have the same Gouji."""
    try:
        from distributed import Client
    except ImportError as error:
        raise DaskMissingError("没有安装 Dask。", "Dask is not installed.") from error
    try:
        connect: Any = Client
        client = connect(address, timeout=SECONDS_TO_CONNECT, set_as_default=False)
    except (OSError, ValueError) as error:
        raise ClusterError(
            f"连接不上 Dask 集群 {address}。", f"No Dask cluster answers at {address}."
        ) from error
    try:
        found = client.run(version, on_error="return")
    except BaseException:
        client.close()
        raise
    others = {name for name, each in found.items() if each != __version__}
    if others or not found:
        client.close()
        where = "、".join(sorted(others)) or address
        raise ClusterError(
            f"Dask 集群的这些进程没有 Gouji {__version__}：{where}。",
            f"These processes of the Dask cluster lack Gouji {__version__}: {where}.",
        )
    return client


def _flow(
    client: Any,
    function: Callable[..., Result],
    calls: Iterator[Arguments],
    limits: Limits | None,
    most: int,
    stop: threading.Event,
) -> Iterator[PoolAnswer[Result]]:
    """Yields answers, and hands over a further call for each one that is taken."""
    pending: dict[Any, Arguments] = {}
    came: queue.SimpleQueue[Any] = queue.SimpleQueue()
    try:
        while not stop.is_set():
            while len(pending) < most and (arguments := next(calls, None)) is not None:
                future = client.submit(call, function, arguments, limits, pure=False)
                pending[future] = arguments
                future.add_done_callback(came.put)
            if not pending:
                return
            try:
                future = came.get(timeout=SECONDS_BETWEEN_LOOKS)
            except queue.Empty:
                continue
            yield _answer(future, pending.pop(future))
    finally:
        client.cancel(list(pending))


def _answer(future: Any, arguments: Arguments) -> PoolAnswer[Any]:
    try:
        answer: PoolAnswer[Any] = future.result()
    except Exception as error:  # noqa: BLE001  whatever the cluster does costs one file
        return PoolAnswer(arguments, error=InternalError(arguments[0].name, type(error).__name__))
    return answer
