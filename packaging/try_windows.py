"""Tries the installer for Windows under Wine, as its user would: run after release.py.

    python3 packaging/try_windows.py [--keep]

Sets up what it needs on Debian, as root: a folder with Wine 10 (of Debian 13; older ones cannot
open the window), and a display in memory with xdotool. Prints one line for each thing tried, and
leaves pictures of the window in build/windows. What Wine cannot say stands in docs/release.md.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "build" / "windows"
SYSTEM = FOLDER / "debian"
SAMPLES = ROOT / "resources" / "samples"
DISPLAY = ":83"
PROGRAM = r"C:\users\root\AppData\Local\Programs\Gouji"
READER = r"C:\users\张三\我的 报告"
REPORT = "示例 报告.pdf"
MOST_CHARACTERS = 260
"""The longest path that old programs take."""

EXPORTED = r"C:\users\root\exported.xlsx"

LONG = "\\".join(["很长的文件夹名称" * 10] * 3)

SECONDS_FOR_WINDOW = 240
SECONDS_FOR_STEP = 90
TOOLS = {
    "debootstrap": "debootstrap",
    "Xvfb": "xvfb",
    "xdotool": "xdotool",
    "import": "imagemagick",
}

LOCK = """
import ctypes, subprocess, sys
kernel = ctypes.windll.kernel32
kernel.CreateFileW.restype = ctypes.c_void_p
held = kernel.CreateFileW(sys.argv[1], 0xC0000000, 1, None, 3, 0, None)  # as Excel holds it
done = subprocess.run([sys.argv[2], "export", sys.argv[3], "-o", sys.argv[1], "--language", "en"],
                      stdin=subprocess.DEVNULL, capture_output=True)
sys.stdout.buffer.write(done.stderr)
"""


class FailedError(Exception):
    """Something is not as a user should meet it."""


def main() -> int:
    """Returns 0 if all that was tried went well."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--keep", action="store_true", help="keep what an earlier run installed")
    keep = parser.parse_args().keep
    (setup,) = sorted((ROOT / "dist").glob("Gouji-*-win64-setup.exe"))[-1:]
    set_up_wine()
    if not keep:
        shutil.rmtree(SYSTEM / "root" / ".wine", ignore_errors=True)
    shutil.copy2(setup, SYSTEM / "root" / "setup.exe")
    failed = 0
    with mounted(), display():
        code, said = wine("wineboot", "-i")
        demand(code == 0, f"Wine does not start: {said}")
        for step in (install, self_test, names, locked_workbook, review, second_start, uninstall):
            begun = time.monotonic()
            try:
                said = step()
            except FailedError as error:
                failed += 1
                said = f"FAILED: {error}"
            print(f"{step.__name__}: {said} ({time.monotonic() - begun:.0f} s)", flush=True)
        wine("wineserver", "-k")
    return 1 if failed else 0


def set_up_wine() -> None:
    """Makes the folder with Wine, and installs what is used beside it."""
    packages = [package for tool, package in TOOLS.items() if shutil.which(tool) is None]
    if packages:
        subprocess.run(["apt-get", "-qq", "install", "-y", *packages], check=True)
    if (SYSTEM / "usr" / "bin" / "wine").exists():
        return
    sys.path.insert(0, str(ROOT / "packaging"))
    from artefacts.fetching import debian_archive

    FOLDER.mkdir(parents=True, exist_ok=True)
    if not (SYSTEM / "usr" / "bin" / "apt-get").exists():
        words = ("debootstrap", "--variant=minbase", "trixie", str(SYSTEM), debian_archive())
        subprocess.run(words, check=True, stdout=subprocess.DEVNULL)
    install_wine = "apt-get -qq install -y --no-install-recommends wine wine64 >/dev/null"
    subprocess.run(["chroot", str(SYSTEM), "sh", "-c", install_wine], check=True)


