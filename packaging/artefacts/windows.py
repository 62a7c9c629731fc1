"""The artefacts for Windows: a folder to unpack anywhere, and an installer for one user."""

from __future__ import annotations

import io
import shutil
import zipfile
from importlib import metadata
from pathlib import Path

from . import payload
from .fetching import windows_python
from .payload import Artefact, version
from .pruning import licence_texts
from .steps import release_time, run, size_of, write_zip
from .targets import DIST, PACKAGING, ROOT, WINDOWS

LAUNCHERS = {"gouji.exe": ("t64.exe", "python.exe"), "gouji-window.exe": ("w64.exe", "pythonw.exe")}
"""Each program: the stub of distlib, and the interpreter it starts. The second opens no console."""

NOT_USED = (
    *("python.cat", "_msi.pyd", "winsound.pyd"),
    *("_hashlib.pyd", "_ssl.pyd", "libcrypto-3.dll", "libssl-3.dll"),
)
NOT_IMPORTED = frozenset({
    "distutils", "ensurepip", "idlelib", "lib2to3", "msilib", "pydoc_data", "tkinter", "turtledemo",
    "venv", "wsgiref", "xmlrpc",
})  # fmt: skip
"""What of Python's own modules builds, documents or serves; no library that comes along uses it."""

RUNTIME = (
    *("msvcp140.dll", "msvcp140_1.dll", "msvcp140_2.dll"),
    *("vcruntime140.dll", "vcruntime140_1.dll"),
)
"""Microsoft's library for C++, which Windows itself lacks and not every wheel brings: the newest of
those that come along, beside the interpreter, where every library finds it."""

PATHS = "python311.zip\n.\n..\\lib\n"
"""Where the interpreter looks for modules: nowhere but here, whatever the system has."""

MAIN = "import sys\n\nfrom gouji.__main__ import main\n\nsys.exit(main())\n"


def make_windows(wheel: Path) -> list[Artefact]:
    """Returns the portable folder as a zip, and the installer."""
    folder = payload.fresh("windows") / "Gouji"
    python, lib = folder / "python", folder / "lib"
    python.mkdir(parents=True)
    windows_python(python)
    for name in NOT_USED:
        (python / name).unlink()
    (python / "python311._pth").write_text(PATHS, "ascii", newline="\r\n")
    prune_modules(python / "python311.zip")
    sizes = payload.fill(WINDOWS, lib, wheel)
    for name in RUNTIME:
        shutil.copyfile(lib / "PySide6" / name, python / name)
    payload.compile_all(lib, None, "lib")
    for name, (stub, interpreter) in LAUNCHERS.items():
        (folder / name).write_bytes(launcher(stub, interpreter))
    shutil.copy2(ROOT / "packaging" / "icons" / "gouji.ico", folder)
    shutil.copy2(ROOT / "LICENSE", folder / "LICENSE.txt")
    (folder / "licences").mkdir()
    text = next(each for each in metadata.files("distlib") or () if each.name.startswith("LICENSE"))
    shutil.copy2(Path(str(text.locate())), folder / "licences" / "distlib-LICENSE.txt")
    parts = payload.parts_of(sizes, folder, "CPython, compiled modules")
    licences, installed = tuple(licence_texts(folder)), size_of(folder)
    base = f"Gouji-{version()}-win64"
    portable = DIST / f"{base}-portable.zip"
    write_zip(portable, folder, f"Gouji-{version()}/")
    setup = DIST / f"{base}-setup.exe"
    make_installer(folder, setup, installed)
    return [Artefact(file, installed, parts, licences) for file in (portable, setup)]


def prune_modules(archive: Path) -> None:
    """Leaves out of the archive of Python's own modules what nothing imports."""
    with zipfile.ZipFile(archive) as packed:
        kept = [
            (entry, packed.read(entry))
            for entry in packed.infolist()
            if entry.filename.partition("/")[0] not in NOT_IMPORTED
        ]
    with zipfile.ZipFile(archive, "w") as packed:
        for entry, data in kept:
            packed.writestr(entry, data, compresslevel=9)


def launcher(stub: str, interpreter: str) -> bytes:
    """Returns a program that starts Gouji from wherever its folder lies."""
    import distlib  # type: ignore[import-not-found]  # a tool of the release

    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(zipfile.ZipInfo("__main__.py", (2026, 1, 1, 0, 0, 0)), MAIN)
    head = (Path(distlib.__file__).parent / stub).read_bytes()
    shebang = f"#!<launcher_dir>\\python\\{interpreter}\n".encode()
    return head + shebang + packed.getvalue()


def make_installer(folder: Path, setup: Path, installed: int) -> None:
    """Writes the installer of a folder."""
    run(
        *("makensis", "-V2", "-INPUTCHARSET", "UTF8"),
        f"-DVERSION={version()}", f"-DFOLDER={folder}", f"-DOUTPUT={setup}",
        f"-DKILOBYTES={installed // 1024}",
        PACKAGING / "artefacts" / "gouji.nsi",
        env={"SOURCE_DATE_EPOCH": str(release_time()), "LC_ALL": "C.UTF-8"},
    )  # fmt: skip
