"""What the clipboard holds that a report may be read from, and the file that it becomes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMimeData
from PySide6.QtGui import QImage

from ...core.errors import OutputError
from ...core.files.saving import save_bytes

_NAME = "剪贴板"
"""What the files are called, with the moment of pasting: nothing of what was copied names them."""


@dataclass(frozen=True)
class Pasted:
    """A table, a text or a picture from the clipboard.

    Attributes:
        suffix: The end of the name that a file of it has, with its dot.
        content: What was copied.
    """

    suffix: str
    content: str | QImage


def pasted_from(mime: QMimeData) -> Pasted | None:
    """Returns what may be a report: a table of a web page or of Word, a picture, or a text.

    A table says most; a picture of one comes with the table itself from some programs. Paths of
    files are not followed. None where the clipboard holds nothing of these.
    """
    markup = mime.html() if mime.hasHtml() else ""
    if "<table" in markup.lower():
        return Pasted(".html", markup)
    text = mime.text() if mime.hasText() and not mime.hasUrls() else ""
    image = QImage(mime.imageData()) if mime.hasImage() else QImage()
    if text.strip():
        return Pasted(".txt", text)
    return None if image.isNull() else Pasted(".png", image)


def kept(pasted: Pasted, folder: Path, moment: datetime) -> Path:
    """Returns the file that what was pasted is written to; what was pasted before, as it was then.

    Its bytes are the source of the review, which holds all of them. Runs off the GUI thread.

    Raises:
        OutputError: It cannot be written.
    """
    data = _bytes(pasted.content)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path in sorted(folder.glob(f"*{pasted.suffix}")):
            if path.stat().st_size == len(data) and path.read_bytes() == data:
                return path
    except OSError as error:
        raise OutputError(
            f"{folder}：{error.strerror}。", f"{folder}: {error.strerror}."
        ) from error
    path = folder / f"{_NAME} {moment:%Y-%m-%d %H.%M.%S.%f}{pasted.suffix}"
    save_bytes(path, data, mode=0o600)
    return path


def _bytes(content: str | QImage) -> bytes:
    if isinstance(content, str):
        return content.encode("utf-8-sig", "replace")
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    content.save(buffer, b"PNG")
    return bytes(buffer.data().data())
