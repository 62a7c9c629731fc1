"""Reads the reports of a document: finds the tables, aligns them, and assembles each form."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache, partial
from itertools import chain, pairwise

from ..documents.document import Document
from ..documents.evidence import Evidence
from ..figures import BLANK
from ..forms import Cell, Form, Table, assemble
from .alignment.align_lines import Found, find_tables
from .alignment.expected import Role, expected_lines
from .alignment.lines import RUNNING_TEXT, Line, find_lines
from .alignment.named_figures import with_named_figures
from .alignment.split_rows import join_split_rows
from .alignment.unaligned_placement import TIED
from .both_placements import (
    covers,
    doubted_table,
    is_open_to_doubt,
    is_ruled,
    settle_tables,
)
from .claims import find_claims
from .glued.parted_document import with_parted_cells
from .identity import identity_of
from .labels import bare, is_figure_or_blank, widest_domain
from .missing_edition import edition_by_rows
from .other_years import one_year_of
from .proof.comparison_proof import compared
from .proof.failure import Failure
from .proof.header_order import misordered
from .proof.header_proof import misheaded
from .proof.proving import proved
from .proof.unheaded import unheaded
from .registration.placed_readings import register_form
from .report import Reading, Report, Source
from .table_readings import TableReading, read_table
from .two_placements import settled

_TELLING = 6
"""A label of at least this many characters on a page says that a table may stand there."""

_FIGURES_IN_A_ROW = 5
"""A line of so many figures and nothing else may be a row of a table."""


def can_hold_tables(text: str, forms: tuple[Form, ...]) -> bool:
    """Returns whether the text of a page may hold a part of a table of these forms."""
    squeezed = bare(text)
    if any(label in squeezed for label in _telling_labels(forms)):
        return True
    domain = widest_domain(forms)
    return any(
        len(tokens) >= _FIGURES_IN_A_ROW
        and all(is_figure_or_blank(token, domain) for token in tokens)
        for tokens in map(str.split, text.splitlines())
    )


def read_reports(document: Document, forms: tuple[Form, ...]) -> tuple[Report, ...]:
    """Returns every report in a document, in its order; empty where no table was found.

    A document with a table twice holds several reports: a summary with the same form for a
    sub-department as its appendix, or files put together. A blank form among them, such as the
    form that a report answers, is no report: it is counted and passed over.

    Args:
        document: An opened source.
        forms: The editions, newest first.

    Raises:
        GluedCellsError: The cells of a table run together and can be parted in several ways.
    """
    document = with_parted_cells(document, forms)
    domain = widest_domain(forms)
    lines = with_named_figures(find_lines(document, domain), document, forms, domain)
    lines = join_split_rows(lines, row_wordings(forms), domain)
    copies = _copies(forms, lines)
    one_year = one_year_of(copies, lines, partial(_year_of, document))
    if one_year.parts:
        lines, copies = one_year.lines, _copies(forms, one_year.lines)
    printed = _grouped(copies)
    groups = [group for group in printed if _is_filled(group)] or printed
    if not groups:
        return _registered_alone(document, forms, lines)
    blank_forms = len(printed) - len(groups)
    groups = _joined(document, forms, groups, lines)
    ends = [max(lines[copy.last].block for copy in group) + 1 for group in groups]
    starts = [0, *ends[:-1]]
    stops = [*ends[:-1], len(document.blocks)]
    return tuple(
        replace(
            _report(
                replace(document, blocks=document.blocks[start:stop], evidence=evidence),
                *(forms, lines, _between(lines, start, stop), group, index, one_year.parts),
            ),
            blank_forms=blank_forms,
        )
        for index, (group, start, stop, evidence) in enumerate(
            zip(groups, starts, stops, _shown(document, groups), strict=True)
        )
    )


def _between(lines: Sequence[Line], start: int, stop: int) -> list[Line]:
    """Returns the lines of some blocks of the document."""
    return [line for line in lines if start <= line.block < stop]


def _year_of(document: Document) -> str:
    return identity_of(document.blocks).year.text


def _copies(forms: tuple[Form, ...], lines: Sequence[Line]) -> list[Found]:
    """Returns every copy of every table, in the order of the document."""
    found: list[Found] = []
    for table_id in dict.fromkeys(table.id for form in forms for table in form.tables):
        editions = [table for form in forms for table in form.tables if table.id == table_id]
        found += find_tables(editions, lines)
    return sorted(found, key=lambda copy: copy.first)


@lru_cache(maxsize=16)
def row_wordings(forms: tuple[Form, ...]) -> tuple[str, ...]:
    """Returns every wording of every row label of these forms, bare, without its groups'."""
    return tuple(
        {
            text: None
            for form in forms
            for table in form.tables
            for line in expected_lines(table)
            if line.role is Role.ROW
            for text, shared in zip(line.texts, line.shared or (0,) * len(line.texts), strict=True)
            if not shared
        }
    )


