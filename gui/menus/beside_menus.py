"""How commands are reached beside the menus: the toolbar, and keys that no menu shows."""

from __future__ import annotations

from ..shell.translatable import QT_TRANSLATE_NOOP
from .command_table import SEPARATOR

TOOLBAR = (
    "open_file", SEPARATOR, "undo", "redo", SEPARATOR, "previous_doubt", "next_doubt", SEPARATOR,
    "adopt", "confirm", "adjust", "explain", SEPARATOR, "sign_off", "export",
)  # fmt: skip

SUGGESTION_KEYS = tuple((number, f"Alt+{number}") for number in range(2, 10))
"""Which suggestion each further key takes."""

OTHER_KEYS = (
    (
        ("Alt+1 … Alt+9",),
        QT_TRANSLATE_NOOP("Actions", "Take suggestion 1 to 9 of the current doubt"),
    ),
    (
        ("←", "↑", "→", "↓"),
        QT_TRANSLATE_NOOP("Actions", "Go to the next figure; heads are passed over"),
    ),
    (
        ("Tab", "Shift+Tab"),
        QT_TRANSLATE_NOOP("Actions", "Next or previous figure in reading order"),
    ),
    (
        ("Enter", "Shift+Enter"),
        QT_TRANSLATE_NOOP("Actions", "Take what was typed and go down or up"),
    ),
    (
        ("Shift+←↑→↓", "Ctrl+A"),
        QT_TRANSLATE_NOOP("Actions", "Select a block; Enter and Tab go on within it"),
    ),
    (("Esc",), QT_TRANSLATE_NOOP("Actions", "Give up what was typed")),
    (
        ("F4: ←↑→↓", "0 … 9, +, -"),
        QT_TRANSLATE_NOOP(
            "Actions", "Placement: select a column or row; name it by number, or the next name"
        ),
    ),
    (
        ("F4: X", "Alt+←↑→↓"),
        QT_TRANSLATE_NOOP("Actions", "Placement: exchange with the next; shift all names by one"),
    ),
    (
        ("F4: Shift+←↑→↓", "Insert", "Delete"),
        QT_TRANSLATE_NOOP(
            "Actions", "Placement: move the boundary after the selected line, add one, remove it"
        ),
    ),
    (
        ("F4: M", "[", "]"),
        QT_TRANSLATE_NOOP(
            "Actions",
            "Placement: frame by keys (Enter: what it is); the table begins, or ends before, here",
        ),
    ),
    (
        ("F4: Shift+P",),
        QT_TRANSLATE_NOOP("Actions", "Placement: the page read again by other means"),
    ),
    (
        ("F4: A", "C", "P", "L", "Backspace"),
        QT_TRANSLATE_NOOP(
            "Actions",
            "Placement: the page is the table, goes on; as a picture; another layout; one act back",
        ),
    ),
    (("Home", "End", "Ctrl+←↑→↓"), QT_TRANSLATE_NOOP("Actions", "Go to the edge of the table")),
    (("Space",), QT_TRANSLATE_NOOP("Actions", "Held down: see the cell enlarged in the source")),
    (("Delete",), QT_TRANSLATE_NOOP("Actions", "The page prints nothing here")),
)
"""Keys that are in no menu, for the list of shortcuts."""
