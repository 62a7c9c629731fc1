"""What a narrative states: the ways that reports say it, and what is no statement at all."""

import json
import tomllib
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.core.documents.document import Document, Paragraph, Region
from gouji.core.documents.opening import open_document
from gouji.core.extraction.claims import find_claims
from gouji.core.extraction.claims.numbers import read_number
from gouji.core.extraction.claims.phrases import parse_phrases, phrases
from gouji.core.extraction.report import Claim
from gouji.core.form_files import official_forms
from gouji.core.forms import Form, assemble

FORMS = {form.edition: form for form in official_forms()}


def document(*lines: str) -> Document:
    """Returns a report of 2021 with these lines in its first chapter, one below the other."""
    opening = ("某县人民政府2021年政府信息公开工作年度报告", "一、总体情况")
    blocks = tuple(
        Paragraph(line, Region(page=0, box=(72.0, 20.0 * at, 500.0, 20.0 * at + 14)))
        for at, line in enumerate((*opening, *lines))
    )
    return Document(Path("report.pdf"), "0" * 64, "pdf", blocks)


def claims_of(*lines: str, edition: str = "2021") -> tuple[Claim, ...]:
    return find_claims(document(*lines), FORMS[edition])


def stated(*lines: str, edition: str = "2021") -> dict[str, object]:
    """Returns what is stated for each cell, by its id."""
    return {
        claim.cell: claim.stated
        for claim in claims_of(*lines, edition=edition)
        if claim.kind == "cell"
    }


NEW, CARRIED_IN, CARRIED_OUT = "t3.new.total", "t3.carried_in.total", "t3.carried_out.total"
GRANTED, PARTIAL, NATURAL = "t3.granted.total", "t3.partial.total", "t3.new.natural"
NOT_HELD, REPEAT, HANDLED = (
    "t3.unavailable_not_held.total",
    "t3.rejected_repeat.total",
    "t3.handled.total",
)
REVIEW, DIRECT, AFTER = "t4.review.total", "t4.direct.total", "t4.after_review.total"


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ("2021年，共收到政府信息公开申请8件。", {NEW: 8}),
        ("全年新收到政府信息公开申请 1,137 件。", {NEW: 1137}),
        ("全年新收政府信息公开申请１２２件。", {NEW: 122}),
        ("本年度共受理政府信息公开申请十二件。", {NEW: 12}),
        ("收到依申请公开政府信息两件，均为自然人。", {NEW: 2, NATURAL: 2}),
        ("共收到公民、法人和其他组织提出的政府信息公开申请35件。", {NEW: 35}),
        ("依申请公开方面，全年收到8件政府信息公开申请。", {NEW: 8}),
        ("政府信息公开方面，全年共收到申请8宗。", {NEW: 8}),
        ("收到信息公开申请10件，其中自然人申请9件，商业企业1件。",
         {NEW: 10, NATURAL: 9, "t3.new.business": 1}),
        ("依申请公开方面，予以公开4件，部分公开4件，转下一年办理0件。",
         {GRANTED: 4, PARTIAL: 4, CARRIED_OUT: 0}),
        ("依申请公开办理结果：作出予以公开答复 6373 件。", {GRANTED: 6373}),
        ("答复信息公开申请中，2件予以公开，1件部分公开。", {GRANTED: 2, PARTIAL: 1}),
        ("依申请公开收到申请3件，因本机关不掌握相关政府信息无法提供2件，重复申请不予处理1件。",
         {NOT_HELD: 2, REPEAT: 1, NEW: 3}),
        ("上年度结转政府信息公开申请9件，结转下年度继续办理14件。",
         {CARRIED_IN: 9, CARRIED_OUT: 14}),
        ("依申请公开办结805件（含上年度结转申请18件）。", {HANDLED: 805, CARRIED_IN: 18}),
        ("2021年沁县人民政府未收到政府信息公开申请。", {NEW: 0}),
        ("本年度我局没有收到要求公开政府信息的申请。", {NEW: 0}),
        ("本年度无政府信息公开申请。", {NEW: 0}),
        ("未发生有关政府信息公开事务的行政复议、行政诉讼案件。",
         {REVIEW: 0, DIRECT: 0, AFTER: 0}),
        ("全年无因政府信息公开引发的行政复议和行政诉讼。", {REVIEW: 0, DIRECT: 0, AFTER: 0}),
        ("因政府信息公开被申请行政复议7件，未经复议直接起诉的行政诉讼2件。",
         {REVIEW: 7, DIRECT: 2}),
        ("全年发生信息公开类行政复议7件。", {REVIEW: 7}),
        ("全年作出行政许可处理决定822件，作出行政处罚决定45件。",
         {"t2.licensing.decisions": 822, "t2.penalties.decisions": 45}),
        ("本年制发行政规范性文件13件，废止行政规范性文件2件，现行有效的行政规范性文件65件。",
         {"t2.normative.issued": 13, "t2.normative.repealed": 2, "t2.normative.in_force": 65}),
        ("全年行政事业性收费金额5902万元。", {"t2.fees.amount": 5902}),
    ],
)  # fmt: skip
def test_a_figure_stated_for_a_cell_is_found(line: str, cells: dict[str, int]):
    assert stated(line) == cells


