"""Runs one call in a worker process with a limit of time and of memory.

What a hostile or broken file does to its reader (an endless loop, a crash, all the memory) costs
one ``GoujiError`` with one sentence, never the program.
"""

from .calls import Limits, Worker, run_limited

__all__ = ["Limits", "Worker", "run_limited"]
