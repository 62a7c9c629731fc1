"""The rules of a form over the figures of one report, and the findings that they give."""

from .check import check
from .narrative import agrees

__all__ = ["agrees", "check"]
