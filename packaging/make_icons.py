"""Draws the icons of the program for Windows and macOS from resources/icons/gouji.svg.

.venv/bin/python packaging/make_icons.py
"""

import io
import os
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QBuffer, QIODevice, QRectF
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "resources" / "icons" / "gouji.svg"
TARGET = ROOT / "packaging" / "icons"
SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)
"""Pixels: those that Windows shows at 100 to 250 percent."""

PNG_SIZES = (48, 128, 256)
"""Pixels: for desktops that show no drawings."""

MAC_SIZE = 1024


def drawn(size):
    """Returns the icon as a picture of so many pixels."""
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    QSvgRenderer(str(SOURCE)).render(painter, QRectF(0, 0, size, size))
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return Image.open(io.BytesIO(bytes(buffer.data())))


def main():
    """Writes the icons."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QGuiApplication([])
    TARGET.mkdir(exist_ok=True)
    pictures = [drawn(size) for size in SIZES]
    pictures[-1].save(
        TARGET / "gouji.ico", sizes=[(size, size) for size in SIZES], append_images=pictures[:-1]
    )
    drawn(MAC_SIZE).save(TARGET / "gouji.icns")
    for size in PNG_SIZES:
        drawn(size).save(TARGET / f"gouji-{size}.png", optimize=True)
    app.quit()


if __name__ == "__main__":
    main()
