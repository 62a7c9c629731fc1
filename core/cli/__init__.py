"""The command line: one module a command, and what the commands share."""

from .run_command import main

__all__ = ["main"]
