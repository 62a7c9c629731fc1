"""Builds CPython for Linux from Debian's archives, for C libraries older than the builder's.

No index has a CPython for Linux that can be carried along, and the ones that old systems bring are
too old. Zig, a wheel of the index, compiles for any processor and for a C library of any age. What
Gouji does without is left out: OpenSSL above all, which only a network needs.
"""

from __future__ import annotations

import ast
import os
import shutil
import tarfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from .steps import run
from .targets import BUILD, BZIP2, CPYTHON, GLIBC, LIBFFI, ROOT, SQLITE, XZ, ZLIB

ABSENT = (
    "_curses", "_curses_panel", "_dbm", "_gdbm", "_hashlib", "_ssl", "_tkinter", "_uuid",
    "nis", "readline",
)  # fmt: skip
"""Modules that are not built."""

LEFT_OUT = (
    "bin/idle3*", "bin/pydoc3*", "bin/python3-config", "bin/python3.*-config", "include",
    "lib/pkgconfig", "share", "lib/python3*/config-*", "lib/python3*/ensurepip",
    "lib/python3*/idlelib", "lib/python3*/lib2to3",
    "lib/python3*/pydoc_data", "lib/python3*/test", "lib/python3*/tkinter",
    "lib/python3*/turtle*", "lib/python3*/venv", "lib/python3*/curses",
)  # fmt: skip
"""What is built or installed along and never used."""

VERSION = "3.13"
FIXED = ('-DDATE="Jan  1 2026"', '-DTIME="00:00:00"')
"""What CPython says of when it was built."""


@dataclass(frozen=True)
class Compiler:
    """Zig as the compiler for a machine.

    Attributes:
        machine: "x86_64" or "aarch64".
        folder: Of the build.
    """

    machine: str
    folder: Path

    @property
    def prefix(self) -> Path:
        """Where the libraries are that the interpreter is linked with."""
        return self.folder / "prefix"

    def environment(self, tools: Path, *defined: str) -> dict[str, str]:
        """Returns what makes a configure script use it; writes its programs."""
        target = f"{self.machine}-linux-gnu.{GLIBC[self.machine]}"
        words = ["-target", target, "-fno-sanitize=undefined", *defined]
        programs = self.folder / "bin"
        programs.mkdir(parents=True, exist_ok=True)
        for name, arguments in (("cc", words), ("ar", []), ("ranlib", [])):
            quoted = " ".join(
                f"'{word}'" for word in [str(tools), "-m", "ziglang", name, *arguments]
            )
            path = programs / name
            path.write_text(f'#!/bin/sh\nexec {quoted} "$@"\n', "utf-8")
            path.chmod(0o755)
        return {
            "CC": str(programs / "cc"),
            "AR": str(programs / "ar"),
            "RANLIB": str(programs / "ranlib"),
            "CFLAGS": "-O2 -fPIC -g0",
            "LDFLAGS": f"-L{self.prefix / 'lib'} -s",
            "LC_ALL": "C",
            "PYTHONHASHSEED": "0",
        }


def built_python(machine: str, sources: Mapping[str, Path], tools: Path) -> Path:
    """Returns the folder of a CPython for a machine; what was built before is not built again.

    Args:
        machine: "x86_64" or "aarch64".
        sources: The archives, by the name of their package.
        tools: The interpreter that has Zig.
    """
    folder = BUILD / "cpython" / machine
    made = folder / "python"
    if made.exists():
        return made
    build_with = None
    if machine != "x86_64":
        build_with = built_python("x86_64", sources, tools) / "bin" / f"python{VERSION}"
    shutil.rmtree(folder, ignore_errors=True)
    for name in ("lib", "include"):
        (folder / "prefix" / name).mkdir(parents=True)
    compiler = Compiler(machine, folder)
    _build_zlib(compiler, sources[ZLIB.package], tools)
    _build_libffi(compiler, sources[LIBFFI.package], tools)
    _build_sqlite(compiler, sources[SQLITE.package], tools)
    _build_xz(compiler, sources[XZ.package], tools)
    _build_bzip2(compiler, sources[BZIP2.package], tools)
    stage = _build_python(compiler, sources[CPYTHON.package], tools, build_with)
    _prune(stage)
    _keep_licences(folder, stage)
    stage.rename(made)
    return made


def forget_place(python: Path) -> None:
    """Takes the folder of the release out of what an interpreter says of how it was built.

    Nobody needs it there, and two folders would make two packages.
    """
    for path in python.rglob("_sysconfigdata*.py"):
        _, _, said = path.read_text("utf-8").partition("build_time_vars = ")
        told = ast.literal_eval(said.replace(str(ROOT), "/build"))  # its lines break by length
        path.write_text(f"build_time_vars = {told!r}\n", "utf-8")


def _unpacked(archive: Path, folder: Path) -> Path:
    folder.mkdir()
    with tarfile.open(archive) as packed:
        packed.extractall(folder, filter="data")
    (inner,) = folder.iterdir()
    return inner


def _build_zlib(compiler: Compiler, archive: Path, tools: Path) -> None:
    source = _unpacked(archive, compiler.folder / "zlib")
    env = compiler.environment(tools)
    run("./configure", "--static", folder=source, env=env)
    run("make", "libz.a", folder=source, env=env)
    _install(compiler, source / "libz.a", source / "zlib.h", source / "zconf.h")