@lru_cache(maxsize=16)
def _telling_labels(forms: tuple[Form, ...]) -> set[str]:
    """Returns labels that hardly stand anywhere but in the tables.

    A row that is a header (of a table whose rows stand side by side) tells by its label alone: the
    text of a page may have its neighbours anywhere.
    """
    tables = [table for form in forms for table in form.tables]
    lines = [text for table in tables for line in expected_lines(table) for text in line.texts]
    headers = [
        bare(text)
        for table in tables
        if table.orientation == "line"
        for row in table.blocks[0].rows
        for text in (row.label, *row.aliases)
    ]
    return {text for text in (*lines, *headers) if len(text) >= _TELLING}


def _grouped(copies: Sequence[Found]) -> list[list[Found]]:
    """Returns the copies by report: a table that comes again begins another report."""
    groups: list[list[Found]] = []
    for copy in copies:
        if not groups or copy.table.id in {other.table.id for other in groups[-1]}:
            groups.append([])
        groups[-1].append(copy)
    return [group for group in groups if any(copy.table.orientation == "rows" for copy in group)]


def _is_filled(group: Sequence[Found]) -> bool:
    """Returns whether something is printed in the rows of a report, seen or not."""
    return any(
        slot.text.strip() or not slot.legible or slot.alternatives
        for copy in group
        for match in copy.rows
        for slot in match.line.slots
    )


def _report(
    document: Document,
    forms: tuple[Form, ...],
    lines: Sequence[Line],
    own: Sequence[Line],
    copies: Sequence[Found],
    index: int,
    one_year: Collection[int],
) -> Report:
    """Returns one report, from the part of the document that is its own.

    Args:
        document: That part, with what its pages show.
        forms: The editions, newest first.
        lines: Every line of the whole document, by index.
        own: Those of the report.
        copies: Of its tables.
        index: Of the report in the document.
        one_year: The grids out of which the columns of other years were left.
    """
    searched = not document.evidence
    read = {copy.table.id: read_table(copy, lines, searched=searched) for copy in copies}
    misplaced = [
        failure for copy in copies for failure in misheaded(copy, read[copy.table.id].placed, lines)
    ]
    nameless = [failure for copy in copies for failure in unheaded(copy, lines)]
    nameless += [
        failure
        for copy in copies
        for failure in misordered(copy, read[copy.table.id].placed, lines)
    ]
    if document.evidence and (misplaced or nameless or is_open_to_doubt(forms, copies, read)):
        gridded = {name: doubted_table(table, misplaced) for name, table in read.items()}
        registered = register_form(document.evidence, forms)
        for copy in copies:
            if _says_its_columns(copy, one_year):
                registered.pop(copy.table.id, None)
        read = settle_tables(registered, forms, copies, gridded)
        misplaced = []
        told = {cell for table in registered.values() for cell in table.told}
        nameless = [failure for failure in nameless if failure.cell not in told]
    failures = [
        failure
        for copy in copies
        if copy.table.id in read
        for failure in compared(
            *(copy, lines, read[copy.table.id].readings),
            *(one_year, partial(_year_of, document)),
        )
    ]
    return _assembled_report(document, forms, read, own, index, [*misplaced, *nameless, *failures])


def _says_its_columns(copy: Found, one_year: Collection[int]) -> bool:
    """Returns whether a copy says more of its columns than the page alone: of which year they are,
    or the name of each before its figures.
    """
    parts = {match.line.part for match in copy.rows}
    return not parts.isdisjoint(one_year) or (parts == {RUNNING_TEXT} and is_ruled(copy))


