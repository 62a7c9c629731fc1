"""What a screen reader says has no letters of keys in it, and no command does nothing silently."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from hand_reports import BROKEN, Put
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gouji.core.extraction.report import Claim
from gouji.gui.shell.plain_names import plain
from gouji.gui.shell.window import Window

LETTER = re.compile(r"&|\([A-Z]\)|（[A-Z]）")
DIALOGS = ("batch", "settings", "shortcuts", "palette", "about", "export", "remembered_layouts")


def heard(root: QWidget) -> Iterator[tuple[object, str]]:
    """Yields every name in a widget as a screen reader finds it, but for the menus.

    Qt gives a menu's entry its text and takes no other name for it.
    """
    waiting: list[QAccessibleInterface] = [QAccessible.queryAccessibleInterface(root)]
    while waiting:
        here = waiting.pop()
        if here is None or here.role() in (QAccessible.Role.MenuBar, QAccessible.Role.PopupMenu):
            continue
        yield here.role(), here.text(QAccessible.Text.Name)
        waiting += [here.child(at) for at in range(min(here.childCount(), 60))]


def test_a_mnemonic_is_taken_off_in_both_languages() -> None:
    assert plain("打开文件夹(&D)…") == "打开文件夹…"
    assert plain("&Open && close") == "Open & close"
    assert plain("第（一）项 (5)") == "第（一）项 (5)"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_accessible_name_of_the_window_or_its_dialogs_holds_a_mnemonic(
    put: Put, language: str
) -> None:
    window = put(BROKEN)
    window.language.choose(language)
    for name in DIALOGS:
        window.actions_.by_id[name].trigger()
    QApplication.processEvents()
    count = 0
    for top in QApplication.topLevelWidgets():
        if not top.isVisible():
            continue
        for role, name in heard(top):
            assert not LETTER.search(name), (role, name)
            count += 1
    assert count > 100
    for top in QApplication.topLevelWidgets():
        if top is not window:
            top.close()


@pytest.mark.parametrize(
    "command",
    ["correct", "confirm", "confirm_rest", "unreadable", "copy", "paste", "show_placement",
     "slide_left", "exchange_lines"],
)  # fmt: skip
def test_on_a_sentence_a_command_on_cells_says_that_it_needs_one(
    told: Window, command: str
) -> None:
    assert told.form.current is None
    told.actions_.by_id[command].trigger()
    assert told.message.text


@pytest.fixture
def told(put: Put, qtbot: QtBot) -> Window:
    """The window with the list of what the narrative states in front."""
    window = put(BROKEN)
    claim = Claim("share", "text.share.1", "", 5, "占5%", (1, 20))
    under = window.context.under_review
    assert under is not None
    from dataclasses import replace

    from gouji.core.review import Review

    report = replace(under.report, claims=(claim,))
    window.show_report(replace(under, report=report, review=Review(report, reviewer="王核")))
    window.context.select_claim(claim)
    return window


@pytest.mark.parametrize("command", ["rotate", "rotate_back", "level", "thumbnails"])
def test_what_turns_pages_says_that_a_text_has_none(put: Put, command: str) -> None:
    window = put(BROKEN)
    window.actions_.by_id[command].trigger()
    assert "没有页面" in window.message.text


def test_pasting_nothing_says_so(put: Put) -> None:
    window = put(BROKEN)
    QApplication.clipboard().clear()
    window.actions_.by_id["paste"].trigger()
    assert "剪贴板" in window.message.text
