"""Every kind of export is known again as one, so that it is neither read as a report nor lost."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from docx import Document

from gouji.core.documents.source_files.kinds import kind_of
from gouji.core.errors import OutputError, OwnExportError
from gouji.core.export.formats import WRITERS, write_export
from gouji.core.files.provenance import is_own, is_untouched
from gouji.core.pipeline import open_reports
from gouji.core.review import Review

from ...data.sample_reports import SAMPLES, TOTALS_BROKEN
from .hand_made import report_of


@pytest.mark.parametrize("suffix", WRITERS)
def test_an_export_is_known_replaced_and_never_read_as_a_report(
    suffix: str, tmp_path: Path
) -> None:
    review, path = Review(report_of(TOTALS_BROKEN)), tmp_path / f"out{suffix}"
    write_export(review, path)
    first = path.stat().st_ino

    assert is_own(path)
    assert is_untouched(path)
    with pytest.raises(OwnExportError):
        open_reports(path)
    write_export(review, path)
    assert path.stat().st_ino != first


def test_a_report_is_no_export(root: Path) -> None:
    assert not any(is_own(root / "resources" / "samples" / sample.file) for sample in SAMPLES)


def test_an_opinion_that_was_edited_in_word_is_kept(tmp_path: Path) -> None:
    review, path = Review(report_of(TOTALS_BROKEN)), tmp_path / "out.docx"
    write_export(review, path)
    document = Document(str(path))
    document.core_properties.last_modified_by = "张三"
    document.save(str(path))

    with pytest.raises(OutputError, match="导出后被改过"):
        write_export(review, path)


def test_a_source_is_never_written_over_even_where_replacing_is_wanted(
    root: Path, tmp_path: Path
) -> None:
    source = tmp_path / "report.docx"
    source.write_bytes((root / "resources" / "samples" / "2019-edition.docx").read_bytes())
    (report,) = open_reports(source).reports

    moved = source.rename(tmp_path / "moved.docx")

    for path, origin in ((moved, moved), (source, None)):
        source.write_bytes(moved.read_bytes())
        with pytest.raises(OutputError, match="就是原件"):
            write_export(Review(report), path, origin=origin, replace=True)


@pytest.mark.parametrize("suffix", [".xlsx", ".docx"])
def test_an_export_of_which_a_byte_is_another_is_looked_at_without_a_fault(
    suffix: str, tmp_path: Path
) -> None:
    path = tmp_path / f"out{suffix}"
    write_export(Review(report_of(TOTALS_BROKEN)), path)
    sound = path.read_bytes()
    with zipfile.ZipFile(path) as package:
        part = package.getinfo("docProps/core.xml")
    places = [
        *range(part.header_offset, part.header_offset + 60 + part.compress_size, 3),
        *range(len(sound) - 400, len(sound), 7),
    ]
    for number, place in enumerate(places):
        changed = bytearray(sound)
        changed[place] ^= 1 << number % 8
        path.write_bytes(changed)
        assert is_own(path) in (True, False)
        assert is_untouched(path) in (True, False)
        assert kind_of(bytes(changed), suffix) in ("docx", "xlsx")
