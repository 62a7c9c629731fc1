"""Puts every proof to the readings of a report."""

from __future__ import annotations

from collections.abc import Mapping

from ...documents.document import Document
from ...forms import Form
from ..report import Reading
from .failure import doubted
from .ink import unexplained
from .second_reader import contradicted


def proved(readings: Mapping[str, Reading], form: Form, document: Document) -> dict[str, Reading]:
    """Returns readings with less certainty where a proof failed.

    Args:
        readings: Of one report, by cell id.
        form: Its form.
        document: That it is read from, with what testifies of its pages.
    """
    witnesses = {witness.page: witness for witness in document.witnesses}
    if not witnesses:
        return dict(readings)
    failures = [*unexplained(readings, witnesses)]
    if document.readers[1:]:
        failures += contradicted(readings, form, witnesses)
    return doubted(readings, failures)
