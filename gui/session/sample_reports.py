"""The sample reports that come with the program, as files that can be reviewed."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from importlib import resources
from pathlib import Path

from ..shell.translatable import QT_TRANSLATE_NOOP

SAMPLES: Mapping[str, str] = {
    "2021-totals-broken.pdf": QT_TRANSLATE_NOOP("Welcome", "PDF, totals that do not add up"),
    "2019-edition.docx": QT_TRANSLATE_NOOP("Welcome", "Word, the form of 2019"),
    "2021-web-page.html": QT_TRANSLATE_NOOP("Welcome", "web page"),
}
"""What each sample is, by the name of its file."""


def sample_in(name: str, folder: Path) -> Path:
    """Returns a sample as a file in a folder of the user, where its review can lie beside it.

    Raises:
        OSError: It cannot be written there.
    """
    target = folder / name
    if not target.exists():
        folder.mkdir(parents=True, exist_ok=True)
        with resources.as_file(resources.files("gouji.resources") / "samples" / name) as source:
            shutil.copyfile(source, target)
    return target
