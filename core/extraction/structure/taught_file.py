"""The file that carries layouts placed by hand to a batch, or to another person: JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ...bilingual import Bilingual
from ...errors import PlacementsFileError
from ...files.regular_files import open_regular
from ...files.saving import save_bytes
from .taught_layouts import MOST_KEPT, TaughtLayout, from_record, to_records

SUFFIX = ".gouji-placements"
KIND, SCHEMA = "placements", 1

_MOST_BYTES = 16 << 20
"""Of a file: all layouts that are ever kept need less."""

_MOST_FAULTS = 5
"""Of a file that a sentence names."""


def write_taught(path: Path, layouts: Sequence[TaughtLayout]) -> None:
    """Writes layouts into a file.

    Raises:
        OutputError: It cannot be written.
    """
    record = {"gouji": KIND, "schema": SCHEMA, "layouts": to_records(layouts)}
    save_bytes(path, json.dumps(record, ensure_ascii=False, indent=1).encode())


def read_taught(path: Path) -> tuple[TaughtLayout, ...]:
    """Returns the layouts of a file.

    Raises:
        PlacementsFileError: It cannot be read, or holds something else; the sentence names every
            layout of it that is none.
    """
    try:
        with open_regular(path) as file:
            data = file.read(_MOST_BYTES + 1)
        record: Any = json.loads(data) if len(data) <= _MOST_BYTES else None
    except OSError as error:
        raise PlacementsFileError(path, Bilingual("读不了", "it cannot be read")) from error
    except (ValueError, RecursionError):
        record = None
    said = record if isinstance(record, dict) else {}
    layouts = said.get("layouts")
    if not isinstance(layouts, list) or said.get("gouji") != KIND or len(layouts) > MOST_KEPT:
        raise PlacementsFileError(path, Bilingual("它不是版面文件", "it holds no placements"))
    if said.get("schema") != SCHEMA:
        newer = Bilingual("它由更新的版本写成", "a newer version wrote it")
        raise PlacementsFileError(path, newer)
    return _layouts(path, layouts)


def _layouts(path: Path, records: Sequence[object]) -> tuple[TaughtLayout, ...]:
    found: list[TaughtLayout] = []
    faults: list[int] = []
    for number, record in enumerate(records, 1):
        try:
            found.append(from_record(record))
        except ValueError:
            faults.append(number)
    if faults:
        named = [str(number) for number in faults[:_MOST_FAULTS]]
        zh = f"第 {'、'.join(named)}{' 等' if len(faults) > _MOST_FAULTS else ''} 个版面有误"
        more = " and more" if len(faults) > _MOST_FAULTS else ""
        en = f"its layout {', '.join(named)}{more} is damaged"
        raise PlacementsFileError(path, Bilingual(zh, en))
    return tuple(found)
