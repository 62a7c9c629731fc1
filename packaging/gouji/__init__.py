"""Gouji 勾稽 reviews the figures of information-disclosure annual reports beside their source."""

__version__ = "0.1.0"
__date__ = "2026-11-28"
"""The day of the version, shown beside it."""