def _assembled_report(
    document: Document,
    forms: Sequence[Form],
    read: Mapping[str, TableReading],
    lines: Sequence[Line],
    index: int,
    failures: Sequence[Failure] = (),
) -> Report:
    identity = identity_of(document.blocks, document.names if index == 0 else ())
    year = identity.year.text
    form = _assembled(forms, read, lines)
    readings = {cell.id: _reading(read.get(cell.table.id), cell) for cell in form.cells.values()}
    readings = proved(readings, form, document, failures)
    return Report(
        form=form,
        organization=identity.organization.text,
        year=int(year) if year else None,
        source=Source(document.path, document.sha256, document.kind),
        readings=readings,
        claims=find_claims(document, form),
        unplaced=tuple(item for table in read.values() for item in table.unplaced),
        missing_tables=tuple(table.id for table in form.tables if table.id not in read),
        index=index,
        readers=document.readers,
        identity=identity,
    )


def _joined(
    document: Document, forms: tuple[Form, ...], groups: list[list[Found]], lines: Sequence[Line]
) -> list[list[Found]]:
    """Returns the copies by report, where parts of one table begin no other report: columns that go
    on on further pages beside the rows' labels again, or rows that stand beside others.
    """
    if len(groups) == 1 or not document.evidence or all(map(is_ruled, chain(*groups))):
        return groups
    registered = register_form(document.evidence, forms)
    joined: list[list[Found]] = []
    for group in groups:
        known = {copy.table.id for copy in joined[-1]} if joined else set()
        again = [copy for copy in group if copy.table.id in known]
        if again and all(
            copy.table.id in registered and covers(registered[copy.table.id], copy)
            for copy in again
        ):
            joined[-1] += [copy for copy in group if copy not in again]
        else:
            joined.append(group)
    return joined


def _shown(document: Document, groups: Sequence[Sequence[Found]]) -> list[tuple[Evidence, ...]]:
    """Returns what the pages show of each report: up to where the next one's first table begins."""
    # What is taken for the title of a table may be that of the report before.
    firsts = [
        min(
            match.line.block
            for copy in group
            for match in copy.matches
            if match.expected.role is not Role.TITLE
        )
        for group in groups
    ]
    bounds = pairwise([0, *firsts[1:], len(document.blocks)])
    return [_evidence(document, start, stop) for start, stop in bounds]


def _evidence(document: Document, start: int, stop: int) -> tuple[Evidence, ...]:
    """Returns what the pages show that hold some blocks; of a page that holds others, a part."""
    edges: dict[int, list[float]] = {}
    for block in document.blocks[start:stop]:
        place = block.region
        if place.page is not None and place.box is not None:
            edges.setdefault(place.page, []).extend((place.box.top, place.box.bottom))
    return tuple(
        page.between(min(edges[page.page]), max(edges[page.page]))
        for page in document.evidence
        if page.page in edges
    )


def _registered_alone(
    document: Document, forms: tuple[Form, ...], lines: Sequence[Line]
) -> tuple[Report, ...]:
    """Returns the report of a document whose pages show a form that no grid holds; all of it is in
    doubt.
    """
    if not document.evidence:
        return ()
    found = register_form(document.evidence, forms)
    tables = {
        table_id: table
        for table_id in found
        if (table := settled(None, found[table_id], is_ruled=False)) is not None
    }
    if not any(table.table.orientation == "rows" for table in tables.values()):
        return ()
    return (_assembled_report(document, forms, tables, lines, 0),)


def _reading(table: TableReading | None, cell: Cell) -> Reading:
    if table is None:
        return Reading(BLANK, None, 0.0, doubt="missing")
    return table.readings.get(cell.id, Reading(BLANK, None, TIED, doubt="missing"))


def _assembled(
    forms: Sequence[Form], read: Mapping[str, TableReading], lines: Sequence[Line]
) -> Form:
    """Returns the form that the report prints.

    A table that is missing is of the edition whose rows stand there, where that tells it, else of
    that of the others; so is one that prints nothing that only its own edition has.
    """
    edition = next(read[table.id].table.edition for table in forms[0].tables if table.id in read)
    default = next(form for form in forms if form.edition == edition)
    return assemble(_edition_of(table, forms, read, lines) for table in default.tables)


def _edition_of(
    table: Table, forms: Sequence[Form], read: Mapping[str, TableReading], lines: Sequence[Line]
) -> Table:
    if table.id not in read:
        return edition_by_rows([form.table(table.id) for form in forms], lines) or table
    return read[table.id].table if _is_other(read[table.id], table) else table


def _is_other(read: TableReading, table: Table) -> bool:
    """Returns whether a table prints a cell that another edition of it does not have."""
    cells = {cell.id for cell in table.cells()}
    return any(one.region is not None for cell, one in read.readings.items() if cell not in cells)
