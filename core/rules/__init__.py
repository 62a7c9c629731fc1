"""The rules of a form over the figures of one report, and the findings that they give."""

from .check import check
from .names import rule_name
from .narrative import agrees
from .plan import add
from .sentences import number, said

__all__ = ["add", "agrees", "check", "number", "rule_name", "said"]
