"""Parts around the grid: shortcuts, names for screen readers, snapshot and the crash path."""

import logging
import subprocess
import sys
from pathlib import Path

import pytest
from hand_reports import BROKEN, SAMPLES, Put
from PySide6.QtCore import QUrl
from PySide6.QtGui import QFont, QFontDatabase, QFontInfo, QFontMetrics, QImage
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableWidget,
    QTabWidget,
)
from pytestqt.qtbot import QtBot

from gouji import __date__, __version__
from gouji.gui import snapshot
from gouji.gui.dialogs.about import AboutDialog
from gouji.gui.dialogs.manual import ManualDialog
from gouji.gui.dialogs.trouble import TroubleDialog
from gouji.gui.menus.command_table import entries_by_id
from gouji.gui.shell.app import use_chinese_font
from gouji.gui.shell.crash import Crash
from gouji.gui.shell.theme import DARK, LIGHT, Theme, palette_of
from gouji.gui.shell.window import Window


def test_no_two_commands_share_a_key() -> None:
    keys = [key for entry in entries_by_id().values() for key in entry.keys]
    assert len(keys) == len(set(keys))


def test_every_command_has_a_method(window: Window) -> None:
    assert all(callable(window.commands.method(name)) for name in entries_by_id())


def test_f1_lists_every_key(window: Window) -> None:
    window.actions_.by_id["shortcuts"].trigger()
    dialog = window.commands.viewing.dialog
    assert dialog is not None
    table = dialog.findChild(QTableWidget)
    assert isinstance(table, QTableWidget)
    items = [table.item(row, 0) for row in range(table.rowCount())]
    listed = " ".join(item.text() for item in items if item is not None)
    for key in ("F8", "Shift+F2", "Ctrl+E", "Ctrl+D", "Enter"):
        assert key in listed
    assert listed.index("F9") < listed.index("Ctrl+O")
    dialog.reject()


def test_every_control_has_a_name_for_screen_readers(put: Put) -> None:
    window = put(BROKEN)
    nameless = [
        widget
        for kind in (QAbstractItemView, QLineEdit, QTabWidget)
        for widget in window.findChildren(kind)
        if widget.isVisible() and not widget.accessibleName()
    ]
    assert not nameless
    buttons = [
        button
        for button in window.findChildren(QAbstractButton)
        if button.isVisible()
        and not (button.accessibleName() or button.text() or button.toolTip())
        and "qt_" not in button.objectName()
    ]
    assert not buttons


@pytest.mark.parametrize("look", [LIGHT, DARK])
def test_figures_and_marks_stand_out_from_their_ground(look: Theme) -> None:
    def brightness(colour: object) -> float:
        parts = [getattr(colour, name)() for name in ("redF", "greenF", "blueF")]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return float(0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2])

    def contrast(one: object, other: object) -> float:
        high, low = sorted((brightness(one), brightness(other)), reverse=True)
        return (high + 0.05) / (low + 0.05)

    grounds = [look.paper, look.error_ground, look.warning_ground, look.equation_ground]
    assert all(contrast(look.ink, ground) >= 7 for ground in grounds)
    assert contrast(look.error, look.error_ground) >= 4.5
    assert contrast(look.warning, look.warning_ground) >= 4.5
    assert all(contrast(look.equation, ground) >= 4.5 for ground in grounds)
    for mark in (look.doubt, look.edited, look.confirmed, look.faint, look.focus):
        assert contrast(mark, look.paper) >= 3


def test_the_about_box_says_version_and_date(window: Window) -> None:
    window.actions_.by_id["about"].trigger()
    dialog = window.commands.viewing.dialog

    assert isinstance(dialog, AboutDialog)
    said = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert f"{__version__} · {__date__}" in said
    dialog.reject()


def test_the_grid_follows_a_dark_palette(put: Put, qapp: QApplication) -> None:
    before = qapp.palette()
    window = put(BROKEN)
    try:
        qapp.setPalette(palette_of(DARK))
        qapp.processEvents()
        view = window.form.views["t3"]
        window.form.show_cell("t3.partial.business")
        place = view.place_of("t3.partial.research")
        picture = view.viewport().grab(place).toImage()
        assert picture.pixelColor(6, 4) == DARK.paper
    finally:
        qapp.setPalette(before)


