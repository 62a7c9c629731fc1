"""What the program asks of the system while it reads a scan: no network, and no file of its own.

Each front end runs in a process of its own with an empty home, and every process that it starts is
watched by strace.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from .make_scans import packed, scanned

DPI = 100
PAGE, PART = 1, 0.29
"""Page of the sample, and how much of it from the top: a small table of the form."""

CALLS = (
    *("socket", "connect", "bind", "sendto", "sendmsg", "sendmmsg"),
    *("open", "openat", "openat2", "creat", "truncate", "mkdir", "mkdirat", "mknod", "mknodat"),
    *("rename", "renameat", "renameat2", "link", "linkat", "symlink", "symlinkat"),
)
"""Of the operating system: what opens a socket, speaks over one, or changes a folder."""

LINE = re.compile(r"^\d+ +(?P<call>\w+)\((?P<arguments>.*)$")
PATH = re.compile(r'(?P<folder>\w+<[^>]*>, )?"(?P<path>[^"]*)"')
WRITES = re.compile(r"O_(WRONLY|RDWR|CREAT|TRUNC|TMPFILE)")
LOOK_UPS = ("/etc/hosts", "/etc/resolv.conf", "/etc/gai.conf", "/run/systemd/resolve")
"""What a name is looked up in; the user's own name is found elsewhere."""

LOCAL_SOCKETS = ("/var/run/nscd/socket", "/run/nscd/socket", "/tmp/.X11-unix/", "@/tmp/.X11-unix/")
"""The system's answers on users, which Python asks for a home and for who reviews; the display."""

DEVICES = ("/dev/null", "/dev/shm/", "/dev/tty", "/dev/pts/", "/proc/self/", "/dev/dri")

FONT_CACHE = re.compile(r"/fontconfig(/|$)|/\.cache$")
"""The system's own, which it writes anew after fonts were installed."""

FRONT_ENDS = {
    "command line": ["-m", "gouji", "extract", "scan.png", "--json"],
    "batch": ["-m", "gouji", "batch", "reports", "-o", "out/batch.xlsx"],
    "window": ["-m", "gouji.gui.snapshot", "scan.png", "out/window.png"],
}


def can_trace() -> bool:
    """Is strace there, and may it look at a process?"""
    strace = shutil.which("strace")
    return bool(strace) and subprocess.run([strace, "-qq", "true"], check=False).returncode == 0


@pytest.fixture(scope="module")
def scan() -> bytes:
    """A piece of a page with a table of the form, as a scanner gives it."""
    sample = Path(__file__).parent.parent / "resources" / "samples" / "2021-totals-broken.pdf"
    page = scanned(sample.read_bytes(), DPI)[PAGE]
    return packed([page[: round(len(page) * PART)]], DPI, "PNG")


