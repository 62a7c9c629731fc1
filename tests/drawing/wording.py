"""The words of drawn reports: invented bodies, titles and sentences."""

from __future__ import annotations

from random import Random

PLACES = ("青杨", "白鹭湾", "石桥", "云麓", "沙河口", "梅岭", "北塘", "松溪", "金水", "长汀岭")
RANKS = ("市", "县", "区")
BODIES = (
    "人民政府", "人民政府办公室", "教育局", "水利局", "卫生健康委员会", "市场监督管理局",
    "自然资源局", "审计局", "公安局", "行政审批服务局", "综合行政执法局",
)  # fmt: skip
SENTENCES = (
    "{body}把公开透明作为基本要求，健全工作机制，完善公开目录，及时发布群众关心的信息。",
    "全年组织专题培训{a}次，参加人员{b}人次，办理网站留言{c}条，回复率达到{d}%。",
    "持续做好政策解读，发布图解{a}篇、视频{c}个，召开新闻发布会{a}场。",
    "修订信息管理办法，明确发布前的审查程序，对{b}份历史文件重新认定了公开属性。",
    "在办事大厅设置查阅点{a}处，配备专用电脑和资料架，接待查阅{c}人次。",
    "加强平台建设，优化检索功能，政务新媒体全年发布信息{b}条，阅读量{e}次。",
    "建立考核机制，将有关工作纳入年度目标责任制，开展季度检查，通报问题{a}个。",
)


def organization(random: Random) -> str:
    """Returns an invented body."""
    return random.choice(PLACES) + random.choice(RANKS) + random.choice(BODIES)


def title(body: str, year: int, random: Random) -> tuple[str, ...]:
    """Returns the lines of a title."""
    return random.choice(
        (
            (f"{body}{year}年政府信息公开工作年度报告",),
            (body, f"{year}年政府信息公开工作年度报告"),
            (f"{body}", f"{year} 年度政府信息公开工作报告"),
            (f"{year}年{body}政府信息公开工作年度报告",),
        )
    )


def contents() -> tuple[str, ...]:
    """Returns a table of contents, which repeats the headings."""
    heads = (
        "一、总体情况", "二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况",
        "四、政府信息公开行政复议、行政诉讼情况", "五、存在的主要问题及改进情况",
        "六、其他需要报告的事项",
    )  # fmt: skip
    dots = "…" * 8
    return ("目录", *(f"{head}{dots}{page}" for page, head in enumerate(heads, 1)))


def opening(body: str, year: int) -> tuple[str, ...]:
    """Returns the first paragraphs."""
    period = f"统计期限自{year}年1月1日起至{year}年12月31日止"
    return (f"按照《中华人民共和国政府信息公开条例》要求，{body}编制本报告，所列数据的{period}。",)


def narrative(body: str, year: int, pages: int, random: Random) -> list[str]:
    """Returns paragraphs of narrative, a handful for each page."""
    return [
        "".join(_sentence(body, random) for _ in range(random.randint(2, 4)))
        for _ in range(3 + 7 * pages)
    ]


def problems(random: Random) -> list[str]:
    """Returns what a report says of its shortcomings."""
    return [
        "一是内容不够丰富，二是解读形式单一，三是队伍力量薄弱。",
        f"下一步将加强统筹，计划新增专栏{random.randint(2, 9)}个，每季度通报一次进展。",
    ]


def fees(year: int) -> str:
    """Returns the last paragraph."""
    return f"{year}年本机关没有收取信息处理费，无其他需要报告的事项。"


def other_table(random: Random) -> tuple[tuple[str, ...], ...]:
    """Returns a table of the narrative that ends in a row 总计."""
    counts = [[random.randint(0, 900) for _ in range(3)] for _ in range(3)]
    rows = [
        (name, *map(str, row))
        for name, row in zip(("门户网站", "微信公众号", "政务微博"), counts, strict=True)
    ]
    sums = tuple(str(sum(column)) for column in zip(*counts, strict=True))
    return (("渠道", "公告", "解读", "回应"), *rows, ("总计", *sums))


def _sentence(body: str, random: Random) -> str:
    return random.choice(SENTENCES).format(
        body=body,
        a=random.randint(2, 19),
        b=random.randint(30, 990),
        c=random.randint(8, 400),
        d=random.randint(80, 100),
        e=random.randint(10_000, 900_000),
    )
