"""The queue of reports: files read one after another while the first is under review."""

from .panel import QueuePanel
from .queue import QUEUEING, WORKERS, Queue
from .turning import Turning

__all__ = ["QUEUEING", "WORKERS", "Queue", "QueuePanel", "Turning"]
