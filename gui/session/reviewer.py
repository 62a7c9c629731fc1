"""The name that new events of a review carry, kept for the next start."""

from __future__ import annotations

from PySide6.QtCore import QObject, QSettings, Signal

from ...core.review.review_file.user import system_user


class Reviewer(QObject):
    """Who reviews.

    Attributes:
        renamed: Another name was given, or the same one was kept; carries it.
    """

    renamed = Signal(str)

    def __init__(self, settings: QSettings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.name = str(settings.value("reviewer", "") or system_user())

    @property
    def is_known(self) -> bool:
        """Whether a person has given a name, and not only the system."""
        return self._settings.contains("reviewer")

    def rename(self, name: str) -> None:
        """Takes the name that new events carry, and keeps it."""
        self.name = name.strip()
        self._settings.setValue("reviewer", self.name)
        self.renamed.emit(self.name)
