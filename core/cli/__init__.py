"""The command line: ``gouji check``, ``extract`` and ``export``."""

from .entry import main

__all__ = ["main"]
