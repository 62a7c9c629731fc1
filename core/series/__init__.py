"""Rules across reports: the same body's previous year, and a summary against its parts."""

from .candidates import SUM, YEAR, SeriesCandidate, Title, find_candidates
from .checks import SeriesFinding, check_against, check_links
from .choices import Choice, Matching, match
from .links import Key, Member, SeriesLink, find_links, holds, normal_name

__all__ = [
    "SUM",
    "YEAR",
    "Choice",
    "Key",
    "Matching",
    "Member",
    "SeriesCandidate",
    "SeriesFinding",
    "SeriesLink",
    "Title",
    "check_against",
    "check_links",
    "find_candidates",
    "find_links",
    "holds",
    "match",
    "normal_name",
]
