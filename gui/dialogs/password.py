"""The dialog that asks for the password of a protected document."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QInputDialog, QLineEdit, QWidget


def password_dialog(parent: QWidget, name: str, *, again: bool) -> QInputDialog:
    """Returns the dialog, to be opened; it deletes itself when it closes.

    Args:
        parent: The window over which it lies.
        name: Of the document.
        again: A password was given, and it is not the one.
    """
    translate = QCoreApplication.translate
    text = (
        translate("Password", "That is not the password of {name}. Try again:")
        if again
        else translate("Password", "{name} is protected. Its password:")
    )
    dialog = QInputDialog(parent)
    dialog.setWindowTitle(translate("Password", "Password"))
    dialog.setLabelText(text.format(name=name))
    dialog.setTextEchoMode(QLineEdit.EchoMode.Password)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return dialog
