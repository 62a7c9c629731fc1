"""What an extraction has otherwise than the page, as part of a report's JSON record."""

from __future__ import annotations

from ..figures import Figure
from ..supplied.held_extraction import ExtractionDifference, HeldExtraction
from .records import Record


def extraction_record(held: HeldExtraction) -> Record:
    """Returns what an extraction has otherwise; the schema of a report says what each part is."""
    record: Record = {
        "path": str(held.extraction.path),
        "sha256": held.extraction.sha256,
        "report": held.supplied.number,
        "compared": len(held.compared),
        "differences": [_difference(each) for each in held.differences],
        "absent": list(held.absent),
    }
    if held.organization:
        record["organization"] = held.organization
    if held.year:
        record["year"] = held.year
    return record


def _difference(each: ExtractionDifference) -> Record:
    return {
        "cell": each.cell,
        "kind": each.kind,
        "page": _figure(each.page),
        "extraction": _figure(each.supplied.figure),
        "at": each.supplied.slot.sentence("en"),
    }


def _figure(figure: Figure) -> Record:
    return {"value": figure.value, "text": figure.text, "state": figure.state.value}
