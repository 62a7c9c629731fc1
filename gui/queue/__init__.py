"""The queue of reports: files read one after another while the first is under review."""

from .next_report import Turning
from .queue import QUEUEING, WORKERS, Queue
from .queue_panel import QueuePanel

__all__ = ["QUEUEING", "WORKERS", "Queue", "QueuePanel", "Turning"]