@pytest.mark.parametrize(
    "line",
    [
        "对照上一年度收到的 3 件申请，今年申请事项更多集中在征地补偿等方面。",
        "2020年共收到政府信息公开申请3件。",
        "去年收到政府信息公开申请3件，予以公开2件。",
        "上年度共收到政府信息公开申请 12 件，予以公开 3 件。",
        "收到政府信息公开申请比上年增加3件。",
        "收到政府信息公开申请约100件。",
        "收到政府信息公开申请近百件。",
        "收到政府信息公开申请100余件。",
        "力争全年收到政府信息公开申请不少于10件。",
        "下一步，确保政府信息公开申请予以公开10件。",
        "答复政府信息公开申请 2 件，均在法定期限内予以答复。",
        "举办业务培训 3 期，参训 386 人次，社会评议满意率为 90%。",
        "政策解读形式偏少，图表和视频类解读只占 88%。",
        "网站全年总访问量 81040 人次，办理网民留言 810 条。",
        "门户网站公开行政许可信息822条，公示行政处罚决定45件。",
        "全年办理行政复议案件120件。",
        "本机关受理政府信息公开行政复议申请5件。",
        "予以公开和部分公开共5件。",
        "申请中予以公开、部分公开5件。",
        "其中县公安局收到政府信息公开申请5件。",
        "通过网络收到政府信息公开申请5件。",
        "全年收到政府信息公开申请8件（含上年结转1件），均已办结。",
        "全年未发生行政诉讼败诉案件。",
        "未收到通过信函提交的政府信息公开申请。",
        "审查规范性文件13件，公布清理规范性文件2件。",
        "收到行政许可申请300件。",
        "对符合公开条件的信息予以公开。",
        "自2008年以来累计收到政府信息公开申请305件。",
        "不予公开申请3件，无法提供申请2件。",
        "本机关2021年收取信息处理费 0 元。",
        "组织学习《条例》12次，发放材料1200份。",
        "其他组织申请3件。",
    ],
)
def test_what_is_not_surely_about_a_cell_of_this_year_is_no_claim(line: str):
    found = stated(line)
    found.pop(CARRIED_IN, None)
    assert found == {}


WORDINGS = tomllib.loads(
    (Path(__file__).parents[1] / "data" / "wordings.toml").read_text("utf-8"), parse_float=Decimal
)
HEADING = "（二）依申请公开情况"


@pytest.mark.parametrize("said", WORDINGS["said"], ids=lambda said: said["text"][:12])
def test_a_figure_is_found_in_the_many_ways_that_reports_state_it(said: dict[str, object]):
    assert stated(HEADING, str(said["text"])) == said["cells"]


