"""The second reader knows characters by its own tables, whatever the machine has."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from pathlib import Path

DECODE = """
import gouji.core.documents.pdf.second_fonts
from pdfminer.cmapdb import CMapDB
print(list(CMapDB.get_cmap("UniGB-UCS2-H").decode("8".encode("utf-16-be"))))
"""


def test_maps_of_the_machine_do_not_come_before_those_of_the_library(tmp_path: Path) -> None:
    other = {"IS_VERTICAL": False, "CODE2CID": {"0": {str(ord("8")): 18}}}
    with gzip.open(tmp_path / "UniGB-UCS2-H.json.gz", "wt") as file:
        json.dump(other, file)

    done = subprocess.run(
        [sys.executable, "-c", DECODE],
        env={**os.environ, "CMAP_PATH": str(tmp_path)},
        capture_output=True,
        encoding="utf-8",
        check=True,
        timeout=60,
    )

    assert done.stdout.strip() == "[25]"
