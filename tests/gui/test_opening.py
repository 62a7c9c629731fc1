"""A file is opened in a worker while the window stays live, and shown beside its form."""

from pathlib import Path

import pytest
from hand_reports import BALANCED, SAMPLES, make_report
from protected import PASSWORD, protect
from PySide6.QtCore import QMimeData, QPointF, QSettings, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QInputDialog, QLineEdit, QListView
from pytestqt.qtbot import QtBot

from gouji.core.survey import ReportUnderReview
from gouji.gui.shell.window import Window

PDF = SAMPLES / "2021-totals-broken.pdf"
SECONDS_60 = 60_000


def opened(window: Window, path: Path, qtbot: QtBot) -> None:
    """Opens a file and waits until its report lies under review."""
    with qtbot.waitSignal(window.context.opened, timeout=SECONDS_60):
        window.open(path)


def dialog_of(window: Window, qtbot: QtBot) -> QInputDialog:
    """Returns the question that the opener asks, once it does."""
    qtbot.waitUntil(lambda: window.opener.dialog is not None, timeout=SECONDS_60)
    assert isinstance(window.opener.dialog, QInputDialog)
    return window.opener.dialog


@pytest.mark.parametrize(
    "name", ["2021-totals-broken.pdf", "2019-edition.docx", "2021-web-page.html"]
)
def test_a_sample_is_shown_with_a_tab_for_each_table_of_its_form(
    window: Window, qtbot: QtBot, name: str
) -> None:
    opened(window, SAMPLES / name, qtbot)
    review = window.context.review
    assert review is not None
    assert list(window.form.views) == [table.id for table in review.report.form.tables]
    assert str(review.report.year) in window.windowTitle()
    assert review.report.organization in window.windowTitle()
    assert not window.status.busy


def test_the_window_stays_live_while_it_reads(window: Window, qtbot: QtBot) -> None:
    window.open(PDF)
    assert window.status.busy
    assert window.context.review is None
    with qtbot.waitSignal(window.context.opened, timeout=SECONDS_60):
        pass
    assert not window.status.busy


def test_reading_can_be_cancelled(window: Window, qtbot: QtBot) -> None:
    window.open(PDF)
    window.status.cancelled.emit()
    assert not window.status.busy
    assert window.context.review is None
    opened(window, PDF, qtbot)
    assert window.context.review is not None


def test_a_selected_cell_is_outlined_in_the_source_and_a_click_there_selects(
    window: Window, qtbot: QtBot
) -> None:
    opened(window, PDF, qtbot)
    window.context.select_cell("t3.carried_out.natural")

    def in_view() -> bool:
        place = window.source.place_of("t3.handled.natural")
        return place is not None and window.source.rect().contains(place.center().toPoint())

    qtbot.waitUntil(in_view)
    place = window.source.place_of("t3.handled.natural")
    assert place is not None
    target = window.source.childAt(place.center().toPoint())
    assert target is not None
    spot = target.mapFrom(window.source, place.center().toPoint())
    qtbot.mouseClick(target, Qt.MouseButton.LeftButton, pos=spot)
    assert window.context.cell == "t3.handled.natural"
    view = window.form.current
    assert view is not None
    assert view.form_model.cell(view.currentIndex()) == "t3.handled.natural"


def test_a_broken_file_costs_one_sentence(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    broken = tmp_path / "损坏.pdf"
    broken.write_bytes(b"%PDF-1.7\n" + bytes(200))
    with qtbot.waitSignal(window.opener.failed, timeout=SECONDS_60):
        window.open(broken)
    assert "损坏.pdf" in window.message.text
    assert window.context.review is None
    opened(window, PDF, qtbot)
    assert window.message.text == ""


def test_a_password_is_asked_for_until_it_is_right(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    protected = protect(tmp_path / "protected.docx")
    window.open(protected)
    first = dialog_of(window, qtbot)
    assert first.textEchoMode() is QLineEdit.EchoMode.Password
    first.setTextValue("cuo")
    first.accept()
    qtbot.waitUntil(lambda: window.opener.dialog not in (None, first), timeout=SECONDS_60)
    second = dialog_of(window, qtbot)
    assert "密码不对" in second.labelText()
    second.setTextValue(PASSWORD)
    with qtbot.waitSignal(window.context.opened, timeout=SECONDS_60):
        second.accept()
    assert window.context.under_review is not None
    assert window.context.under_review.password == PASSWORD


def test_one_of_several_reports_is_chosen(window: Window, qtbot: QtBot) -> None:
    one, two = make_report(), make_report({**BALANCED, "t2.licensing.decisions": "7"})
    found = tuple(
        ReportUnderReview(each.document.path, each.document, each.reports[0]) for each in (one, two)
    )
    window.opener._done(found)
    dialog = dialog_of(window, qtbot)
    box = dialog.findChild(QListView) or dialog.findChild(QComboBox)
    assert box is not None
    dialog.setTextValue(dialog.comboBoxItems()[1])
    with qtbot.waitSignal(window.opener.chosen) as chosen:
        dialog.done(QDialog.DialogCode.Accepted)
    assert chosen.args[0].report is two.reports[0]


def test_a_dropped_file_is_opened(window: Window, qtbot: QtBot) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(PDF))])
    drop = QDropEvent(
        QPointF(9, 9),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    with qtbot.waitSignal(window.context.opened, timeout=SECONDS_60):
        window.dropEvent(drop)
    assert drop.isAccepted()


def test_layout_and_recent_files_are_kept(
    window: Window, qtbot: QtBot, settings: QSettings
) -> None:
    opened(window, PDF, qtbot)
    window.docks["source"].hide()
    window.close()
    later = Window(settings, window.language)
    qtbot.addWidget(later)
    later.show()
    later.resize(window.size())  # the off-screen plugin has a screen that is smaller
    QApplication.processEvents()
    assert not later.docks["source"].isVisible()
    names = [action.text() for action in later.recent.actions()]
    assert names == [PDF.name]
    later.close()