@pytest.mark.parametrize("text", WORDINGS["unsaid"]["texts"], ids=lambda text: text[:12])
def test_a_sentence_that_only_sounds_like_a_statement_is_none(text: str):
    assert stated(HEADING, text) == {}


@pytest.mark.parametrize(
    ("organization", "line", "cells"),
    [
        ("某县人民政府", "县自然资源局全年收到政府信息公开申请26件。", {}),
        ("某县自然资源局", "县自然资源局全年收到政府信息公开申请26件。", {NEW: 26}),
        ("某县", "某县人民政府共收到政府信息公开申请26件。", {NEW: 26}),
        ("某县自然资源局", "我局共收到政府信息公开申请26件。", {NEW: 26}),
    ],
)
def test_a_figure_of_another_body_is_no_claim(organization: str, line: str, cells: dict[str, int]):
    lines = (f"{organization}2021年政府信息公开工作年度报告", "一、总体情况", line)
    place = Region(page=0, box=(72.0, 20.0, 500.0, 34.0))
    blocks = tuple(Paragraph(text, place) for text in lines)
    report = Document(Path("report.pdf"), "0" * 64, "pdf", blocks)
    found = find_claims(report, FORMS["2021"])
    assert {claim.cell: claim.stated for claim in found} == cells


def test_a_line_that_breaks_inside_a_word_and_a_number_is_read_whole():
    claims = claims_of(
        "（二）依申请公开方面，全年新收到政府信",
        "息公开申请 28",
        "9 件，转下一年",
        "度继续办理 14 件。",
    )
    assert [(claim.cell, claim.stated) for claim in claims] == [(NEW, 289), (CARRIED_OUT, 14)]
    assert claims[0].region == Region(page=0, box=(72.0, 60.0, 500.0, 74.0))
    assert claims[0].quote == "新收到政府信息公开申请 289 件"


def test_a_page_number_between_two_lines_is_no_part_of_the_text():
    assert stated("全年收到政府信息公开申请", "— 3 —", "28 件。") == {NEW: 28}


def test_radicals_that_a_font_prints_for_characters_are_read():
    assert stated("收到政府信息公开申请2件，均为⾃然⼈。") == {NEW: 2, NATURAL: 2}


def test_sections_of_tables_and_of_plans_state_nothing():
    lines = (
        "二、主动公开政府信息情况",
        "收到政府信息公开申请8件。",
        "五、存在的主要问题及改进情况",
        "收到政府信息公开申请9件。",
        "六、其他需要报告的事项",
        "收到政府信息公开申请7件。",
    )
    assert [claim.stated for claim in claims_of(*lines)] == [7]


def test_a_table_of_contents_does_not_end_the_narrative():
    contents = ("二、主动公开政府信息情况", "五、存在的主要问题及改进情况", "一、总体情况")
    assert stated(*contents, "收到政府信息公开申请8件。") == {NEW: 8}


def test_a_cell_that_the_form_does_not_have_has_no_claim():
    assert stated("全年行政事业性收费金额5902万元。", edition="2019") == {}


def lists(*lines: str) -> list[tuple[str, object, tuple[object, ...]]]:
    return [
        (claim.rule, claim.stated, claim.parts)
        for claim in claims_of(*lines)
        if claim.kind != "cell"
    ]


