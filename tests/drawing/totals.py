"""Draws tables whose totals, shares and changes are known, with wrong figures in them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from random import Random

from gouji.core.totals.found_rule import Along, RuleKind

Rule = tuple[Along, RuleKind, int, tuple[int, ...]]


@dataclass(frozen=True)
class DrawnTable:
    """A table and what is true of it.

    Attributes:
        rows: The figures, with what is wrong in them; None where nothing is printed.
        row_labels, column_labels: What stands beside and above.
        rules: What every row or column was made by.
        wrong: Row and column of each figure that is not what the rules made it.
    """

    rows: list[list[Decimal | None]]
    row_labels: list[str]
    column_labels: list[str]
    rules: frozenset[Rule]
    wrong: frozenset[tuple[int, int]]

    def broken_sums(self) -> set[tuple[Along, int, tuple[int, ...], int]]:
        """Returns each sum with each line in which the figures, as they are, do not add up.

        A column of shares or changes adds up nowhere and is no line.
        """
        ratios = {result for _, kind, result, _ in self.rules if kind is not RuleKind.SUM}
        found = set()
        for along, kind, result, parts in self.rules:
            if kind is not RuleKind.SUM:
                continue
            rows = self.rows if along is Along.COLUMNS else list(zip(*self.rows, strict=True))
            for line, row in enumerate(rows):
                if along is Along.ROWS and line in ratios:
                    continue
                if (row[result] or 0) != sum(row[part] or 0 for part in parts):
                    found.add((along, result, parts, line))
        return found


def draw_table(seed: int, wrong: float = 0.0, rows: int = 0, columns: int = 0) -> DrawnTable:
    """Returns a table of groups of rows with subtotals and a total, and of columns with a total.

    Args:
        seed: Of everything that is drawn.
        wrong: The share of figures that are changed afterwards.
        rows, columns: How many about; few where 0.
    """
    random = Random(seed)
    decimals = random.choice((0, 0, 2))
    groups = _groups(random, rows or random.randint(6, 40))
    parts = (columns - 5) if columns else random.randint(2, 6)
    before = random.random() < 0.5
    row_labels, leaves, row_rules = _laid_out(groups, at_top=random.random() < 0.5)
    figures: list[list[Decimal]] = [[] for _ in row_labels]
    for at in leaves:
        figures[at] = [_amount(random, decimals) for _ in range(parts)]
        old = sum(figures[at], Decimal(0)) * Decimal(random.uniform(0.6, 1.4))
        figures[at].append(_rounded(old, decimals))
    for result in sorted(set(range(len(row_labels))) - set(leaves)):
        figures[result] = _total(result, dict(row_rules), figures, set(leaves))
    table, column_labels, column_rules = _with_columns(figures, before)
    flawed, places = _with_flaws(random, table, wrong)
    rules: set[Rule] = {(Along.ROWS, RuleKind.SUM, at, made) for at, made in row_rules}
    return DrawnTable(flawed, row_labels, column_labels, frozenset(rules | column_rules), places)


def _groups(random: Random, leaves: int) -> list[int]:
    sizes: list[int] = []
    while sum(sizes) < leaves:
        sizes.append(random.randint(2, 9))
    return sizes if len(sizes) > 1 else [*sizes, 3]


def _laid_out(
    groups: list[int], at_top: bool
) -> tuple[list[str], list[int], list[tuple[int, tuple[int, ...]]]]:
    """Returns the labels of rows, which rows are no sums, and the sums."""
    labels = ["合计"] if at_top else []
    leaves: list[int] = []
    rules: list[tuple[int, tuple[int, ...]]] = []
    subtotals: list[int] = []
    for number, size in enumerate(groups):
        head = len(labels) if at_top else len(labels) + size
        members = (
            range(len(labels) + 1, len(labels) + 1 + size)
            if at_top
            else range(len(labels), len(labels) + size)
        )
        names = [f"项目{number + 1}.{one + 1}" for one in range(size)]
        labels += ["小计", *names] if at_top else [*names, "小计"]
        leaves += members
        subtotals.append(head)
        rules.append((head, tuple(members)))
    total = 0 if at_top else len(labels)
    if not at_top:
        labels.append("合计")
    rules.append((total, tuple(subtotals)))
    return labels, leaves, rules


def _amount(random: Random, decimals: int) -> Decimal:
    if random.random() < 0.1:
        return Decimal(0)
    size = 10 ** random.uniform(1, 4)
    return _rounded(Decimal(random.random() * size), decimals)


def _rounded(amount: Decimal, decimals: int) -> Decimal:
    return amount.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def _total(
    result: int,
    rules: dict[int, tuple[int, ...]],
    figures: list[list[Decimal]],
    leaves: set[int],
) -> list[Decimal]:
    """Returns the figures of a sum, those of sums that it is made of worked out on the way."""
    made_of = [
        figures[part] if part in leaves else _total(part, rules, figures, leaves)
        for part in rules[result]
    ]
    return [sum(column, Decimal(0)) for column in zip(*made_of, strict=True)]


def _with_columns(
    figures: list[list[Decimal]], before: bool
) -> tuple[list[list[Decimal | None]], list[str], set[Rule]]:
    """Returns the figures with a total before or after them, a share, last year and the change."""
    parts = len(figures[0]) - 1
    total, first = (0, 1) if before else (parts, 0)
    places = tuple(range(first, first + parts))
    share, last, change = parts + 1, parts + 2, parts + 3
    rules: set[Rule] = {
        (Along.COLUMNS, RuleKind.SUM, total, places),
        (Along.COLUMNS, RuleKind.SHARE, share, (places[0], total)),
        (Along.COLUMNS, RuleKind.CHANGE, change, (last, total)),
    }
    rows: list[list[Decimal | None]] = []
    for *row, old in figures:
        whole = sum(row, Decimal(0))
        added = [whole, *row] if before else [*row, whole]
        rows.append([*added, _percent(row[0], whole), old, _percent(whole - old, old)])
    names = [f"第{one + 1}类" for one in range(parts)]
    labels = [*(["合计", *names] if before else [*names, "合计"]), "占比", "上年", "增减"]
    return rows, labels, rules


def _percent(above: Decimal, below: Decimal) -> Decimal | None:
    if not below:
        return None
    return _rounded(100 * above / below, 1)


def _with_flaws(
    random: Random, table: list[list[Decimal | None]], share: float
) -> tuple[list[list[Decimal | None]], frozenset[tuple[int, int]]]:
    """Returns the table with a share of its figures changed by a slip of a digit, and which."""
    places = [
        (r, c)
        for r, row in enumerate(table)
        for c, one in enumerate(row)
        if one is not None and one
    ]
    chosen = random.sample(places, round(len(places) * share))
    flawed = [list(row) for row in table]
    for r, c in chosen:
        old = flawed[r][c]
        assert old is not None
        sign, digits, exponent = old.as_tuple()
        at = random.randrange(len(digits))
        other = random.choice([one for one in range(10) if one != digits[at]])
        changed = Decimal((sign, (*digits[:at], other, *digits[at + 1 :]), exponent))
        flawed[r][c] = changed
    return flawed, frozenset(chosen)
