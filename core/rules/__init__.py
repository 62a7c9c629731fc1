"""The rules of a form over the figures of one report, and the findings that they give."""

from .check import check
from .narrative import agrees
from .rule_names import rule_name
from .rule_plan import add
from .sentences import number, said

__all__ = ["add", "agrees", "check", "number", "rule_name", "said"]
