"""A new user finds the three jobs, and each user a look of their own."""

from __future__ import annotations

from pathlib import Path

import pytest
from hand_reports import BROKEN, Put
from PySide6.QtCore import QSettings, QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QPushButton, QRadioButton
from pytestqt.qtbot import QtBot

from gouji.gui.dialogs.introduction import Introduction
from gouji.gui.dialogs.settings import SettingsDialog
from gouji.gui.session.jobs import Job
from gouji.gui.shell.docks import SMALL_ONE, USUAL, WIDE_ONE
from gouji.gui.shell.look import Colours, Look
from gouji.gui.shell.theme import DARK, LIGHT, contrast, theme_of
from gouji.gui.shell.window import Window


def introduction_of(window: Window) -> Introduction:
    dialog = window.commands.introducing.dialog
    assert isinstance(dialog, Introduction)
    return dialog


def settings_of(window: Window) -> SettingsDialog:
    window.actions_.by_id["settings"].trigger()
    dialog = window.commands.files.dialog
    assert isinstance(dialog, SettingsDialog)
    return dialog


def choose(window: Window, colours: Colours, points: int, layout: str = "") -> None:
    dialog = settings_of(window)
    dialog.colours.setCurrentIndex(dialog.colours.findData(colours.value))
    dialog.layout_.setCurrentIndex(dialog.layout_.findData(layout))
    dialog.points.setValue(points)
    dialog.accept()
    for _ in range(5):
        QApplication.processEvents()


def test_the_first_start_shows_the_three_jobs_and_no_later_one_does(window: Window) -> None:
    window.commands.introducing.introduce()
    dialog = introduction_of(window)
    assert not dialog.isModal()
    assert dialog.pages.count() == 3
    titles = []
    for _ in range(dialog.pages.count()):
        page = dialog.pages.currentWidget()
        assert page is not None
        titles += [label.accessibleName() for label in page.findChildren(QLabel)]
        dialog.next.click()
    assert titles == ["核对更正一份报告", "导出", "抽查"]
    assert not dialog.isVisible()
    window.commands.introducing.introduce()
    assert window.commands.introducing.dialog is None


def test_the_jobs_are_skipped_with_one_key_and_found_again_in_help(window: Window) -> None:
    window.commands.introducing.introduce()
    introduction_of(window).reject()
    action = window.actions_.by_id["introduction"]
    assert action in window.actions_.menus["help"].actions()
    action.trigger()
    assert introduction_of(window).isVisible()
    introduction_of(window).skip.click()
    assert window.commands.introducing.dialog is None


def test_the_jobs_name_the_keys_that_the_user_has(window: Window) -> None:
    window.parts.keymap.give("sign_off", "Ctrl+J")
    window.commands.introducing.introduction()
    dialog = introduction_of(window)
    said = [label.text() for label in dialog.findChildren(QLabel)]
    assert any("Ctrl+J" in words for words in said)
    assert not any("F9" in words or "{" in words for words in said)
    dialog.reject()


