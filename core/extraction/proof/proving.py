"""Puts every proof to the readings of a report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ...documents.document import Document
from ...forms import Form
from ..report import Reading
from .calibration import calibrated
from .failure import Failure, doubted
from .painted_text import unexplained
from .second_reading import contradicted


def proved(
    readings: Mapping[str, Reading],
    form: Form,
    document: Document,
    failures: Iterable[Failure] = (),
) -> dict[str, Reading]:
    """Returns readings with less certainty where a proof failed, and doubts as likely right as they
    were measured to be.

    Args:
        readings: Of one report, by cell id.
        form: Its form.
        document: That it is read from, with what testifies of its pages.
        failures: Those of the proofs of its tables.
    """
    witnesses = {witness.page: witness for witness in document.witnesses}
    failed = [failure for failure in failures if failure.cell in readings]
    failed += unexplained(readings, witnesses)
    if document.readers[1:]:
        failed += contradicted(readings, form, witnesses)
    return calibrated(doubted(readings, failed))
