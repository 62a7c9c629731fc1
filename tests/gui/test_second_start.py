"""A second start of the program hands its files to the window that is open."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gouji.gui.shell import app as start
from gouji.gui.shell import second_start
from gouji.gui.shell.second_start import SecondStarts, address, hand_over
from gouji.gui.shell.window import Window


@pytest.fixture
def where(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of a window of this test alone, in a folder of a short name, as sockets want."""
    monkeypatch.setattr(second_start, "MILLISECONDS_TO_ANSWER", 5000)
    with tempfile.TemporaryDirectory(prefix="g") as folder:
        yield address(Path(folder))


@pytest.fixture
def listening(qapp: QApplication, where: str) -> Iterator[SecondStarts]:
    """What an open window listens with."""
    parent = QObject()
    made = SecondStarts(where, parent)
    yield made
    made.close()


HAND_OVER = """
import sys
from pathlib import Path
from gouji.gui.shell.second_start import hand_over
sys.exit(not hand_over([Path(each) for each in sys.argv[2:]], sys.argv[1]))
"""


def handed(where: str, paths: list[Path], qtbot: QtBot, until: SecondStarts) -> list[Path]:
    """What arrives at the open window from a process as the second start is one."""
    with qtbot.waitSignal(until.asked) as asked:
        other = subprocess.Popen([sys.executable, "-c", HAND_OVER, where, *paths])
    qtbot.waitUntil(lambda: other.poll() is not None)
    assert other.returncode == 0
    assert asked.args is not None
    found: list[Path] = asked.args[0]
    return found


def test_files_arrive_whatever_their_names_are(
    listening: SecondStarts, tmp_path: Path, where: str, qtbot: QtBot
) -> None:
    paths = [tmp_path / "张三 的报告.pdf", tmp_path / "a\nb.html", Path("relative.docx")]

    arrived = handed(where, paths, qtbot, listening)

    assert arrived == [path.absolute() for path in paths]


def test_without_an_open_window_the_start_opens_its_own(tmp_path: Path, where: str) -> None:
    assert not hand_over([tmp_path / "a.pdf"], where)
    assert not hand_over([tmp_path / "a.pdf"], "")


@pytest.mark.skipif(sys.platform == "win32", reason="a pipe leaves no file")
def test_what_a_killed_window_left_is_no_window(
    qapp: QApplication, tmp_path: Path, where: str, qtbot: QtBot
) -> None:
    Path(where).touch()

    assert not hand_over([], where)
    parent = QObject()
    listening = SecondStarts(where, parent)

    assert handed(where, [], qtbot, listening) == []
    listening.close()


@pytest.mark.parametrize("said", [b"{}\n", b"[1]\n", b"\xff\n", json.dumps("a").encode() + b"\n"])
def test_what_is_no_message_is_refused(
    said: bytes, listening: SecondStarts, tmp_path: Path, where: str, qtbot: QtBot
) -> None:
    socket = QLocalSocket()
    socket.connectToServer(where)
    with qtbot.waitSignal(socket.disconnected), qtbot.assertNotEmitted(listening.asked):
        socket.write(said)


def test_only_the_user_may_hand_something_over(listening: SecondStarts) -> None:
    server = listening.findChild(QLocalServer)

    assert server is not None
    assert server.socketOptions() == QLocalServer.SocketOption.UserAccessOption


def test_each_display_has_a_window(where: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":another")

    other = address(Path(where).parent)

    assert other
    assert other != where


@pytest.mark.qt_log_ignore("does not support (raise|propagateSizeHints)")
def test_the_window_opens_what_is_handed_over(window: Window, root: Path, qtbot: QtBot) -> None:
    window.showMinimized()

    with qtbot.waitSignal(window.context.opened):
        window.come_forward([root / "resources" / "samples" / "2021-web-page.html"])

    assert not window.isMinimized()
    assert window.context.review is not None


def test_a_missing_library_is_named_with_its_package(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(start, "missing_libraries", lambda: "libxcb-cursor.so.0")
    monkeypatch.setenv("DISPLAY", ":1")

    assert start.main([]) == 2

    (line,) = capsys.readouterr().err.splitlines()
    assert "libxcb-cursor.so.0" in line
    assert "apt-get install libxcb-cursor0" in line
