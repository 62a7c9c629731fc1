"""Editing in place: the line editor of a figure, and small forms over the grid for a reason."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QFormLayout, QFrame, QLabel, QLineEdit, QWidget

from ...core.errors import GoujiError
from ..shell.theme import theme_of


class Complaint(QLabel):
    """The sentence that says why a text was refused, right below the place it was typed in.

    It lies over the whole window: a low grid has no room for it.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._parent = parent
        self.setObjectName("complaint")
        self.setWordWrap(True)
        self.setMargin(6)
        self.hide()

    def say(self, sentence: str, below: QRect) -> None:
        """Shows a sentence below a place of the parent, or above it where there is no room."""
        theme = theme_of(self.palette())
        self.setStyleSheet(
            f"background:{theme.error_ground.name()}; color:{theme.error.name()};"
            f"border:1px solid {theme.error.name()}; border-radius:3px;"
        )
        self.setText("✖ " + sentence)
        room = self._parent.rect()
        self.setFixedWidth(min(280, room.width() - 8))
        self.setFixedHeight(self.heightForWidth(self.width()))
        left = max(4, min(below.left(), room.right() - self.width() - 4))
        top = below.bottom() + 3
        if top + self.height() > room.bottom():
            top = below.top() - self.height() - 3
        self.move(left, top)
        self.show()
        self.raise_()


class FigureEditor(QLineEdit):
    """Edits one figure in its cell.

    Attributes:
        pending: False once its text was taken.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.pending = True
        self.setFrame(True)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setAccessibleName(self.tr("Figure as printed"))
        self._complaint = Complaint(parent.window())
        self.textEdited.connect(self._complaint.hide)

    @property
    def complaint(self) -> str:
        """What is said about the text, empty where nothing is."""
        return self._complaint.text() if not self._complaint.isHidden() else ""

    def complain(self, sentence: str) -> None:
        """Stays open and says why the text is refused."""
        window = self.window()
        self._complaint.say(sentence, QRect(self.mapTo(window, QPoint()), self.size()))
        self.selectAll()

    def hideEvent(self, event: QHideEvent) -> None:
        """Takes the complaint away with the editor."""
        self._complaint.hide()
        self._complaint.deleteLater()
        super().hideEvent(event)


WIDTHS = (320, 900)
"""Logical pixels: of a small form, and of one whose words need more height than the window has."""

Submit = Callable[[Sequence[str]], None]
"""Takes the texts of the fields; raises GoujiError to refuse them."""


class InlineForm(QFrame):
    """One or two fields beside a cell, gone with Enter or Esc.

    Attributes:
        closed: The form is done with, taken or not.
    """

    closed = Signal()

    def __init__(self, parent: QWidget, title: str, language: str, submit: Submit) -> None:
        super().__init__(parent)
        self._parent = parent
        self._language = language
        self._submit = submit
        self._place = QRect()
        self.fields: list[QLineEdit] = []
        self.setObjectName("inlineForm")
        self.setAccessibleName(title)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        theme = theme_of(self.palette())
        self.setStyleSheet(
            f"#inlineForm {{ background: {theme.head.name()};"
            f" border: 2px solid {theme.focus.name()}; }}"
        )
        self._form = QFormLayout(self)
        self._form.setContentsMargins(10, 8, 10, 8)
        heading = QLabel(title)
        heading.setWordWrap(True)
        self._form.addRow(heading)
        self._complaint = QLabel()
        self._complaint.setWordWrap(True)
        self._complaint.setStyleSheet(f"color: {theme.error.name()};")
        self._complaint.hide()

    def add(self, label: str, text: str = "", hint: str = "") -> None:
        """Adds a field with its label."""
        field = QLineEdit(text)
        field.setAccessibleName(label)
        field.setPlaceholderText(hint)
        field.installEventFilter(self)
        self._form.addRow(label, field)
        self.fields.append(field)

    def open_at(self, rect: QRect) -> None:
        """Shows the form below a place of the parent and puts the cursor in its first field."""
        self._form.addRow(self._complaint)
        hint = QLabel(self.tr("Enter takes it · Esc gives it up"))
        hint.setStyleSheet(f"color: {theme_of(self.palette()).faint.name()};")
        self._form.addRow(hint)
        self._place = rect
        self._fit()
        self.show()
        self.raise_()
        self.fields[0].setFocus()
        self.fields[0].selectAll()

    def _height_at(self, width: int) -> int:
        return self._form.totalHeightForWidth(width) + 2 * self.frameWidth()

    def _fit(self) -> None:
        """Takes the size that all its words need, and a place beside the cell within the window."""
        room = self._parent.rect().adjusted(4, 4, -4, -4)
        wide = min(WIDTHS[0], room.width())
        while self._height_at(wide) > room.height() and wide < min(WIDTHS[1], room.width()):
            wide = min(wide + 40, WIDTHS[1], room.width())
        self.setFixedSize(wide, min(self._height_at(wide), room.height()))
        left = max(room.left(), min(self._place.left(), room.right() - self.width()))
        top = self._place.bottom() + 3
        if top + self.height() > room.bottom():
            top = max(room.top(), self._place.top() - self.height() - 3)
        self.move(left, min(top, room.bottom() - self.height()))

    @property
    def complaint(self) -> str:
        """What is said about the texts, empty where nothing is."""
        return self._complaint.text() if not self._complaint.isHidden() else ""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter goes to the next field and takes the form at the last; Esc gives it up."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape:
                self._close()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                at = self.fields.index(watched) + 1  # type: ignore[arg-type]
                if at < len(self.fields):
                    self.fields[at].setFocus()
                    self.fields[at].selectAll()
                else:
                    self._take()
                return True
        return super().eventFilter(watched, event)

    def _take(self) -> None:
        try:
            self._submit([field.text() for field in self.fields])
        except GoujiError as error:
            self._complaint.setText("✖ " + error.sentence(self._language))
            self._complaint.show()
            self._fit()
            return
        self._close()

    def _close(self) -> None:
        self.closed.emit()  # first, so that Qt does not tab to the next cell when this hides
        self.hide()
        self.deleteLater()
