"""The rules of a form over the figures of one report, and the findings that they give."""

from .check import check
from .claim_checks import agrees
from .finding_sentences import number, said
from .rule_names import rule_name
from .rule_plan import add

__all__ = ["add", "agrees", "check", "number", "rule_name", "said"]
