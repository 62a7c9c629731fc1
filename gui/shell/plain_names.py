"""Names for screen readers without the letters of keys: 打开文件夹, not 打开文件夹(D)."""

from __future__ import annotations

import re

from PySide6.QtWidgets import QAbstractButton, QGroupBox, QLabel, QWidget

OURS = "named_plainly"
"""The property of what was named here, so that it is named anew in another language."""

_MNEMONIC = re.compile(r"\(&\w\)|&")


def plain(text: str) -> str:
    """Returns a text without its mnemonic: 打开(&O)… as 打开…, &Open as Open, && as &."""
    return "&".join(_MNEMONIC.sub("", part) for part in text.split("&&"))


def name_plainly(root: QWidget) -> None:
    """Gives all that stands in a widget an accessible name without mnemonics.

    What was named otherwise stays. A field is named by the label that stands before it.
    """
    for widget in root.findChildren(QWidget):
        text = _text_of(widget)
        if plain(text) == text:
            continue
        _name(widget, text)
        if isinstance(widget, QLabel) and widget.buddy() is not None:
            _name(widget.buddy(), text)


def _name(widget: QWidget, text: str) -> None:
    """Names a widget, unless something else was said of it than its own text."""
    if not widget.accessibleName() or widget.property(OURS):
        widget.setProperty(OURS, True)  # noqa: FBT003 - named by Qt
        widget.setAccessibleName(plain(text).rstrip(":："))


def _text_of(widget: QWidget) -> str:
    if isinstance(widget, QAbstractButton | QLabel):
        return widget.text()
    return widget.title() if isinstance(widget, QGroupBox) else ""
