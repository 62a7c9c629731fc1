"""The codebook of a panel: what each column of figures is, and what the editions have in common."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources

from openpyxl.utils import get_column_letter

from ...bilingual import Bilingual
from ...form_files import official_forms
from ..excel.appearance import HEAD_FILL, CellAppearance, height_of, set_up_print
from ..excel.sheet_cells import SheetWriter
from ..export_wording import label_path
from .list_columns import SheetColumn, form_cells

NAME = Bilingual("编码表", "codebook")
COLUMNS = (
    SheetColumn("cell", Bilingual("格", "Cell"), 30),
    SheetColumn("label", Bilingual("栏目", "Label in Chinese"), 48),
    SheetColumn("label_en", Bilingual("栏目（英文）", "Label"), 48),
    SheetColumn("unit", Bilingual("单位", "Unit"), 8),
    SheetColumn("edition", Bilingual("表式", "Editions"), 11),
    SheetColumn("domain", Bilingual("取值", "Domain"), 16),
    SheetColumn("crosswalk", Bilingual("在另一表式中", "In the other edition"), 44),
)
_UNIT_OF_COUNTS = Bilingual("件", "count")
_HEAD = CellAppearance(bold=True, fill=HEAD_FILL, border="frame", horizontal="center")
_ROW = CellAppearance(border="frame", vertical="top")


def codebook_rows() -> list[list[str]]:
    """Returns a row for each cell of any edition, as ``COLUMNS`` says.

    The last column has the cells of the other edition that add up to the same: the cell itself
    where both have it, nothing where there is no equal.
    """
    editions = {form.edition: form.cells.keys() for form in official_forms()}
    rows = []
    for cell, spec in form_cells().items():
        having = [edition for edition in sorted(editions) if cell in editions[edition]]
        domain = spec.domain
        least = "" if domain.minimum is None else f" ≥ {domain.minimum}"
        kind = "integer" if domain.whole else "decimal"
        same = cell if len(having) > 1 else crosswalk().get(cell, "")
        rows.append(
            [
                cell,
                label_path(spec),
                label_path(spec, "en"),
                domain.unit or " ".join(_UNIT_OF_COUNTS),
                " ".join(having),
                f"{kind}{least}",
                same,
            ]
        )
    return rows


def fill_codebook_sheet(writer: SheetWriter) -> None:
    """Fills an empty sheet, its second row naming the columns for programs."""
    sheet = writer.sheet
    sheet.title = NAME.zh
    for at, column in enumerate(COLUMNS, start=1):
        writer.put(1, at, "\n".join(column.title), _HEAD)
        writer.put(2, at, column.key, _HEAD)
        sheet.column_dimensions[get_column_letter(at)].width = column.width
    sheet.row_dimensions[1].height = 32
    rows = codebook_rows()
    for number, values in enumerate(rows, start=3):
        for at, value in enumerate(values, start=1):
            writer.put(number, at, value, _ROW)
        widths = (column.width for column in COLUMNS)
        fitting = (height_of(text, width) for text, width in zip(values, widths, strict=True))
        sheet.row_dimensions[number].height = max(fitting)
    sheet.freeze_panes = "B3"
    sheet.auto_filter.ref = f"A2:{get_column_letter(len(COLUMNS))}{len(rows) + 2}"
    set_up_print(sheet, landscape=True, repeated_rows=2)


@cache
def crosswalk() -> Mapping[str, str]:
    """Returns what each cell that one edition alone has is in the other, where there is an equal.

    A cell that is the sum of several stands there as that sum, and each of them as a part of it.
    """
    text = (resources.files("gouji.resources") / "crosswalk.toml").read_text(encoding="utf-8")
    found: dict[str, str] = {}
    columns = {cell.column.id: None for cell in form_cells().values()}
    for rule in tomllib.loads(text)["sums"]:
        for column in columns:
            whole = rule["cells"].format(column=column)
            parts = [part.format(column=column) for part in rule["parts"]]
            if whole in form_cells():
                found[whole] = " + ".join(parts)
                found |= dict.fromkeys(parts, f"part of {whole}")
    return found