def test_a_job_is_tried_on_a_sample_while_it_is_told(
    window: Window, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gouji.gui.commands.files.data_folder", lambda: tmp_path / "data")
    window.commands.introducing.introduction()
    dialog = introduction_of(window)
    page = dialog.pages.currentWidget()
    assert page is not None
    with qtbot.waitSignal(window.context.opened):
        page.findChildren(QPushButton)[0].click()
    assert dialog.isVisible()
    assert window.context.open_doubts
    dialog.reject()


def test_the_empty_window_names_batch_and_spot_check(window: Window) -> None:
    buttons = {
        button.text().partition("(")[0]: button
        for button in window.welcome.findChildren(QPushButton)
    }
    assert {"文件夹汇成一个工作簿", "继续抽查", "一分钟认识三件事"} <= set(buttons)
    buttons["一分钟认识三件事"].click()
    introduction_of(window).reject()
    buttons["文件夹汇成一个工作簿"].click()
    batch = window.commands.batching.batch_dialog
    assert batch is not None
    assert batch.isVisible()
    batch.close()


@pytest.mark.parametrize(
    ("colours", "theme"), [(Colours.DARK, DARK), (Colours.LIGHT, LIGHT)], ids=["dark", "light"]
)
def test_the_colours_are_those_that_were_chosen(
    put: Put, settings: QSettings, colours: Colours, theme: object
) -> None:
    window = put(BROKEN)
    choose(window, colours, 0)
    assert theme_of() is theme
    assert theme_of(window.form.palette()) is theme
    palette = QGuiApplication.palette()
    assert contrast(palette.highlight().color(), palette.highlightedText().color()) >= 4.5
    window.look.release()
    again = Look(settings)
    assert again.colours is colours
    assert theme_of() is theme
    again.release()
    assert theme_of() is LIGHT


def test_letters_and_rows_grow_with_the_size_that_was_chosen(put: Put) -> None:
    window = put(BROKEN)
    view = window.form.views["t3"]
    before = view.rowHeight(1), view.fontMetrics().height()
    choose(window, Colours.SYSTEM, 15)
    assert view.fontMetrics().height() > before[1] * 1.4
    assert view.rowHeight(1) > before[0] * 1.3
    dialog = settings_of(window)
    assert dialog.points.value() == 15
    dialog.reject()
    choose(window, Colours.SYSTEM, 0)
    assert (view.rowHeight(1), view.fontMetrics().height()) == before


@pytest.mark.parametrize("kept", ["", "x", "-3", "2", "400", "٣"])
def test_a_size_that_cannot_be_is_that_of_the_system(
    qapp: QApplication, settings: QSettings, kept: str
) -> None:
    settings.setValue("points", kept)
    settings.setValue("theme", "violet")
    look = Look(settings)
    assert look.points == 0
    assert look.colours is Colours.SYSTEM
    look.release()


def test_a_layout_that_was_chosen_stays_whatever_the_size_of_the_window(put: Put) -> None:
    window = put(BROKEN)
    window.resize(1366, 740)
    choose(window, Colours.SYSTEM, 0, SMALL_ONE)
    assert window.docks.is_small
    choose(window, Colours.SYSTEM, 0, WIDE_ONE)
    assert not window.docks.is_small
    window.resize(QSize(683, 400))
    for _ in range(5):
        QApplication.processEvents()
    assert not window.docks.is_small
    choose(window, Colours.SYSTEM, 0)
    assert window.docks.is_small


@pytest.mark.qt_log_ignore("does not support")
def test_all_parts_are_put_back_in_their_places(put: Put) -> None:
    window = put(BROKEN)
    window.resize(1366, 740)
    choose(window, Colours.SYSTEM, 0, USUAL)
    window.docks["history"].hide()
    window.docks["source"].setFloating(True)
    dialog = settings_of(window)
    dialog.put_back.click()
    for _ in range(5):
        QApplication.processEvents()
    assert not window.docks["source"].isFloating()
    assert not window.docks["history"].isHidden()
    assert window.docks["queue"].isHidden()
    assert window.docks.chosen == USUAL
    dialog.reject()


def test_workers_load_what_reads_while_the_user_chooses(window: Window, qtbot: QtBot) -> None:
    window.actions_.by_id["open_file"].trigger()
    dialog = window.commands.files.dialog
    assert dialog is not None
    assert window.jobs.findChildren(Job)
    qtbot.waitUntil(lambda: not window.jobs.findChildren(Job))
    dialog.reject()


@pytest.mark.parametrize("kind", [QCheckBox, QRadioButton])
def test_boxes_and_circles_are_seen_on_a_dark_ground(
    put: Put, kind: type[QCheckBox | QRadioButton]
) -> None:
    window = put(BROKEN)
    choose(window, Colours.DARK, 0)
    button = kind("x", window)
    button.show()
    QApplication.processEvents()
    palette = button.palette()
    assert contrast(palette.base().color(), palette.window().color()) >= 3.0
    assert contrast(palette.base().color(), palette.text().color()) >= 3.0
    choose(window, Colours.LIGHT, 0)
    assert button.palette().base().color() == LIGHT.paper
