"""How a batch is run, how far it has come, and what it gave."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

from ..extraction.structure.taught_layouts import TaughtLayout
from ..supplied.supplied_values import GivenExtraction
from ..worker import Limits

READING, WRITING = "reading", "writing"


@dataclass(frozen=True, slots=True)
class Options:
    """How a batch is run.

    Attributes:
        workers: Processes that read; 0 for one a core.
        limits: What one file may take.
        password: Of protected sources.
        read_twice: Hold the figures of PDFs against a second reader's.
        fresh: Read everything again, whatever is on record.
        replace: Write over a file that is no export of Gouji's, or was changed since.
        layouts: What a person taught of layouts: tables laid out alike are placed so.
        extraction: What the reports are held against.
        corrected: Where that is to lie corrected; None for nowhere.
        cluster: Address of a Dask scheduler whose workers are to read; empty for this machine.
    """

    workers: int = 0
    limits: Limits = field(default_factory=Limits)
    password: str | None = None
    read_twice: bool = True
    fresh: bool = False
    replace: bool = False
    layouts: tuple[TaughtLayout, ...] = ()
    extraction: GivenExtraction | None = None
    corrected: Path | None = None
    cluster: str = ""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a batch has come.

    Attributes:
        phase: ``READING`` (files) or ``WRITING`` (reports).
        done, total: Of the phase.
        kept: Files that were on record from a run before.
        failed: Files that could not be read, those that are no reports left out.
        seconds_left: Of the phase, as far as it can be told.
    """

    phase: str
    done: int
    total: int
    kept: int = 0
    failed: int = 0
    seconds_left: float | None = None


@dataclass(frozen=True, slots=True)
class HandedBatch:
    """What came of the extraction that a batch was held against.

    Attributes:
        reports: How many of its reports were found among the sources.
        unmatched: How many were not.
        corrected, left: Cells that differ: those the page speaks for, and those left as they are.
        changes: The workbook that tells all of them.
    """

    reports: int
    unmatched: int
    corrected: int
    left: int
    changes: Path


@dataclass(frozen=True, slots=True)
class Summary:
    """What a batch gave.

    Attributes:
        output: The workbook.
        files, kept, failed: As in ``Progress``; ``no_reports`` are files without a report.
        reports, with_errors: How many, and how many of them have an error left.
        exports: Files that Gouji has exported, which are left out.
        handed: What came of the extraction; None where there is none.
    """

    output: Path
    files: int
    kept: int
    failed: int
    no_reports: int
    reports: int
    with_errors: int
    exports: int = 0
    handed: HandedBatch | None = None


def cores() -> int:
    """Returns how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
