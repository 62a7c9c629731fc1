"""What a rule is called: its id in the words of the form."""

from __future__ import annotations

from ..bilingual import Bilingual
from ..forms import Form
from . import finding_sentences

KINDS = {
    "value": Bilingual("{cell}的数值", "the figure of {cell}"),
    "blank": Bilingual("{cell}空白", "{cell} blank"),
    "text": Bilingual("正文所述{cell}", "what the text states of {cell}"),
}
"""Rules on one cell, by how their ids begin."""
SHARE = Bilingual("正文所述百分比 {number}", "stated share {number}")
SUM = Bilingual("正文所述分项之和 {number}", "stated sum {number}")
MISSING = Bilingual("缺少{table}", "{table} missing")


def rule_name(form: Form, rule: str, language: str) -> str:
    """Returns what a rule is called in "zh" or "en"; its id where the form knows no such rule.

    Args:
        form: Of the report that is checked.
        rule: The id, as in a finding.
        language: "zh" or "en".
    """
    equation = next((each for each in form.equations if each.id == rule), None)
    if equation is not None:
        name = Bilingual(equation.name, equation.name_en).in_language(language)
        return f"{finding_sentences.scope_of(form, equation).in_language(language)} {name}".rstrip()
    kind, _, rest = rule.partition(".")
    if kind in KINDS and rest in form.cells:
        return KINDS[kind].in_language(language).format(cell=form.cells[rest].label(language))
    for prefix, words in (("text.share.", SHARE), ("text.sum.", SUM)):
        if rule.startswith(prefix):
            return words.in_language(language).format(number=rule.removeprefix(prefix))
    table = next((each for each in form.tables if rule == f"missing.{each.id}"), None)
    if table is not None:
        return MISSING.in_language(language).format(
            table=Bilingual(table.title, table.title_en).in_language(language)
        )
    return rule
