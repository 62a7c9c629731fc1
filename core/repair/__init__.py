"""From findings to the smallest corrections that clear them, ranked, with their reasons."""

from .suggest import suggest

__all__ = ["suggest"]
