"""The colours and sizes that marks are painted with, for a light and a dark palette."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QColor, QGuiApplication, QPalette


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours of the form and its marks, each legible on the ground it is used on.

    Every mark has a shape of its own as well (``gui/grid/delegate.py``), so no colour is needed
    to tell two of them apart.
    """

    paper: QColor
    ink: QColor
    faint: QColor
    head: QColor
    line: QColor
    error: QColor
    error_ground: QColor
    warning: QColor
    warning_ground: QColor
    doubt: QColor
    edited: QColor
    confirmed: QColor
    equation: QColor
    equation_ground: QColor
    focus: QColor


LIGHT = Theme(
    paper=QColor("#ffffff"),
    ink=QColor("#1a1c1f"),
    faint=QColor("#5c6370"),
    head=QColor("#f1f3f5"),
    line=QColor("#b4bac3"),
    error=QColor("#b3160f"),
    error_ground=QColor("#fde3e1"),
    warning=QColor("#7a4b00"),
    warning_ground=QColor("#fff0c7"),
    doubt=QColor("#6d3fb0"),
    edited=QColor("#0f5fd6"),
    confirmed=QColor("#14713a"),
    equation=QColor("#005f73"),
    equation_ground=QColor("#d8eff3"),
    focus=QColor("#0f5fd6"),
)

DARK = Theme(
    paper=QColor("#1e2023"),
    ink=QColor("#eceef0"),
    faint=QColor("#a3abb6"),
    head=QColor("#2a2d31"),
    line=QColor("#555b64"),
    error=QColor("#ff938a"),
    error_ground=QColor("#512523"),
    warning=QColor("#ffcf5c"),
    warning_ground=QColor("#4a3a12"),
    doubt=QColor("#c9a6ff"),
    edited=QColor("#74b0ff"),
    confirmed=QColor("#71d493"),
    equation=QColor("#6fd6e8"),
    equation_ground=QColor("#123d45"),
    focus=QColor("#74b0ff"),
)


def palette_of(theme: Theme) -> QPalette:
    """Returns a palette for a look, for where the system names none."""
    role, group = QPalette.ColorRole, QPalette.ColorGroup
    palette = QPalette(theme.head)
    grounds = {role.Base: theme.paper, role.Window: theme.head, role.Button: theme.head}
    inks = {role.Text: theme.ink, role.WindowText: theme.ink, role.ButtonText: theme.ink}
    others = {
        role.AlternateBase: theme.head,
        role.ToolTipBase: theme.head,
        role.ToolTipText: theme.ink,
        role.PlaceholderText: theme.faint,
        role.Highlight: LIGHT.focus,
        role.HighlightedText: LIGHT.paper,
    }
    for colour_role, colour in {**grounds, **inks, **others}.items():
        palette.setColor(colour_role, colour)
    for colour_role in inks:
        palette.setColor(group.Disabled, colour_role, theme.line)
    return palette


def theme_of(palette: QPalette | None = None) -> Theme:
    """Returns the look for a palette; without one, for that of the application."""
    ground = (palette or QGuiApplication.palette()).color(QPalette.ColorRole.Base)
    return DARK if ground.lightness() < 128 else LIGHT
