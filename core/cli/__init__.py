"""The command line: ``gouji check``, ``extract`` and ``export``."""

from .run_command import main

__all__ = ["main"]
