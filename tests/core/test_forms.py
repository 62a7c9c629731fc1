"""The official forms, cell by cell, and what a form file may get wrong."""

from pathlib import Path

import numpy
import pytest

from gouji.core.errors import FormError
from gouji.core.form_files import load_form, official_forms, parse_form
from gouji.core.forms import Form, assemble

FORMS = {form.edition: form for form in official_forms()}

COLUMNS = ["natural", "business", "research", "nonprofit", "legal", "other", "total"]
OUTCOMES = [
    "granted",
    "partial",
    *(
        f"denied_{reason}"
        for reason in (
            "secret",
            "law",
            "security",
            "third_party",
            "internal",
            "process",
            "enforcement",
            "inquiry",
        )
    ),
    *(f"unavailable_{reason}" for reason in ("not_held", "not_compiled", "unclear")),
    *(
        f"rejected_{reason}"
        for reason in ("petition", "repeat", "publication", "excessive", "confirm")
    ),
]
OTHERS = {"2019": ["other"], "2021": ["other_no_correction", "other_no_payment", "other_misc"]}
RESULTS = ["upheld", "corrected", "other", "pending", "total"]
TABLE_2 = {
    "2019": [
        *(
            f"{row}.{column}"
            for row in ("regulations", "normative")
            for column in ("made", "published", "total_published")
        ),
        *(
            f"{row}.{column}"
            for row in ("licensing", "other_services", "penalties", "coercion")
            for column in ("previous_items", "change", "decisions")
        ),
        "fees.previous_items",
        "fees.change",
        "procurement.projects",
        "procurement.amount",
    ],
    "2021": [
        *(
            f"{row}.{column}"
            for row in ("regulations", "normative")
            for column in ("issued", "repealed", "in_force")
        ),
        "licensing.decisions",
        "penalties.decisions",
        "coercion.decisions",
        "fees.amount",
    ],
}


def rows_of_table_3(edition: str) -> list[str]:
    return ["new", "carried_in", *OUTCOMES, *OTHERS[edition], "handled", "carried_out"]


def test_the_editions_are_those_of_2019_and_2021_newest_first():
    assert [form.edition for form in official_forms()] == ["2021", "2019"]


@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_every_cell_of_the_official_form_is_there_in_its_order(edition: str):
    expected = [
        *(f"t2.{cell}" for cell in TABLE_2[edition]),
        *(f"t3.{row}.{column}" for row in rows_of_table_3(edition) for column in COLUMNS),
        *(
            f"t4.{row}.{result}"
            for row in ("review", "direct", "after_review")
            for result in RESULTS
        ),
    ]
    assert list(FORMS[edition].cells) == expected


@pytest.mark.parametrize(
    ("edition", "in_table_3", "in_all"), [("2019", 161, 198), ("2021", 175, 200)]
)
def test_a_form_has_as_many_cells_as_the_official_one(edition: str, in_table_3: int, in_all: int):
    form = FORMS[edition]
    assert len(list(form.table("t3").cells())) == in_table_3
    assert len(form.cells) == in_all


@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_a_cell_takes_the_figures_of_its_kind(edition: str):
    for cell in FORMS[edition].cells.values():
        kind = "change" if cell.column.id == "change" else "count"
        if cell.column.id == "amount":
            kind = "amount"
        assert cell.domain.id == kind, cell.id
        assert cell.domain.whole is (kind != "amount")
        assert cell.domain.minimum == (None if kind == "change" else 0)
        assert cell.domain.unit == ("万元" if kind == "amount" else "")


@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_the_totals_rules_are_those_printed_with_the_form(edition: str):
    form = FORMS[edition]
    rows = rows_of_table_3(edition)
    expected = {
        f"t3.balance.{column}": (
            (f"t3.new.{column}", f"t3.carried_in.{column}"),
            (f"t3.handled.{column}", f"t3.carried_out.{column}"),
        )
        for column in COLUMNS
    }
    expected |= {
        f"t3.handled.{column}": (
            (f"t3.handled.{column}",),
            tuple(f"t3.{row}.{column}" for row in rows[2:-2]),
        )
        for column in COLUMNS
    }
    expected |= {
        f"t3.row.{row}": (
            (f"t3.{row}.total",),
            tuple(f"t3.{row}.{column}" for column in COLUMNS[:-1]),
        )
        for row in rows
    }
    expected |= {
        f"t4.row.{row}": (
            (f"t4.{row}.total",),
            tuple(f"t4.{row}.{result}" for result in RESULTS[:-1]),
        )
        for row in ("review", "direct", "after_review")
    }
    assert {rule.id: (rule.left, rule.right) for rule in form.equations} == expected
    for rule in form.equations:
        assert rule.total == (None if ".balance." in rule.id else rule.left[0])


