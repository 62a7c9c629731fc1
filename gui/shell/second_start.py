"""A second start hands its files to the window that is open, by a local socket of the user."""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from ..session.review_store import data_folder

MILLISECONDS_TO_ANSWER = 2000
"""A window that does not answer within this hangs: the second start then opens one of its own."""

MOST_BYTES = 1_000_000
"""Of one message, longer than any command line."""

LONGEST_PATH = 100
"""Bytes that the path of a socket may have; systems take from 104 on."""

TAKEN = b"taken\n"


def address(folder: Path | None = None) -> str:
    """Returns where the open window listens; empty where no such place is to be had.

    It belongs to the user alone: on Windows a pipe that only they may open, elsewhere a socket in
    the folder of their session, or of their data. Each display has a window of its own.
    """
    kept = folder or data_folder()
    screen = os.environ.get("WAYLAND_DISPLAY", "") + os.environ.get("DISPLAY", "")
    digest = hashlib.sha256(f"{kept}\n{screen}".encode("utf-8", "surrogateescape")).hexdigest()
    name = f"gouji-{digest[:16]}"
    if sys.platform == "win32":
        return name
    session = os.environ.get("XDG_RUNTIME_DIR", "")
    places = [folder] if folder else [Path(session)] if session else []
    for place in (*places, kept):
        path = str(place / name)
        if place.is_dir() and len(os.fsencode(path)) <= LONGEST_PATH:
            return path
    return ""


def hand_over(paths: Sequence[Path], where: str) -> bool:
    """Returns whether a window that is open has taken the files, and comes to the front."""
    if not where:
        return False
    socket = QLocalSocket()
    socket.connectToServer(where)
    if not socket.waitForConnected(MILLISECONDS_TO_ANSWER):
        return False
    said = json.dumps([os.fspath(path.absolute()) for path in paths])
    socket.write(said.encode("utf-8", "surrogateescape") + b"\n")
    while not socket.canReadLine():
        if not socket.waitForReadyRead(MILLISECONDS_TO_ANSWER):
            return False
    return bytes(socket.readLine().data()) == TAKEN


class SecondStarts(QObject):
    """Listens for later starts of the program.

    Attributes:
        asked: One was made; carries the list of paths that it was given.
    """

    asked = Signal(object)

    def __init__(self, where: str, parent: QObject) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._meet)
        if where:
            QLocalServer.removeServer(where)  # what a killed window has left; nobody answers there
            self._server.listen(where)

    def close(self) -> None:
        """Listens no longer."""
        self._server.close()

    def _meet(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.readyRead.connect(lambda socket=socket: self._hear(socket))
            socket.disconnected.connect(socket.deleteLater)
            self._hear(socket)

    def _hear(self, socket: QLocalSocket) -> None:
        if socket.bytesAvailable() > MOST_BYTES:
            socket.abort()
            return
        if not socket.canReadLine():
            return
        paths = _paths_in(bytes(socket.readLine().data()))
        if paths is None:
            socket.abort()
            return
        socket.write(TAKEN)
        socket.flush()
        self.asked.emit(paths)


def _paths_in(line: bytes) -> list[Path] | None:
    """Returns the paths of a message; None where it is none."""
    with suppress(ValueError):
        said = json.loads(line.decode("utf-8", "surrogateescape"))
        if isinstance(said, list) and all(isinstance(each, str) for each in said):
            return [Path(each) for each in said]
    return None
