"""What every step of a release uses: programs, hashes, and archives that are always the same."""

from __future__ import annotations

import gzip
import hashlib
import io
import lzma
import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from .targets import ROOT

PROGRAMS = {
    "apt-get": "apt",
    "gcc": "gcc",
    "git": "git",
    "make": "make",
    "makensis": "nsis",
    "readelf": "binutils",
    "tclsh": "tcl",
}
"""What is used beside Python, and the Debian package of each."""


def run(*command: str | Path, folder: Path = ROOT, env: Mapping[str, str] | None = None) -> str:
    """Returns what a program prints; stops the release where it fails."""
    done = subprocess.run(
        list(map(str, command)),
        cwd=folder,
        env={**os.environ, **(env or {})},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode:
        named = " ".join(map(str, command))[:300]
        sys.exit(f"{done.stdout[-4000:]}\nfailed with {done.returncode}: {named}")
    return done.stdout


def require_programs() -> None:
    """Stops with the one line that installs what is missing."""
    missing = sorted(package for name, package in PROGRAMS.items() if shutil.which(name) is None)
    if missing:
        sys.exit("apt-get install -y --no-install-recommends " + " ".join(missing))


def sha256_of(path: Path) -> str:
    """Returns the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def check_hash(path: Path, expected: str) -> None:
    """Stops where a file is another one than it should be."""
    found = sha256_of(path)
    if found != expected:
        path.unlink()
        sys.exit(f"{path.name} is another file: SHA-256 {found}, not {expected}")


def release_time() -> int:
    """Returns the time that every file of a release bears: that of the commit, in seconds."""
    said = os.environ.get("SOURCE_DATE_EPOCH")
    return int(said or run("git", "log", "-1", "--format=%ct").strip())


def files_in(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yields every file of a folder with its name below it, in an order that is always the same."""
    found = [(path.relative_to(folder).as_posix(), path) for path in folder.rglob("*")]
    yield from sorted((name, path) for name, path in found if path.is_symlink() or path.is_file())


def is_program(path: Path) -> bool:
    """Returns whether a file may be executed."""
    return bool(path.stat().st_mode & 0o100)


def write_zip(target: Path, folder: Path, prefix: str) -> None:
    """Writes a folder as a zip, its names behind ``prefix``, the same bytes each time."""
    moment = datetime.fromtimestamp(release_time(), UTC).timetuple()[:6]
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, path in files_in(folder):
            entry = zipfile.ZipInfo(prefix + name, moment)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # Unix: the rights are kept
            entry.external_attr = (0o755 if is_program(path) else 0o644) << 16
            archive.writestr(entry, path.read_bytes(), compresslevel=9)


def tar_xz(folder: Path) -> bytes:
    """Returns a folder as a compressed tar, owned by root, the same bytes each time."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w", format=tarfile.GNU_FORMAT) as archive:
        for path in [folder, *sorted(folder.rglob("*"))]:
            name = "./" + path.relative_to(folder).as_posix()
            entry = archive.gettarinfo(path, name if path != folder else "./")
            entry.uid = entry.gid = 0
            entry.uname = entry.gname = "root"
            entry.mtime = release_time()
            runs = entry.isdir() or (entry.isfile() and is_program(path))
            entry.mode = 0o777 if entry.issym() else 0o755 if runs else 0o644
            if entry.isfile():
                with path.open("rb") as file:
                    archive.addfile(entry, file)
            else:
                archive.addfile(entry)
    return lzma.compress(packed.getvalue(), preset=4)


def write_gzip(target: Path, data: bytes) -> None:
    """Writes compressed bytes without a name and a time."""
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(gzip.compress(data, 9, mtime=0))


def size_of(folder: Path) -> int:
    """Returns the bytes of all files below a folder."""
    return sum(path.lstat().st_size for _, path in files_in(folder))
