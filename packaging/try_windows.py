"""Tries the installer for Windows under Wine, as its user would: run after release.py.

    python3 packaging/try_windows.py [--keep] [STEP ...]

Sets up what it needs on Debian, as root (wine_desk.py). Prints one line for each thing tried, and
leaves pictures of the window in build/windows. What Wine cannot say stands in docs/release.md.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import sqlite3
import sys
import time
from contextlib import closing
from pathlib import Path

from wine_desk import (
    HOME,
    ROOT,
    SYSTEM,
    FailedError,
    demand,
    desk,
    here,
    key,
    mounted,
    set_up_wine,
    start,
    take_picture,
    wait_for,
    window_named,
    wine,
    write,
)

SAMPLES = ROOT / "resources" / "samples"
PROGRAM = r"C:\users\root\AppData\Local\Programs\Gouji"
WINDOW = rf"{PROGRAM}\gouji-window.exe"
PYTHON = rf"{PROGRAM}\python\python.exe"
READER = r"C:\users\张三\我的 报告"
REPORT = "示例 报告.pdf"
WEB_PAGE = "CRLF 网页.html"
MOST_CHARACTERS = 260
"""The longest path that old programs take."""

EXPORTED = r"C:\users\root\exported.xlsx"
SHARE = r"\\server\reports"
REVIEWER = "Wang"
WHO = "审核人|Reviewer"
"""The title of the question for the name."""

LONG = "\\".join(["很长的文件夹名称" * 10] * 3)
SECONDS_FOR_WINDOW = 240

HOLD = """
import ctypes, subprocess, sys
path, share, command = sys.argv[1], int(sys.argv[2]), sys.argv[3:]
kernel = ctypes.windll.kernel32
kernel.CreateFileW.restype = ctypes.c_void_p
held = kernel.CreateFileW(path, 0xC0000000, share, None, 3, 0, None)
done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True)
sys.stdout.buffer.write(b"%d " % done.returncode + done.stderr)
"""
"""Holds a file as another program does, who lets nobody (0) or only readers (1, Excel) at it."""


def main() -> int:
    """Returns 0 if all that was tried went well."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--keep", action="store_true", help="keep what an earlier run installed")
    parser.add_argument("steps", nargs="*", metavar="STEP", help=", ".join(STEPS))
    arguments = parser.parse_args()
    (setup,) = sorted((ROOT / "dist").glob("Gouji-*-win64-setup.exe"))[-1:]
    set_up_wine()
    if not arguments.keep:
        shutil.rmtree(HOME, ignore_errors=True)
    shutil.copy2(setup, SYSTEM / "root" / "setup.exe")
    failed = 0
    with desk():
        for name in arguments.steps or STEPS:
            begun = time.monotonic()
            try:
                said = STEPS[name]()
            except FailedError as error:
                failed += 1
                said = f"FAILED: {error}"
            print(f"{name}: {said} ({time.monotonic() - begun:.0f} s)", flush=True)
    return 1 if failed else 0


def gouji(*arguments: str) -> tuple[int, str]:
    """Returns the exit code and output of the installed command."""
    return wine(rf"{PROGRAM}\gouji.exe", *arguments)


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
    folder = prepared_reports()
    deep = folder.joinpath(*LONG.split("\\"))
    deep.mkdir(parents=True, exist_ok=True)
    shutil.copy2(folder / REPORT, deep / REPORT)
    tried = {
        rf"{READER}\{REPORT}": "云溪岭",
        rf"{READER}\{WEB_PAGE}": "青禾原",
        rf"{READER}\{LONG}\{REPORT}": "云溪岭",
        rf"C:/users/张三/我的 报告/{REPORT}": "云溪岭",
    }
    longest = max(map(len, tried))
    demand(longest > MOST_CHARACTERS, "the long path is short")
    for path, body in tried.items():
        read(path, body)
    moved = folder / "便携 版"
    moved.unlink(missing_ok=True)
    moved.symlink_to(os.path.relpath(here(PROGRAM), folder))
    code, said = wine(rf"{READER}\{moved.name}\gouji.exe", "check", rf"{READER}\{REPORT}")
    demand(code in (0, 1) and "云溪岭" in said, f"from a folder with Chinese and spaces: {said}")
    linked = folder.parent / "连接"
    linked.unlink(missing_ok=True)
    linked.symlink_to(folder.name)
    read(rf"C:\users\张三\连接\{REPORT}", "云溪岭")
    return (
        f"files with Chinese, spaces, CRLF, slashes, behind a link, and a path of {longest} "
        "characters; the program in such a folder, through a link"
    )