def test_chinese_is_shown_by_the_carried_font_where_the_system_has_none(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = qapp.font()
    monkeypatch.setattr(QFontDatabase, "families", lambda *_: [])
    try:
        use_chinese_font(qapp)
        assert qapp.font().families()[-1] == "Gouji Song"
        assert QFontMetrics(QFont("Gouji Song")).inFont("浉")
        assert QFontInfo(QFont("Gouji Song")).family() == "Gouji Song"
    finally:
        qapp.setFont(before)
        QFontDatabase.removeAllApplicationFonts()


def test_the_snapshot_draws_a_sample(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(snapshot, "make_application", lambda: qapp)
    monkeypatch.setattr(snapshot, "qInstallMessageHandler", lambda handler: handler)
    before, style = qapp.palette(), qapp.style().objectName()
    out = tmp_path / "window.png"
    arguments = [str(SAMPLES / "2021-totals-broken.pdf"), str(out), "--size", "1024x700"]
    assert snapshot.main(arguments) == 0
    qapp.setPalette(before)
    qapp.setStyle(style)
    picture = QImage(str(out))
    assert (picture.width(), picture.height()) == (1024, 700)


def test_what_nobody_catches_is_logged_and_told(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    crash = Crash(tmp_path)
    monkeypatch.setattr("gouji.gui.shell.crash.logger", logging.getLogger("gouji.test"))
    monkeypatch.setattr("gouji.gui.shell.crash.qInstallMessageHandler", lambda handler: None)
    monkeypatch.setattr("faulthandler.enable", lambda stream: None)
    monkeypatch.setattr("faulthandler.disable", lambda: None)
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr("threading.excepthook", None)
    crash.install()
    with qtbot.waitSignal(crash.happened) as told:
        try:
            raise ValueError("quite unexpected")
        except ValueError:
            kind, error, trace = sys.exc_info()
            assert kind is not None
            assert error is not None
            sys.excepthook(kind, error, trace)
    assert "ValueError: quite unexpected" in told.args[0]
    assert "quite unexpected" in (tmp_path / "gouji.log").read_text("utf-8")
    crash.release()


def test_what_killed_the_last_session_is_told_at_the_next_start_and_only_then(
    qtbot: QtBot, tmp_path: Path
) -> None:
    kill = "import sys; from pathlib import Path; from gouji.gui.shell.crash import Crash\n"
    kill += "Crash(Path(sys.argv[1])).install(); import ctypes; ctypes.string_at(0)"
    subprocess.run([sys.executable, "-c", kill, tmp_path], check=False, capture_output=True)
    known = Crash(tmp_path).left_behind()
    assert "Segmentation fault" in known or "access violation" in known
    assert Crash(tmp_path).left_behind() == ""
    dialog = TroubleDialog(known, tmp_path, ended=True, parent=None)
    qtbot.addWidget(dialog)
    dialog.copy()
    assert known.strip() in QApplication.clipboard().text()
    assert "Gouji" in QApplication.clipboard().text()


def test_the_manual_is_read_in_the_window_and_fetches_nothing(window: Window) -> None:
    window.actions_.by_id["manual"].trigger()
    manual = window.findChild(ManualDialog)
    assert isinstance(manual, ManualDialog)
    assert "看下一个疑点" in manual.pages.toPlainText()
    assert "see the next" not in manual.pages.toPlainText()
    manual.pages.anchorClicked.emit(QUrl("rules.md"))
    assert "勾稽" in manual.pages.toPlainText()
    manual.pages.anchorClicked.emit(QUrl("https://example.org/other.md"))
    assert manual.pages.can_go_back
    manual.pages.go_back()
    assert "看下一个疑点" in manual.pages.toPlainText()
    manual.reject()


def test_an_empty_window_opens_a_sample_of_the_users_own(
    window: Window, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gouji.gui.commands.files.data_folder", lambda: tmp_path / "data")
    buttons = window.welcome.findChildren(QPushButton)
    button = next(each for each in buttons if "PDF" in each.text())
    with qtbot.waitSignal(window.context.opened):
        button.click()
    assert window.context.under_review is not None
    assert window.context.under_review.place == tmp_path / "data/samples/2021-totals-broken.pdf"
    assert not window.welcome.isVisible()


def test_the_print_dialog_opens_and_the_opinion_goes_where_it_says(
    put: Put, qtbot: QtBot, tmp_path: Path
) -> None:
    window = put(BROKEN)
    target = tmp_path / "opinion.pdf"
    print_to(window, target)
    qtbot.waitUntil(lambda: str(target) in window.message.text)
    assert window.message.text.startswith("✔")
    assert target.read_bytes().startswith(b"%PDF")


@pytest.mark.qt_log_ignore("QPainter::begin", "does not support propagateSizeHints")
def test_an_opinion_that_could_not_be_printed_is_not_called_printed(
    put: Put, qtbot: QtBot, tmp_path: Path
) -> None:
    window = put(BROKEN)
    print_to(window, tmp_path / "missing" / "opinion.pdf")
    qtbot.waitUntil(lambda: window.message.text.startswith("✖"))


def print_to(window: Window, target: Path) -> None:
    """Prints the opinion to a file, as somebody does who answers the dialog of printers."""
    window.actions_.by_id["print_opinion"].trigger()
    dialog = window.commands.files.dialog
    assert isinstance(dialog, QPrintDialog)
    assert dialog.isVisible()
    printer = dialog.printer()
    dialog.done(QPrintDialog.DialogCode.Rejected)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(target))
    dialog.accepted.emit(printer)
