"""No sign lies over print, however small the page is shown: print is what is compared."""

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from gouji.gui.session.cell_marks import CellMarks
from gouji.gui.source.marking import paint_signs

PRINT = 0.6
"""How much of the height of a low row its print fills at most, in its middle."""

MANY = CellMarks("error", unreadable=True, corrected=True, confirmed=True)


def covered(image: QImage, box: QRectF) -> bool:
    """Returns whether anything is painted in a box, but for what smooth edges leave of it."""
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4)
    alpha = rows[:, :, 3]
    top, bottom = int(np.ceil(box.top())), int(np.floor(box.bottom()))
    left, right = int(np.ceil(box.left())), int(np.floor(box.right()))
    return bool((alpha[top:bottom, left:right] > 0).any())


@pytest.mark.parametrize("height", [7, 9, 11, 14, 18, 24, 40, 80])
@pytest.mark.parametrize("width", [14, 30, 90])
@pytest.mark.parametrize("sign", ["", "=", "+"])
def test_no_sign_reaches_the_print_of_its_cell_or_of_the_one_above(
    qapp: QApplication, height: int, width: int, sign: str
) -> None:
    image = QImage(width + 80, 3 * height + 80, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    place = QRectF(40, 40 + height, width, height)
    paint_signs(painter, place, height, MANY, sign)
    painter.end()
    share = height * (1 - PRINT) / 2
    for top in (place.top(), place.top() - height):
        print_there = QRectF(place.left(), top + share, width, height - 2 * share)
        assert not covered(image, print_there)
    assert covered(image, place.adjusted(0, -share, 0, 0))
