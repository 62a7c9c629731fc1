"""A finding: one rule that a report breaks, with its arithmetic in words."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from .bilingual import Bilingual
from .figures import Number

ERROR = "error"
WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """One broken rule.

    Attributes:
        rule: Rule id, such as "t3.balance.natural". It is unique within a report and stable
            from one check to the next, so it also identifies the finding.
        severity: ``ERROR`` or ``WARNING``.
        cells: The cells concerned, in the order of the rule.
        zh, en: One sentence with the arithmetic in it.
        left, right: The two sides, None where the rule compares nothing.
        signs: For each cell how it enters the rule: "+", "-" or "=" (a stated total); empty
            where the rule is no equation.
    """

    rule: str
    severity: str
    cells: tuple[str, ...]
    zh: str
    en: str
    left: Number | None = None
    right: Number | None = None
    signs: tuple[str, ...] = ()

    @property
    def difference(self) -> Number | None:
        """Left side less right side."""
        if self.left is None or self.right is None:
            return None
        return self.left - self.right

    def rests_on(self, doubtful: Collection[str]) -> bool:
        """Returns whether one of its cells is among some that are in doubt: then the doubt, and
        not the report, may be what is wrong.
        """
        return any(cell in doubtful for cell in self.cells)

    def sentence(self, language: str) -> str:
        """Returns the sentence in "zh" or "en"."""
        return Bilingual(self.zh, self.en).in_language(language)
