"""Many reports at once: read in worker processes, kept in a journal, written as one workbook."""

from .run import Options, Progress, Summary, cores, run_batch

__all__ = ["Options", "Progress", "Summary", "cores", "run_batch"]
