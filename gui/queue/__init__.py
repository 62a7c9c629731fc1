"""The queue of reports: files read one after another while the first is on the desk."""

from .panel import QueuePanel
from .queue import Queue

__all__ = ["Queue", "QueuePanel"]
