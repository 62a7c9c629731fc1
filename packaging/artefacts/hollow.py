"""Puts hollow libraries in the place of those that others are linked with and never call.

OpenCV of the index is linked with a whole library of video, and with one of linear algebra for
matrices far larger than any that is solved here; Qt with ICU's data on every language for
collating and old encodings. A hollow library has the same name, versions and symbols. Whoever calls
one of its functions all the same is stopped with a sentence, and nothing goes on with a wrong
value. ICU's own stub of its data makes ICU say that data are missing.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from fnmatch import fnmatch
from pathlib import Path

from .steps import run
from .targets import GLIBC

HOLLOW: Mapping[str, str] = {
    "opencv_python_headless.libs/libavcodec-*": "cv2/cv2.abi3.so",
    "opencv_python_headless.libs/libavformat-*": "cv2/cv2.abi3.so",
    "opencv_python_headless.libs/libavif-*": "cv2/cv2.abi3.so",
    "opencv_python_headless.libs/libavutil-*": "cv2/cv2.abi3.so",
    "opencv_python_headless.libs/libopenblas*": "cv2/cv2.abi3.so",
    "opencv_python_headless.libs/libswscale-*": "cv2/cv2.abi3.so",
    "PySide6/Qt/lib/libicudata.so.*": "",
}
"""Each library that is replaced, and the one whose calls it would have to answer; none for data."""

UNUSED = "opencv_python_headless.libs/lib*"
"""What only those are linked with goes as well, but for what another one needs."""

STOPPED = """
#include <stdlib.h>
#include <unistd.h>
static void stopped(void) {
  static const char said[] = "Gouji: this package leaves out %(name)s\\n";
  if (write(2, said, sizeof said - 1) < 0) abort();
  abort();
}
"""

ICU = """
#include <stdint.h>
/* The format of ICU's packages of data (udata.h, udatamem.h): a table of contents with no entry. */
__attribute__((visibility("default"), aligned(16))) const struct {
  uint16_t head; uint8_t magic1, magic2;
  uint16_t size, reserved; uint8_t bigendian, charset, char_size, reserved2;
  uint8_t format[4], version[4], data_version[4];
  char said[8];
  uint32_t count, reserved3, entry[2];
} icudt%(version)s_dat = {
  32, 0xda, 0x27, 20, 0, 0, 0, 2, 0,
  {'T', 'o', 'C', 'P'}, {1, 0, 0, 0}, {0, 0, 0, 0}, "hollow", 0, 0, {0, 0}
};
"""


def hollow_out(libraries: Path, machine: str) -> dict[str, int]:
    """Replaces libraries in a folder of unpacked wheels.

    Returns:
        The bytes that this saves, by the name of the folder that each lies in.
    """
    saved: Counter[str] = Counter()
    for path in sorted(libraries.glob("*/**/*.so*")):
        name = path.relative_to(libraries).as_posix()
        user = next((user for each, user in HOLLOW.items() if fnmatch(name, each)), None)
        if user is None or path.is_symlink():
            continue
        folder = name.partition("/")[0]
        saved[folder] += path.stat().st_size
        _replace(path, libraries / user if user else None, machine)
        saved[folder] -= path.stat().st_size
    while unused := _unused(libraries):
        for path in unused:
            saved[path.parent.name] += path.stat().st_size
            path.unlink()
    return saved


def _unused(libraries: Path) -> list[Path]:
    """Returns the libraries that came for those that are hollow, and that nothing needs now."""
    needed = {name for path in libraries.glob("*/**/*.so*") for name in needed_by(path)}
    return [path for path in sorted(libraries.glob(UNUSED)) if path.name not in needed]


def is_part_of(wheel: str, folder: str) -> bool:
    """Returns whether a folder came out of a wheel, named as "name-version"."""
    return wheel.casefold().startswith(folder.removesuffix(".libs").casefold())


def needed_by(library: Path) -> list[str]:
    """Returns the names of the libraries that one is linked with."""
    return re.findall(r"\(NEEDED\).*\[(.+)\]", run("readelf", "-dW", library))


def _replace(path: Path, user: Path | None, machine: str) -> None:
    """Writes a hollow library in the place of another."""
    (own_name,) = re.findall(r"\(SONAME\).*\[(.+)\]", run("readelf", "-dW", path))
    source, versions = path.with_suffix(".c"), path.with_suffix(".map")
    if user is None:
        text = ICU % {"version": own_name.rpartition(".")[2]}
    else:
        symbols = _symbols(path, "--defined-only") & _symbols(user, "--undefined-only")
        text = hollow_source(path.name, symbols)
    source.write_text(text, "utf-8")
    given = [f"-Wl,-soname,{own_name}"]
    if version := own_version(run("readelf", "-VW", path)):
        versions.write_text(f"{version} {{ global: *; }};\n", "ascii")
        given.append(f"-Wl,--version-script={versions}")
    run(
        *(sys.executable, "-m", "ziglang", "cc", "-shared", "-fPIC", "-O1", "-g0", "-s"),
        *("-target", f"{machine}-linux-gnu.{GLIBC[machine]}", "-fno-sanitize=undefined"),
        *(*given, "-o", path, source),
    )
    source.unlink()
    versions.unlink(missing_ok=True)


def _symbols(library: Path, which: str) -> set[str]:
    lines = run("nm", "-D", which, library).splitlines()
    return {line.split()[-1].partition("@")[0] for line in lines}


def hollow_source(name: str, symbols: Iterable[str]) -> str:
    """Returns the source in C of a library whose functions all end the program with a sentence."""
    aliases = (f'void {each}(void) __attribute__((alias("stopped")));' for each in sorted(symbols))
    return "\n".join([STOPPED % {"name": name}, *aliases, ""])


def own_version(said: str) -> str:
    """Returns the version that the symbols of a library bear, of what ``readelf -V`` says of it.

    Empty where they bear none.
    """
    defined = said.partition("Version definition section")[2].partition("Version needs section")[0]
    names = re.findall(r"Flags: none\s+Index: \d+\s+Cnt: \d+\s+Name: (\S+)", defined)
    return names[0] if names else ""
