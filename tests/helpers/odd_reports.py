"""Reports whose table no reader recognises, alike but for their figures and the text above."""

from __future__ import annotations

from pathlib import Path

from gouji.core.extraction.structure.acts import mark_area
from gouji.core.extraction.structure.table_structure import Structure
from gouji.core.extraction.structure.taught import taught_by
from gouji.core.extraction.structure.taught_layouts import TaughtLayout
from gouji.core.pipeline import open_surface, open_unrecognised

ROWS = "甲乙丙丁戊己庚辛壬癸子丑"


def odd_report(folder: Path, seed: int) -> Path:
    """Returns the path of one whose rows are called by nothing that the form knows."""
    lines = ["甲县人民政府 2023 年信息公开工作年度报告", "一、总体情况" * seed, ""]
    for row, name in enumerate(ROWS):
        count = seed * 100 if row == 0 else 0  # so that little is wrong with its sums
        lines.append("\t".join([f"栏目{name}", str(count), *"00000", str(count)]))
    path = folder / f"odd {seed}.txt"
    path.write_text("\n".join(lines), "utf-8")
    return path


def taught_of(path: Path) -> TaughtLayout:
    """Returns what is taught by saying that the rows of such a report are table 3."""
    report = open_unrecognised(path).reports[0]
    structure = Structure(open_surface(path, report.form), report.form)
    frame = structure.surface.sheets[0].frame
    top = min(word.top for word in structure.words[0] if word.text.startswith("栏目"))
    placed = structure.place("t3", mark_area((), 0, (0.0, top - 2, frame.width, frame.height)))
    taught = taught_by(structure, placed, path.name)
    assert taught is not None
    return taught
