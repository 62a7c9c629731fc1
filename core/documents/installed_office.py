"""Has a legacy Office file converted by the Word, Excel or WPS that is installed on Windows."""

from __future__ import annotations

import base64
import contextlib
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_PROGRAMS: Mapping[str, Sequence[str]] = {
    "docx": ("Word.Application", "KWps.Application"),
    "xlsx": ("Excel.Application", "KET.Application"),
}
"""By the wanted format the names that Microsoft Office and WPS Office register, as COM servers."""

_SCRIPTS: Mapping[str, str] = {
    "docx": """
$app.DisplayAlerts = 0
$app.Options.UpdateLinksAtOpen = $false
$file = $app.Documents.Open($env:GOUJI_SOURCE, $false, $true, $false, '-')
$file.SaveAs($env:GOUJI_TARGET, 12)
$file.Close(0)
""",
    "xlsx": """
$app.DisplayAlerts = $false
$app.AskToUpdateLinks = $false
$file = $app.Workbooks.Open($env:GOUJI_SOURCE, 0, $true, 5, '-')
$file.SaveAs($env:GOUJI_TARGET, 51)
$file.Close($false)
""",
}
"""What is asked of the program: links stay as they are, the file is opened for reading only, and a
password that it may want is none rather than a question nobody sees. 12 is DOCX, 51 XLSX."""

_FRAME = """
$ErrorActionPreference = 'Stop'
$app = New-Object -ComObject $env:GOUJI_PROGRAM
try {
$app.AutomationSecurity = 3
%s
} finally { $app.Quit() }
"""
"""3 is msoAutomationSecurityForceDisable: no macro of the file runs, whatever the settings are."""


@dataclass(frozen=True, slots=True)
class OfficeCommand:
    """A command that converts a file, with what it needs of the environment.

    Paths are handed on in the environment, so that no name is ever a part of a script.
    """

    arguments: tuple[str, ...]
    environment: Mapping[str, str]


def office_command(source: Path, target: Path) -> OfficeCommand | None:
    """Returns what converts a file by an installed Office; None where there is none.

    Args:
        source: A copy of the file.
        target: What is written, its suffix DOCX or XLSX.
    """
    kind = target.suffix.removeprefix(".")
    program = next(filter(is_registered, _PROGRAMS.get(kind, ())), None)
    return command_for(program, source, target) if program is not None else None


def command_for(program: str, source: Path, target: Path) -> OfficeCommand:
    """Returns what converts a file by a certain program."""
    script = _FRAME % _SCRIPTS[target.suffix.removeprefix(".")]
    encoded = base64.b64encode(script.encode("utf-16-le")).decode("ascii")
    return OfficeCommand(
        ("powershell", "-NoProfile", "-NonInteractive", "-EncodedCommand", encoded),
        {"GOUJI_PROGRAM": program, "GOUJI_SOURCE": str(source), "GOUJI_TARGET": str(target)},
    )


def is_registered(program: str) -> bool:
    """Returns whether a COM server of a name is registered on this system."""
    if sys.platform == "win32":
        import winreg

        with contextlib.suppress(OSError):
            winreg.CloseKey(winreg.OpenKey(winreg.HKEY_CLASSES_ROOT, rf"{program}\CLSID"))
            return True
    return False
