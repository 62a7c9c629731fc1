"""Start-up of the window."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import resources
from pathlib import Path

from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from gouji import __version__

from .crash import Crash
from .garbage import GarbageCollection
from .language import Language
from .window import Window

CHINESE_FONTS = (
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "WenQuanYi Micro Hei",
    "Microsoft YaHei UI",
    "PingFang SC",
)
"""Simplified forms first: without a name, a system may choose a font with Japanese ones."""


NO_DISPLAY = (
    "gouji: 没有图形界面，无法打开窗口；请在桌面环境中运行，或使用 gouji check。"
    " No display: run it on a desktop, or use gouji check."
)


def main(argv: Sequence[str]) -> int:
    """Opens the window on the files given and returns the exit code when it is closed."""
    if not _has_display():
        sys.stderr.write(NO_DISPLAY + "\n")
        return 2
    app = make_application()
    crash = Crash()
    crash.install()
    settings = QSettings()
    window = Window(settings, Language(settings))
    tidying = GarbageCollection(app)
    crash.happened.connect(
        lambda known: _tell(window, crash, known, ended=False), Qt.ConnectionType.QueuedConnection
    )
    window.resize(window.size().boundedTo(window.screen().availableSize()))
    window.show() if settings.contains("geometry") else window.showMaximized()
    if known := crash.left_behind():
        _tell(window, crash, known, ended=True)
    if argv:
        window.open_all(list(map(Path, argv)))
    else:
        window.bring_back()
    code = app.exec()
    tidying.release()
    crash.release()
    return code


def _has_display() -> bool:
    """Returns whether there is a screen to open a window on; only Linux may have none."""
    named = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return not sys.platform.startswith("linux") or any(os.environ.get(name) for name in named)


def make_application() -> QApplication:
    """Returns the application object, named and with a font for Chinese."""
    app = QApplication(sys.argv[:1])
    app.setOrganizationName("Gouji")
    app.setApplicationName("Gouji")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("gouji")
    use_chinese_font(app)
    return app


def use_chinese_font(app: QApplication) -> None:
    """Puts fonts with simplified Chinese behind the system's own; where it has none, Gouji's."""
    families = list(CHINESE_FONTS)
    if not QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese):
        families += _carried_families()
    font = QFont(app.font())
    font.setFamilies(list(dict.fromkeys([*font.families(), *families])))
    app.setFont(font)


def _carried_families() -> list[str]:
    """Returns the names of the font that Gouji carries, after making it known to Qt."""
    file = resources.files("gouji.resources") / "fonts" / "GoujiSong.ttf"
    number = QFontDatabase.addApplicationFontFromData(file.read_bytes())
    return QFontDatabase.applicationFontFamilies(number)


def _tell(window: Window, crash: Crash, known: str, *, ended: bool) -> None:
    """Says that something unexpected happened, and what is known of it."""
    from ..dialogs.trouble import TroubleDialog

    dialog = TroubleDialog(known, crash.log.parent, ended=ended, parent=window)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
