"""The rules of a form over the figures of one report, and the findings that they give."""

from .check import check
from .names import rule_name
from .narrative import agrees
from .plan import add

__all__ = ["add", "agrees", "check", "rule_name"]
