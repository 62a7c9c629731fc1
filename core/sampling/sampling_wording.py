"""A spot check in sentences: the plan, what it can and cannot show, what the answers say."""

from __future__ import annotations

from collections.abc import Mapping

from ..bilingual import Bilingual
from .check_file import CheckFile
from .estimate import CheckVerdict, Estimate, StratumEstimate
from .iso_2859 import NORMAL, TIGHTENED
from .power import Power, power_of
from .sampling_plan import CELL, Sample, SamplingPlan, Sizing
from .sampling_units import CONFIDENCE, JOINT, SIZE, STATE, TABLE

UNITS: dict[str, Bilingual] = {
    "cell": Bilingual("单元格", "cells"),
    "report": Bilingual("报告", "reports"),
}
STRATA_NAMES: dict[str, Bilingual] = {
    STATE: Bilingual("状态", "state"),
    CONFIDENCE: Bilingual("识读置信度", "confidence of reading"),
    TABLE: Bilingual("表", "table"),
    SIZE: Bilingual("申请数量", "number of applications"),
}
SHOWN = (0.005, 0.01, 0.02, 0.05, 0.1)
"""The rates of error at which the chance of acceptance is said; the sheet has more."""

VALUES: dict[str, Bilingual] = {
    "signed_off": Bilingual("已签核", "signed off"),
    "in_review": Bilingual("审核中", "in review"),
    "clean": Bilingual("无疑点", "clean"),
    "warnings": Bilingual("有警告或存疑", "warnings or doubts"),
    "errors": Bilingual("有错误", "errors"),
    "t2": Bilingual("表二", "table 2"),
    "t3": Bilingual("表三", "table 3"),
    "t4": Bilingual("表四", "table 4"),
}
"""What the values of a stratum are called; those that are numbers stand for themselves."""

VERDICTS: dict[CheckVerdict, Bilingual] = {
    CheckVerdict.NONE: Bilingual("只估计，不判定", "estimate only, no verdict"),
    CheckVerdict.OPEN: Bilingual("尚未判定", "not decided yet"),
    CheckVerdict.ACCEPTED: Bilingual("接收", "accepted"),
    CheckVerdict.REJECTED: Bilingual("不接收", "not accepted"),
}
SEVERITY_NAMES: dict[str, Bilingual] = {
    NORMAL: Bilingual("正常检验", "normal inspection"),
    TIGHTENED: Bilingual("加严检验", "tightened inspection"),
}
SWITCHES: dict[str, Bilingual] = {
    NORMAL: Bilingual(
        "转移规则：连续不超过 5 批中有 2 批初次检验不接收，下一批起转为加严检验。",
        (
            "Switching: when 2 of 5 or fewer consecutive lots were not accepted on original "
            "inspection, the next lot goes to tightened inspection."
        ),
    ),
    TIGHTENED: Bilingual(
        (
            "转移规则：连续 5 批初次检验接收，恢复正常检验；加严检验下不接收的批累计到 5 批，"
            "暂停抽样检验，待供方改进。"
        ),
        (
            "Switching: after 5 consecutive lots that were accepted on original inspection, back "
            "to normal; when 5 lots in all were not accepted under tightened inspection, sampling "
            "stops until whoever submits them has improved."
        ),
    ),
}
"""What the standard says of the next lots (ISO 2859-1:1999, 9.3 and 9.4); who inspects keeps
count of the lots."""

METHODS: dict[str, Bilingual] = {
    "exact": Bilingual("精确区间（有限总体）", "exact interval (finite population)"),
    "wilson": Bilingual("Wilson 区间（有限总体）", "Wilson interval (finite population)"),
}


_NOT_DRAWN = Bilingual(
    "没有抽到的，抽查一概不能说明其中哪一个对、哪一个错。",
    "Of what is not drawn it says nothing of any single one.",
)

