"""The one path of everything unexpected: into the log file, and as one sentence to the user."""

from __future__ import annotations

import contextlib
import faulthandler
import logging
import os
import sys
import threading
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import TextIO

from PySide6.QtCore import (
    QLockFile,
    QMessageLogContext,
    QObject,
    QtMsgType,
    Signal,
    qInstallMessageHandler,
)

from ..session.review_store import data_folder

LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}

TRACE = "crash-"
"""How the file begins that takes the trace of a deadly signal; the process id follows."""

logger = logging.getLogger("gouji")


class Crash(QObject):
    """Catches what nobody else did.

    What kills the program leaves its trace in a file of this process, which the next start finds.

    Attributes:
        happened: Something unexpected happened; carries what is known of it. Emitted from any
            thread.
    """

    happened = Signal(str)

    def __init__(self, folder: Path | None = None) -> None:
        super().__init__()
        self._folder = folder or data_folder()
        self.log = self._folder / "gouji.log"
        self._trace = self._folder / f"{TRACE}{os.getpid()}.txt"
        self._lock = _lock_of(self._trace)
        self._handler: logging.Handler | None = None
        self._stream: TextIO | None = None

    def install(self) -> None:
        """Begins to catch: exceptions of all threads, Qt's messages, and deadly signals."""
        self._handler = _open_log(self.log)
        if self._handler is not None:
            logger.addHandler(self._handler)
        logger.setLevel(logging.INFO)
        logger.propagate = False
        sys.excepthook = self._exception
        threading.excepthook = lambda args: self._exception(
            args.exc_type, args.exc_value or args.exc_type(), args.exc_traceback
        )
        qInstallMessageHandler(_qt_message)
        with contextlib.suppress(OSError):
            self._lock.tryLock(0)
            self._stream = self._trace.open("w", encoding="utf-8")
            faulthandler.enable(self._stream)

    def left_behind(self) -> str:
        """Returns what killed an earlier session, and forgets it; empty where nothing did."""
        found = []
        for path in sorted(self._folder.glob(f"{TRACE}*.txt")):
            lock = _lock_of(path)
            if path == self._trace or not lock.tryLock(0):
                continue
            with contextlib.suppress(OSError):
                found.append(path.read_text(encoding="utf-8", errors="replace"))
                path.unlink()
            lock.unlock()
        return "\n".join(filter(None, found))

    def release(self) -> None:
        """Closes the log; the program ends as it should."""
        if self._stream is not None:
            faulthandler.disable()
            self._stream.close()
            self._stream = None
            with contextlib.suppress(OSError):
                self._trace.unlink()
            self._lock.unlock()
        if self._handler is not None:
            logger.removeHandler(self._handler)
            self._handler.close()
            self._handler = None

    def _exception(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        logger.critical("unexpected", exc_info=(kind, error, trace))
        self.happened.emit("".join(traceback.format_exception(kind, error, trace)))


def _lock_of(trace: Path) -> QLockFile:
    """Returns the lock that a program holds as long as it may write its file of traces."""
    lock = QLockFile(str(trace.with_suffix(".lock")))
    lock.setStaleLockTime(0)  # only the end of the program makes it stale
    return lock


def _open_log(path: Path) -> logging.Handler | None:
    """Returns a handler that writes to the log, or None where it cannot be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(path, maxBytes=1_000_000, backupCount=2, encoding="utf-8")
    except OSError:
        return None
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    return handler


def _qt_message(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    category = context.category or "default"
    logger.log(LEVELS.get(kind, logging.WARNING), "Qt %s: %s", category, message)
