"""The menus of the right button and the menu key: what can be done here, with its keys."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from .command_table import SEPARATOR

OF_CELLS = (
    "adopt", "correct", "confirm", "adjust", "explain", "unreadable", SEPARATOR,
    "revert", "copy", "paste", SEPARATOR, "next_doubt", "previous_doubt", "confirm_rest",
)  # fmt: skip
OF_DOUBTS = (
    "adopt", "correct", "confirm", "confirm_alike", "adjust", "explain", "unreadable", SEPARATOR,
    "next_doubt", "previous_doubt", "next_report_with_doubts", SEPARATOR, "sign_off",
)  # fmt: skip
OF_THE_SOURCE = (
    "copy", "find", SEPARATOR, "fit_width", "fit_page", "actual", "zoom_in", "zoom_out", SEPARATOR,
    "rotate", "rotate_back", "level", SEPARATOR, "outlines", "thumbnails", "set_apart",
)  # fmt: skip


def give_menu(
    widget: QWidget, commands: tuple[str | None, ...], actions: Mapping[str, QAction]
) -> None:
    """Lets a widget, and what stands in it, show these commands on the right button."""
    widget.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

    def show(spot: QPoint) -> None:
        menu = menu_of(commands, actions, widget)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(widget.mapToGlobal(spot))

    widget.customContextMenuRequested.connect(show)


def menu_of(
    commands: tuple[str | None, ...], actions: Mapping[str, QAction], parent: QWidget
) -> QMenu:
    """Returns a menu of commands by their ids."""
    menu = QMenu(parent)
    for command in commands:
        if command is SEPARATOR:
            menu.addSeparator()
        else:
            menu.addAction(actions[command])
    return menu