_CENSUS: Bilingual = Bilingual(
    "全部单位都核对，没有抽样误差：查到的错误率就是总体的错误率。",
    "All units are looked at, so there is no error of sampling: the rate found is the rate.",
)
_MODEL: Bilingual = Bilingual(
    "以上按有限总体、不放回抽样计算（超几何分布）；总体很大时与二项分布（Clopper–Pearson）相同。",
    (
        "These figures are those of drawing without replacement from a finite population "
        "(hypergeometric); for a large one they are those of the binomial (Clopper–Pearson)."
    ),
)


_WHEREVER: Bilingual = Bilingual(
    "分层抽取时，以上按最不利的情形给出：错误恰好集中在最不容易抽到的层里，也至少有这样的置信水平。",
    (
        "Drawn in strata, these figures are those of the least favourable case: they hold even "
        "where the errors lie in the strata in which they are least likely to be drawn."
    ),
)
_NO_STANDARD: Bilingual = Bilingual(
    "标准不分层：样本量和接收数取自标准，但每层至少抽一个，接收的概率不是标准的，而是以上所列。",
    (
        "The standard knows no strata: size and acceptance number are its own, but with one unit "
        "from each stratum at least the chance of acceptance is the one above, not the standard's."
    ),
)


def record_sentences(check: CheckFile) -> tuple[Bilingual, ...]:
    """Returns what ties a spot check to its record: its hashes, and what was drawn before it."""
    said = [
        Bilingual(
            f"抽取哈希 {check.origin}；末条答复哈希 {check.head}（{check.answers} 条）",
            (
                f"Hash of the draw {check.origin}; of the last answer {check.head} "
                f"({check.answers} on record)"
            ),
        )
    ]
    if check.earlier:
        number = len(check.earlier) + 1
        said.append(
            Bilingual(
                (
                    f"这是从同一批中第 {number} 次抽取；此前各次的随机种子："
                    f"{'、'.join(str(each.get('seed', '?')) for each in check.earlier)}。"
                ),
                (
                    f"This is draw {number} from the same batch; seeds of those before: "
                    f"{', '.join(str(each.get('seed', '?')) for each in check.earlier)}."
                ),
            )
        )
    if not check.fits:
        said.append(
            Bilingual(
                "记录与哈希不符，可能被改动过；gouji verify 说明在哪里。",
                (
                    "The record does not fit its hashes and may have been tampered with; "
                    "gouji verify says where."
                ),
            )
        )
    return tuple(said)


def plan_sentences(plan: SamplingPlan, sample: Sample) -> tuple[Bilingual, ...]:
    """Returns what is drawn, by what rule, and when the whole is accepted."""
    zh, en = UNITS[plan.unit]
    drawn = Bilingual(
        f"从 {sample.population} 个{zh}中抽取 {sample.size} 个，随机种子 {plan.seed}。",
        f"{sample.size} of {sample.population} {en} are drawn with the seed {plan.seed}.",
    )
    said = [drawn, _why(plan, sample)]
    if plan.sizing is Sizing.ISO:
        said.append(SWITCHES[plan.severity])
    if plan.strata:
        said.append(
            Bilingual(
                f"按{'、'.join(STRATA_NAMES[each][0] for each in plan.strata)}分层，按比例抽取。",
                (
                    "In proportion from strata of "
                    f"{', '.join(STRATA_NAMES[each][1] for each in plan.strata)}."
                ),
            )
        )
    if plan.unit == CELL and plan.printed_only:
        said.append(
            Bilingual(
                (
                    "确定读作空白、符号或 0 的格不在总体之内（存疑的在内）："
                    "把数字读成空白的错误，这样的抽查查不到，要查请不限于印有数字的格再抽一次。"
                ),
                (
                    "Cells surely read as a blank, a mark or 0 are left out (doubtful ones are "
                    "in): a figure that was misread as a blank is out of its reach; draw once "
                    "more from all cells to look for those."
                ),
            )
        )
    if sample.accept is not None:
        said.append(
            Bilingual(
                f"错误不超过 {sample.accept} 个则接收，达到 {sample.accept + 1} 个则不接收。",
                (
                    f"Accepted with at most {sample.accept} wrong, not accepted from "
                    f"{sample.accept + 1} on."
                ),
            )
        )
    return tuple(said)


