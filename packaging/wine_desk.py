"""A desk with Wine, on which the programs for Windows are tried by keys: what try_windows.py uses.

Wine 10 is that of Debian 13, in a folder of its own: older ones cannot open the window. The display
is one in memory, and has a window manager, without which Wine gives no window the keys.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "build" / "windows"
SYSTEM = FOLDER / "debian"
HOME = SYSTEM / "root" / ".wine"
DISPLAY = ":83"
SECONDS_FOR_STEP = 90
SECONDS_FOR_FOCUS = 2
"""Until a program of Windows that was brought to the front takes keys, on a busy machine."""

TOOLS = {
    "debootstrap": "debootstrap",
    "Xvfb": "xvfb",
    "xdotool": "xdotool",
    "import": "imagemagick",
    "openbox": "openbox",
}
"""The programs that are used here, and the Debian package of each."""


class FailedError(Exception):
    """Something is not as a user should meet it."""


def set_up_wine() -> None:
    """Makes the folder with Wine, and installs what is used beside it."""
    packages = [package for tool, package in TOOLS.items() if shutil.which(tool) is None]
    install = ["apt-get", "-qq", "install", "-y", "--no-install-recommends"]
    if packages:
        subprocess.run([*install, *packages], check=True)
    if (SYSTEM / "usr" / "bin" / "wine").exists():
        return
    sys.path.insert(0, str(ROOT / "packaging"))
    from artefacts.fetching import debian_archive

    FOLDER.mkdir(parents=True, exist_ok=True)
    if not (SYSTEM / "usr" / "bin" / "apt-get").exists():
        words = ("debootstrap", "--variant=minbase", "trixie", str(SYSTEM), debian_archive())
        subprocess.run(words, check=True, stdout=subprocess.DEVNULL)
    words = ("chroot", str(SYSTEM), *install, "wine", "wine64")
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL)


@contextmanager
def desk() -> Iterator[None]:
    """Wine, started, with the processes and a display that it wants."""
    with mounted(SYSTEM / "proc", "-t", "proc", "proc"), display():
        code, said = wine("wineboot", "-i")
        demand(code == 0, f"Wine does not start: {said}")
        try:
            yield
        finally:
            wine("wineserver", "-k")


@contextmanager
def mounted(place: Path, *what: str) -> Iterator[None]:
    """Shows something in a folder for as long as it is needed."""
    if not place.is_mount():
        subprocess.run(["mount", *what, str(place)], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", str(place)], check=False)


@contextmanager
def display() -> Iterator[None]:
    """A display in memory, which a program in the folder reaches as well."""
    words = ["Xvfb", DISPLAY, "-screen", "0", "1366x768x24", "-nolisten", "tcp"]
    with subprocess.Popen(words, stderr=subprocess.DEVNULL) as server:
        time.sleep(2)
        manager = ["openbox", "--sm-disable"]
        with subprocess.Popen(manager, env=_environment(), stderr=subprocess.DEVNULL) as windows:
            try:
                yield
            finally:
                windows.terminate()
                server.terminate()


def inside(*command: str) -> list[str]:
    """Returns a command that runs in the folder with Wine."""
    environment = [f"DISPLAY={DISPLAY}", "HOME=/root", "WINEDEBUG=-all", "LC_ALL=C.UTF-8"]
    return ["chroot", str(SYSTEM), "env", *environment, *command]


def wine(program: str, *arguments: str, seconds: float = 900) -> tuple[int, str]:
    """Returns the exit code and output of a program for Windows; its streams are pipes."""
    own = ("wineboot", "wineserver")
    words = [program, *arguments] if program in own else ["wine", program, *arguments]
    done = subprocess.run(
        inside(*words), input=b"\n", stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        timeout=seconds, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout.decode("utf-8", "replace")


def start(program: str, path: str) -> None:
    """Starts a program of Windows on a file, and does not wait for its end."""
    script = 'echo | wine "$0" "$1" 2>&1 | cat >/root/window.log'
    subprocess.Popen(inside("sh", "-c", script, program, path))


def here(path: str) -> Path:
    """Returns where a path of Windows lies for this script."""
    return HOME / "drive_c" / path.removeprefix("C:\\").replace("\\", "/")


def demand(holds: object, otherwise: str) -> None:
    """Fails a step, with what is wrong, unless something holds."""
    if not holds:
        raise FailedError(otherwise)


def wait_for(what: str, holds: Callable[[], object], seconds: float = SECONDS_FOR_STEP) -> None:
    """Waits for what another process does, which gives no signal."""
    end = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > end:
            take_picture("failed")
            raise FailedError(f"waited in vain for {what}")
        time.sleep(0.5)


def _environment() -> dict[str, str]:
    return {**os.environ, "DISPLAY": DISPLAY}


def xdotool(*arguments: str) -> str:
    """Returns what xdotool prints."""
    done = subprocess.run(
        ["xdotool", *arguments], env=_environment(), capture_output=True, text=True, check=False
    )
    return done.stdout.strip()


def window_named(part: str) -> bool:
    """Brings a window to the front; returns whether there is one of that name."""
    found = xdotool("search", "--onlyvisible", "--name", part).split()
    if found:
        xdotool("windowactivate", "--sync", found[-1])
        time.sleep(SECONDS_FOR_FOCUS)
    return bool(found)


def key(*names: str) -> None:
    """Types keys into the window in front."""
    for name in names:
        xdotool("key", name)
        time.sleep(0.5)


def write(text: str) -> None:
    """Types a text into the window in front."""
    xdotool("type", "--delay", "100", text)
    time.sleep(1)


def take_picture(name: str) -> None:
    """Keeps what the display shows."""
    target = FOLDER / f"{name}.png"
    subprocess.run(["import", "-window", "root", str(target)], env=_environment(), check=False)
