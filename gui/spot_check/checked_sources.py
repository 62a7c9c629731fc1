"""The sources of a spot check, opened in the background with the passwords that are known."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path, PureWindowsPath

from PySide6.QtCore import QObject, Signal

from ...core.documents.document import Document
from ...core.documents.preview import open_preview
from ...core.errors import GoujiError, PasswordNeededError, SourceElsewhereError
from ..session.jobs import CHECKING, Job, Jobs

MOST_KEPT = 4
"""Sources that are held open, the next one among them."""


class Sources(QObject):
    """Opens sources and holds the last few.

    Where a source lies is said by the file of the spot check, which anybody may have made: a file
    of other content is not opened, and a share is reached only where the spot check lies on it too.

    Args:
        check: The file of the spot check.
        jobs: With the lane ``CHECKING``.
        passwords: Those that have opened a source in this session. Each is tried with the other
            sources as well: what one body submits has one password as a rule.

    Attributes:
        came: A source is open, or cannot be opened; carries its path.
        passwords: By path, those that were given since among them.
    """

    came = Signal(object)

    def __init__(
        self, check: Path, jobs: Jobs, passwords: Mapping[Path, str], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._drive = _share(check)
        self._jobs = jobs
        self.passwords = dict(passwords)
        self._found: dict[Path, Document | GoujiError] = {}
        self._opening: dict[Path, Job] = {}
        self._tried: dict[Path, set[str | None]] = {}
        self._hashes: dict[Path, str] = {}

    def found(self, path: Path) -> Document | GoujiError | None:
        """Returns a source, why it cannot be opened, or None while neither is known."""
        return self._found.get(path)

    def open(self, path: Path, sha256: str, *, first: bool = False) -> None:
        """Opens a source whose bytes have a hash, unless it is open or on its way."""
        self._hashes[path] = sha256
        if _share(path) not in ("", self._drive):
            self._keep(path, SourceElsewhereError(path), None)
        elif path not in self._found and path not in self._opening:
            self._start(path, self.passwords.get(path), first=first)

    def open_with(self, path: Path, password: str) -> None:
        """Opens a source with a password that was given just now."""
        self._found.pop(path, None)
        self._start(path, password, first=True)

    def stop(self) -> None:
        """Ends what is running."""
        for job in self._opening.values():
            job.cancel()
        self._opening.clear()

    def _start(self, path: Path, password: str | None, *, first: bool) -> None:
        self._tried.setdefault(path, set()).add(password)
        self._opening[path] = self._jobs.start(
            open_preview,
            path,
            password=password,
            sha256=self._hashes[path],
            lane=CHECKING,
            first=first,
            on_done=lambda document: self._keep(path, document, password),
            on_failed=lambda error: self._fail(path, error, first=first),
        )

    def _fail(self, path: Path, error: GoujiError, *, first: bool) -> None:
        if isinstance(error, PasswordNeededError):
            tried = self._tried[path]
            untried = (each for each in self.passwords.values() if each not in tried)
            if (password := next(untried, None)) is not None:
                self._start(path, password, first=first)
                return
        self._keep(path, error, None)

    def _keep(self, path: Path, found: Document | GoujiError, password: str | None) -> None:
        self._opening.pop(path, None)
        if password is not None:
            self.passwords[path] = password
        self._found[path] = found
        self.came.emit(path)
        for old in list(self._found)[:-MOST_KEPT]:
            del self._found[old]


def _share(path: Path) -> str:
    """Returns the share of another machine that a path names; empty for a place on this one.

    Windows reaches for the machine as soon as the path is looked at.
    """
    drive = PureWindowsPath(str(path)).drive.lower()
    return drive if drive.startswith("\\\\") else ""
