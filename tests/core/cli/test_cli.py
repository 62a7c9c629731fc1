"""The command line as a user runs it: its output, its errors and its exit code."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from command import run_here as gouji
from openpyxl import load_workbook

from gouji.core.form_files import official_forms

from ...data.sample_reports import OLDER_EDITION, SAMPLES, TOTALS_BROKEN, WEB_PAGE, Sample
from ...helpers.web_tables import table_page

Done = subprocess.CompletedProcess[str]


@pytest.fixture(scope="session")
def samples(root: Path) -> Path:
    """The folder of the sample reports."""
    return root / "resources" / "samples"


@pytest.fixture(scope="session")
def locked(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sample as a PDF that its password opens."""
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    path = tmp_path_factory.mktemp("locked") / "locked.pdf"
    canvas = Canvas(str(path), encrypt=StandardEncryption("open sesame"))
    canvas.drawString(72, 700, "nothing of a report")
    canvas.save()
    return path


def one_line(done: Done) -> str:
    """The one line on stderr of a run that failed."""
    assert done.returncode == 2
    assert done.stdout == ""
    (line,) = done.stderr.splitlines()
    assert line.startswith("gouji: ")
    return line


@pytest.mark.parametrize(
    ("sample", "code"),
    [(TOTALS_BROKEN, 1), (OLDER_EDITION, 0), (WEB_PAGE, 0)],
    ids=lambda value: getattr(value, "file", None),
)
def test_check_exits_by_what_it_finds(samples: Path, sample: Sample, code: int) -> None:
    done = gouji("check", samples / sample.file)

    assert (done.returncode, done.stderr) == (code, "")
    head = done.stdout.splitlines()[0]
    counts = f"错误 {len(sample.errors)}，警告 {len(sample.warnings)}，存疑 0，未归位 0"
    assert head == f"{sample.organization} {sample.year} 年：{counts}（{sample.file}）"
    assert all(f"[{rule}]" in done.stdout for rule in sample.errors + sample.warnings)


def test_check_names_what_would_mend_the_totals(samples: Path) -> None:
    (report,) = json.loads(gouji("check", "--json", samples / TOTALS_BROKEN.file).stdout)["reports"]

    assert report["suggestions"][0]["changes"] == [{"cell": "t3.handled.natural", "value": 8}]
    assert "由 10 改为 8" in gouji("check", samples / TOTALS_BROKEN.file).stdout


def test_check_speaks_english(samples: Path) -> None:
    done = gouji("check", samples / TOTALS_BROKEN.file, "--language", "en")

    assert "3 errors, 2 warnings, 0 doubtful cells, 0 unplaced figures" in done.stdout


def test_check_of_a_folder_takes_every_report_below_it(samples: Path, tmp_path: Path) -> None:
    below = tmp_path / "2021" / "县"
    below.mkdir(parents=True)
    for sample in SAMPLES:
        (below / sample.file).write_bytes((samples / sample.file).read_bytes())
    (below / "notes.txt").write_text("会议纪要", "utf-8")
    (below / "data.bin").write_bytes(b"\0\1\2")
    (below / "~$2019-edition.docx").write_bytes(b"lock")

    done = gouji("check", "--json", tmp_path)

    assert done.returncode == 1
    (skipped,) = done.stderr.splitlines()
    assert skipped.startswith("gouji: 已跳过 notes.txt：没有找到")
    printed = json.loads(done.stdout)
    assert printed["series"] == []
    names = [Path(report["source"]["path"]).name for report in printed["reports"]]
    assert names == sorted(sample.file for sample in SAMPLES)


