"""Writes the debug view of a reading, which is drawn in a worker process."""

from __future__ import annotations

from pathlib import Path

from ..debug_view import debug_view
from ..export.targets import check_target
from ..files.saving import save_bytes
from ..worker import run_limited
from .export_command import check_not_source
from .given_files import LIMITS
from .option import Request


def write_debug_view(request: Request) -> None:
    """Writes the reading of a report, drawn over its pages, to the file that is asked for.

    Raises:
        GoujiError: The source cannot be read or has no pages with text, or the file cannot be
            written.
    """
    output: Path = request.values["debug-view"]
    replace = request.values.get("force", False)
    check_target(output, request.paths, replace=replace)
    if replace:
        check_not_source(output)
    drawn = run_limited(
        debug_view,
        request.paths[0],
        request.values.get("report", 1),
        password=request.values.get("password"),
        read_twice=not request.values.get("one-reader", False),
        limits=LIMITS,
    )
    save_bytes(output, drawn)
