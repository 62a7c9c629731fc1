"""The look that the user chose for the window: its colours and the size of its letters."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QObject, QSettings, Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from .theme import DARK, LIGHT, legible_selection, palette_of, theme_of

THEME, POINTS = "theme", "points"
"""Where both are kept."""

FEWEST_POINTS, MOST_POINTS = 7, 24


DARK_INDICATOR = QColor("#707783")
"""Three times as light as the ground, and the mark on it four times as light (WCAG, 1.4.11)."""


class Colours(StrEnum):
    """What colours a window may have."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Look(QObject):
    """Colours and size of letters of the whole application, over those of the system.

    What the user leaves to the system is left alone, so that it follows what the system says.

    Attributes:
        system_points: The size of letters that the system has, in points.
    """

    def __init__(self, settings: QSettings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._font = QFont(QGuiApplication.font())
        self._colours, self._points = Colours.SYSTEM, 0
        self.system_points = self._font.pointSizeF()
        self._take(self.colours, self.points)

    @property
    def colours(self) -> Colours:
        """The colours that are chosen."""
        kept = str(self._settings.value(THEME, "") or "")
        return Colours(kept) if kept in list(Colours) else Colours.SYSTEM

    @property
    def points(self) -> int:
        """The size of letters that is chosen, in points; 0 for that of the system."""
        kept = str(self._settings.value(POINTS, "") or "")
        points = int(kept) if kept.isascii() and kept.isdigit() else 0
        return points if FEWEST_POINTS <= points <= MOST_POINTS else 0

    def choose(self, colours: Colours, points: int) -> None:
        """Takes other colours and another size of letters at once, and keeps both."""
        self._settings.setValue(THEME, colours.value)
        self._settings.setValue(POINTS, points)
        self._take(colours, points)

    def release(self) -> None:
        """Gives the application the look of the system back."""
        self._take(Colours.SYSTEM, 0)

    def _take(self, colours: Colours, points: int) -> None:
        if colours is not self._colours:
            self._colours = colours
            _colour(colours)
        if points != self._points:
            self._points = points
            font = QFont(self._font)
            if points:
                font.setPointSize(points)
            QApplication.setFont(font)


def show_indicators() -> None:
    """Lets boxes and circles that are not ticked be seen on a dark ground.

    The style draws their frames darker than the ground, whatever that is.
    """
    colours = QPalette()
    if theme_of() is DARK:
        colours.setColor(QPalette.ColorRole.Base, DARK_INDICATOR)
    for kind in ("QRadioButton", "QCheckBox", "QGroupBox"):
        QApplication.setPalette(colours, kind)  # type: ignore[arg-type]  # the stubs say bytes


def _colour(colours: Colours) -> None:
    """Colours the application; a system that cannot colour it otherwise is helped out."""
    hints, wanted = QGuiApplication.styleHints(), None
    QApplication.setPalette(QPalette())
    if colours is Colours.LIGHT:
        hints.setColorScheme(Qt.ColorScheme.Light)
        wanted = LIGHT
    elif colours is Colours.DARK:
        hints.setColorScheme(Qt.ColorScheme.Dark)
        wanted = DARK
    else:
        hints.unsetColorScheme()
    if wanted is None or theme_of() is wanted:
        QApplication.setPalette(legible_selection(QGuiApplication.palette()))
    else:
        QApplication.setPalette(palette_of(wanted))
    show_indicators()
