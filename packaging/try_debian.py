"""Tries the package for Debian in fresh systems, as a plain user: run as root after release.py.

    python3 packaging/try_debian.py [SUITE ...]     # bullseye bookworm trixie

Each system is made by debootstrap in build/debian, and the package installed there by apt over an
earlier version, and apt has to find everything that it wants. Then a new user runs the self-test,
opens the window on a display in memory and answers by a key who reviews; pictures of it are left in
build/debian.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "build" / "debian"
SUITES = ("bullseye", "bookworm", "trixie")
SECONDS = 900
OLD = "gouji_older.deb"
LEFT = "/opt/gouji/python/lib/python3.13/site-packages/gouji/core/stale.pyc"
"""A file of an earlier version, which an update takes away."""

PREPARE = (
    "apt-get -qq update; DEBIAN_FRONTEND=noninteractive "
    "apt-get -qq install -y --no-install-recommends"
)
# A picture by xwd would be black where one window lies over another, however well it is painted.
WINDOW = """
Xvfb :84 -screen 0 1366x768x24 -nolisten tcp >/dev/null 2>&1 &
server=$!
sleep 3
export DISPLAY=:84 LANG=C.UTF-8
timeout 120 gouji "$HOME/sample.pdf" &
for i in $(seq 60); do
    test -f "$HOME/sample.pdf.gouji" && break
    sleep 1
done
for i in $(seq 60); do
    asked=$(xdotool search --onlyvisible --name 'Reviewer|审核人' | tail -1)
    test -n "$asked" && break
    sleep 1
done
sleep 20
import -window root "$HOME/asked.png"
xdotool windowfocus "$asked"
sleep 1
xdotool key Return
sleep 5
import -window root "$HOME/window.png"
test -f "$HOME/sample.pdf.gouji" && ! xdotool search --onlyvisible --name 'Reviewer|审核人'
result=$?
kill %2 $server
exit $result
"""


def main() -> int:
    """Returns 0 if the package works in every system."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("suites", nargs="*", default=SUITES, metavar="SUITE")
    suites = parser.parse_args().suites
    (package,) = sorted((ROOT / "dist").glob("gouji_*_amd64.deb"))[-1:]
    failed = 0
    for suite in suites:
        code, said = try_in(fresh_system(suite), package)
        print(f"{suite}: {'works' if code == 0 else 'FAILED'}\n{said}", flush=True)
        failed += code != 0
    return 1 if failed else 0


def fresh_system(suite: str) -> Path:
    """Returns the folder of a new system of a release of Debian."""
    base, system = FOLDER / f"{suite}-base", FOLDER / suite
    if not (base / "etc" / "debian_version").exists():
        sys.path.insert(0, str(ROOT / "packaging"))
        from artefacts.fetching import debian_archive

        FOLDER.mkdir(parents=True, exist_ok=True)
        words = ["debootstrap", "--variant=minbase", suite, str(base), debian_archive()]
        subprocess.run(words, check=True, stdout=subprocess.DEVNULL)
    shutil.rmtree(system, ignore_errors=True)
    subprocess.run(["cp", "-a", str(base), str(system)], check=True)
    return system


def try_in(system: Path, package: Path) -> tuple[int, str]:
    """Returns 0 and what was said where the package works in a system."""
    shutil.copy2(package, system / "root")
    (system / "root" / OLD).write_bytes(older_package())
    run = (
        (f"{PREPARE} /root/{OLD} >/dev/null", ""),
        (f"{PREPARE} /root/{package.name} >/dev/null && test ! -e {LEFT}", ""),
        ("desktop=/usr/share/applications/gouji.desktop; test -f $desktop && gouji --version", ""),
        ("useradd -m zhang", ""),
        ("gouji self-test --language en", "zhang"),
        (f"{PREPARE} xvfb imagemagick xdotool >/dev/null", ""),
    )
    lines = []
    with _Processes(system):
        for command, user in run:
            code, said = _inside(system, command, user)
            lines.append(said.strip())
            if code:
                return code, "\n".join([*lines, f"failed: {command}"])
        home = system / "home" / "zhang"
        shutil.copy2(ROOT / "resources/samples/2021-totals-broken.pdf", home / "sample.pdf")
        (home / "window.sh").write_text(WINDOW, "utf-8")
        code, said = _inside(system, "sh $HOME/window.sh", "zhang")
        for picture in ("asked", "window"):
            shutil.copy2(home / f"{picture}.png", FOLDER / f"{system.name}-{picture}.png")
        lines.append("the window opens and begins a review" if code == 0 else said)
        if code == 0:
            removed, said = _inside(system, "apt-get -qq remove -y gouji >/dev/null", "")
            left = list((system / "opt" / "gouji").rglob("*")) if removed == 0 else [Path(said)]
            lines.append(f"removed, {len(left)} files left")
    return code, "\n".join(filter(None, lines))


def older_package() -> bytes:
    """Returns a package of an earlier version, with a module that the present one has not."""
    sys.path.insert(0, str(ROOT / "packaging"))
    from artefacts.debian import control, packed

    root = FOLDER / "older"
    module = root / LEFT.lstrip("/")
    module.parent.mkdir(parents=True, exist_ok=True)
    module.touch()
    said = control("amd64", "x86_64", 0)
    return packed(root, re.sub("(?m)^Version: .*", "Version: 0.0.1", said))


class _Processes:
    """Shows the processes in a system for as long as something is tried there."""

    def __init__(self, system: Path) -> None:
        self._place = str(system / "proc")

    def __enter__(self) -> None:
        subprocess.run(["mount", "-t", "proc", "proc", self._place], check=True)

    def __exit__(self, *_error: object) -> None:
        subprocess.run(["umount", "-l", self._place], check=False)


def _inside(system: Path, command: str, user: str) -> tuple[int, str]:
    words = ["su", "-", user, "-c", command] if user else ["sh", "-c", command]
    done = subprocess.run(
        ["chroot", str(system), *words],
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        encoding="utf-8", errors="replace", timeout=SECONDS, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout


if __name__ == "__main__":
    sys.exit(main())