def _build_libffi(compiler: Compiler, archive: Path, tools: Path) -> None:
    source = _unpacked(archive, compiler.folder / "libffi")
    env = compiler.environment(tools)
    run(
        *("./configure", f"--host={compiler.machine}-linux-gnu", "--disable-shared"),
        "--enable-static", "--disable-docs", "--disable-exec-static-tramp",
        f"--prefix={compiler.prefix}",
        folder=source, env=env,
    )  # fmt: skip
    run("make", "install", folder=source, env=env)


def _build_sqlite(compiler: Compiler, archive: Path, tools: Path) -> None:
    """Builds SQLite; its one file of source is put together by programs for this machine."""
    source = _unpacked(archive, compiler.folder / "sqlite")
    run("./configure", "--disable-shared", folder=source, env={"CFLAGS": "-O1"})
    run("make", "sqlite3.c", folder=source)
    env = compiler.environment(tools)
    options = ["-DSQLITE_THREADSAFE=1", "-DSQLITE_OMIT_LOAD_EXTENSION=1"]
    flags = env["CFLAGS"].split()
    run(env["CC"], *flags, *options, "-c", "sqlite3.c", "-o", "sqlite3.o", folder=source)
    run(env["AR"], "rcs", "libsqlite3.a", "sqlite3.o", folder=source)
    _install(compiler, source / "libsqlite3.a", source / "sqlite3.h")


def _build_xz(compiler: Compiler, archive: Path, tools: Path) -> None:
    source = _unpacked(archive, compiler.folder / "xz")
    env = compiler.environment(tools)
    programs = ("xz", "xzdec", "lzmadec", "lzmainfo", "scripts", "doc", "nls", "lzma-links")
    left_out = [f"--disable-{name}" for name in programs]
    run(
        *("./configure", f"--host={compiler.machine}-linux-gnu", "--disable-shared"),
        *("--enable-static", *left_out, f"--prefix={compiler.prefix}"),
        folder=source, env=env,
    )  # fmt: skip
    run("make", "install", folder=source, env=env)


def _build_bzip2(compiler: Compiler, archive: Path, tools: Path) -> None:
    source = _unpacked(archive, compiler.folder / "bzip2")
    env = compiler.environment(tools)
    given = [f"{name}={env[name]}" for name in ("CC", "AR", "RANLIB")]
    flags = f"CFLAGS={env['CFLAGS']} -D_FILE_OFFSET_BITS=64"
    run("make", "libbz2.a", *given, flags, folder=source, env=env)
    _install(compiler, source / "libbz2.a", source / "bzlib.h")


def _install(compiler: Compiler, *files: Path) -> None:
    for file in files:
        shutil.copy2(file, compiler.prefix / ("lib" if file.suffix == ".a" else "include"))


def _build_python(compiler: Compiler, archive: Path, tools: Path, build_with: Path | None) -> Path:
    source = _unpacked(archive, compiler.folder / "cpython")
    env = compiler.environment(tools, *FIXED)
    include, lib = compiler.prefix / "include", compiler.prefix / "lib"
    (here,) = run("gcc", "-dumpmachine").split()
    settings = {
        "PKG_CONFIG": "/bin/false",
        "ac_cv_file__dev_ptmx": "yes",
        "ac_cv_file__dev_ptc": "no",
        "ac_cv_buggy_getaddrinfo": "no",  # a trial of it does not run on another processor
        "ZLIB_CFLAGS": f"-I{include}", "ZLIB_LIBS": f"{lib}/libz.a",
        "LIBFFI_CFLAGS": f"-I{include}", "LIBFFI_LIBS": f"{lib}/libffi.a",
        "LIBLZMA_CFLAGS": f"-I{include}", "LIBLZMA_LIBS": f"{lib}/liblzma.a",
        "BZIP2_CFLAGS": f"-I{include}", "BZIP2_LIBS": f"{lib}/libbz2.a",
        "LIBSQLITE3_CFLAGS": f"-I{include}",
        "LIBSQLITE3_LIBS": f"{lib}/libsqlite3.a -lm -lpthread",
        **{f"py_cv_module_{name}": "n/a" for name in ABSENT},
    }  # fmt: skip
    options = [
        f"--build={here}", f"--host={compiler.machine}-linux-gnu", "--prefix=/opt/gouji/python",
        "--disable-shared", "--without-ensurepip", "--disable-test-modules",
        "--without-static-libpython", "--with-system-libmpdec=no", "--with-openssl=/nonexistent",
    ]  # fmt: skip
    if build_with is not None:
        options.append(f"--with-build-python={build_with}")
    given = [f"{name}={value}" for name, value in settings.items()]
    run("./configure", *options, *given, folder=source, env=env)
    run("make", f"-j{os.cpu_count() or 1}", folder=source, env=env)
    stage = compiler.folder / "stage"
    run("make", "install", f"DESTDIR={stage}", folder=source, env=env)
    return stage / "opt" / "gouji" / "python"


def _keep_licences(folder: Path, python: Path) -> None:
    """Puts the licences of what is linked in beside the interpreter; SQLite needs none."""
    kept = python / "licences"
    kept.mkdir()
    texts = (("libffi", "LICENSE"), ("zlib", "LICENSE"), ("xz", "COPYING"), ("bzip2", "LICENSE"))
    for name, file in texts:
        (text,) = (folder / name).glob(f"*/{file}")
        shutil.copyfile(text, kept / f"{name}-LICENSE.txt")


def _prune(python: Path) -> None:
    for pattern in LEFT_OUT:
        for path in sorted(python.glob(pattern)):
            shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
    for cache in sorted(python.rglob("__pycache__")):
        shutil.rmtree(cache)
