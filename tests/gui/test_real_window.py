"""One journey in the real window on an X server of its own, with real key events."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hand_reports import SAMPLES
from openpyxl import load_workbook

from gouji.core.review import Event, Kind
from gouji.core.review.review_file.store import open_file

pytestmark = [
    pytest.mark.display,
    pytest.mark.skipif(
        not (shutil.which("Xvfb") and shutil.which("xdotool")),
        reason="needs Xvfb and xdotool (Debian: apt-get install xvfb xdotool)",
    ),
]

SECONDS_TO_WAIT = 90.0
GRAB = """
import sys
from PySide6.QtWidgets import QApplication
app = QApplication(sys.argv)
sys.exit(not app.primaryScreen().grabWindow(0).save(sys.argv[1]))
"""


def wait_for(what: str, holds: Callable[[], object]) -> None:
    """Waits until a condition on another process holds."""
    end = time.monotonic() + SECONDS_TO_WAIT
    while not holds():
        assert time.monotonic() < end, f"waited in vain for {what}"
        time.sleep(0.05)  # another process gives no signal to wait for


@pytest.fixture
def display(tmp_path: Path) -> Iterator[dict[str, str]]:
    """The environment of an X server that nothing else uses, and of a user without settings."""
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1366x768x24", "-nolisten", "tcp"],
        pass_fds=[write],
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    with os.fdopen(read) as answer:
        number = answer.readline().strip()
    environment = {
        **os.environ,
        "DISPLAY": f":{number}",
        "QT_QPA_PLATFORM": "xcb",
        "HOME": str(tmp_path),
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
        "XDG_DATA_HOME": str(tmp_path / "data"),
        "LC_ALL": "C.UTF-8",
    }
    kept = tmp_path / "config" / "Gouji" / "Gouji.conf"
    kept.parent.mkdir(parents=True)
    kept.write_text("[General]\nlanguage=zh\n", "utf-8")
    yield environment
    server.terminate()
    server.wait()


def test_a_reviewer_clears_a_folder_by_keyboard_alone(
    display: dict[str, str], tmp_path: Path, root: Path
) -> None:
    folder, target = tmp_path / "reports", tmp_path / "audited.xlsx"
    folder.mkdir()
    shutil.copy(SAMPLES / "2021-totals-broken.pdf", folder / "1.pdf")
    shutil.copy(SAMPLES / "2021-web-page.html", folder / "2.html")
    window = subprocess.Popen([sys.executable, "-m", "gouji", str(folder)], env=display)

    def xdotool(*arguments: str) -> str:
        done = subprocess.run(
            ["xdotool", *arguments], env=display, capture_output=True, text=True, check=False
        )
        return done.stdout.strip()

    def key(*names: str) -> None:
        xdotool("key", "--clearmodifiers", "--delay", "40", *names)

    def write(text: str) -> None:
        xdotool("type", "--delay", "40", text)

    def focus(name: str) -> None:
        wait_for(f"the window {name}", lambda: xdotool("search", "--name", name))
        xdotool("windowfocus", "--sync", xdotool("search", "--name", name).split()[-1])

    def done(kind: Kind) -> list[Event]:
        path = folder / "1.pdf.gouji"
        if not path.exists():
            return []
        with open_file(path, read_only=True) as file:
            return [event for event in file.events if event.kind is kind]

    def take_first_suggestion() -> bool:
        key("alt+1")  # says that it still looks for one, until it has one
        return bool(done(Kind.ADJUSTED))

    try:
        focus("^审核人$")
        write("Wang")
        key("Return")
        focus("云溪岭县人民政府")
        key("F8")
        wait_for("the suggestion taken", take_first_suggestion)
        key("F8", "ctrl+d", "Return")
        wait_for("the explanation", lambda: done(Kind.EXPLAINED))
        key("F8", "shift+F2")
        write("2")
        key("Return")
        write("text")
        key("Return")
        wait_for("the adjustment", lambda: len(done(Kind.ADJUSTED)) > 1)
        save_screen(display, root / "artifacts" / "window-reviewed.png")
        key("ctrl+z", "F9", "Return")
        wait_for("the sign-off", lambda: done(Kind.SIGNED_OFF))
        key("ctrl+e")
        focus("^导出")
        key("ctrl+a")
        xdotool("type", "--delay", "15", str(target))
        key("Return")
        wait_for("the workbook", target.exists)
        focus("云溪岭县人民政府")
        key("ctrl+Next")
        focus("青禾原县人民政府")
        key("ctrl+q")
        assert window.wait(SECONDS_TO_WAIT) == 0
    finally:
        save_screen(display, root / "artifacts" / "window-last.png")
        window.kill()
        window.wait()
    assert {event.by for event in done(Kind.ADJUSTED)} == {"Wang"}
    assert figures(target)["t3.handled.natural"].count(8) >= 1
    assert open_sums(target) == []


def save_screen(display: dict[str, str], target: Path) -> None:
    """Keeps what the screen shows."""
    target.parent.mkdir(exist_ok=True)
    subprocess.run([sys.executable, "-c", GRAB, str(target)], env=display, check=True)


def figures(workbook: Path) -> dict[str, list[object]]:
    """Returns the row of each cell id in the workbook's flat list."""
    return {
        str(row[0]): list(row[1:])
        for sheet in load_workbook(workbook, data_only=True)
        for row in sheet.iter_rows(values_only=True)
        if str(row[0]).startswith("t")
    }


def open_sums(workbook: Path) -> list[object]:
    """Returns the totals rules that the workbook lists as broken and not yet dealt with."""
    rows = load_workbook(workbook)["疑点"].iter_rows(values_only=True)
    return [
        value
        for row in rows
        for value in row
        if str(value).startswith(("t3.balance.", "t3.row.")) and "未处理" in row
    ]