def test_check_of_a_folder_passes_over_workbooks_of_its_own(samples: Path, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes((samples / WEB_PAGE.file).read_bytes())
    gouji("export", tmp_path / "a.html", "-o", tmp_path / "renamed.xlsx")

    done = gouji("check", "--json", tmp_path, LC_ALL="C")
    named = gouji("check", "--json", tmp_path / "renamed.xlsx")

    assert done.returncode == 0
    assert done.stderr == ("gouji: skipped renamed.xlsx: was exported by Gouji and is no report.\n")
    names = [Path(report["source"]["path"]).name for report in json.loads(done.stdout)["reports"]]
    assert names == ["a.html"]
    assert named.returncode == 2
    assert "renamed.xlsx：是 Gouji 导出的文件，不是报告" in named.stderr


def page(organization: str, year: int, carried_in: int, carried_out: int) -> str:
    """A report as a web page: table 3 alone, with one natural person's column of figures."""
    form = next(form for form in official_forms() if form.edition == "2021")
    handled = 10 + carried_in - carried_out
    rows = {
        "new": 10,
        "carried_in": carried_in,
        "granted": handled,
        "handled": handled,
        "carried_out": carried_out,
    }
    figures = {
        f"t3.{row}.{of}": count for row, count in rows.items() for of in ("natural", "total")
    }
    title = f"{organization}{year}年政府信息公开工作年度报告"
    return table_page(title, form.table("t3"), figures)


@pytest.fixture
def two_years(tmp_path: Path) -> Path:
    """A folder with the reports of one body for two years; what was carried over got lost."""
    (tmp_path / "a.html").write_text(page("泽州县人民政府", 2022, 0, 3), "utf-8")
    (tmp_path / "b.html").write_text(page("泽州县人民政府", 2023, 1, 0), "utf-8")
    return tmp_path


def test_check_holds_a_report_against_the_one_of_the_year_before(two_years: Path) -> None:
    printed = json.loads(gouji("check", "--json", two_years).stdout)

    assert [found["rule"] for found in printed["series"]] == [
        "year.carried.natural",
        "year.carried.total",
    ]
    first = printed["series"][0]
    assert (first["severity"], first["left"], first["right"]) == ("warning", 1, 3)
    assert first["documents"] == [
        {"path": str(two_years / name), "organization": "泽州县人民政府", "year": year}
        for name, year in (("b.html", 2023), ("a.html", 2022))
    ]


def test_check_says_what_several_reports_say_together(two_years: Path) -> None:
    done = gouji("check", two_years / "b.html", two_years / "a.html")

    lines = done.stdout.splitlines()
    at = lines.index("报告之间：对照 1，警告 2")
    assert lines[at + 1] == "  = 泽州县人民政府 2023 年（b.html），上年为 2022 年（a.html）"
    assert lines[at + 2] == (
        "  ! 上年结转·自然人 1，2022 年 四、结转下年度继续办理·自然人 3，差 −2 "
        "[year.carried.natural]（b.html、a.html）"
    )


def test_a_reviewer_says_which_report_is_the_year_before(two_years: Path) -> None:
    (two_years / "c.html").write_text(page("泽州县政府办公室", 2022, 0, 1), "utf-8")

    done = gouji("check", "--json", two_years, "--previous", "b.html=c")

    printed = json.loads(done.stdout)
    (one,) = printed["matches"]
    assert (one["kind"], one["chosen"]) == ("year", True)
    assert one["document"]["path"] == str(two_years / "b.html")
    assert [document["path"] for document in one["against"]] == [str(two_years / "c.html")]
    assert printed["series"] == []


def test_warnings_between_reports_leave_the_exit_code_alone(two_years: Path) -> None:
    alone = [gouji("check", two_years / name).returncode for name in ("a.html", "b.html")]

    assert gouji("check", two_years).returncode == max(alone)


def test_check_goes_on_after_a_file_that_cannot_be_read(samples: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7 and no more")

    done = gouji("check", broken, samples / TOTALS_BROKEN.file)

    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "错误 3" in done.stdout


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.file)
def test_extract_prints_every_figure(samples: Path, sample: Sample) -> None:
    done = gouji("extract", samples / sample.file, "--json")

    assert (done.returncode, done.stderr) == (0, "")
    record = json.loads(done.stdout)
    assert record["form"] == sample.edition
    values = {cell: entry["value"] for cell, entry in record["cells"].items()}
    assert values == {
        cell: None if value is None else pytest.approx(float(value), abs=0)
        for cell in sample.form.cells
        for value in [sample.value(cell)]
    }


def test_extract_draws_how_each_figure_was_placed_over_its_page(
    samples: Path, tmp_path: Path
) -> None:
    output = tmp_path / "drawn.pdf"
    for _ in range(2):  # its own file is replaced
        done = gouji("extract", samples / "2021-totals-broken.pdf", "--debug-view", output)
        assert done.returncode == 0
    drawn = pdfium.PdfDocument(output)
    text = "".join(page.get_textpage().get_text_range() for page in drawn)
    pages = len(drawn)
    drawn.close()
    assert pages == 3
    for named in ("carried_in", "natural", "granted", "rows as registered"):
        assert named in text


def test_what_has_no_pages_with_text_is_not_drawn(samples: Path, tmp_path: Path) -> None:
    output = tmp_path / "drawn.pdf"
    done = gouji("extract", samples / "2021-web-page.html", "--debug-view", output)
    assert done.returncode == 2
    assert "PDF" in one_line(done)
    assert not output.exists()


def test_the_debug_view_replaces_no_file_of_another_program(samples: Path, tmp_path: Path) -> None:
    output = tmp_path / "mine.pdf"
    output.write_bytes(b"%PDF-1.4 of somebody")
    done = gouji("extract", samples / "2021-totals-broken.pdf", "--debug-view", output)
    assert done.returncode == 2
    assert output.read_bytes() == b"%PDF-1.4 of somebody"


def test_the_debug_view_replaces_no_report_whatever_is_asked_for(
    samples: Path, tmp_path: Path
) -> None:
    output = tmp_path / "other.html"
    output.write_bytes((samples / "2021-web-page.html").read_bytes())
    before = output.read_bytes()
    source = samples / "2021-totals-broken.pdf"
    done = gouji("extract", source, "--debug-view", output, "--force")
    assert done.returncode == 2
    assert "是报告或" in one_line(done)
    assert output.read_bytes() == before


def test_export_writes_a_workbook(samples: Path, tmp_path: Path) -> None:
    output = tmp_path / "审核.xlsx"

    done = gouji("export", samples / TOTALS_BROKEN.file, "-o", output)

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"已写入 {output}\n"
    assert load_workbook(output)["表三"]["A1"].value == "收到和处理政府信息公开申请情况"


def test_export_never_overwrites_its_source(samples: Path, tmp_path: Path) -> None:
    source = tmp_path / "report.html"
    source.write_bytes((samples / WEB_PAGE.file).read_bytes())

    done = gouji("export", source, "-o", tmp_path / ".." / tmp_path.name / "report.html")

    assert "就是原件" in one_line(done)
    assert source.read_bytes() == (samples / WEB_PAGE.file).read_bytes()


def test_export_replaces_its_own_file_and_no_other(samples: Path, tmp_path: Path) -> None:
    sample, output = samples / WEB_PAGE.file, tmp_path / "out.xlsx"
    other = tmp_path / "别人的报告.xlsx"
    other.write_bytes(b"another report")

    assert [gouji("export", sample, "-o", output).returncode for _ in range(2)] == [0, 0]
    line = one_line(gouji("export", sample, "-o", other))

    assert "已经存在，不是 Gouji 导出的，没有覆盖" in line
    assert "--force" in line
    assert other.read_bytes() == b"another report"
    assert gouji("export", sample, "-o", other, "--force").returncode == 0
    assert load_workbook(other)["表三"]["A1"].value


def test_export_keeps_a_workbook_that_was_corrected_in_excel(samples: Path, tmp_path: Path) -> None:
    output = tmp_path / "out.xlsx"
    gouji("export", samples / WEB_PAGE.file, "-o", output)
    workbook = load_workbook(output)
    workbook.properties.lastModifiedBy = "张三"
    workbook.save(output)

    assert "导出后被改过" in one_line(gouji("export", samples / WEB_PAGE.file, "-o", output))


def test_export_into_a_missing_folder_says_so(samples: Path, tmp_path: Path) -> None:
    done = gouji("export", samples / WEB_PAGE.file, "-o", tmp_path / "none" / "out.xlsx")

    assert "没有文件夹" in one_line(done)


def test_a_report_that_the_file_does_not_hold_is_refused(samples: Path) -> None:
    done = gouji("extract", samples / WEB_PAGE.file, "--report", "2")

    assert "没有第 2 份" in one_line(done)


BAD_FILES = {
    "garbage.pdf": b"%PDF-1.4\n" + bytes(range(256)) * 20,
    "noise.pdf": bytes(range(256)) * 20,
    "broken.docx": b"PK\x03\x04" + bytes(100),
    "program.exe": b"MZ" + bytes(range(256)),
    "letter.txt": "一封与报告无关的信。".encode(),
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_bad_file_costs_one_line(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(BAD_FILES[name])

    assert name in one_line(gouji("extract", path, "--json"))
    assert name in one_line(gouji("check", path))


def test_an_empty_file_is_called_empty(tmp_path: Path) -> None:
    (tmp_path / "空.pdf").touch()

    assert "空.pdf：是空文件（0 字节）" in one_line(gouji("check", tmp_path / "空.pdf"))


def test_a_missing_file_costs_one_line(tmp_path: Path) -> None:
    assert "找不到" in one_line(gouji("check", tmp_path / "没有.pdf"))


def test_a_folder_is_no_file_to_extract(tmp_path: Path) -> None:
    assert "是文件夹" in one_line(gouji("extract", tmp_path))


def test_a_folder_without_reports_costs_one_line(tmp_path: Path) -> None:
    assert "没有可以读取的报告" in one_line(gouji("check", tmp_path))


def test_a_protected_document_asks_for_its_password(locked: Path) -> None:
    assert "文档有密码保护" in one_line(gouji("extract", locked))


def test_a_wrong_password_is_called_wrong(locked: Path) -> None:
    assert "密码不对" in one_line(gouji("extract", locked, "--password", "wrong"))


def test_a_password_opens_a_document(locked: Path) -> None:
    line = one_line(gouji("extract", locked, "--password", "open sesame"))

    assert "没有找到" in line


def test_a_name_that_no_disk_holds_costs_one_line(samples: Path, tmp_path: Path) -> None:
    name = "x" * 300 + ".xlsx"

    assert "找不到" in one_line(gouji("check", tmp_path / name))
    done = gouji("export", samples / WEB_PAGE.file, "-o", tmp_path / name)
    assert "没有写入" in one_line(done)
    assert list(tmp_path.iterdir()) == []


def test_a_line_break_in_a_name_stays_on_one_line(tmp_path: Path) -> None:
    assert one_line(gouji("check", f"{tmp_path}/a\nb\x1b[31m.pdf"))


def test_version_and_help_are_told() -> None:
    assert gouji("--version").stdout.startswith("gouji ")
    assert "gouji check 路径…" in gouji("--help").stdout
    assert "Usage: gouji check PATH…" in gouji("check", "--help", LC_ALL="C").stdout
