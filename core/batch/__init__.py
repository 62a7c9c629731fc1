"""Many reports at once: read in worker processes, kept in a journal, written as one workbook."""

from .batch_run import run_batch
from .values import READING, WRITING, Options, Progress, Summary, cores

__all__ = ["READING", "WRITING", "Options", "Progress", "Summary", "cores", "run_batch"]