def matrix(form: Form) -> numpy.ndarray:
    """Returns the equations of table 3 as rows of +1 and −1 over its cells."""
    table = form.table("t3")
    at = {cell.id: index for index, cell in enumerate(table.cells())}
    rows = numpy.zeros((len(table.equations), len(at)), dtype=int)
    for index, equation in enumerate(table.equations):
        for cell in equation.left:
            rows[index, at[cell]] = 1
        for cell in equation.right:
            rows[index, at[cell]] = -1
    return rows


@pytest.mark.parametrize(
    ("edition", "shape", "rank"), [("2021", (39, 175), 37), ("2019", (37, 161), 35)]
)
def test_one_wrong_cell_of_table_3_is_known_by_the_equations_it_breaks(
    edition: str, shape: tuple[int, int], rank: int
):
    rows = matrix(FORMS[edition])
    assert rows.shape == shape
    assert numpy.linalg.matrix_rank(rows) == rank
    signatures = {tuple(column) for column in rows.T}
    assert len(signatures) == shape[1]
    assert not any(tuple(-value for value in signature) in signatures for signature in signatures)


def test_rules_that_only_warn_are_those_of_each_edition():
    assert [rule.id for rule in FORMS["2019"].comparisons] == [
        "t2.published.regulations",
        "t2.published.normative",
    ]
    assert FORMS["2021"].comparisons == ()
    carried = [f"year.carried.{column}" for column in COLUMNS]
    in_force = ["year.in_force.regulations", "year.in_force.normative"]
    assert [rule.id for rule in FORMS["2021"].cross_year] == in_force + carried
    assert [rule.id for rule in FORMS["2019"].cross_year] == carried


def test_a_cell_knows_every_equation_it_stands_in():
    rules = FORMS["2021"].equations_of["t3.handled.total"]
    assert [rule.id for rule in rules] == ["t3.balance.total", "t3.handled.total", "t3.row.handled"]
    assert FORMS["2021"].equations_of["t2.fees.amount"] == ()


@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_no_two_cells_of_a_table_are_called_the_same(edition: str):
    for table in FORMS[edition].tables:
        for language in ("zh", "en"):
            labels = [cell.label(language) for cell in table.cells()]
            assert len(set(labels)) == len(labels), (table.id, language)


@pytest.mark.parametrize("edition", FORMS)
def test_the_form_says_which_cell_counts_the_requests_of_the_year(edition: str):
    assert FORMS[edition].requests == "t3.new.total"


def test_a_report_may_mix_the_tables_of_two_editions():
    form = assemble(
        [FORMS["2021"].table("t2"), FORMS["2019"].table("t3"), FORMS["2021"].table("t4")]
    )
    assert form.edition == "2021"
    assert "t3.other.total" in form.cells
    assert "t3.other_misc.total" not in form.cells
    assert len(form.cells) == 10 + 161 + 15


def test_a_table_that_the_form_does_not_have_is_no_table_of_it():
    with pytest.raises(KeyError):
        FORMS["2021"].table("t9")


FAULTY = """
[domains.count]
units = { "件" = "eins" }
[[tables]]
id = "t"
title = "表"
orientation = "circle"
[[tables.blocks]]
rows = [
  { id = "a", label = "甲", group = "nowhere" },
  { id = "a", label = "乙" },
  { id = "b" },
]
columns = [{ id = "x", label = "列", domain = "colour" }]
[[tables.equations]]
id = "t.sum.{row}"
for_each = "row"
total = "x"
parts = ["y"]
[[tables.equations]]
id = "t.none.{column}"
for_each = "column"
total = "c"
parts = ["a"]
[[tables.equations]]
id = "t.empty"
for_each = "row"
left = []
right = ["x"]
[[tables.comparisons]]
id = "t.less.{diagonal}"
for_each = "diagonal"
lesser = "x"
greater = "x"
"""


def test_all_faults_of_a_form_file_are_told_at_once():
    with pytest.raises(FormError) as caught:
        parse_form("faulty.toml", FAULTY)
    told = "\n".join(caught.value.faults)
    for fault in (
        "form: edition is missing",
        "domains.count.units.件: 'eins' is no number",
        "tables.t.orientation: 'circle' is neither rows nor line",
        "rows.a.group: no group 'nowhere'",
        "tables.t.blocks[0].rows: a stands twice",
        "tables.t.blocks[0].rows.b: label is missing",
        "columns.x.domain: no domain 'colour'",
        "t.sum.{row}: no cell t.a.y",
        "t.none.{column}: 'c' is no column of t",
        "t.empty: a side of the equation is empty",
        "t.less.{diagonal}: for_each is neither row nor column",
    ):
        assert fault in told, fault
    assert "faulty.toml" in caught.value.sentence()


def test_a_form_file_that_is_no_toml_is_refused(tmp_path: Path):
    file = tmp_path / "broken.toml"
    file.write_text("edition = ", encoding="utf-8")
    with pytest.raises(FormError, match=r"broken\.toml"):
        load_form(file)


def test_a_form_without_tables_is_refused():
    with pytest.raises(FormError, match="no tables"):
        parse_form("empty.toml", 'edition = "2030"')