def prepared_reports() -> Path:
    """Returns the folder of the user with the reports in it."""
    folder = here(READER)
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy2(SAMPLES / "2021-totals-broken.pdf", folder / REPORT)
    web = (SAMPLES / "2021-web-page.html").read_bytes()
    (folder / WEB_PAGE).write_bytes(web.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))
    return folder


def read(path: str, body: str) -> None:
    """Demands that a report is read, and is that of a body."""
    code, said = gouji("check", path)
    demand(code in (0, 1) and body in said, f"{path} is not read: {said}")


def share() -> str:
    """Reads, exports and reviews a report on a share that nothing may be written to."""
    shared = HOME / "dosdevices" / "unc" / SHARE.replace("\\", "/").strip("/")
    shared.mkdir(parents=True, exist_ok=True)
    folder = prepared_reports()
    book = r"C:\users\root\from-share.xlsx"
    with mounted(shared, "--bind", "-o", "ro", str(folder)):
        read(rf"{SHARE}\{REPORT}", "云溪岭")
        code, said = gouji("export", rf"{SHARE}\{REPORT}", "-o", book)
        demand(code == 0 and here(book).exists(), said)
        code, said = gouji("export", rf"{SHARE}\{REPORT}", "-o", rf"{SHARE}\x.xlsx",
                           "--language", "en")  # fmt: skip
        demand(code and len(said.strip().splitlines()) == 1, f"writing there says: {said}")
        demand(rf"{SHARE}\x.xlsx" in said, f"the path is not shown as Windows does: {said}")
    return f"read and exported from {SHARE}; writing there: {said.strip()}"


def no_console() -> str:
    """Runs a command without a console and without streams."""
    prepared_reports()
    book = r"C:\users\root\no-console.xlsx"
    script = (
        "import subprocess, sys; sys.exit(subprocess.run(sys.argv[1:], creationflags=8,"
        " close_fds=True).returncode)"  # 8: detached from any console
    )
    code, said = wine(PYTHON, "-c", script, rf"{PROGRAM}\python\pythonw.exe", "-m", "gouji",
                      "export", rf"{READER}\{REPORT}", "-o", book)  # fmt: skip
    demand(code == 0 and here(book).exists(), f"without a console: {code} {said}")
    return "exported by a process without console and streams"


def locked() -> str:
    """Meets files that another program has open."""
    prepared_reports()
    report, book = rf"{READER}\{WEB_PAGE}", rf"{READER}\结果.xlsx"
    code, said = gouji("export", report, "-o", book, "--force")
    demand(code == 0 and here(book).exists(), said)
    told = []
    for path, share, words in (
        (book, 1, ("export", report, "-o", book)),
        (report, 0, ("check", report)),
    ):
        script = SYSTEM / "root" / "hold.py"
        script.write_text(HOLD, "utf-8")
        _, said = wine(PYTHON, r"Z:\root\hold.py", path, str(share), rf"{PROGRAM}\gouji.exe",
                       *words, "--language", "en")  # fmt: skip
        code, _, said = said.strip().partition(" ")
        demand(code != "0" and len(said.splitlines()) == 1, f"{path} is held: {said}")
        demand("open" in said or "another program" in said, f"{path} is held: {said}")
        told.append(said)
    return "; ".join(told)


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


def steps_after(*names_of_keys: str) -> list[str]:
    """Returns the steps in the review after keys were typed."""
    key(*names_of_keys)
    time.sleep(2)
    return events()


def answered() -> bool:
    """Answers who reviews, unless that is answered: a busy machine may lose a key."""
    if not window_named(WHO):
        return True
    key("Return")
    return False


