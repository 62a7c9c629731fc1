"""Writes an extraction again with some of its values changed, and nothing else touched."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from ...documents.source_bytes import source_data
from ...errors import OutputError, SourceChangedError
from ...figures import Figure, show
from ...supplied.csv_fields import as_field
from ...supplied.extraction_file import text_of_bytes
from ...supplied.supplied_values import STATE, TEXT, VALUE, FileSlot, Saying, SuppliedExtraction
from .corrections import CORRECTED, Correction
from .sheet_parts import with_cells

Change = tuple[FileSlot, str, str]
"""A place, its role, and what is to stand there."""


def written_back(extraction: SuppliedExtraction, corrections: Iterable[Correction]) -> bytes:
    """Returns the bytes of the file with what is corrected in it.

    Raises:
        SourceError: It cannot be read any longer, or is another than it was.
    """
    data = source_data(extraction.path)
    if hashlib.sha256(data).hexdigest() != extraction.sha256:
        raise SourceChangedError(extraction.path)
    changes = {
        saying.slot: (saying, correction.figure)
        for correction in corrections
        if correction.outcome in CORRECTED
        for saying in correction.difference.supplied.sayings
    }
    if extraction.kind == "xlsx":
        cells = {slot: _plain(saying, figure) for slot, (saying, figure) in changes.items()}
        return with_cells(extraction.path, data, cells)
    found = text_of_bytes(data)
    assert found is not None  # it was read as a text
    text, encoding = found
    parts = _replaced(text, changes, extraction)
    return "".join(parts).encode(encoding)


def check_own_shape(extraction: SuppliedExtraction, output: Path) -> None:
    """Returns if an extraction can be given back under a name.

    Raises:
        OutputError: Its kind is only read, or the name says another kind.
    """
    if extraction.kind not in ("json", "csv", "xlsx"):
        raise OutputError(
            f"{extraction.path.name} 按表式排版，但不是工作簿或 CSV，只能对照，不能更正后写回。"
            "请导出审核工作簿。",
            f"{extraction.path.name} is laid out as the form and no workbook or CSV; it is held "
            "against the page but not written back. Export the audited workbook instead.",
        )
    check_suffix(extraction.path, output)


def check_suffix(path: Path, output: Path) -> None:
    """Returns if a name says the kind of an extraction.

    Raises:
        OutputError: It says another kind.
    """
    wanted = path.suffix.lower()
    if output.suffix.lower() != wanted:
        raise OutputError(
            f"更正后的抽取保持原来的格式，应写成 {wanted}，不是“{output.name}”。请改扩展名。",
            f"A corrected extraction keeps its kind: name it {wanted}, not “{output.name}”.",
        )


def changes_path(output: Path) -> Path:
    """Returns where the workbook lies that tells what was changed in a file."""
    return output.with_name(f"{output.stem}-changes.xlsx")


def _plain(saying: Saying, figure: Figure) -> str | int | float | None:
    """Returns what a cell of a workbook is to hold."""
    if saying.role == STATE:
        return figure.state.value
    if figure.value is None:
        return (figure.text or None) if saying.role == TEXT else None
    if saying.role == TEXT and figure.unit:
        return figure.text
    return figure.value if isinstance(figure.value, int) else float(figure.value)


def _replaced(
    text: str, changes: Mapping[FileSlot, tuple[Saying, Figure]], extraction: SuppliedExtraction
) -> Iterator[str]:
    """Yields the text with the values at some places replaced."""
    done = 0
    placed = [(slot.span, *said) for slot, said in changes.items() if slot.span is not None]
    for (start, end), saying, figure in sorted(placed, key=lambda each: each[0]):
        yield text[done:start]
        before = text[start:end]
        if extraction.kind == "json":
            yield _as_json(saying, figure, before)
        else:
            yield as_field(_as_text(saying, figure), extraction.separator, before)
        done = end
    yield text[done:]


def _as_text(saying: Saying, figure: Figure) -> str:
    if saying.role == STATE:
        return figure.state.value
    if figure.value is None:
        return figure.text if saying.role == TEXT else ""
    return figure.text if saying.role == TEXT else show(figure.value)


def _as_json(saying: Saying, figure: Figure, before: str) -> str:
    """Returns a value as JSON of the kind that stood there: a number that was a text stays one."""
    is_text = saying.role != VALUE or (before.startswith('"') and _DIGITS.search(before))
    if not is_text:
        return "null" if figure.value is None else show(figure.value)
    text = _as_text(saying, figure)
    return json.dumps(text, ensure_ascii=not re.search(r"[^\x00-\x7f]", before + text))


_DIGITS = re.compile("[0-9０-９]")
