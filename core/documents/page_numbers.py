"""Tells the number of a page from a figure."""

from __future__ import annotations

import re

_PAGE_NUMBER = re.compile(
    r"[-—–－·~\s]*+(?:第\s*+)?+(?P<page>[0-9０-９]{1,4})\s*+页?+"
    r"(?:\s*+[/／共]\s*+共?+\s*+[0-9０-９]++\s*+页?+)?+[-—–－·~\s]*+"
)


def is_page_number(text: str, most_digits: int = 3) -> bool:
    """Returns whether a line is the number of its page and nothing else: 3, - 3 -, 第 3 页, 3/12.

    Args:
        text: The whole line.
        most_digits: By default 3, so that a year on a line of its own is none.
    """
    found = _PAGE_NUMBER.fullmatch(text)
    return found is not None and len(found["page"]) <= most_digits
