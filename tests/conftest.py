"""What every test stands on: an off-screen Qt, no network, and nothing left running."""

import multiprocessing
import os
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from warm import SPARES
from warm import warm_workers as warm_workers

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

ROOT = Path(__file__).resolve().parent.parent
SECONDS_TO_END = 5.0
INTERNET_EVENTS = {"socket.connect", "socket.bind", "socket.sendto", "socket.getaddrinfo"}


def refuse_network(event: str, arguments: tuple[object, ...]) -> None:
    """Raises when anything under test reaches for an address of the internet."""
    if event not in INTERNET_EVENTS:
        return
    address = arguments[0] if event == "socket.getaddrinfo" else arguments[1]
    if event == "socket.getaddrinfo" or isinstance(address, tuple):
        raise RuntimeError(f"Gouji works offline, yet {event} was asked for {address!r}")


sys.addaudithook(refuse_network)


def pytest_configure(config: pytest.Config) -> None:
    """Keeps what Python compiles in pytest's own folder where it may not lie beside the sources.

    Otherwise each of the many processes under test would compile the whole program for itself.
    """
    kept = getattr(config, "cache", None)
    if sys.dont_write_bytecode and kept is not None:
        sys.pycache_prefix = str(kept.mkdir("compiled"))
        sys.dont_write_bytecode = False
        os.environ["PYTHONPYCACHEPREFIX"] = sys.pycache_prefix
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The folder of five real reports as text, which lies beside some checkouts."""
    return folder_beside_checkout("seeds")


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of documents with known figures, which lies beside some checkouts."""
    return folder_beside_checkout("corpus")


@pytest.fixture(autouse=True)
def nothing_left_running() -> Iterator[None]:
    """Fails a test that leaves a thread or a worker process behind."""
    before = running()
    yield
    deadline = time.monotonic() + SECONDS_TO_END
    while (left := running() - before) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not left, f"left running: {sorted(map(str, left))}"


@pytest.fixture(autouse=True, scope="session")
def _spares_end() -> Iterator[None]:
    """Ends the worker processes that wait for a test when there is none left."""
    yield
    SPARES.end()


def folder_beside_checkout(name: str) -> Path:
    """Returns `shared/<name>` beside the checkout, and skips the test where it is not there."""
    folder = ROOT.parent / "shared" / name
    if not folder.is_dir():
        pytest.skip(f"needs the folder shared/{name} beside the checkout")
    return folder


def running() -> set[threading.Thread | multiprocessing.process.BaseProcess]:
    """Returns the threads and worker processes of this process that are alive now."""
    return {*threading.enumerate(), *multiprocessing.active_children()} - SPARES.processes
