"""What of the view is on or off: check marks in the menu that tell the truth, and what is kept."""

from __future__ import annotations

from PySide6.QtCore import QObject, QSettings
from PySide6.QtWidgets import QDockWidget

from ..source import SourceView
from .actions import Actions

THUMBNAILS, OUTLINES = "source/thumbnails", "source/outlines"


class Toggles(QObject):
    """Ticks what is on; brings back, and keeps, how the reviewer looks at sources."""

    def __init__(
        self, actions: Actions, source: SourceView, dock: QDockWidget, settings: QSettings
    ) -> None:
        super().__init__(actions)
        for name, signal in (
            ("thumbnails", source.thumbnails_shown),
            ("outlines", source.outlines_shown),
            ("level", source.levelled),
            ("set_apart", dock.topLevelChanged),
        ):
            signal.connect(actions.by_id[name].setChecked)
        source.show_thumbnails(
            shown=bool(settings.value(THUMBNAILS, defaultValue=False, type=bool))
        )
        source.show_outlines(shown=bool(settings.value(OUTLINES, defaultValue=False, type=bool)))
        source.thumbnails_shown.connect(lambda on: settings.setValue(THUMBNAILS, on))
        source.outlines_shown.connect(lambda on: settings.setValue(OUTLINES, on))
