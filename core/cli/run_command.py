"""Runs one command line: what a command raises becomes one line and an exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from ..bilingual import Bilingual
from ..errors import FolderGoneError, GoujiError, InternalError, StreamRefusedError
from .command_line import read_line
from .helping import help_text
from .terminal import prepare_streams, say, say_error, wanted_language

INTERRUPTED = 130
"""As a shell reports a program that Ctrl-C ended."""

PIPE_CLOSED = 141
"""As a shell reports a program whose reader went away."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Returns the exit code of a command line, given without the program's name.

    Nothing is raised: an error is one line on stderr that says what, where and what to do.
    """
    given = list(sys.argv[1:] if arguments is None else arguments)
    prepare_streams()
    language = wanted_language(given)
    try:
        return _run(given, language)
    except StreamRefusedError as error:
        _drop_output()
        say_error(f"gouji: {error.sentence(language)}")
        return error.exit_code
    except GoujiError as error:
        say_error(f"gouji: {error.sentence(language)}")
        return error.exit_code
    except KeyboardInterrupt:
        say_error(Bilingual("gouji: 已中断。", "gouji: interrupted.").in_language(language))
        return INTERRUPTED
    except BrokenPipeError:
        _drop_output()
        return PIPE_CLOSED
    except Exception as error:  # noqa: BLE001 (the last resort: no traceback reaches a user)
        told = FolderGoneError() if _is_lost() else InternalError(detail=type(error).__name__)
        say_error(f"gouji: {told.sentence(language)}")
        return told.exit_code


def _run(arguments: Sequence[str], language: str) -> int:
    request = read_line(arguments)
    if request.values.get("help"):
        say(help_text(request.command, language))
        return 0
    if request.values.get("version"):
        from ... import __version__

        say(f"gouji {__version__}")
        return 0
    if _is_lost():
        raise FolderGoneError
    from .commands import run

    return run(request, language)


def _is_lost() -> bool:
    """Returns whether the working folder was deleted."""
    try:
        Path.cwd()
    except OSError:
        return True
    return False


def _drop_output() -> None:
    """Lets the interpreter flush its output at the end without another error."""
    if sys.stdout is not None:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