def test_parts_and_shares_are_numbered_in_the_order_of_the_text():
    line = (
        "2021年公开信息2048条，其中人事信息类624条（占23.17%），政策文件类586条，公告公示类738条。"
        "发布解读64条，其中视频11条占总解读比例17.0%，文字53条。"
    )
    assert lists(line) == [
        ("text.sum.1", 2048, (624, 586, 738)),
        ("text.share.1", Decimal("23.17"), (624, 2048)),
        ("text.sum.2", 64, (11, 53)),
        ("text.share.2", Decimal("17.0"), (11, 64)),
    ]


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("公开各类信息125条（部门动态70条、重大项目领域42条、公共资源交易领域8条、权力清单公示5条）。",
         (125, (70, 42, 8, 5))),
        ("共发布信息 9218 条。其中国务院信息 2308 条，省内要闻 3846 条，市内要闻 3064 条。",
         (9218, (2308, 3846, 3064))),
        ("累计8827条，其中：动态4215条，占总数的47.75%；目录4283条，占比48.52%；其他329条，占3.73%。",
         (8827, (4215, 4283, 329))),
        ("收到和办理依申请公开 8 件，其中自然人申请件 8 件，法人或其他组织 0 件，上年度结转 0 件。",
         (8, (8, 0))),
    ],
)  # fmt: skip
def test_a_list_of_parts_is_found_with_its_whole(line: str, parts: tuple[int, tuple[int, ...]]):
    assert ("text.sum.1", *parts) in lists(line)


@pytest.mark.parametrize(
    "line",
    [
        "公开信息9218条，其中政策文件53条，政策解读53条。",  # examples, not all parts
        "收到申请122件，其中自然人申请116件；全年作出行政许可处理决定5154件。",
        "收到申请10件，其中自然人申请10件。",
        "公开信息100条，其中网站80条，微信60条。",  # the same in two places
        "公开信息100条，其中重点领域信息60条，培训3次。",
        "收到申请105件，其中予以公开60件，部分公开40件。",
        "图表和视频类解读只占 88%。",
        "公开信息100条，其中财政信息60条，占全县总量的12%。",
        "公开信息500条，其中教育类220条、医疗类180条、社保类75条等。",
        "收到申请84件，其中涉及土地征收52件，涉及城建30件。",
        "召开会议12次，其中党组会5次，专题会5次。",
        "制发公文80件，其中主动公开50件，依申请公开12件。",
    ],
)
def test_what_is_no_complete_list_of_parts_is_no_claim(line: str):
    assert lists(line) == []


def test_a_list_whose_shares_leave_a_rest_is_not_complete():
    line = "收到申请84件，其中土地征收52件，占62%，城建20件，占24%。"
    assert [rule for rule, *_ in lists(line)] == ["text.share.1", "text.share.2"]


def test_a_list_whose_shares_add_to_a_hundred_is_meant_to_be_complete():
    line = "收到建议30件，其中采纳22件，占66.7%，未采纳12件，占33.3%。"
    assert ("text.sum.1", 30, (22, 12)) in lists(line)


def test_a_difference_from_another_year_is_no_whole():
    line = "收到申请15件，较2020年增加3件。其中，自然人申请12件，占80%；其他组织申请3件，占20%。"
    assert lists(line) == [
        ("text.sum.1", 15, (12, 3)),
        ("text.share.1", 80, (12, 15)),
        ("text.share.2", 20, (3, 15)),
    ]


def test_shares_that_all_speak_of_another_whole_are_no_claims():
    line = "公开信息100条，其中财政信息30条，占60%，人事信息20条，占40%。"
    assert lists(line) == []


@given(st.integers(0, 9999))
def test_chinese_numerals_are_read(number: int):
    assert read_number(chinese(number)) == number


def chinese(number: int) -> str:
    digits = "零一二三四五六七八九"
    if number == 0:
        return digits[0]
    text, gap = "", False
    for power, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, power)
        if digit:
            text += ("零" if gap and text else "") + digits[digit] + name
        gap = not digit
    return text.removeprefix("一") if text.startswith("一十") else text


@pytest.mark.parametrize("text", ["", "件", "十百", "一二", "百千", "1.2.3", "--3"])
def test_what_is_no_number_is_read_as_none(text: str):
    assert read_number(text) is None


@given(
    st.lists(
        st.text("收到政府信息公开申请其中占件条0123456789%，。；（）一二\n ", max_size=40),
        max_size=6,
    )
)
def test_no_text_makes_the_search_fail(lines: list[str]):
    for claim in claims_of(*lines):
        assert claim.region is not None
        assert claim.quote