@contextmanager
def mounted() -> Iterator[None]:
    """Shows the processes in the folder, without which Wine does not find itself."""
    processes = SYSTEM / "proc"
    if not processes.is_mount():
        subprocess.run(["mount", "-t", "proc", "proc", str(processes)], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", str(processes)], check=False)


@contextmanager
def display() -> Iterator[None]:
    """A display in memory, which a program in the folder reaches as well."""
    words = ["Xvfb", DISPLAY, "-screen", "0", "1366x768x24", "-nolisten", "tcp"]
    with subprocess.Popen(words, stderr=subprocess.DEVNULL) as server:
        time.sleep(2)
        try:
            yield
        finally:
            server.terminate()


def inside(*command: str) -> list[str]:
    """Returns a command that runs in the folder with Wine."""
    environment = [f"DISPLAY={DISPLAY}", "HOME=/root", "WINEDEBUG=-all", "LC_ALL=C.UTF-8"]
    environment.append("OPENCV_FOR_THREADS_NUM=1")  # the threads that OpenCV asks for fail in Wine
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


def here(path: str) -> Path:
    """Returns where a path of Windows lies for this script."""
    return SYSTEM / "root" / ".wine" / "drive_c" / path.removeprefix("C:\\").replace("\\", "/")


def gouji(*arguments: str) -> tuple[int, str]:
    """Returns the exit code and output of the installed command."""
    return wine(rf"{PROGRAM}\gouji.exe", *arguments)


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


def install() -> str:
    """Installs without a question, and looks at what the system then knows."""
    wine(r"Z:\root\setup.exe", "/S")
    for name in ("gouji.exe", "gouji-window.exe", "gouji.ico", "uninstall.exe", "python", "lib"):
        demand(here(rf"{PROGRAM}\{name}").exists(), f"{name} is not installed")
    menu = here(r"C:\users\root\AppData\Roaming\Microsoft\Windows\Start Menu\Programs")
    demand(list(menu.glob("Gouji*.lnk")), "the start menu lacks the program")
    _, said = wine("reg", "query", r"HKCU\Software\Classes\Gouji.Review\shell\open\command", "/ve")
    demand("gouji-window.exe" in said, "a review is not opened by the program")
    _, said = wine("reg", "query", r"HKCU\Software\Classes\.pdf\OpenWithProgids")
    demand("Gouji.Report" in said, "PDF files do not offer the program")
    return "silently, with start menu, .gouji and open with"


def self_test() -> str:
    """Runs the self-test of the installation."""
    code, said = gouji("self-test", "--language", "en")
    demand(code == 0, said)
    return f"{said.count('✓')} steps passed"


def names() -> str:
    """Reads files whose names, folders and lines are as Windows has them."""
    folder = here(READER)
    deep = folder.joinpath(*LONG.split("\\"))
    deep.mkdir(parents=True, exist_ok=True)
    for place in (folder / REPORT, deep / REPORT):
        shutil.copy2(SAMPLES / "2021-totals-broken.pdf", place)
    web = (SAMPLES / "2021-web-page.html").read_bytes()
    (folder / "CRLF 网页.html").write_bytes(web.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))
    tried = {
        rf"{READER}\{REPORT}": "云溪岭",
        rf"{READER}\CRLF 网页.html": "青禾原",
        rf"{READER}\{LONG}\{REPORT}": "云溪岭",
    }
    longest = max(map(len, tried))
    demand(longest > MOST_CHARACTERS, "the long path is short")
    for path, body in tried.items():
        code, said = gouji("check", path)
        demand(code in (0, 1) and body in said, f"{path} is not read: {said}")
    moved = folder / "便携 版"
    moved.unlink(missing_ok=True)
    moved.symlink_to(os.path.relpath(here(PROGRAM), folder))
    code, said = wine(rf"{READER}\{moved.name}\gouji.exe", "check", rf"{READER}\{REPORT}")
    demand(code in (0, 1) and "云溪岭" in said, f"from a folder with Chinese and spaces: {said}")
    return (
        f"{len(tried)} files with Chinese, spaces, CRLF, and a path of {longest} characters; "
        "the program in such a folder, through a link"
    )


def locked_workbook() -> str:
    """Exports over a workbook that another program has open."""
    report, book = rf"{READER}\CRLF 网页.html", rf"{READER}\结果.xlsx"
    code, said = gouji("export", report, "-o", book)
    demand(code == 0 and here(book).exists(), said)
    script = SYSTEM / "root" / "lock.py"
    script.write_text(LOCK, "utf-8")
    _, said = wine(rf"{PROGRAM}\python\python.exe", r"Z:\root\lock.py", book,
                   rf"{PROGRAM}\gouji.exe", report)  # fmt: skip
    lines = said.strip().splitlines()
    demand(len(lines) == 1 and "Excel" in lines[0], f"a locked workbook: {said}")
    return lines[0]


def events() -> list[str]:
    """Returns the kinds of the steps in the review, the oldest first."""
    path = here(rf"{READER}\{REPORT}.gouji")
    if not path.exists():
        return []
    with closing(sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)) as file:
        try:
            return [row[0] for row in file.execute("SELECT kind FROM event ORDER BY number")]
        except sqlite3.Error:
            return []


