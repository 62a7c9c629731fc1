"""Reads legacy Office files (DOC, WPS, RTF, XLS, ODF) by way of an installed LibreOffice, or of
Word or WPS on Windows where there is none.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from ..errors import (
    ConverterFailedError,
    ConverterMissingError,
    LimitExceededError,
    SourceBrokenError,
)
from ..files.temporary import room_needed, temporary_folder
from .document import Document
from .installed_office import office_command
from .spreadsheet.workbook_reader import read_sheets
from .word.word_reader import read_word

TIMEOUT = 120.0
"""Seconds; a first start with an empty profile takes up to 20 on a slow laptop."""

_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "/opt/libreoffice*/program/soffice",
    "/usr/lib/libreoffice/program/soffice",
    "/usr/lib64/libreoffice/program/soffice",
    "/snap/bin/libreoffice",
    "/var/lib/flatpak/exports/bin/org.libreoffice.LibreOffice",
)

_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop>
<prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop>
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings">
<prop oor:name="ooInetProxyType" oor:op="fuse"><value>2</value></prop>
<prop oor:name="ooInetHTTPProxyName" oor:op="fuse"><value>127.0.0.1</value></prop>
<prop oor:name="ooInetHTTPProxyPort" oor:op="fuse"><value>9</value></prop>
<prop oor:name="ooInetHTTPSProxyName" oor:op="fuse"><value>127.0.0.1</value></prop>
<prop oor:name="ooInetHTTPSProxyPort" oor:op="fuse"><value>9</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update">
<prop oor:name="Link" oor:op="fuse"><value>2</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Content/Update">
<prop oor:name="Link" oor:op="fuse"><value>2</value></prop></item>
</oor:items>
"""
"""A throw-away profile: no macros, no linked content, and a proxy that leads nowhere."""


_TEMPORARY = ("TMPDIR", "TMP", "TEMP")
"""Variables that name the folder for temporary files."""

_ENVIRONMENT = {"DCONF_PROFILE": os.devnull}
"""Without it LibreOffice leaves a cache of GNOME's settings in the user's home folder."""


def read_legacy(path: Path, data: bytes, sha256: str, *, suffix: str) -> Document:
    """Returns the document of a legacy Office file, converted to DOCX or XLSX on the way.

    Args:
        path: The file, for messages; the converter works on a copy.
        data: Its bytes, without password protection.
        sha256: Of the file.
        suffix: ".doc", ".wps", ".rtf", ".odt" and the like, or ".xls", ".et", ".ods" for sheets.

    Raises:
        ConverterMissingError: None of them is installed.
        ConverterFailedError: It is installed and does not run.
        LimitExceededError: The conversion took longer than two minutes.
        SourceBrokenError: LibreOffice could not read the file.
    """
    if suffix in (".xls", ".et", ".ods"):
        return read_sheets(path, converted(path, data, suffix, "xlsx"), sha256, kind="doc")
    return read_word(path, converted(path, data, suffix, "docx"), sha256, kind="doc")


def converter() -> Path | None:
    """Returns where LibreOffice is installed, or None."""
    for name in ("soffice", "libreoffice"):
        found = shutil.which(name)
        if found:
            return Path(found)
    return next((place for place in _installed() if place.is_file()), None)


def converted(
    path: Path, data: bytes, suffix: str, target: str, *, timeout: float = TIMEOUT
) -> bytes:
    """Returns a copy of a file as LibreOffice, or else an installed Office, writes it in another
    format.

    LibreOffice runs without a window in a profile and a folder of its own, which are removed.

    Raises:
        ConverterMissingError, LimitExceededError, SourceBrokenError: As ``read_legacy``.
        TemporaryFolderError: There is no room to work in.
    """
    program = converter()
    if program is None:
        return _by_office(path, data, suffix, target, timeout)
    with temporary_folder() as folder:
        source, user = folder / f"source{suffix}", folder / "profile" / "user"
        with room_needed():
            source.write_bytes(data)
            user.mkdir(parents=True)
            (user / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
        _run(path, _command(program, folder, source, target), folder, timeout)
        result = _result(folder, target)
        if result is None:
            # Whose fault it is, a file tells of which it is known that it is sound.
            sound = folder / "sound.rtf"
            with room_needed():
                sound.write_bytes(_SOUND)
            _run(path, _command(program, folder, sound, "txt"), folder, timeout)
            if not (folder / "out" / "sound.txt").is_file():
                raise ConverterFailedError(path)
            raise SourceBrokenError(path)
        return result


def _by_office(path: Path, data: bytes, suffix: str, target: str, timeout: float) -> bytes:
    """Returns a copy of a file as an installed Word, Excel or WPS writes it."""
    with temporary_folder() as folder:
        source, result = folder / f"source{suffix}", folder / f"converted.{target}"
        command = office_command(source, result)
        if command is None:
            raise ConverterMissingError(path)
        with room_needed():
            source.write_bytes(data)
        _run(path, list(command.arguments), folder, timeout, command.environment)
        if not result.is_file():
            raise SourceBrokenError(path)
        return result.read_bytes()


def _result(folder: Path, target: str) -> bytes | None:
    """Returns what the converter wrote, or None where that is nothing."""
    result = folder / "out" / f"source.{target}"
    return (result.read_bytes() or None) if result.is_file() else None


_SOUND = rb"{\rtf1\ansi sound}"
"""A document that every LibreOffice converts."""


def _installed() -> Iterator[Path]:
    for variable in ("ProgramFiles", "ProgramFiles(x86)", "ProgramW6432"):
        if os.environ.get(variable):
            yield Path(os.environ[variable]) / "LibreOffice" / "program" / "soffice.exe"
    for pattern in _PLACES:
        yield from sorted(Path("/").glob(pattern.lstrip("/")))


def _command(program: Path, folder: Path, source: Path, target: str) -> list[str]:
    return [
        str(program),
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless", "--invisible", "--norestore", "--nolockcheck", "--nodefault",
        "--convert-to", target,
        "--outdir", str(folder / "out"),
        str(source),
    ]  # fmt: skip


def _run(
    path: Path,
    command: list[str],
    folder: Path,
    timeout: float,
    environment: Mapping[str, str] | None = None,
) -> None:
    """Runs the converter to its end, or ends it with its children.

    What it writes for a moment lies in the folder, and goes with that even where it is killed.
    """
    try:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={
                **os.environ,
                **_ENVIRONMENT,
                **dict.fromkeys(_TEMPORARY, str(folder)),
                **(environment or {}),
            },
            start_new_session=sys.platform != "win32",
        )
    except OSError as error:
        raise ConverterFailedError(path, error.strerror or "") from error
    try:
        code = process.wait(timeout)
    except subprocess.TimeoutExpired as error:
        raise LimitExceededError(path) from error
    finally:
        _end(process)
    if code < 0:
        raise ConverterFailedError(path, f"signal {-code}")


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ends a process and its children, if any is left."""
    if sys.platform == "win32":
        if process.poll() is None:
            subprocess.run(
                ["taskkill", "/T", "/F", "/PID", str(process.pid)], check=False, capture_output=True
            )
    else:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
