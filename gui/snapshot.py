"""Draws the real window off-screen: `python -m gouji.gui.snapshot SOURCE OUT.png`."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import (
    QEventLoop,
    QMessageLogContext,
    QSettings,
    QTimer,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtWidgets import QApplication

from ..core.bilingual import Bilingual
from ..core.errors import GoujiError, OutputError
from ..core.files.temporary import temporary_folder
from .session.jobs import Job
from .shell.app import make_application
from .shell.language import LANGUAGES, Language
from .shell.theme import DARK, LIGHT, palette_of
from .shell.window import Window

SECONDS_TO_READ = 120
"""For the report, on a slow machine."""

QUIET_MILLISECONDS = 400
"""The picture is taken when no job has run for so long: then all pages in view are drawn."""


def main(argv: Sequence[str]) -> int:
    """Returns the exit code: 0 where the picture was made."""
    arguments = _parser().parse_args(argv)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    before = qInstallMessageHandler(_keep_quiet)
    app = make_application()
    app.setStyle("fusion")
    app.setPalette(palette_of(DARK if arguments.dark else LIGHT))
    with temporary_folder() as folder:
        settings = QSettings(str(folder / "gouji.ini"), QSettings.Format.IniFormat)
        settings.setValue("language", arguments.language)
        settings.setValue("reviews", str(folder))
        settings.setValue("data", str(folder))  # nothing of it is kept for the user
        settings.setValue(
            "reviewer", Bilingual("张三", "A. Reviewer").in_language(arguments.language)
        )
        language = Language(settings)
        window = Window(settings, language)
        try:
            open_source(window, arguments.source, arguments.size)
            window.context.go_to_doubt()
            window.form.take_focus()
            draw(app, window, arguments.out)
        except GoujiError as error:
            sys.stderr.write(error.sentence(arguments.language) + "\n")
            return error.exit_code
        finally:
            window.close()
            language.release()
            settings.sync()  # else Qt writes them later, into the folder that is gone
            qInstallMessageHandler(before)
    return 0


def _keep_quiet(_kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    """Passes on what Qt says, but for what the off-screen plugin always says."""
    if "propagateSizeHints" not in message:
        sys.stderr.write(message + "\n")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m gouji.gui.snapshot", description=__doc__)
    parser.add_argument("source", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--size", type=_size, default=(1366, 768), metavar="WIDTHxHEIGHT")
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--language", choices=list(LANGUAGES), default="zh")
    return parser


def _size(text: str) -> tuple[int, int]:
    width, _, height = text.partition("x")
    return int(width), int(height)


def open_source(window: Window, source: Path, size: tuple[int, int]) -> None:
    """Shows the window on a source.

    Raises:
        GoujiError: The source cannot be read.
    """
    window.resize(*size)
    window.show()
    loop = QEventLoop()
    errors: list[GoujiError] = []
    window.opener.failed.connect(errors.append)
    window.opener.failed.connect(loop.quit)
    window.context.opened.connect(loop.quit)
    QTimer.singleShot(SECONDS_TO_READ * 1000, loop.quit)
    window.open(source)
    loop.exec()
    if errors:
        raise errors[0]


def draw(app: QApplication, window: Window, out: Path) -> None:
    """Takes the picture once all background work is done.

    Raises:
        OutputError: The picture cannot be written.
    """
    loop = QEventLoop()
    quiet = QTimer(interval=QUIET_MILLISECONDS, singleShot=True)
    quiet.timeout.connect(loop.quit)
    theme = QTimer(interval=20)
    theme.timeout.connect(lambda: window.jobs.findChildren(Job) and quiet.start())
    quiet.start()
    theme.start()
    QTimer.singleShot(SECONDS_TO_READ * 1000, loop.quit)
    loop.exec()
    theme.stop()
    app.processEvents()
    out.parent.mkdir(parents=True, exist_ok=True)
    if not window.grab().save(str(out)):
        raise OutputError(f"{out}：无法写入图片。", f"{out}: the picture cannot be written.")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
