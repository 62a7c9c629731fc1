"""The one path of everything unexpected: into the log file, and as one sentence to the user."""

from __future__ import annotations

import faulthandler
import logging
import sys
import threading
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    QStandardPaths,
    QtMsgType,
    Signal,
    qInstallMessageHandler,
)

LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}

logger = logging.getLogger("gouji")


class Crash(QObject):
    """Catches what nobody else did.

    Attributes:
        happened: Something unexpected happened; carries the path of the log. Emitted from any
            thread.
    """

    happened = Signal(str)

    def __init__(self, folder: Path | None = None) -> None:
        super().__init__()
        self.log = (folder or log_folder()) / "gouji.log"
        self._handler: logging.Handler | None = None

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
        stream = getattr(self._handler, "stream", None)
        if stream is not None:
            faulthandler.enable(stream)

    def release(self) -> None:
        """Closes the log."""
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
        self.happened.emit(str(self.log))


def log_folder() -> Path:
    """Returns the folder of the log, for this user on this system."""
    location = QStandardPaths.StandardLocation.AppLocalDataLocation
    return Path(QStandardPaths.writableLocation(location))


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
