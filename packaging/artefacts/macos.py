"""The application for macOS, made as far as it can be elsewhere, and never started by its makers.

No index has a CPython for macOS that can be carried along, so it is run by the one of python.org or
Homebrew, which its user installs; the libraries are inside. It is not signed.
"""

from __future__ import annotations

import plistlib
import shutil
from pathlib import Path

from . import payload
from .payload import Artefact, version
from .pruning import licence_texts
from .steps import size_of, write_zip
from .targets import DIST, MACOS, MACOS_INTEL, PACKAGING, ROOT, Target

START = """#!/bin/sh
# Finds the Python that the libraries inside are for, and starts the window on the files given.
here=$(cd "$(dirname "$0")/.." && pwd)
for python in \\
    "/Library/Frameworks/Python.framework/Versions/{python}/bin/python{python}" \\
    "/opt/homebrew/bin/python{python}" "/usr/local/bin/python{python}"; do
    if [ -x "$python" ]; then
        PYTHONPATH="$here/Resources/lib" PYTHONNOUSERSITE=1 exec "$python" -m gouji "$@"
    fi
done
osascript -e 'display alert "Gouji needs Python {python} (python.org)" message \\
"Gouji 需要 Python {python}，请从 python.org 安装后再打开。"'
exit 1
"""


def make_macos(wheel: Path) -> list[Artefact]:
    """Returns a zip with the application for each processor."""
    return [_make(target, wheel) for target in (MACOS, MACOS_INTEL)]


def _make(target: Target, wheel: Path) -> Artefact:
    folder = payload.fresh(target.name)
    contents = folder / "Gouji.app" / "Contents"
    resources, programs = contents / "Resources", contents / "MacOS"
    resources.mkdir(parents=True)
    programs.mkdir()
    sizes = payload.fill(target, resources / "lib", wheel)
    shutil.copy2(PACKAGING / "icons" / "gouji.icns", resources)
    shutil.copy2(ROOT / "LICENSE", resources)
    start = programs / "gouji"
    start.write_text(START.format(python=target.python), "utf-8")
    start.chmod(0o755)
    (contents / "Info.plist").write_bytes(plistlib.dumps(_about()))
    file = DIST / f"Gouji-{version()}-{target.name}-untried.zip"
    write_zip(file, folder, "")
    note = "never started; needs Python of python.org or Homebrew; not signed"
    parts = payload.parts_of(sizes, folder, "the rest")
    return Artefact(file, size_of(folder), parts, tuple(licence_texts(folder)), note)


def _about() -> dict[str, object]:
    """Returns what macOS wants to know of an application."""
    kinds = [("Gouji review", "gouji", "Owner"), ("Gouji spot check", "gouji-check", "Owner"),
             ("PDF", "pdf", "Alternate"), ("Word", "docx", "Alternate")]  # fmt: skip
    return {
        "CFBundleName": "Gouji",
        "CFBundleDisplayName": "Gouji 勾稽",
        "CFBundleIdentifier": "org.gouji.gouji",
        "CFBundleVersion": version(),
        "CFBundleShortVersionString": version(),
        "CFBundlePackageType": "APPL",
        "CFBundleExecutable": "gouji",
        "CFBundleIconFile": "gouji.icns",
        "LSMinimumSystemVersion": "12.0",
        "NSHighResolutionCapable": True,
        "CFBundleDocumentTypes": [
            {
                "CFBundleTypeName": name,
                "CFBundleTypeExtensions": [suffix],
                "CFBundleTypeRole": "Editor",
                "LSHandlerRank": rank,
            }
            for name, suffix, rank in kinds
        ],
    }
