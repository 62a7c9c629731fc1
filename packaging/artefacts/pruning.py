"""Leaves out of the libraries what the program never loads, and says what was kept."""

from __future__ import annotations

import fnmatch
import shutil
import zipfile
from collections.abc import Iterable
from pathlib import Path

from .steps import files_in

QT_MODULES = ("QtCore", "QtGui", "QtNetwork", "QtPrintSupport", "QtSvg", "QtWidgets")
"""Those that the program imports."""

QT_LIBRARIES = (
    *("Qt6Core", "Qt6Gui", "Qt6Network", "Qt6PrintSupport", "Qt6Svg", "Qt6Widgets"),
    *("Qt6DBus", "Qt6XcbQpa", "Qt6WaylandClient", "Qt6WlShellIntegration", "Qt6OpenGL"),
    *("pyside6.abi3*", "msvcp140*", "vcruntime140*", "icu*", "libicu*", "libpyside6.abi3*"),
)
"""What those load, and what their plugins load on each system."""

QT_PLUGINS = (
    "iconengines/*", "imageformats/*jpeg*", "imageformats/*svg*", "imageformats/*ico*",
    "imageformats/*gif*", "platforminputcontexts/*", "platforms/*cocoa*", "platforms/*minimal*",
    "platforms/*offscreen*", "platforms/*wayland*", "platforms/*windows*", "platforms/*xcb*",
    "platformthemes/*", "printsupport/*", "styles/*", "wayland-decoration-client/*",
    "wayland-shell-integration/*", "xcbglintegrations/*",
)  # fmt: skip
LEFT_OUT_PLUGINS = ("*eglfs*", "*linuxfb*", "*vnc*", "*vkkhr*", "*minimalegl*", "*virtualkeyboard*")

QT_TRANSLATIONS = ("qt_zh_CN.qm", "qtbase_zh_CN.qm")
QT_SUPPORT = ("__init__.py", "_config.py", "_git_pyside_version.py")

LEFT_OUT = (
    "*.a", "*.c", "*.cmake", "*.cpp", "*.f90", "*.h", "*.hpp", "*.lib", "*.pc", "*.pdb", "*.pxd",
    "*.pyi", "*.pyx", "*.pyx.in", "*.rst", "*/tests/*", "*/test/*", "*.dist-info/RECORD",
    "*.dist-info/WHEEL", "bin/*", "*/__pycache__/*", "share/*",
    "cv2/opencv_videoio_ffmpeg*", "cv2/data/*.xml", "cv2/qt/*", "numpy/distutils/*",
    "onnxruntime/tools/*", "onnxruntime/transformers/*", "onnxruntime/quantization/*",
    "onnxruntime/backend/*", "onnxruntime/datasets/*", "onnxruntime/capi/libonnxruntime.so.*",
    "onnxruntime/capi/onnxruntime.dll", "google/*", "numpy/_core/_simd.*", "numpy/f2py/*",
    "numpy/core/_simd.*", "pillow.libs/libavif-*", "pypdfium2_cli/*",
    "reportlab/graphics/barcode/*",
    "lxml/includes/*", "lxml/isoschematron/*", "lxml/objectify*", "olefile/olefile2.py",
    "PIL/_avif*", "PIL/_imagingcms*", "PIL/_imagingft*", "PIL/_imagingtk*",
    "pillow.libs/libbrotli*", "pillow.libs/libfreetype-*", "pillow.libs/libharfbuzz-*",
    "pillow.libs/liblcms2-*", "rapidfuzz/*_avx2*", "reportlab/fonts/*",
    "reportlab/graphics/charts/*", "reportlab/graphics/samples/*", "reportlab/graphics/widgets/*",
    "cffi/*", "packaging/*", "pycparser/*", "docx/templates/default-docx-template/*",
    "PySide6/Qt6DBus.dll", "PySide6/Qt6OpenGL.dll", "*/concrt140.dll", "*/msvcp140_codecvt_ids.dll",
    "*/vcamp140.dll", "*/vccorlib140.dll", "*/vcomp140.dll",
)  # fmt: skip
"""Names that the program never opens, of any library."""


def unpack(wheels: Iterable[Path], folder: Path) -> dict[str, int]:
    """Unpacks wheels into a folder, without what is not needed.

    Returns:
        The bytes that each took, by its name and version.
    """
    folder.mkdir(parents=True, exist_ok=True)
    sizes = {}
    for wheel in wheels:
        name = "-".join(wheel.name.split("-")[:2])
        sizes[name] = 0
        with zipfile.ZipFile(wheel) as archive:
            for entry in archive.infolist():
                if entry.is_dir() or not is_needed(entry.filename):
                    continue
                target = folder / entry.filename.replace(f"{name}.data/purelib/", "").replace(
                    f"{name}.data/platlib/", ""
                )
                target.parent.mkdir(parents=True, exist_ok=True)
                with archive.open(entry) as source, target.open("wb") as file:
                    shutil.copyfileobj(source, file)
                sizes[name] += entry.file_size
    return sizes


def is_needed(name: str) -> bool:
    """Returns whether a file of a wheel, named by its path in it, is a part of the program."""
    if ".dist-info/licenses/" in name or name.endswith((".dist-info/METADATA", "entry_points.txt")):
        return True
    if name.startswith("gouji/"):
        return not name.startswith("gouji/docs/images/")
    if any(fnmatch.fnmatch(name, pattern) for pattern in LEFT_OUT) or ".data/" in name:
        return ".data/purelib" in name or ".data/platlib" in name
    return _is_needed_of_qt(name) if name.startswith("PySide6/") else True


def _is_needed_of_qt(name: str) -> bool:
    below = name.removeprefix("PySide6/").removeprefix("Qt/")
    folder, _, file = below.rpartition("/")
    stem = file.removeprefix("lib").partition(".")[0]
    if folder.startswith("plugins"):
        plugin = below.removeprefix("plugins/")
        kept = any(fnmatch.fnmatch(plugin, pattern) for pattern in QT_PLUGINS)
        return kept and not any(fnmatch.fnmatch(plugin, each) for each in LEFT_OUT_PLUGINS)
    if folder == "translations":
        return file in QT_TRANSLATIONS
    if ".framework" in below:
        return below.removeprefix("lib/").partition(".")[0] in QT_MODULES
    if folder in ("", "lib"):
        libraries = any(
            fnmatch.fnmatch(stem, pattern) or fnmatch.fnmatch(file.lower(), pattern)
            for pattern in QT_LIBRARIES
        )
        return stem in QT_MODULES or file in QT_SUPPORT or libraries
    return folder == "support"


def licence_texts(folder: Path) -> list[str]:
    """Returns the names of the licences that lie in a folder of libraries."""
    words = ("licen", "copying", "notice", "copyright", "ofl")
    return [
        name for name, path in files_in(folder)
        if any(word in path.name.lower() for word in words) and not name.endswith((".py", ".pyc"))
    ]  # fmt: skip
