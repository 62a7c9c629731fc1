"""Makes every file of a release, from a clean checkout and the package indexes alone.

    python3 packaging/release.py             # all of it, into dist/
    python3 packaging/release.py windows     # some of it: python, windows, amd64, arm64, macos
    python3 packaging/release.py --lock      # writes the locks of packaging/locks anew

On Debian, with the programs that it names where they are missing. An environment for the tools is
made in build/release, and what was fetched and built before is used again. The same checkout gives
the same bytes, on Python 3.11, which compiles the modules for Windows.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

PACKAGING = Path(__file__).resolve().parent
ROOT = PACKAGING.parent
TOOLS = ROOT / "build" / "release" / "tools"
TOOL_LOCK = PACKAGING / "requirements-release.lock"
KINDS = ("python", "windows", "amd64", "arm64", "macos")


def main() -> int:
    """Returns 0 when all that was asked for lies in dist/."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("kinds", nargs="*", metavar="KIND", help=", ".join(KINDS))
    parser.add_argument("--lock", action="store_true", help="write the locks of the wheels anew")
    arguments = parser.parse_args()
    if unknown := set(arguments.kinds) - set(KINDS):
        parser.error(f"no such kind: {', '.join(sorted(unknown))}")
    if Path(sys.prefix) != TOOLS:
        return _run_in_tools()
    return _lock() if arguments.lock else _make(arguments.kinds or KINDS)


def _run_in_tools() -> int:
    """Runs this script again in an environment with its tools."""
    python = str(TOOLS / "bin" / "python")
    stamp = TOOLS / "installed.txt"
    wanted = TOOL_LOCK.read_text("utf-8") + sys.version
    if not stamp.exists() or stamp.read_text("utf-8") != wanted:
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(TOOLS)], check=True)
        pip = [python, "-m", "pip", "install", "-q", "--disable-pip-version-check", "--no-deps"]
        subprocess.run([*pip, "--only-binary=:all:", "-r", str(TOOL_LOCK)], check=True)
        stamp.write_text(wanted, "utf-8")
    environment = {**os.environ, "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1"}
    command = [python, __file__, *sys.argv[1:]]
    return subprocess.run(command, env=environment, check=False).returncode


def _lock() -> int:
    from artefacts.fetching import write_lock
    from artefacts.targets import TARGETS

    for target in TARGETS:
        write_lock(target)
        print(target.lock)
    return 0


def _make(kinds: Sequence[str]) -> int:
    from artefacts import debian, macos, payload, windows
    from artefacts.fetching import fetched_sources
    from artefacts.listing import write_listing
    from artefacts.payload import Artefact
    from artefacts.steps import require_programs
    from artefacts.targets import DIST, SOURCES

    require_programs()
    DIST.mkdir(exist_ok=True)
    wheel = payload.built_wheel()
    sys.path.insert(0, str(wheel))  # for the manual page
    made = [Artefact(wheel), Artefact(wheel.with_name(f"gouji-{payload.version()}.tar.gz"))]
    if "windows" in kinds:
        made += windows.make_windows(wheel)
    for architecture in ("amd64", "arm64"):
        if architecture in kinds:
            made.append(debian.make_debian(architecture, fetched_sources(SOURCES), wheel))
    if "macos" in kinds:
        made += macos.make_macos(wheel)
    print(write_listing(made).read_text("utf-8"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
