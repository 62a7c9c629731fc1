"""What each sample report prints, and what reading and checking it must give.

The figures are those of public annual reports of 2020 and 2021, and so are the contradictions
between narrative and tables; the bodies and the wording are invented.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from gouji.core.form_files import official_forms
from gouji.core.forms import Form


@dataclass(frozen=True)
class Section:
    """A numbered section: its heading, its paragraphs, and the table that follows, if any."""

    heading: str
    paragraphs: tuple[str, ...] = ()
    table: str = ""


def read_sections(text: str) -> tuple[Section, ...]:
    """Returns the sections of a text: blank lines between paragraphs, [t2] for a table."""
    sections = [Section("")]
    for block in text.strip().split("\n\n"):
        line = block.replace("\n", "")
        last = sections[-1]
        if re.match("[一二三四五六]、", line):
            sections.append(Section(line))
        elif line.startswith("["):
            sections[-1] = replace(last, table=line.strip("[]"))
        else:
            sections[-1] = replace(last, paragraphs=(*last.paragraphs, line))
    return tuple(sections)


@dataclass(frozen=True)
class Sample:
    """One sample report.

    Attributes:
        printed: What the cells print, by cell id; every other cell prints ``rest``.
        values: Values of cells whose print is not simply their number.
        errors, warnings: Rule ids of the findings that it must give, no others.
    """

    file: str
    edition: str
    organization: str
    year: int
    title: tuple[str, ...]
    sections: tuple[Section, ...]
    signed: tuple[str, ...]
    printed: Mapping[str, str]
    rest: str
    values: Mapping[str, int | Decimal] = field(default_factory=dict)
    errors: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def form(self) -> Form:
        """The official form of the report's edition."""
        return next(form for form in official_forms() if form.edition == self.edition)

    def text(self, cell: str) -> str:
        """Returns what a cell prints."""
        return self.printed.get(cell, self.rest)

    def value(self, cell: str) -> int | Decimal | None:
        """Returns the number that a cell says, None where it prints nothing."""
        if cell in self.values:
            return self.values[cell]
        text = self.text(cell)
        return int(text) if text else None


TOTALS_BROKEN = Sample(
    file="2021-totals-broken.pdf",
    edition="2021",
    organization="云溪岭县人民政府",
    year=2021,
    title=("云溪岭县人民政府", "2021年政府信息公开工作年度报告"),
    sections=read_sections("""
根据《中华人民共和国政府信息公开条例》第五十条，现公布云溪岭县人民政府2021年政府信息公开工作年
度报告。报告所列数据的统计期限为2021年1月1日至12月31日。对报告内容如有疑问，请与县人民政府办公
室信息科联系（电话：0000-5550101）。

一、总体情况

（一）主动公开。县政府门户网站全年主动公开信息8740条，发布政策文件53条，逐条配有图文解读。“互
动交流”栏目收到网友留言108条，均已回复。全县9个政务新媒体推送政策和民生类信息2725条。

（二）依申请公开。全年共收到政府信息公开申请8件，其中自然人8件，法人或其他组织0件；上年度结转0
件。处理结果中，予以公开4件，部分公开4件，因本机关不掌握相关政府信息无法提供2件，结转下年度继
续办理0件。

（三）政府信息管理。拟在网站发布的信息，先审查内容、再审查保密、最后认定公开属性，不合要求的退
回修改，各环节均留有记录。

（四）公开平台建设。按照集约化要求调整了网站栏目，把规划、财政和营商环境类信息集中到专栏，便于
群众查找。

（五）监督保障。政务公开领导小组每季度研究一次工作，组织业务培训，并把考核结果通报到各单位。

二、主动公开政府信息情况

[t2]

三、收到和处理政府信息公开申请情况

[t3]

四、政府信息公开行政复议、行政诉讼情况

[t4]

五、存在的主要问题及改进情况

主要问题：一是信息更新不够及时，部分栏目内容偏少；二是解读形式单一，群众关注度不高。

改进措施：一是明确每个栏目的责任科室和更新周期；二是多用图表和问答形式解读政策；三是定期组织经
办人员学习，提高办理依申请公开的能力。

六、其他需要报告的事项

无其他需要报告的事项。
"""),
    signed=("云溪岭县人民政府", "2022年2月16日"),
    printed={
        "t2.normative.issued": "34",
        "t2.normative.repealed": "18",
        "t2.normative.in_force": "30",
        "t2.licensing.decisions": "29372",
        "t2.penalties.decisions": "51420",
        "t2.coercion.decisions": "334",
        "t2.fees.amount": "5902",
        "t3.new.natural": "8",
        "t3.new.total": "8",
        "t3.partial.natural": "4",
        "t3.partial.total": "4",
        "t3.unavailable_not_held.natural": "4",
        "t3.unavailable_not_held.total": "4",
        # Where the table goes wrong: 4 + 4 + 2 of the narrative, and not 4 + 4 of the column.
        "t3.handled.natural": "10",
        "t3.handled.total": "8",
        "t4.review.other": "2",
        "t4.review.total": "2",
    },
    rest="0",
    errors=("t3.balance.natural", "t3.handled.natural", "t3.row.handled"),
    warnings=("text.t3.granted.total", "text.t3.unavailable_not_held.total"),
)

