"""Runs calls in worker processes, each with a limit of time and of memory.

What a hostile or broken file does to its reader (an endless loop, a crash, all the memory) costs
one ``GoujiError`` with one sentence, never the program.
"""

from .calls import Limits, Worker, run_limited
from .pool import Pool, PoolAnswer

__all__ = ["Limits", "Pool", "PoolAnswer", "Worker", "run_limited"]