def start_window(path: str) -> None:
    """Starts the program on a file, and waits until the window is there."""
    subprocess.Popen(
        [*inside("sh", "-c", 'echo | wine "$0" "$1" 2>&1 | cat >/root/window.log',
                 rf"{PROGRAM}\gouji-window.exe", path)],
    )  # fmt: skip


def xdotool(*arguments: str) -> str:
    """Returns what xdotool prints."""
    environment = {**os.environ, "DISPLAY": DISPLAY}
    done = subprocess.run(
        ["xdotool", *arguments], env=environment, capture_output=True, text=True, check=False
    )
    return done.stdout.strip()


def window_named(part: str) -> bool:
    """Brings a window to the front; returns whether there is one of that name."""
    found = xdotool("search", "--onlyvisible", "--name", part).split()
    if found:
        xdotool("windowfocus", found[-1])
    return bool(found)


def key(*names_of_keys: str) -> None:
    """Types keys into the window in front."""
    for name in names_of_keys:
        xdotool("key", name)
        time.sleep(0.5)


def steps_after(*names_of_keys: str) -> list[str]:
    """Returns the steps in the review after keys were typed."""
    key(*names_of_keys)
    time.sleep(2)
    return events()


def take_picture(name: str) -> None:
    """Keeps what the display shows."""
    target = FOLDER / f"{name}.png"
    environment = {**os.environ, "DISPLAY": DISPLAY}
    subprocess.run(["import", "-window", "root", str(target)], env=environment, check=False)


def review() -> str:
    """Reviews by keys: opens, takes a suggestion, is killed, goes on, undoes, exports."""
    start_window(rf"{READER}\{REPORT}")
    wait_for("the window", lambda: window_named("审核人|Reviewer|Gouji"), SECONDS_FOR_WINDOW)
    wait_for("the review", lambda: here(rf"{READER}\{REPORT}.gouji").exists(), SECONDS_FOR_WINDOW)
    time.sleep(5)
    xdotool("type", "--delay", "120", "Wang")
    key("Return")
    time.sleep(3)
    take_picture("1-open")
    key("F8")
    wait_for("a suggestion taken", lambda: steps_after("alt+1"), SECONDS_FOR_WINDOW)
    before = events()
    take_picture("2-taken")
    wine("taskkill", "/f", "/im", "pythonw.exe")
    demand(events()[: len(before)] == before, "a step was lost by a kill")
    time.sleep(3)
    start_window(rf"{READER}\{REPORT}")
    wait_for("the window again", lambda: window_named("云溪岭"), SECONDS_FOR_WINDOW)
    time.sleep(8)
    take_picture("3-again")
    wait_for("an undo", lambda: len(steps_after("ctrl+z")) > len(before))
    before = events()
    wait_for("a correction", lambda: len(steps_after("F8", "5", "Return")) > len(before))
    key("ctrl+e")
    time.sleep(5)
    take_picture("4-export")
    key("ctrl+a")
    xdotool("type", "--delay", "60", EXPORTED)
    key("Return")
    wait_for("the workbook", here(EXPORTED).exists)
    code, said = gouji("verify", rf"{READER}\{REPORT}.gouji")
    demand(code == 0, said)
    return f"steps {', '.join(events())}; exported, and intact after a kill"


def second_start() -> str:
    """Starts the program again with another file, which the open window takes."""
    code, said = wine(rf"{PROGRAM}\gouji-window.exe", rf"{READER}\CRLF 网页.html", seconds=120)
    demand(code == 0, f"the second start ended with {code}: {said}")
    wait_for("the file in the window", lambda: window_named("青禾原"), SECONDS_FOR_WINDOW)
    take_picture("5-second-start")
    key("ctrl+q")
    wait_for("the end", lambda: not window_named("青禾原|云溪岭"))
    return "its file is shown by the window that was open"


def uninstall() -> str:
    """Takes the program away; what was reviewed stays."""
    wine(rf"{PROGRAM}\uninstall.exe", "/S")
    wait_for("the program to go", lambda: not here(rf"{PROGRAM}\gouji.exe").exists())
    demand(events(), "the review is gone")
    _, said = wine("reg", "query", r"HKCU\Software\Classes\.gouji")
    demand(not re.search("Gouji", said), "the kind of file is still known")
    return "the program is gone, the review is there"


if __name__ == "__main__":
    sys.exit(main())
