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
    line=QColor("#7a828d"),
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
    line=QColor("#858c97"),
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


LEAST_CONTRAST = 4.5
"""Between a text and its ground, as level AA of the Web Content Accessibility Guidelines asks."""


def contrast(one: QColor, other: QColor) -> float:
    """Returns the contrast of two colours, 1 to 21, as WCAG 2 computes it."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: QColor) -> float:
    parts = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (colour.redF(), colour.greenF(), colour.blueF())
    )
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True))


def legible_selection(palette: QPalette) -> QPalette:
    """Returns what to change of a palette so that a selected line is legible; nothing where it is.

    All else stays what the system says, also when that changes.
    """
    role, changed = QPalette.ColorRole, QPalette()
    chosen = palette.color(role.Highlight), palette.color(role.HighlightedText)
    if contrast(*chosen) < LEAST_CONTRAST:
        changed.setColor(role.Highlight, LIGHT.focus)
        changed.setColor(role.HighlightedText, LIGHT.paper)
    return changed


def theme_of(palette: QPalette | None = None) -> Theme:
    """Returns the look for a palette; without one, for that of the application."""
    ground = (palette or QGuiApplication.palette()).color(QPalette.ColorRole.Base)
    return DARK if ground.lightness() < 128 else LIGHT
