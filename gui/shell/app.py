"""Start-up of the window."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import resources
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QSettings, Qt, QTimer
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from gouji import __version__

from .crash import Crash
from .garbage import GarbageCollection
from .language import Language
from .look import show_indicators
from .second_start import SecondStarts, address, hand_over
from .theme import legible_selection
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


PAINTED = 500
"""Milliseconds after which the window is painted, so that other work does not delay it."""


NO_DISPLAY = (
    "gouji: 没有图形界面，无法打开窗口；请在桌面环境中运行，或使用 gouji check。"
    " No display: run it on a desktop, or use gouji check."
)


NO_LIBRARY = (
    "gouji: 系统缺少 {0}，窗口打不开；请用系统的软件包安装它（Debian：apt-get install {1}）。"
    " The system lacks {0}, which the window needs; install it (Debian: apt-get install {1})."
)


def main(argv: Sequence[str]) -> int:
    """Opens the window on the files given and returns the exit code when it is closed."""
    if not _has_display():
        sys.stderr.write(NO_DISPLAY + "\n")
        return 2
    if lacking := missing_libraries():
        sys.stderr.write(NO_LIBRARY.format(lacking, package_of(lacking)) + "\n")
        return 2
    _leave_a_deleted_folder()
    app = make_application()
    paths, where = list(map(Path, argv)), address()
    if hand_over(paths, where):
        return 0
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
    if paths:
        window.open_all(paths)
    else:
        window.bring_back()
        window.commands.introducing.introduce()
        QTimer.singleShot(PAINTED, window.get_ready)
    second_starts = SecondStarts(where, app)
    second_starts.asked.connect(window.come_forward)
    code = app.exec()
    second_starts.close()
    tidying.release()
    crash.release()
    return code


def missing_libraries() -> str:
    """Returns the library that Qt needs for a window on X11 and the system lacks; empty for none.

    Qt itself would end the program, with a page that says everything else.
    """
    chosen = os.environ.get("QT_QPA_PLATFORM", "")
    if not sys.platform.startswith("linux") or not (chosen or "xcb").startswith("xcb"):
        return ""
    if not chosen and os.environ.get("WAYLAND_DISPLAY"):
        return ""
    import ctypes

    plugins = QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)
    plugin = Path(plugins) / "platforms" / "libqxcb.so"
    try:
        if plugin.exists():
            ctypes.CDLL(str(plugin))
    except OSError as error:
        return str(error).partition(":")[0]
    return ""


def package_of(library: str) -> str:
    """Returns the Debian package of a library that the window needs; else the library's name."""
    import tomllib

    told = (resources.files("gouji.resources") / "debian-packages.toml").read_text("utf-8")
    return str(tomllib.loads(told).get(library, library))


def _leave_a_deleted_folder() -> None:
    """Goes home where the working folder is gone: no path could be made whole from it."""
    try:
        Path.cwd()
    except OSError:
        os.chdir(Path.home())


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
    app.setPalette(legible_selection(app.palette()))
    show_indicators()
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
