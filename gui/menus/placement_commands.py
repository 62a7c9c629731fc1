"""The commands of the Layout menu, as ``command_table`` has the others."""

from __future__ import annotations

from ..shell.translatable import QT_TRANSLATE_NOOP
from .command_entry import CommandEntry

PLACEMENT = (
    CommandEntry(
        "show_placement",
        QT_TRANSLATE_NOOP("Actions", "&Placement on the source"),
        QT_TRANSLATE_NOOP(
            "Actions", "Show on the source how the table is placed, to correct it, or no longer"
        ),
        ("F4",),
        checked=True,
    ),
    None,
    CommandEntry(
        "slide_left",
        QT_TRANSLATE_NOOP("Actions", "Slide the figures &left"),
        QT_TRANSLATE_NOOP("Actions", "Slide the selected figures one place to the left"),
        ("Alt+Left",),
    ),
    CommandEntry(
        "slide_right",
        QT_TRANSLATE_NOOP("Actions", "Slide the figures &right"),
        QT_TRANSLATE_NOOP("Actions", "Slide the selected figures one place to the right"),
        ("Alt+Right",),
    ),
    CommandEntry(
        "slide_up",
        QT_TRANSLATE_NOOP("Actions", "Slide the figures &up"),
        QT_TRANSLATE_NOOP("Actions", "Slide the selected figures one place up"),
        ("Alt+Up",),
    ),
    CommandEntry(
        "slide_down",
        QT_TRANSLATE_NOOP("Actions", "Slide the figures &down"),
        QT_TRANSLATE_NOOP("Actions", "Slide the selected figures one place down"),
        ("Alt+Down",),
    ),
    CommandEntry(
        "exchange_lines",
        QT_TRANSLATE_NOOP("Actions", "E&xchange two rows or columns"),
        QT_TRANSLATE_NOOP(
            "Actions", "Exchange the two columns, or rows, that the selected cells stand in"
        ),
        ("Ctrl+Shift+X",),
    ),
    None,
    CommandEntry(
        "another_report",
        QT_TRANSLATE_NOOP("Actions", "&Another report in this file"),
        QT_TRANSLATE_NOOP(
            "Actions", "Begin a review of one report more in this file, its tables to be framed"
        ),
    ),
    CommandEntry(
        "remembered_layouts",
        QT_TRANSLATE_NOOP("Actions", "Re&membered layouts…"),
        QT_TRANSLATE_NOOP(
            "Actions", "The tables placed by hand, offered to reports laid out alike"
        ),
        always=True,
    ),
)
