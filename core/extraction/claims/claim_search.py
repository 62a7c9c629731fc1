"""Finds the claims of a narrative and numbers its sums and shares in the order of the text."""

from __future__ import annotations

from dataclasses import replace

from ...documents.document import Document
from ...forms import Form
from ..identity import read_identity
from ..report import Claim
from .cell_claims import find_cell_claims
from .lists import find_list_claims
from .phrases import phrases
from .table_shares import find_table_shares
from .text import running_text


def find_claims(document: Document, form: Form) -> tuple[Claim, ...]:
    """Returns what the text outside the tables states, in the order of the text.

    Claims that agree with the tables are listed too: extraction compares nothing. What is not
    surely about a cell of this year's tables is no claim: an earlier year's figures, aims for
    the next, counts of what a website published, figures said to be approximate.

    Args:
        document: An opened source, or the part of it that is one report.
        form: The form whose cells are meant.
    """
    said = phrases()
    text = running_text(document.blocks, form, said)
    organization, year = read_identity(document.blocks, document.names)
    stated = find_cell_claims(text, form, said, organization, year)
    listed = find_list_claims(text, said)
    told = {at for at, claim in listed if claim.kind == "share"}
    found = [*stated, *listed, *find_table_shares(text, form, said, stated, told)]
    numbered: list[Claim] = []
    count = {"sum": 0, "share": 0}
    for _, claim in sorted(found, key=lambda pair: pair[0]):
        if claim.kind in count:
            count[claim.kind] += 1
            numbered.append(replace(claim, rule=f"text.{claim.kind}.{count[claim.kind]}"))
        else:
            numbered.append(claim)
    return tuple(numbered)