def power_sentences(
    plan: SamplingPlan,
    sample: Sample,
    power: Power | None = None,
    strata: Mapping[str, int] | None = None,
) -> tuple[Bilingual, ...]:
    """Returns what the sample can show, and what it cannot.

    Args:
        plan: What was asked for.
        sample: What is drawn.
        power: What that can show, where it is known already.
        strata: How many units each stratum has.
    """
    if sample.is_all:
        return (_CENSUS,)
    power = power or power_of(sample, plan.confidence, plan.method, strata)
    said = [
        _detected(plan, power),
        _undetected(plan, power),
        _accepted(sample, power),
        _curve_sentence(sample, power),
        _MODEL,
        _WHEREVER if len(sample.sizes) > 1 else None,
        _NO_STANDARD if plan.sizing is Sizing.ISO and len(sample.sizes) > 1 else None,
        _NOT_DRAWN,
    ]
    return tuple(sentence for sentence in said if sentence is not None)


def _detected(plan: SamplingPlan, power: Power) -> Bilingual | None:
    """Returns from which rate of errors on the sample holds one, where there is such a rate."""
    if power.detectable is None:
        return None
    rate, sure = percent(power.detectable), percent(plan.confidence)
    return Bilingual(
        f"能：错误率达到 {rate} 时，至少抽到一个错误的置信水平是 {sure}。",
        f"It can: at an error rate of {rate} or more, at least one error is drawn with "
        f"{sure} confidence.",
    )


def _undetected(plan: SamplingPlan, power: Power) -> Bilingual:
    """Returns how high the rate may be although no error is drawn."""
    above, sure = percent(power.upper_without_error), percent(plan.confidence)
    return Bilingual(
        f"不能：即使一个错误也没有抽到，错误率仍可能高达 {above}（{sure} 单侧置信上限）。",
        f"It cannot: even if no error is drawn, the rate may still be as high as {above} "
        f"(one-sided upper limit at {sure}).",
    )


def _accepted(sample: Sample, power: Power) -> Bilingual | None:
    """Returns which rates are accepted and which are not, where the sample accepts at all."""
    if sample.accept is None or power.rejected_at is None:
        return None
    good, bad = percent(power.accepted_at), percent(power.rejected_at)
    return Bilingual(
        f"错误率不超过 {good} 时，接收的概率至少 95%；达到 {bad} 时，接收的概率至多 10%。",
        f"With a rate of {good} or less the whole is accepted with at least 95%, "
        f"with one of {bad} or more with at most 10%.",
    )


def _curve_sentence(sample: Sample, power: Power) -> Bilingual:
    """Returns some points of the operating characteristic."""
    points = [(percent(rate), percent(chance)) for rate, chance in power.curve if rate in SHOWN]
    zh = "，".join(f"{rate} 时 {chance}" for rate, chance in points)
    en = ", ".join(f"{chance} at {rate}" for rate, chance in points)
    if sample.accept is None:
        return Bilingual(
            f"一个错误也抽不到的概率：错误率 {zh}。",
            f"The chance that no error is drawn is {en}.",
        )
    return Bilingual(f"接收的概率：错误率 {zh}。", f"The chance of acceptance is {en}.")