def review() -> str:
    """Reviews by keys: opens, takes a suggestion, is killed, goes on, undoes, exports."""
    prepared_reports()
    here(rf"{READER}\{REPORT}.gouji").unlink(missing_ok=True)
    here(EXPORTED).unlink(missing_ok=True)
    wine("reg", "delete", r"HKCU\Software\Gouji\Gouji", "/v", "reviewer", "/f")
    start(WINDOW, rf"{READER}\{REPORT}")
    wait_for("the question who reviews", lambda: window_named(WHO), SECONDS_FOR_WINDOW)
    write(REVIEWER)
    take_picture("1-who")
    wait_for("the answer", answered)
    wait_for("the window", lambda: window_named("Gouji"))
    time.sleep(3)
    take_picture("2-open")
    key("F8")
    wait_for("a suggestion taken", lambda: steps_after("alt+1"), SECONDS_FOR_WINDOW)
    before = events()
    take_picture("3-taken")
    wine("taskkill", "/f", "/im", "pythonw.exe")
    wait_for("the end", lambda: not window_named("Gouji"))
    demand(events()[: len(before)] == before, "a step was lost by a kill")
    start(WINDOW, rf"{READER}\{REPORT}")
    wait_for("the window again", lambda: window_named("云溪岭"), SECONDS_FOR_WINDOW)
    time.sleep(8)
    take_picture("4-again")
    window_named("云溪岭")
    wait_for("an undo", lambda: len(steps_after("ctrl+z")) > len(before))
    before = events()
    wait_for("a correction", lambda: len(steps_after("F8", "5", "Return")) > len(before))
    take_picture("5-corrected")
    key("ctrl+e")
    time.sleep(5)
    take_picture("6-export")
    key("ctrl+a")
    write(EXPORTED)
    key("Return")
    wait_for("the workbook", here(EXPORTED).exists)
    _, said = wine("reg", "query", r"HKCU\Software\Gouji\Gouji", "/v", "reviewer")
    demand(REVIEWER in said, "the name of the reviewer is not kept")
    code, said = gouji("verify", rf"{READER}\{REPORT}.gouji")
    demand(code == 0, said)
    return f"steps {', '.join(events())}; exported, and intact after a kill"


def second_start() -> str:
    """Starts the program again with another file, which the open window takes."""
    code, said = wine(WINDOW, rf"{READER}\{WEB_PAGE}", seconds=120)
    demand(code == 0, f"the second start ended with {code}: {said}")
    wait_for("the file in the window", lambda: window_named("青禾原"), SECONDS_FOR_WINDOW)
    take_picture("7-second-start")
    key("ctrl+q")
    wait_for("the end", lambda: not window_named("青禾原|云溪岭"))
    return "its file is shown by the window that was open"


def folders() -> str:
    """Looks where the log lies."""
    log = here(r"C:\users\root\AppData\Local\Gouji\Gouji")
    demand(log.is_dir() and any(log.iterdir()), f"nothing lies in {log}")
    return f"%LOCALAPPDATA%\\Gouji\\Gouji holds {', '.join(sorted(x.name for x in log.iterdir()))}"


def update() -> str:
    """Installs over what is there: modules of before go, settings and reviews stay."""
    stale = here(rf"{PROGRAM}\lib\gouji\core\stale.py")
    stale.write_text("")
    kept = here(rf"{PROGRAM}\my review.gouji")
    kept.write_bytes(b"kept")
    uninstall = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\Gouji"
    wine("reg", "add", uninstall, "/v", "DisplayVersion", "/d", "0.0.1", "/f")
    wine("reg", "add", r"HKCU\Software\Gouji\Gouji", "/v", "reviewer", "/d", REVIEWER, "/f")
    before = events()
    wine(r"Z:\root\setup.exe", "/S")
    demand(not stale.exists(), "a module of the older version is left")
    demand(kept.exists(), "a review in the folder of the program is gone")
    demand(events() == before, "the review is another one")
    _, said = wine("reg", "query", r"HKCU\Software\Gouji\Gouji", "/v", "reviewer")
    demand(REVIEWER in said, "a setting is gone")
    _, said = wine("reg", "query", uninstall, "/v", "DisplayVersion")
    version = gouji("--version")[1].split()[-1]
    demand(version in said, f"the system knows another version: {said}")
    kept.unlink()
    return f"to {version}; old modules gone, settings and reviews kept"


def uninstall() -> str:
    """Takes the program away; what was reviewed stays."""
    before = events()
    wine(rf"{PROGRAM}\uninstall.exe", "/S")
    wait_for("the program to go", lambda: not here(rf"{PROGRAM}\gouji.exe").exists())
    demand(events() == before, "the review is gone")
    _, said = wine("reg", "query", r"HKCU\Software\Classes\.gouji")
    demand(not re.search("Gouji", said), "the kind of file is still known")
    return "the program is gone, the review is there"


STEPS = {
    step.__name__: step
    for step in (install, self_test, names, share, no_console, locked, review, second_start,
                 folders, update, uninstall)
}  # fmt: skip
"""What is tried, in this order."""


if __name__ == "__main__":
    sys.exit(main())
