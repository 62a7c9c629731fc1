"""The window's part of the self-test, in a process of its own.

``python -m gouji.gui.self_test SOURCE OUT.png`` draws the window on a source and prints one line of
JSON: the version of Qt, the font that shows Chinese, and what reached for a network.
"""

from __future__ import annotations

import json
import os
import sys
import threading
import time
from collections.abc import Sequence

from PySide6.QtCore import qVersion
from PySide6.QtGui import QFontDatabase, QFontInfo, QGuiApplication, QRawFont

from ..core.self_test.listening import Listening
from . import snapshot

SHOWN = "政府信息公开"
SECONDS_BETWEEN_LOOKS = 0.5
"""At the process that started this one: nobody waits for the picture once it was killed."""


def main(arguments: Sequence[str]) -> int:
    """Returns the exit code: 0 where the picture was made."""
    threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
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


def _end_with(parent: int) -> None:
    """Ends this process soon after the one that started it; Windows names no other parent then."""
    while os.getppid() == parent:
        time.sleep(SECONDS_BETWEEN_LOOKS)
    os._exit(1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