def test_every_phrase_speaks_of_a_cell_of_an_official_form():
    cells = {cell for form in FORMS.values() for cell in form.cells}
    groups = {
        f"{table.id}.{group.id}"
        for form in FORMS.values()
        for table in form.tables
        for block in table.blocks
        for group in block.row_groups
    }
    rows = {cell.rpartition(".")[0] for cell in cells}
    for phrase in phrases().cells:
        is_union = "+" in phrase.cell and set(phrase.cell.split("+")) <= rows
        assert phrase.cell in cells | groups or is_union


@pytest.mark.parametrize(
    ("line", "groups"),
    [
        ("不予公开20件，无法提供564件，不予处理5件，其他处理2件，政府信息公开申请均已答复。",
         {"t3.denied": 20, "t3.unavailable": 564, "t3.rejected": 5, "t3.others": 2}),
        ("政府信息公开申请中，予以公开及部分公开208件。", {"t3.granted+t3.partial": 208}),
        ("政府信息公开申请中，3件不予公开。", {"t3.denied": 3}),
        ("因属于国家秘密不予公开3件，政府信息公开申请均已答复。", {}),
    ],
)  # fmt: skip
def test_a_figure_of_a_group_of_rows_is_found_with_its_cells(line: str, groups: dict[str, int]):
    found = [claim for claim in claims_of(line) if claim.kind == "group"]
    assert {claim.rule.removeprefix("text."): claim.stated for claim in found} == groups
    assert all(len(claim.cells) > 1 and not claim.cell for claim in found)


def test_a_phrase_with_an_unknown_word_is_refused():
    with pytest.raises(ValueError, match="nowhere"):
        parse_phrases("[words]\na = '{nowhere}'\n[general]\n")


def form_of(parts: dict[str, str]) -> Form:
    editions = {"t2": parts["t2"], "t3": parts["t3"], "t4": parts["t2"]}
    return assemble(FORMS[edition].table(table) for table, edition in editions.items())


FLOW = ("F09", "F10", "F11", "F12")


def test_documents_with_known_figures_state_what_they_are_known_to_state(corpus: Path):
    for line in (corpus / "truth.jsonl").read_text(encoding="utf-8").splitlines():
        truth = json.loads(line, parse_float=Decimal)
        if truth["family"] not in FLOW or truth["file"].endswith(".doc"):
            continue
        claims = find_claims(open_document(corpus / truth["file"]), form_of(truth["parts"]))
        found = {(claim.rule, claim.stated, claim.parts) for claim in claims}
        assert found == {known(entry) for entry in truth["narrative"]}, truth["id"]


def known(entry: dict) -> tuple[str, object, tuple[int, ...]]:
    if "sum" in entry:
        return entry["rule"], entry["sum"], tuple(entry["parts"])
    if "share" in entry:
        return entry["rule"], entry["share"], (entry["part"], entry["whole"])
    return entry["rule"], entry["stated"], ()


SEEDS = {
    "000": {NEW: 8, NATURAL: 8, CARRIED_IN: 0, GRANTED: 4, PARTIAL: 4, NOT_HELD: 2, CARRIED_OUT: 0},
    "001": {NEW: 2, NATURAL: 2, REVIEW: 0, DIRECT: 0, AFTER: 0},
    "002": {NEW: 0},
    "003": {NEW: 2, REVIEW: 0, DIRECT: 0, AFTER: 0},
    "004": {NEW: 0},
}


@pytest.mark.parametrize("name", SEEDS)
def test_the_real_reports_state_what_a_reader_finds_in_them(seeds: Path, name: str):
    (file,) = seeds.glob(f"{name}_*")
    form = FORMS["2019" if name == "004" else "2021"]
    claims = find_claims(open_document(file), form)
    cells = {claim.cell: claim.stated for claim in claims if claim.kind == "cell"}
    assert cells == SEEDS[name]