def estimate_sentence(plan: SamplingPlan, found: Estimate) -> Bilingual:
    """Returns the estimate so far, and the verdict; where it was settled early, what that does."""
    zh, en = stratum_sentence(plan, found.overall)
    verdict_zh, verdict_en = VERDICTS[found.verdict]
    said = Bilingual(f"{zh}；{verdict_zh}", f"{en}; {verdict_en}")
    if not found.is_early:
        return said
    zh = (
        "。此时停下，所列错误率平均偏高、区间不再可靠：错误一多就停的抽查，停下时的错误总是偏多。"
        "要估计错误率，请把抽中的全部核对完"
    )
    en = (
        ". Stopped here, this rate is too high on average and its interval does not hold: a check "
        "that ends with an error ends with too many. To estimate the rate, look at all drawn"
    )
    if found.unbiased is not None:
        zh += f"；就此停下的无偏估计是 {percent(found.unbiased)}"
        en += f"; the unbiased estimate for a check that stops here is {percent(found.unbiased)}"
    return Bilingual(f"{said.zh}{zh}。", f"{said.en}{en}.")


def stratum_sentence(plan: SamplingPlan, each: StratumEstimate) -> Bilingual:
    """Returns how far a stratum has come and what its answers say."""
    head = f"{each.answered}/{each.drawn}"
    if each.rate is None:
        return Bilingual(f"已核 {head}", f"checked {head}")
    low, high = (percent(edge) for edge in each.interval)
    rate, sure = percent(each.rate), percent(plan.confidence)
    return Bilingual(
        f"已核 {head}，错误 {each.wrong}，错误率 {rate}（{sure} 区间 {low}–{high}）",
        f"checked {head}, {each.wrong} wrong, rate {rate} ({sure} interval {low}–{high})",
    )


def stratum_name(stratum: str) -> Bilingual:
    """Returns what a stratum is called."""
    parts = [VALUES.get(part, (part, part)) for part in stratum.split(JOINT)]
    return Bilingual(JOINT.join(zh for zh, _ in parts), JOINT.join(en for _, en in parts))


def percent(rate: float) -> str:
    """Returns a rate in percent, with as many digits as tell it from nothing and from all."""
    value = rate * 100
    digits = 2 if value < 10 else 1
    if 0 < value < 0.01 or 99.95 <= value < 100:
        digits = 4
    text = f"{value:.{digits}f}"
    if value > 0 and not float(text):
        return "<0.0001%"
    if rate < 1 and float(text) >= 100:
        return ">99.9999%"
    return f"{text.rstrip('0').rstrip('.') if '.' in text else text}%"


def _why(plan: SamplingPlan, sample: Sample) -> Bilingual:
    if plan.sizing is Sizing.ISO:
        zh, en = SEVERITY_NAMES[plan.severity]
        return Bilingual(
            (
                f"按 GB/T 2828.1（ISO 2859-1）一次抽样、{zh}：检验水平 {plan.level}，"
                f"接收质量限 {plan.limit}%，字码 {sample.letter}。"
            ),
            (
                f"By ISO 2859-1, single sampling, {en}: level {plan.level}, "
                f"acceptance quality limit {plan.limit}%, code letter {sample.letter}."
            ),
        )
    if plan.sizing is Sizing.MARGIN:
        margin, expected = percent(plan.margin), percent(plan.expected)
        sure = percent(plan.confidence)
        return Bilingual(
            f"预计错误率 {expected} 时，{sure} 区间向两边各不超过 {margin}。",
            (
                f"Where the rate is {expected}, the {sure} interval reaches at most {margin} "
                "to either side."
            ),
        )
    if plan.size >= sample.population:
        return Bilingual(
            f"审核人指定的样本量是 {plan.size}，抽取全部。",
            f"The reviewer set {plan.size}, which is all.",
        )
    if sample.size != plan.size:
        return Bilingual(
            f"审核人指定的样本量是 {plan.size}；每层至少抽一个，所以抽 {sample.size}。",
            f"The reviewer set {plan.size}; with one from each stratum at least, {sample.size}.",
        )
    return Bilingual(
        f"样本量 {sample.size} 由审核人指定。",
        f"The size {sample.size} was set by the reviewer.",
    )