def traced(front_end: str, scan: bytes, folder: Path, **environment: str) -> list[str]:
    """Returns the lines of strace of a front end that reads a scan in an empty folder."""
    for name in ("home", "tmp", "out", "reports"):
        (folder / name).mkdir()
    for path in (folder / "scan.png", folder / "reports" / "scan.png"):
        path.write_bytes(scan)
    trace = folder / "trace"
    watched = "trace=" + ",".join(f"?{call}" for call in CALLS)
    strace = ["strace", "-f", "--seccomp-bpf", "-qq", "-y", "-s", "200", "-o", str(trace)]
    done = subprocess.run(
        [*strace, "-e", watched, sys.executable, "-B", *FRONT_ENDS[front_end]],
        cwd=folder,
        env={"PATH": os.environ["PATH"], "TMPDIR": str(folder / "tmp"), **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )
    assert done.returncode in {0, 1}, done.stderr
    return trace.read_text("utf-8", "replace").splitlines()


def reaches(lines: Sequence[str]) -> list[str]:
    """Returns the calls that open a socket to anything but this machine, or look a name up."""
    found = []
    for line in lines:
        match = LINE.match(line)
        if not match:
            continue
        call, arguments = match["call"], match["arguments"]
        if call == "socket":
            beyond = not arguments.startswith("AF_UNIX")
        elif call in {"connect", "bind"}:
            name = re.search(r'sun_path=(@?"[^"]*)', arguments)
            beyond = not name or not name[1].replace('"', "").startswith(LOCAL_SOCKETS)
        elif call.startswith("send"):
            beyond = "AF_INET" in arguments
        else:
            beyond = any(f'"{place}' in arguments for place in LOOK_UPS)
        if beyond:
            found.append(line)
    return found


def written(lines: Sequence[str], folder: Path) -> list[Path]:
    """Returns what was written or made, or was tried to be, devices left out."""
    found = []
    for line in lines:
        match = LINE.match(line)
        if not match or match["call"] in {"socket", "connect", "bind", "sendto", "sendmsg"}:
            continue
        arguments = match["arguments"]
        if match["call"].startswith("open") and not WRITES.search(arguments):
            continue
        for part in PATH.finditer(arguments):
            below = re.search(r"<(.*)>", part["folder"] or "")
            path = Path(below[1] if below else folder) / part["path"]
            if not str(path).startswith(DEVICES) and not FONT_CACHE.search(str(path)):
                found.append(path)
    return found


@pytest.mark.skipif(not can_trace(), reason="needs strace and the right to trace a process")
@pytest.mark.parametrize("front_end", FRONT_ENDS)
def test_reading_a_scan_reaches_no_network_and_leaves_nothing_in_the_home(
    front_end: str, scan: bytes, tmp_path: Path
) -> None:
    home, temporary = tmp_path / "home", tmp_path / "tmp"
    environment = {"QT_QPA_PLATFORM": "offscreen", "ORT_DISABLE_TELEMETRY": "0"}
    if front_end != "command line":  # that one has none
        environment["HOME"] = str(home)

    lines = traced(front_end, scan, tmp_path, **environment)

    assert any("PP-OCRv6_rec_small.onnx" in line for line in lines), "nothing was recognised"
    assert reaches(lines) == []
    named = [tmp_path / "out", temporary]
    kept = home / ".local" / "share" / "Gouji" / "Gouji" / "readings"
    if front_end == "window":  # keeps what was read, as docs/security.md says
        named.append(kept)
    paths = [path for path in written(lines, tmp_path) if path not in kept.parents]
    assert [path for path in paths if not any(map(path.is_relative_to, named))] == []
    left = [
        path
        for path in (*home.rglob("*"), *temporary.rglob("*"))
        if path.is_file() and not path.is_relative_to(kept)
    ]
    assert [path for path in left if not FONT_CACHE.search(str(path))] == []


@pytest.mark.parametrize(
    "line",
    [
        "12 socket(AF_INET, SOCK_DGRAM|SOCK_CLOEXEC, IPPROTO_IP) = 3<socket:[1]>",
        "12 socket(AF_NETLINK, SOCK_RAW|SOCK_CLOEXEC, NETLINK_ROUTE <unfinished ...>",
        '12 connect(3<socket:[1]>, {sa_family=AF_INET, sin_addr=inet_addr("1.1.1.1")}, 16) = 0',
        '12 connect(3<socket:[1]>, {sa_family=AF_UNIX, sun_path="/run/user/0/bus"}, 110) = 0',
        '12 openat(AT_FDCWD</tmp>, "/etc/resolv.conf", O_RDONLY|O_CLOEXEC) = 9</etc/resolv.conf>',
    ],
)
def test_a_call_that_reaches_out_is_seen_in_a_trace(line: str) -> None:
    assert reaches([line]) == [line]


@pytest.mark.parametrize(
    ("line", "path"),
    [
        ('12 mkdir("/root/.gouji", 0700) = 0', "/root/.gouji"),
        ('12 openat(AT_FDCWD</desk>, "a.db", O_RDWR|O_CREAT, 0644) = 9</desk/a.db>', "/desk/a.db"),
        ('12 linkat(12</a>, "x", 12</a>, "deviceid", 0) = 0', "/a/deviceid"),
        ('12 rename("/tmp/a", "/root/b") = -1 EACCES (Permission denied)', "/root/b"),
    ],
)
def test_a_call_that_makes_a_file_is_seen_in_a_trace(line: str, path: str, tmp_path: Path) -> None:
    assert Path(path) in written([line], tmp_path)
