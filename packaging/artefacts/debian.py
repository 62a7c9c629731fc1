"""The packages for Debian and the desktops that are made of it, with everything inside."""

from __future__ import annotations

import hashlib
import io
import os
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path

from . import cpython, payload
from .hollow import hollow_out, is_part_of
from .manual_page import manual_page
from .payload import Artefact, version
from .pruning import licence_texts
from .steps import files_in, release_time, size_of, tar_xz, write_gzip
from .targets import DIST, GLIBC, LINUX, LINUX_ARM, PACKAGING, ROOT, Target

ARCHITECTURES: Mapping[str, tuple[Target, str]] = {
    "amd64": (LINUX, "x86_64"),
    "arm64": (LINUX_ARM, "aarch64"),
}
DESKTOP = PACKAGING / "desktop"
ICONS = PACKAGING / "icons"
SITE = f"lib/python{cpython.VERSION}/site-packages"


def make_debian(architecture: str, sources: Mapping[str, Path], wheel: Path) -> Artefact:
    """Returns the package for an architecture."""
    target, machine = ARCHITECTURES[architecture]
    tools = Path(sys.executable)
    python = cpython.built_python(machine, sources, tools)
    native = cpython.built_python("x86_64", sources, tools)
    root = payload.fresh(f"debian-{architecture}")
    home = root / "opt" / "gouji"
    shutil.copytree(python, home / "python", symlinks=True)
    cpython.forget_place(home / "python")
    library = home / "python" / "lib" / f"python{cpython.VERSION}"
    sizes = payload.fill(target, library / "site-packages", wheel)
    for part, saved in hollow_out(library / "site-packages", machine).items():
        sizes[next(name for name in sizes if is_part_of(name, part))] -= saved
    interpreter = native / "bin" / f"python{cpython.VERSION}"
    payload.compile_all(library, interpreter, f"/opt/gouji/python/lib/python{cpython.VERSION}")
    _lay_out(root)
    parts = payload.parts_of(sizes, root, "CPython, compiled modules, desktop files")
    licences = tuple(licence_texts(root))
    file = DIST / f"gouji_{version()}_{architecture}.deb"
    file.write_bytes(packed(root, control(architecture, machine, size_of(root))))
    return Artefact(file, size_of(root), parts, licences)


def _lay_out(root: Path) -> None:
    """Puts the program's command, desktop entry, icons, kinds of file and manual page in place."""
    share = root / "usr" / "share"
    files = {
        DESKTOP / "gouji.sh": root / "usr" / "bin" / "gouji",
        DESKTOP / "gouji.desktop": share / "applications" / "gouji.desktop",
        DESKTOP / "gouji.xml": share / "mime" / "packages" / "gouji.xml",
        ROOT / "resources" / "icons" / "gouji.svg": share / "icons/hicolor/scalable/apps/gouji.svg",
        ROOT / "LICENSE": share / "doc" / "gouji" / "copyright",
    }
    for icon in ICONS.glob("gouji-*.png"):
        size = icon.stem.removeprefix("gouji-")
        files[icon] = share / f"icons/hicolor/{size}x{size}/apps/gouji.png"
    for source, place in files.items():
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, place)
    (root / "usr" / "bin" / "gouji").chmod(0o755)
    write_gzip(share / "man" / "man1" / "gouji.1.gz", manual_page("en").encode())
    write_gzip(share / "man" / "zh_CN" / "man1" / "gouji.1.gz", manual_page("zh").encode())
    write_gzip(share / "doc" / "gouji" / "changelog.gz", (ROOT / "CHANGELOG.md").read_bytes())


def control(architecture: str, machine: str, installed: int) -> str:
    """Returns what the package says of itself."""
    sys.path.append(str(PACKAGING))
    from bootstrap import LIBRARIES

    needed = [f"libc6 (>= {GLIBC[machine]})", *sorted(set(LIBRARIES.values()))]
    return "\n".join(
        [
            "Package: gouji",
            f"Version: {version()}",
            f"Architecture: {architecture}",
            "Maintainer: The Gouji developers <gouji@localhost>",
            f"Installed-Size: {installed // 1024}",
            f"Depends: {', '.join(needed)}",
            "Recommends: fonts-noto-cjk | fonts-wqy-microhei | fonts-arphic-uming",
            "Suggests: libreoffice-writer-nogui, libreoffice-calc-nogui",
            "Section: misc",
            "Priority: optional",
            "Description: Reviews annual reports on government information disclosure",
            " Gouji 勾稽 reads the statutory tables of the annual reports of Chinese authorities,",
            " checks every total, and shows each figure beside its place in the source.",
            " .",
            " 对照原件审核政府信息公开工作年度报告；全程离线，不修改原件。",
            "",
        ]
    )


def packed(root: Path, said: str) -> bytes:
    """Returns a package of what lies below a folder, as dpkg reads it."""
    inner = root.with_name(root.name + "-control")
    shutil.rmtree(inner, ignore_errors=True)
    inner.mkdir()
    (inner / "control").write_text(said, "utf-8")
    sums = [
        f"{hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()}  {name}\n"
        for name, path in files_in(root) if not path.is_symlink()
    ]  # fmt: skip
    (inner / "md5sums").write_text("".join(sums), "utf-8")
    for path in inner.iterdir():
        os.utime(path, (release_time(), release_time()))
    members = {
        "debian-binary": b"2.0\n",
        "control.tar.xz": tar_xz(inner),
        "data.tar.xz": tar_xz(root),
    }
    archive = io.BytesIO(b"!<arch>\n")
    archive.seek(0, io.SEEK_END)
    for name, data in members.items():
        head = f"{name:<16}{release_time():<12}{0:<6}{0:<6}{'100644':<8}{len(data):<10}`\n"
        archive.write(head.encode() + data + b"\n" * (len(data) % 2))
    return archive.getvalue()
