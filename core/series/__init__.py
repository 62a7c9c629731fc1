"""Rules across reports: the same body's previous year, and a summary against its parts."""

from .checks import SeriesFinding, check_links
from .choices import Choice, Matching, match
from .links import SUM, YEAR, Key, Link, Member, find_links, normal_name

__all__ = [
    "SUM",
    "YEAR",
    "Choice",
    "Key",
    "Link",
    "Matching",
    "Member",
    "SeriesFinding",
    "check_links",
    "find_links",
    "match",
    "normal_name",
]
