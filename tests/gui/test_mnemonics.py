"""Every entry of a menu has a letter of its own, so that one key is enough."""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu

from gouji.gui.shell.window import Window


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_two_entries_of_a_menu_share_a_letter(window: Window, language: str) -> None:
    window.language.choose(language)

    for menu in window.menuBar().findChildren(QMenu):
        keys = Counter(
            key
            for action in menu.actions()
            if (key := QKeySequence.mnemonic(action.text()).toString())
        )
        assert max(keys.values(), default=1) == 1, [each.text() for each in menu.actions()]
