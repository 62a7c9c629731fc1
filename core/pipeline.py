"""The one road from a file to its reports: open the source, read the form, in one call."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from .documents import Document
from .documents.opening import open_document, with_pictures
from .documents.producer import producer_of
from .documents.source_bytes import hash_of, source_data
from .documents.source_files.archives import archive_of
from .documents.source_files.limits import OverLimitError, TooLargeError
from .errors import (
    NoReportError,
    OwnExportError,
    ReportElsewhereError,
    SourceError,
    SourceKindError,
)
from .extraction.identity import identity_of
from .extraction.labels import widest_domain
from .extraction.read import can_hold_tables, read_reports
from .extraction.report import Reading, Report, Source
from .extraction.structure.surface import Surface, surface_of
from .extraction.structure.taught_layouts import TaughtLayout
from .extraction.structure.taught_placement import with_placements
from .figures import BLANK, Figure, State
from .files.provenance import is_own
from .form_files import official_forms
from .forms import Form
from .supplied.extraction_file import NoExtractionError, areas_of, read_extraction
from .supplied.extraction_source import reports_of_extraction
from .supplied.form_workbook import reports_by_form
from .supplied.held_extraction import HeldExtraction, hold_extraction
from .supplied.supplied_matching import find_supplied
from .supplied.supplied_values import FORM, GivenExtraction, SuppliedExtraction

Progress = Callable[[int, int], None]
"""Called with how many parts are done, and of how many."""


@dataclass(frozen=True)
class Opened:
    """A source and the reports in it, the main one first."""

    document: Document
    reports: tuple[Report, ...]


def open_reports(
    path: Path,
    *,
    password: str | None = None,
    progress: Progress | None = None,
    read_twice: bool = True,
    layouts: Sequence[TaughtLayout] = (),
) -> Opened:
    """Returns the document at ``path`` and every report that it holds.

    Args:
        path: A source.
        password: Opens a protected one.
        progress: Told how much of it is read.
        read_twice: Whether the figures of a PDF are held against a second reader's.
        layouts: What a person taught of layouts: tables that are laid out alike are placed so, and
            a file in which no other table is recognised is a report then.

    Raises:
        SourceError: The file cannot be opened, holds no table of the form, or is an export.
    """
    opened = open_evident(
        path, password=password, progress=progress, read_twice=read_twice, layouts=layouts
    )
    return replace(opened, document=replace(opened.document, witnesses=(), evidence=()))


def open_evident(
    path: Path,
    *,
    password: str | None = None,
    progress: Progress | None = None,
    read_twice: bool = True,
    layouts: Sequence[TaughtLayout] = (),
) -> Opened:
    """Returns the same as ``open_reports`` with all that its pages showed, which takes much room.

    Raises:
        SourceError: The file cannot be opened, holds no table of the form, or is an export.
    """
    if is_own(path, source_data(path) if archive_of(path) is not None else None):
        raise OwnExportError(path)
    forms = official_forms()
    with _few_collections():
        document = open_document(
            path,
            password=password,
            # A layout that was taught may be that of a page on which nothing else is found.
            wants_grids=None if layouts else lambda text: can_hold_tables(text, forms),
            progress=progress,
            read_twice=read_twice,
        )
        reports = read_reports(document, forms)
        if not reports or any(map(_lacks_print, reports)):
            document = with_pictures(document, password=password)
            reports = read_reports(document, forms)
        if layouts:
            made = replace(document, producer=producer_of(path, source_data(path), password))
            reports = with_placements(made, reports or (_unrecognised(document),), layouts)
    if not reports and document.framed:
        raise ReportElsewhereError(path, document.framed[0])
    if not reports:
        raise NoReportError(path)
    return Opened(document, reports)


def _lacks_print(report: Report) -> bool:
    """Returns whether the text of a source lacks a table, or a figure where something is drawn."""
    return bool(report.missing_tables) or any(
        reading.figure.state is State.UNREADABLE and not reading.figure.text
        for reading in report.readings.values()
    )


@contextmanager
def _few_collections() -> Iterator[None]:
    """Lets the collector of cycles look seldom: characters and cells are many and hold none."""
    before = gc.get_threshold()
    gc.set_threshold(_ALLOCATIONS, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


_ALLOCATIONS = 50_000
"""Between two collections while a file is read; a tenth of the time went into them."""


def hold_against_extraction(
    given: GivenExtraction, report: Report, printed: Mapping[str, Figure]
) -> HeldExtraction | None:
    """Returns a report held against the one of an extraction that is of the same source, or None.

    Args:
        given: The extraction; what it says is kept for the next report.
        report: As read from its source.
        printed: What the page says, as read or as a reviewer corrected it.

    Raises:
        SourceError: The extraction cannot be read.
        NoExtractionError: No figures of the form are found in it.
    """
    extraction = _kept_extraction(given, hash_of(given.path))
    supplied = find_supplied(extraction.reports, report)
    if supplied is None:
        return None
    return hold_extraction(extraction, supplied, report, printed)


@lru_cache(maxsize=1)
def _kept_extraction(given: GivenExtraction, _sha256: str) -> SuppliedExtraction:
    return open_extraction(given)


def open_extraction(given: GivenExtraction) -> SuppliedExtraction:
    """Returns what an extraction says: a table, records, or what is laid out as the official form.

    Raises:
        SourceError: It cannot be read.
        NoExtractionError: No figures of the form are found in it.
    """
    path = given.path
    try:
        found = read_extraction(path, {column.name: column for column in given.mapped})
    except NoExtractionError as error:
        by_form = _by_form(path)
        if by_form is None:
            raise error from None
        return by_form
    if found.known_cells >= _A_FORM:
        return found
    # The last table of the form, which is one line, looks like a table with a line a report.
    try:
        by_form = _by_form(path)
    except SourceError:
        return found
    return by_form if by_form and by_form.known_cells > found.known_cells else found


def open_extraction_alone(given: GivenExtraction) -> Opened:
    """Returns an extraction as a source of its own, where no report is there to hold it against.

    Raises:
        SourceError: It cannot be read.
        NoExtractionError: No figures of the form are found in it.
    """
    extraction = open_extraction(given)
    if extraction.shape == FORM:
        document = open_document(given.path)
        return Opened(document, read_reports(document, official_forms()))
    try:
        return Opened(*reports_of_extraction(extraction))
    except OverLimitError as error:
        raise TooLargeError(given.path, error.limit) from error


_A_FORM = 60
"""Cells: a table with a line a report that has fewer columns may be a part of the official form."""


def _by_form(path: Path) -> SuppliedExtraction | None:
    """Returns an extraction that is laid out as the official form; None where it is not."""
    try:
        document = open_document(path)
    except SourceKindError:
        return None
    reports = read_reports(document, official_forms())
    if not reports:
        return None
    areas, kind, encoding, separator = areas_of(path)
    supplied = tuple(reports_by_form(document, reports, areas))
    return SuppliedExtraction(path, document.sha256, kind, FORM, supplied, (), encoding, separator)


def open_unrecognised(
    path: Path, *, password: str | None = None, progress: Progress | None = None
) -> Opened:
    """Returns a document in which no table is recognised, with a report that has none yet.

    A person may say where the tables stand. The form is the edition of the year that the document
    names, or the newest.

    Args:
        path: A source.
        password: Opens a protected one.
        progress: Told how much of it is read.

    Raises:
        SourceError: The file cannot be opened, or is an export.
    """
    document = open_source(path, password=password, progress=progress)
    return Opened(document, (_unrecognised(document),))


def open_source(
    path: Path, *, password: str | None = None, progress: Progress | None = None
) -> Document:
    """Returns a document with the tables of all its pages, of whatever form.

    Args:
        path: A source.
        password: Opens a protected one.
        progress: Told how much of it is read.

    Raises:
        SourceError: The file cannot be opened, or is an export.
    """
    if is_own(path):
        raise OwnExportError(path)
    with _few_collections():
        document = open_document(path, password=password, progress=progress)
    return replace(document, witnesses=(), evidence=())


def _unrecognised(document: Document) -> Report:
    """Returns a report that has none of its tables yet."""
    forms = official_forms()
    identity = identity_of(document.blocks)
    year = int(identity.year.text) if identity.year.text else None
    editions = [form for form in forms if year is not None and int(form.edition) <= year]
    form = editions[0] if editions else forms[0] if year is None else forms[-1]
    missing = Reading(BLANK, None, 0.0, doubt="missing")
    return Report(
        form=form,
        organization=identity.organization.text,
        year=year,
        source=Source(document.path, document.sha256, document.kind),
        readings=dict.fromkeys(form.cells, missing),
        missing_tables=tuple(table.id for table in form.tables),
        readers=document.readers,
        identity=identity,
    )


def open_surface(path: Path, form: Form, *, password: str | None = None) -> Surface:
    """Returns what a source shows of its tables, to place them by hand; of all its pages.

    Args:
        path: The source.
        form: Of the report that is placed.
        password: Opens a protected one.

    Raises:
        SourceError: The file cannot be opened.
    """
    with _few_collections():
        document = open_document(path, password=password, read_twice=True)
        producer = producer_of(path, source_data(path), password)
        document = replace(document, producer=producer)
        return surface_of(document, widest_domain((form,)))
