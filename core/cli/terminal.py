"""The terminal: its language, its encoding, and how a line is put on it."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import TextIO

from ..errors import StreamRefusedError
from ..printable import printable

_CHINESE = "zh"
_WINDOWS_CHINESE = 0x04
"""Primary language id of Chinese in a Windows language id."""


def prepare_streams() -> None:
    """Makes both streams UTF-8 whatever the terminal says, so that no character stops a run.

    A stream that was closed before leads nowhere: a pipe to a worker must not take its number.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.set_inheritable(os.open(os.devnull, os.O_RDWR), True)  # noqa: FBT003
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def system_language(environment: Mapping[str, str] = os.environ) -> str:
    """Returns "zh" where the system speaks Chinese, else "en"."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environment.get(name):
            return "zh" if value.lower().startswith(_CHINESE) else "en"
    if sys.platform == "win32":
        import ctypes

        chosen = ctypes.windll.kernel32.GetUserDefaultUILanguage()
        return "zh" if chosen & 0x3FF == _WINDOWS_CHINESE else "en"
    return "en"


def wanted_language(arguments: Sequence[str]) -> str:
    """Returns the language that a command line asks for, even one that is wrong elsewhere."""
    for index, argument in enumerate(arguments):
        name, equals, value = argument.partition("=")
        if name == "--language":
            value = value if equals else "".join(arguments[index + 1 : index + 2])
            return value if value in ("zh", "en") else system_language()
    return system_language()


def say(text: str) -> None:
    """Prints lines; what a document could steer the terminal with is written out."""
    _write(sys.stdout, printable(text, keep="\n"))


def say_record(text: str) -> None:
    """Prints JSON, whose encoder has escaped what a terminal could be steered with."""
    _write(sys.stdout, text)


def say_error(text: str) -> None:
    """Prints one line on the error stream."""
    with suppress(StreamRefusedError):  # there is nowhere left to say it
        _write(sys.stderr, printable(text))


def _write(stream: TextIO | None, text: str) -> None:
    if stream is None:
        return
    try:
        stream.write(f"{text}\n")
        stream.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise StreamRefusedError(error.strerror or type(error).__name__) from error
