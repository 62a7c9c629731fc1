"""Reads HTML as it would be shown: lines and tables of a page's markup, nothing that runs."""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import etree

from ..css.cascade import page_cascade
from ..flow.drafts import Draft
from ..source_files.limits import DEPTH, OverLimitError, hold_markup
from ..source_files.parsing import is_want_of_memory
from .boxes import turn_into_tables
from .printed_page import PrintedPage
from .printing import Printer
from .scripts import written_by_scripts

_REVEALED = re.compile(r"<!\[(?:if|endif|else)[^\]>]{0,200}\]>", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_CHARSET_META = re.compile(r"<meta[^<>]{0,300}?charset[^<>]{0,300}+>", re.IGNORECASE)


def markup_drafts(markup: str, carried: Mapping[str, str] | None = None) -> list[Draft]:
    """Returns what a page or a piece of HTML shows, in order.

    Paragraph-like elements and line breaks give one line each. White space collapses as in
    browsers; a line broken in the source between two Chinese characters closes up (CSS Text 3,
    segment break transformation). Values of text fields are shown; scripts, style sheets,
    templates and frames are not. What style hides is kept within the cells of tables, as such.

    Args:
        markup: The page.
        carried: Style sheets that come along with it, by their addresses.

    Raises:
        OverLimitError: It has more elements, levels of them, or steps for style sheets than any
            page; what is nested too deeply would be lost.
    """
    markup = _REVEALED.sub("", _CHARSET_META.sub("", _DECLARATION.sub("", markup)))
    parser = etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=True
    )
    data = markup.replace("\0", "").encode("utf-8", "replace")
    hold_markup(data)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        if is_want_of_memory(error):
            raise MemoryError from error
        return []
    if any(fault.level == etree.ErrorLevels.FATAL for fault in parser.error_log):
        raise OverLimitError(DEPTH)
    if root is None:
        return []
    cascade = page_cascade(root, carried)
    turn_into_tables(root, cascade)
    return Printer(PrintedPage(cascade, written_by_scripts(root))).printed(root)
