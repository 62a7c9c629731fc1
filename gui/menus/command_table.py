"""Every command of the window as data: its words, keys, icon, menu, and what it calls."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from ..shell.translatable import QT_TRANSLATE_NOOP
from .command_entry import CommandEntry
from .placement_commands import PLACEMENT

SEPARATOR = None

FILE = (
    CommandEntry(
        "open_file",
        QT_TRANSLATE_NOOP("Actions", "&Open…"),
        QT_TRANSLATE_NOOP("Actions", "Open one report or several"),
        ("Ctrl+O",),
        icon=True,
        always=True,
    ),
    CommandEntry(
        "open_folder",
        QT_TRANSLATE_NOOP("Actions", "Open &folder…"),
        QT_TRANSLATE_NOOP("Actions", "Put every report below a folder in the queue"),
        ("Ctrl+Shift+O",),
        always=True,
    ),
    CommandEntry(
        "open_clipboard",
        QT_TRANSLATE_NOOP("Actions", "Open from the clip&board"),
        QT_TRANSLATE_NOOP("Actions", "Open a copied table, text or picture as a report"),
        ("Ctrl+Shift+V",),
        always=True,
    ),
    CommandEntry(
        "batch",
        QT_TRANSLATE_NOOP("Actions", "Folder into one &workbook…"),
        QT_TRANSLATE_NOOP("Actions", "Read every report below a folder into one workbook"),
        always=True,
    ),
    SEPARATOR,
    CommandEntry(
        "save",
        QT_TRANSLATE_NOOP("Actions", "&Save"),
        QT_TRANSLATE_NOOP("Actions", "Everything is saved at once; says where"),
        ("Ctrl+S",),
    ),
    CommandEntry(
        "save_copy",
        QT_TRANSLATE_NOOP("Actions", "Save a &copy…"),
        QT_TRANSLATE_NOOP("Actions", "Write the whole review to another file"),
        ("Ctrl+Shift+S",),
    ),
    CommandEntry(
        "export",
        QT_TRANSLATE_NOOP("Actions", "&Export…"),
        QT_TRANSLATE_NOOP("Actions", "Write the audited workbook, the opinion or the cells"),
        ("Ctrl+E",),
        icon=True,
    ),
    CommandEntry(
        "export_english",
        QT_TRANSLATE_NOOP("Actions", "Export in En&glish…"),
        QT_TRANSLATE_NOOP("Actions", "Write the workbook or the opinion in English"),
    ),
    CommandEntry(
        "export_queue",
        QT_TRANSLATE_NOOP("Actions", "Opi&nions of the queue…"),
        QT_TRANSLATE_NOOP("Actions", "Write the opinion of every report that the queue shows"),
        always=True,
    ),
    CommandEntry(
        "print_opinion",
        QT_TRANSLATE_NOOP("Actions", "&Print the opinion…"),
        QT_TRANSLATE_NOOP("Actions", "Print the review opinion"),
        ("Ctrl+P",),
    ),
    CommandEntry(
        "preview_opinion",
        QT_TRANSLATE_NOOP("Actions", "Print pre&view…"),
        QT_TRANSLATE_NOOP("Actions", "See the review opinion as it would be printed"),
    ),
    CommandEntry(
        "import_workbook",
        QT_TRANSLATE_NOOP("Actions", "&Import workbook…"),
        QT_TRANSLATE_NOOP("Actions", "Take over figures that were changed in Excel"),
        ("Ctrl+I",),
    ),
    CommandEntry(
        "hold_extraction",
        QT_TRANSLATE_NOOP("Actions", "&Hold against an extraction…"),
        QT_TRANSLATE_NOOP(
            "Actions",
            "Show where figures that another program extracted differ from the page; "
            "with no report they are opened by themselves",
        ),
        always=True,
    ),
    CommandEntry(
        "give_back",
        QT_TRANSLATE_NOOP("Actions", "Give the e&xtraction back…"),
        QT_TRANSLATE_NOOP("Actions", "Write the extraction corrected, in its own shape"),
    ),
    SEPARATOR,
    CommandEntry(
        "settings",
        QT_TRANSLATE_NOOP("Actions", "Se&ttings…"),
        QT_TRANSLATE_NOOP("Actions", "Your name, the look of the window, where reviews are kept"),
        ("Ctrl+,",),
        always=True,
    ),
    CommandEntry(
        "close",
        QT_TRANSLATE_NOOP("Actions", "&Quit"),
        QT_TRANSLATE_NOOP("Actions", "Quit Gouji"),
        ("Ctrl+Q",),
        always=True,
    ),
)
EDIT = (
    CommandEntry(
        "undo",
        QT_TRANSLATE_NOOP("Actions", "&Undo"),
        QT_TRANSLATE_NOOP("Actions", "Take back the last step"),
        ("Ctrl+Z",),
        icon=True,
    ),
    CommandEntry(
        "redo",
        QT_TRANSLATE_NOOP("Actions", "&Redo"),
        QT_TRANSLATE_NOOP("Actions", "Do the step again that was taken back"),
        ("Ctrl+Y", "Ctrl+Shift+Z"),
        icon=True,
    ),
    CommandEntry(
        "revert",
        QT_TRANSLATE_NOOP("Actions", "Take back this ce&ll"),
        QT_TRANSLATE_NOOP("Actions", "Take back the last decision on the current cell alone"),
        ("Ctrl+Alt+Z",),
    ),
    SEPARATOR,
    CommandEntry(
        "copy",
        QT_TRANSLATE_NOOP("Actions", "&Copy"),
        QT_TRANSLATE_NOOP("Actions", "Copy the selected figures, or the text marked in the source"),
        ("Ctrl+C",),
    ),
    CommandEntry(
        "paste",
        QT_TRANSLATE_NOOP("Actions", "&Paste"),
        QT_TRANSLATE_NOOP(
            "Actions", "Paste figures from here on; with no report open, open what was copied"
        ),
        ("Ctrl+V",),
        always=True,
    ),
    SEPARATOR,
    CommandEntry(
        "find",
        QT_TRANSLATE_NOOP("Actions", "&Find in the source"),
        QT_TRANSLATE_NOOP("Actions", "Find a text in the source"),
        ("Ctrl+F",),
    ),
)
REVIEW = (
    CommandEntry(
        "previous_doubt",
        QT_TRANSLATE_NOOP("Actions", "&Previous doubt"),
        QT_TRANSLATE_NOOP("Actions", "Go to the previous doubt"),
        ("Shift+F8",),
        icon=True,
    ),
    CommandEntry(
        "next_doubt",
        QT_TRANSLATE_NOOP("Actions", "&Next doubt"),
        QT_TRANSLATE_NOOP("Actions", "Go to the next doubt"),
        ("F8",),
        icon=True,
        always=True,
    ),
    CommandEntry(
        "next_report_with_doubts",
        QT_TRANSLATE_NOOP("Actions", "Next report with d&oubts"),
        QT_TRANSLATE_NOOP("Actions", "Go to the first doubt of the next report that has one"),
        ("Ctrl+F8",),
        always=True,
    ),
    SEPARATOR,
    CommandEntry(
        "adopt",
        QT_TRANSLATE_NOOP("Actions", "Ta&ke the suggestion"),
        QT_TRANSLATE_NOOP("Actions", "Take the first suggestion of the current doubt"),
        ("Alt+1",),
        icon=True,
    ),
    CommandEntry(
        "fill_totals",
        QT_TRANSLATE_NOOP("Actions", "Fill &blank totals"),
        QT_TRANSLATE_NOOP(
            "Actions", "Adjust every total left blank to the sum of its parts, as one step"
        ),
        ("Ctrl+T",),
    ),
    CommandEntry(
        "correct",
        QT_TRANSLATE_NOOP("Actions", "Co&rrect the reading"),
        QT_TRANSLATE_NOOP("Actions", "Type what the page prints"),
        ("F2",),
    ),
    CommandEntry(
        "identify",
        QT_TRANSLATE_NOOP("Actions", "Body and &year…"),
        QT_TRANSLATE_NOOP("Actions", "Say whose report it is and of which year"),
        ("Ctrl+B",),
    ),
    CommandEntry(
        "confirm",
        QT_TRANSLATE_NOOP("Actions", "&Confirm"),
        QT_TRANSLATE_NOOP("Actions", "Confirm the cell as read and go to the next one"),
        ("Ctrl+Return", "Ctrl+Enter"),
        icon=True,
    ),
    CommandEntry(
        "confirm_alike",
        QT_TRANSLATE_NOOP("Actions", "Confirm for a&ll laid out alike"),
        QT_TRANSLATE_NOOP(
            "Actions",
            "Confirm a doubt of a table in every report of the queue whose table is laid out alike",
        ),
        ("Ctrl+Alt+Return", "Ctrl+Alt+Enter"),
    ),
    CommandEntry(
        "confirm_rest",
        QT_TRANSLATE_NOOP("Actions", "Confirm the rest of the &table"),
        QT_TRANSLATE_NOOP("Actions", "Confirm every cell of the table that has no doubt"),
        ("Ctrl+Shift+Return", "Ctrl+Shift+Enter"),
    ),
    CommandEntry(
        "adjust",
        QT_TRANSLATE_NOOP("Actions", "&Adjust…"),
        QT_TRANSLATE_NOOP(
            "Actions", "Set the audited figure, with a reason; the printed one stays"
        ),
        ("Shift+F2",),
        icon=True,
    ),
    CommandEntry(
        "explain",
        QT_TRANSLATE_NOOP("Actions", "E&xplain…"),
        QT_TRANSLATE_NOOP("Actions", "Say why the finding stands: the report prints it so"),
        ("Ctrl+D",),
        icon=True,
    ),
    CommandEntry(
        "unreadable",
        QT_TRANSLATE_NOOP("Actions", "&Unreadable"),
        QT_TRANSLATE_NOOP(
            "Actions", "Record that nobody can read what the page prints here; it is never a zero"
        ),
        ("Ctrl+U",),
    ),
    SEPARATOR,
    CommandEntry(
        "sign_off",
        QT_TRANSLATE_NOOP("Actions", "&Sign off"),
        QT_TRANSLATE_NOOP("Actions", "Sign the review off as it stands, or reopen it"),
        ("F9",),
        icon=True,
    ),
    CommandEntry(
        "reread",
        QT_TRANSLATE_NOOP("Actions", "New rea&ding…"),
        QT_TRANSLATE_NOOP("Actions", "What is read otherwise now than when the review began"),
    ),
    CommandEntry(
        "compare",
        QT_TRANSLATE_NOOP("Actions", "Co&mpare with another review…"),
        QT_TRANSLATE_NOOP("Actions", "Two reviewers of one report: what differs, and a third file"),
    ),
    CommandEntry(
        "name_reviewer",
        QT_TRANSLATE_NOOP("Actions", "Re&viewer…"),
        QT_TRANSLATE_NOOP("Actions", "The name that your decisions carry"),
        always=True,
    ),
)
SPOT_CHECK = (
    SEPARATOR,
    CommandEntry(
        "spot_check",
        QT_TRANSLATE_NOOP("Actions", "Spot c&heck of the queue…"),
        QT_TRANSLATE_NOOP("Actions", "Draw cells or reports from the queue as it is filtered"),
        always=True,
    ),
    CommandEntry(
        "resume_spot_check",
        QT_TRANSLATE_NOOP("Actions", "&Go on with a spot check…"),
        QT_TRANSLATE_NOOP("Actions", "Open a spot check that was drawn"),
        always=True,
    ),
)
VIEW = (
    CommandEntry(
        "next_report",
        QT_TRANSLATE_NOOP("Actions", "&Next report"),
        QT_TRANSLATE_NOOP("Actions", "Show the next report of the queue"),
        ("Ctrl+PgDown",),
        always=True,
    ),
    CommandEntry(
        "previous_report",
        QT_TRANSLATE_NOOP("Actions", "&Previous report"),
        QT_TRANSLATE_NOOP("Actions", "Show the previous report of the queue"),
        ("Ctrl+PgUp",),
        always=True,
    ),
    SEPARATOR,
    CommandEntry(
        "next_table",
        QT_TRANSLATE_NOOP("Actions", "Next &table"),
        QT_TRANSLATE_NOOP("Actions", "Show the next table"),
        ("Ctrl+Tab",),
    ),
    CommandEntry(
        "previous_table",
        QT_TRANSLATE_NOOP("Actions", "Pre&vious table"),
        QT_TRANSLATE_NOOP("Actions", "Show the previous table"),
        ("Ctrl+Shift+Tab",),
    ),
    CommandEntry(
        "year_before",
        QT_TRANSLATE_NOOP("Actions", "Figures of the &year before"),
        QT_TRANSLATE_NOOP(
            "Actions", "Show what the year before has below each figure, and the change"
        ),
        ("Ctrl+Shift+Y",),
        checked=True,
    ),
    SEPARATOR,
    CommandEntry(
        "zoom_in",
        QT_TRANSLATE_NOOP("Actions", "Zoom &in"),
        QT_TRANSLATE_NOOP("Actions", "Enlarge the source"),
        ("Ctrl+=", "Ctrl++"),
    ),
    CommandEntry(
        "zoom_out",
        QT_TRANSLATE_NOOP("Actions", "Zoom &out"),
        QT_TRANSLATE_NOOP("Actions", "Reduce the source"),
        ("Ctrl+-",),
    ),
    CommandEntry(
        "actual",
        QT_TRANSLATE_NOOP("Actions", "&Actual size"),
        QT_TRANSLATE_NOOP("Actions", "Show the source in its own size"),
        ("Ctrl+0",),
    ),
    CommandEntry(
        "fit_width",
        QT_TRANSLATE_NOOP("Actions", "Fit &width"),
        QT_TRANSLATE_NOOP("Actions", "Fit the page to the width"),
        ("Ctrl+1",),
    ),
    CommandEntry(
        "fit_page",
        QT_TRANSLATE_NOOP("Actions", "Fit pag&e"),
        QT_TRANSLATE_NOOP("Actions", "Show the whole page"),
        ("Ctrl+2",),
    ),
    CommandEntry(
        "rotate",
        QT_TRANSLATE_NOOP("Actions", "&Rotate the page"),
        QT_TRANSLATE_NOOP("Actions", "Turn the pages of the source clockwise"),
        ("Ctrl+R",),
    ),
    CommandEntry(
        "rotate_back",
        QT_TRANSLATE_NOOP("Actions", "Rotate the page &back"),
        QT_TRANSLATE_NOOP("Actions", "Turn the pages of the source counter-clockwise"),
        ("Ctrl+Shift+R",),
    ),
    CommandEntry(
        "thumbnails",
        QT_TRANSLATE_NOOP("Actions", "Small pa&ges"),
        QT_TRANSLATE_NOOP("Actions", "Show the pages small beside the source, or hide them"),
        ("F7",),
        checked=True,
    ),
    CommandEntry(
        "outlines",
        QT_TRANSLATE_NOOP("Actions", "Outline all &cells"),
        QT_TRANSLATE_NOOP("Actions", "Show where every cell was found in the source"),
        ("Ctrl+L",),
        checked=True,
    ),
    CommandEntry(
        "level",
        QT_TRANSLATE_NOOP("Actions", "S&how scans level"),
        QT_TRANSLATE_NOOP("Actions", "Show pages that were scanned askew level, or as scanned"),
        ("Ctrl+Shift+L",),
        checked=True,
    ),
    CommandEntry(
        "set_apart",
        QT_TRANSLATE_NOOP("Actions", "&Source in a window of its own"),
        QT_TRANSLATE_NOOP("Actions", "Put the source on another screen, or back"),
        ("F12",),
        checked=True,
    ),
    SEPARATOR,
    CommandEntry(
        "next_part",
        QT_TRANSLATE_NOOP("Actions", "Next part of the win&dow"),
        QT_TRANSLATE_NOOP("Actions", "Put the keyboard on form, source, findings or queue"),
        ("F6",),
        always=True,
    ),
    CommandEntry(
        "previous_part",
        QT_TRANSLATE_NOOP("Actions", "Previo&us part of the window"),
        QT_TRANSLATE_NOOP("Actions", "Put the keyboard on the part before"),
        ("Shift+F6",),
        always=True,
    ),
    CommandEntry(
        "full_screen",
        QT_TRANSLATE_NOOP("Actions", "&Full screen"),
        QT_TRANSLATE_NOOP("Actions", "Use the whole screen"),
        ("F11",),
        checked=True,
        always=True,
    ),
)
HELP = (
    CommandEntry(
        "introduction",
        QT_TRANSLATE_NOOP("Actions", "&Three jobs in one minute"),
        QT_TRANSLATE_NOOP("Actions", "How to correct a report, to export, and to spot-check"),
        always=True,
    ),
    CommandEntry(
        "manual",
        QT_TRANSLATE_NOOP("Actions", "&Manual"),
        QT_TRANSLATE_NOOP("Actions", "Show the manual"),
        ("Shift+F1",),
        always=True,
    ),
    CommandEntry(
        "shortcuts",
        QT_TRANSLATE_NOOP("Actions", "&Keyboard shortcuts"),
        QT_TRANSLATE_NOOP("Actions", "List all keyboard shortcuts, and change them"),
        ("F1",),
        always=True,
    ),
    CommandEntry(
        "palette",
        QT_TRANSLATE_NOOP("Actions", "&Commands by name…"),
        QT_TRANSLATE_NOOP("Actions", "Find a command by a part of its name and call it"),
        ("Ctrl+Shift+P",),
        always=True,
    ),
    CommandEntry(
        "show_log",
        QT_TRANSLATE_NOOP("Actions", "&Log folder"),
        QT_TRANSLATE_NOOP("Actions", "Open the folder of the log"),
        always=True,
    ),
    CommandEntry(
        "about",
        QT_TRANSLATE_NOOP("Actions", "&About Gouji"),
        QT_TRANSLATE_NOOP("Actions", "Versions and licence"),
        always=True,
    ),
)
MENUS: tuple[tuple[str, str, tuple[CommandEntry | None, ...]], ...] = (
    ("file", QT_TRANSLATE_NOOP("Actions", "&File"), FILE),
    ("edit", QT_TRANSLATE_NOOP("Actions", "&Edit"), EDIT),
    ("review", QT_TRANSLATE_NOOP("Actions", "&Review"), (*REVIEW, *SPOT_CHECK)),
    ("placement", QT_TRANSLATE_NOOP("Actions", "&Layout"), PLACEMENT),
    ("view", QT_TRANSLATE_NOOP("Actions", "&View"), VIEW),
    ("help", QT_TRANSLATE_NOOP("Actions", "&Help"), HELP),
)
REOPEN = QT_TRANSLATE_NOOP("Actions", "Reopen the re&view")
"""What the command to sign off is called where the review is signed off."""


@cache
def entries_by_id() -> Mapping[str, CommandEntry]:
    """Returns every command by its id, in the order of the menus."""
    found = (entry for _, _, entries in MENUS for entry in entries if entry is not None)
    return MappingProxyType({entry.id: entry for entry in found})
