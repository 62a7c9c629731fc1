"""Build hook: lays out `.dev/gouji` so that an editable install runs the checkout's folders."""

import os
import shutil
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

FOLDERS = ("core", "docs", "gui", "resources")


class EditableLayout(BuildHookInterface):  # type: ignore[type-arg]
    """Links `core`, `docs`, `gui` and `resources` under one package for an editable install."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Makes `.dev/gouji` anew before an editable wheel is built; does nothing otherwise."""
        if version != "editable":
            return
        root = Path(self.root)
        package = root / ".dev" / "gouji"
        package.mkdir(parents=True, exist_ok=True)
        for name in FOLDERS:
            link(root / name, package / name)
        for source in (root / "packaging" / "gouji").glob("*.*"):
            link(source, package / source.name)


def link(source: Path, target: Path) -> None:
    """Makes `target` stand for `source`: junction or hard link on Windows, else symbolic link."""
    remove(target)
    if os.name != "nt":
        target.symlink_to(
            os.path.relpath(source, target.parent), target_is_directory=source.is_dir()
        )
    elif source.is_dir():
        import _winapi  # exists on Windows alone

        _winapi.CreateJunction(str(source), str(target))
    else:
        try:
            target.hardlink_to(source)
        except OSError:  # a file system without hard links
            shutil.copy2(source, target)


def remove(target: Path) -> None:
    """Removes a link made earlier, never what it leads to."""
    if os.name == "nt" and target.is_dir():
        target.rmdir()
    else:
        target.unlink(missing_ok=True)
