"""What the label of a row or column says of how its figures came about; evidence, never proof."""

from __future__ import annotations

import re

from .found_rule import RuleKind

_TOTAL = re.compile(
    r"合\s*计|小\s*计|总\s*计|共\s*计|总\s*[数额量和值]|^\s*总|差额|余额|结余|净|"
    r"\b(?:sub-?)?totals?\b|\ball\b|\bsum\b|\bbalance\b|\bnet\b|\bdifference\b",
    re.IGNORECASE,
)
_SHARE = re.compile(
    r"占|比重|比例|[%％‰]|率|人均|平均|每|\bshare|\bratio|\bproportion|\bper\b|\bpercent|\brate\b"
    r"|\baverage\b",
    re.IGNORECASE,
)
_CHANGE = re.compile(
    r"增减|增长|增幅|变化|变动|同比|环比|[比较]上年|[%％]|\bchange|\bgrowth|\bincrease|\bdecrease"
    r"|\bpercent",
    re.IGNORECASE,
)
_AVERAGE = re.compile(r"平均|均值|\baverage|\bmean\b|\bavg\b", re.IGNORECASE)

_WORDS = {
    RuleKind.SUM: _TOTAL,
    RuleKind.SHARE: _SHARE,
    RuleKind.CHANGE: _CHANGE,
    RuleKind.AVERAGE: _AVERAGE,
}

SAID = -1.0
"""What such a label adds to the logarithm of the chance: it stands ten times as often beside a
figure of its kind as beside any other."""


def label_evidence(label: str, kind: RuleKind) -> float:
    """Returns what a label adds to the logarithm of the chance that its figures are of a kind."""
    return SAID if _WORDS[kind].search(label) else 0.0
