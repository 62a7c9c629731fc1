"""The manual in a window of its own, in the language of the window."""

from __future__ import annotations

from importlib import resources
from pathlib import Path
from typing import Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QImage, QTextDocument
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout, QWidget

from ...core.bilingual import Bilingual

ENGLISH = "\n## English\n"
"""Parts a page of the documentation: Chinese before it, English behind it."""

WIDTH = 720
"""Pixels; no picture is shown wider."""


class Pages(QTextBrowser):
    """Shows the pages of the documentation that came with the program, and nothing else."""

    def __init__(self, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder = resources.files("gouji") / "docs"
        self._language = language
        self._name = ""
        self._before: list[str] = []
        self.setOpenLinks(False)
        self.anchorClicked.connect(self._follow)

    @property
    def can_go_back(self) -> bool:
        """Whether another page was shown before."""
        return bool(self._before)

    def turn_to(self, name: str) -> None:
        """Shows a page by the name of its file."""
        path = self._folder / name
        if not path.is_file():
            return
        if self._name and self._name != name:
            self._before.append(self._name)
        self._name = name
        self.setMarkdown(part_in(path.read_text(encoding="utf-8"), self._language))

    def go_back(self) -> None:
        """Shows the page before."""
        if self._before:
            self._name = ""
            self.turn_to(self._before.pop())

    def loadResource(self, kind: int, name: QUrl | str) -> Any:  # noqa: N802 - named by Qt
        """Returns a picture of the documentation, narrow enough; nothing from anywhere else."""
        place = Path(QUrl(name).path())
        if kind != QTextDocument.ResourceType.ImageResource.value or place.parent.name != "images":
            return None
        image = QImage(str(self._folder / "images" / place.name))
        return image.scaledToWidth(WIDTH) if image.width() > WIDTH else image

    def _follow(self, link: QUrl) -> None:
        self.turn_to(Path(link.path()).name)


class ManualDialog(QDialog):
    """The manual, open beside the work."""

    def __init__(self, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Manual"))
        self.setModal(False)
        self.pages = Pages(language)
        self.pages.setAccessibleName(self.tr("Manual"))
        self.pages.turn_to("manual.md")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        back = buttons.addButton(self.tr("&Back"), QDialogButtonBox.ButtonRole.ActionRole)
        back.clicked.connect(self.pages.go_back)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self.pages, 1)
        layout.addWidget(buttons)
        self.resize(860, 640)


def part_in(text: str, language: str) -> str:
    """Returns the part of a page that is in a language; all of it where it has one alone."""
    chinese, found, english = text.partition(ENGLISH)
    if not found:
        return text
    return Bilingual(chinese.replace("[English](#english)\n", ""), english).in_language(language)
