"""The window starts without what its first picture does not need."""

import os
import subprocess
import sys
from pathlib import Path

HEAVY = (
    "PIL",
    "PySide6.QtPrintSupport",
    "asyncio",
    "charset_normalizer",
    "cryptography",
    "cssselect2",
    "cv2",
    "docx",
    "highspy",
    "lxml",
    "msoffcrypto",
    "numpy",
    "onnxruntime",
    "openpyxl",
    "pdfminer",
    "pdfplumber",
    "pypdfium2",
    "rapidfuzz",
    "reportlab",
    "tinycss2",
    "gouji.core.batch",
    "gouji.core.documents.flow.runs",
    "gouji.core.export.formats",
    "gouji.core.extraction.read",
    "gouji.core.pipeline",
    "gouji.core.repair",
    "gouji.core.sampling",
    "gouji.gui.dialogs.batch",
    "gouji.gui.spot_check",
)
"""What reads, writes and computes: a worker process loads it, or a dialog when it is opened."""

SHOW = """
import sys
from pathlib import Path
from PySide6.QtCore import QSettings
from gouji.gui.shell.app import make_application
from gouji.gui.shell.language import Language
from gouji.gui.shell.window import Window

app = make_application()
settings = QSettings(sys.argv[1], QSettings.Format.IniFormat)
window = Window(settings, Language(settings))
window.show()
app.processEvents()
assert not window.grab().isNull()
print(" ".join(sorted(sys.modules)))
window.close()
"""


def test_the_window_shows_before_anything_heavy_is_loaded(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SHOW, str(tmp_path / "gouji.ini")],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "HOME": str(tmp_path)},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )

    assert done.returncode == 0, done.stderr
    loaded = set(done.stdout.split())
    assert "gouji.gui.shell.window" in loaded
    assert sorted(loaded & set(HEAVY)) == []
