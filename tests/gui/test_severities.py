"""How grave a finding is, is said alike wherever it is said."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from hand_reports import SAMPLES, Put
from openpyxl import load_workbook

from gouji.core.cli.terminal_wording import SYMBOLS
from gouji.core.export.formats import write_export
from gouji.core.export.records import report_record, to_json
from gouji.core.finding import ERROR, WARNING
from gouji.core.pipeline import open_reports
from gouji.core.review import Review
from gouji.core.survey import ReportUnderReview

SIGNS = {ERROR: "✖", WARNING: "!"}
WORDS = {ERROR: "错误", WARNING: "警告"}


def test_a_finding_is_as_grave_in_every_list_of_the_window_and_in_every_file(
    put: Put, tmp_path: Path
) -> None:
    opened = open_reports(SAMPLES / "2021-totals-broken.pdf")
    report = opened.reports[0]
    review = Review(report, reviewer="王核")
    under = ReportUnderReview(report.source.path, opened.document, report, review=review)
    window = put()
    window.show_report(replace(under))
    findings = {finding.rule: finding for finding in review.findings}
    assert {finding.severity for finding in findings.values()} == {ERROR, WARNING}
    assert any(rule.startswith("text.") for rule in findings)

    lines = [line for line in window.findings.sentences if not line.startswith(" ")]
    for finding in findings.values():
        said = next(line for line in lines if finding.zh in line)
        assert said.startswith(SIGNS[finding.severity])
        for cell in finding.cells:
            marks = window.context.marks(cell)
            graver = finding.severity == ERROR and not marks.involved
            assert not graver or marks.severity == ERROR
    assert window.form.claims is not None
    for row in window.form.claims.claims_model.rows:
        if row.agrees is False:
            assert row.texts[0].startswith(SIGNS[findings[row.claim.rule].severity])

    target = tmp_path / "out.xlsx"
    write_export(review, target)
    in_sheet = {
        row[0]: str(row[1])
        for sheet in load_workbook(target)
        for row in sheet.iter_rows(values_only=True)
        if row[0] in findings and str(row[1]).split()[-1:] and str(row[1])[-2:] in WORDS.values()
    }
    assert set(in_sheet) == set(findings)
    record = json.loads(to_json(report_record(report, review.findings)))
    in_json = {each["rule"]: each["severity"] for each in record["findings"]}
    for rule, finding in findings.items():
        assert in_sheet[rule] == f"{SIGNS[finding.severity]} {WORDS[finding.severity]}"
        assert in_json[rule] == finding.severity
        assert SYMBOLS[finding.severity] == SIGNS[finding.severity]
    counts = window.status.counts
    assert f"错误 {sum(one.severity == ERROR for one in findings.values())}" in counts
    assert f"警告 {sum(one.severity == WARNING for one in findings.values())}" in counts
