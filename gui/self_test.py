"""The window's part of the self-test, in a process of its own.

``python -m gouji.gui.self_test SOURCE OUT.png`` draws the window on a source and prints one line of
JSON: the version of Qt, the font that shows Chinese, and what reached for a network.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence

from PySide6.QtCore import qVersion
from PySide6.QtGui import QFontDatabase, QFontInfo, QGuiApplication, QRawFont

from ..core.self_test.listening import Listening
from . import snapshot

SHOWN = "政府信息公开"


def main(arguments: Sequence[str]) -> int:
    """Returns the exit code: 0 where the picture was made."""
    listening = Listening()
    code = snapshot.main(arguments)
    if code:
        return code
    said = {"qt": qVersion(), "chinese": chinese_family(), "heard": listening.heard}
    sys.stdout.write(f"{json.dumps(said)}\n")
    return 0


def chinese_family() -> str:
    """Returns the family that shows Chinese in the window; empty where none does."""
    font = QGuiApplication.font()
    for family in font.families():
        font.setFamilies([family])
        raw = QRawFont.fromFont(font, QFontDatabase.WritingSystem.SimplifiedChinese)
        if QFontInfo(font).family() == family and all(map(raw.supportsCharacter, map(ord, SHOWN))):
            return family
    return ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