OLDER_EDITION = Sample(
    file="2019-edition.docx",
    edition="2019",
    organization="柳泉湾县人民政府",
    year=2020,
    title=("柳泉湾县人民政府", "2020年政府信息公开工作年度报告"),
    sections=read_sections("""
本报告依据《中华人民共和国政府信息公开条例》编制，数据统计期限为2020年1月1日至2020年12月31日，
在县人民政府门户网站公布。

一、总体情况

（一）主动公开。2020年主动公开政府信息8827条，其中政务动态类4215条，占总数的47.75%；目录信息类
4283条，占总数的48.52%；机构职能类19条，占总数的0.33%；其他信息310条，占总数的3.51%。

（二）依申请公开。修订了受理、转办、答复各环节的办理规程。2020年县人民政府未收到政府信息公开申
请。

（三）政府信息管理。对当年印发的文件逐份注明公开属性，涉及规范性文件的先作合法性审查；每季度检
查一次目录更新情况并通报。

（四）平台建设。年内完成网站IPv6改造，网站日均访问量314人次，总访问量32.3万次；政务微信公众号
发布信息1210条。

（五）监督保障。调整了政务公开领导小组，公开工作列入年终考核。

二、主动公开政府信息情况

[t2]

三、收到和处理政府信息公开申请情况

[t3]

四、因政府信息公开工作被申请行政复议、提起行政诉讼情况

[t4]

五、存在的主要问题及改进情况

部分单位对公开工作不够主动，重点领域内容不够全面，解读形式有待丰富。下一步将按标准化目录补齐内
容，并加强对报送信息的指导和检查。

六、其他需要报告的事项

无。
"""),
    signed=("柳泉湾县人民政府办公室", "2021年2月5日"),
    printed={
        "t2.normative.made": "4",
        "t2.normative.published": "4",
        "t2.normative.total_published": "137",
        "t2.licensing.previous_items": "117",
        "t2.licensing.change": "+85",
        "t2.licensing.decisions": "3208",
        "t2.other_services.previous_items": "327",
        "t2.other_services.decisions": "235",
        "t2.penalties.previous_items": "1351",
        "t2.penalties.change": "+4",
        "t2.penalties.decisions": "76",
        "t2.coercion.previous_items": "80",
        "t2.fees.previous_items": "43",
        "t2.fees.change": "-2",
        "t2.procurement.projects": "415",
        "t2.procurement.amount": "15122.275 万元",
        "t3.new.natural": "1",
        "t3.new.total": "1",
        "t3.unavailable_not_held.natural": "1",
        "t3.unavailable_not_held.total": "1",
        "t3.handled.natural": "1",
        "t3.handled.total": "1",
    },
    rest="0",
    values={"t2.procurement.amount": Decimal("15122.275")},
    warnings=("text.t3.new.total", "text.share.3"),
)

WEB_PAGE = Sample(
    file="2021-web-page.html",
    edition="2021",
    organization="青禾原县人民政府",
    year=2021,
    title=("青禾原县人民政府2021年政府信息公开工作年度报告",),
    sections=read_sections("""
本报告按照国办公开办函〔2021〕30号文件规定的格式编制，数据统计期限为2021年1月1日至12月31日。

一、总体情况

（一）主动公开。县政府网站全年发布信息2509条，编发政府公报4期。发布政策解读64条，其中视频解读
11条，占17%；文字解读2条，占3.1%；文字加图片解读5条，占8%；图片解读46条，占71.9%。

（二）依申请公开。全年收到政府信息公开申请2件，均由自然人提出，已在法定期限内答复，未发生因政
府信息公开引起的行政复议和行政诉讼。

（三）政府信息管理。各单位信息发布前须经保密审查，空白栏目和长期不更新的栏目限期整改。

（四）平台建设。新设专题5个，关停缺少保障能力的政务新媒体7个，保留6家。

（五）监督保障。举办政务公开培训6次，并定期巡查各单位公开情况。

二、主动公开政府信息情况

[t2]

三、收到和处理政府信息公开申请情况

[t3]

四、政府信息公开行政复议、行政诉讼情况

[t4]

五、存在的主要问题及改进情况

基层政务公开的标准化水平还不高，个别单位缺乏主动公开的意识。2022年将完善通报和督查办法，有针对
性地开展培训，提高公开质量。

六、其他需要报告的事项

本年度没有收取政府信息公开信息处理费。
"""),
    signed=("青禾原县人民政府", "2022年1月20日"),
    printed={
        **{f"t2.regulations.{column}": "0" for column in ("issued", "repealed", "in_force")},
        "t2.normative.issued": "5",
        "t2.normative.repealed": "1",
        "t2.normative.in_force": "5",
        "t2.licensing.decisions": "15972",
        "t2.penalties.decisions": "1019",
        "t2.coercion.decisions": "159",
        "t2.fees.amount": "2479",
        "t3.new.natural": "2",
        "t3.new.total": "2",
        "t3.carried_in.natural": "0",
        "t3.carried_in.total": "0",
        "t3.granted.natural": "2",
        "t3.granted.total": "2",
        "t3.handled.natural": "2",
        "t3.handled.total": "2",
        "t3.carried_out.natural": "0",
        "t3.carried_out.total": "0",
        "t4.review.total": "0",
        "t4.direct.total": "0",
        "t4.after_review.total": "0",
    },
    rest="",
)

SAMPLES = (TOTALS_BROKEN, OLDER_EDITION, WEB_PAGE)
