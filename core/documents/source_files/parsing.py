"""Tells what a parser says of a file from what is wrong with the program or the machine.

That a file is damaged is said where a parser says so, and nowhere else. A parser says so by an
exception of its own kind, or by any exception that arises within its own modules while they are
fed with the bytes of the file: libraries meet a part that is missing or of a wrong type with
whatever exception comes first. What arises in Gouji's own modules is a fault of Gouji, a library
that cannot be loaded one of its installation, and a full disk or memory one of the machine.
"""

from __future__ import annotations

import errno
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ...errors import GoujiError, SourceBrokenError, SystemRefusedError

PARSERS = frozenset(
    {
        "PIL",
        "_csv",
        "charset_normalizer",
        "csv",
        "cssselect2",
        "docx",
        "email",
        "html",
        "lxml",
        "msoffcrypto",
        "olefile",
        "openpyxl",
        "pdfminer",
        "pdfplumber",
        "pypdfium2",
        "pypdfium2_raw",
        "quopri",
        "tinycss2",
        "xml",
        "zipfile",
        "zlib",
    }
)
"""Packages that are fed with the bytes of a file, and what they stand on in turn."""

OWN = "gouji"

_OF_LIBRARIES = (ImportError, NameError)
"""What arises in a library that is not whole, whatever it is fed with."""

_NO_MEMORY = "Error -4 "
"""How zlib's errors begin where memory was refused (``Z_MEM_ERROR``)."""


@contextmanager
def parsed(path: Path) -> Iterator[None]:
    """Lets what a parser says of its input go on as the fault of a file.

    All else goes on as it is: an exception of another kind is a fault of the program.

    Raises:
        SourceBrokenError: A parser said that the bytes are not what they should be.
        SystemRefusedError: The system refused something, such as space on its disk.
        MemoryError: There was not enough of it.
    """
    try:
        yield
    except GoujiError:
        raise
    except Exception as error:
        if is_want_of_memory(error):
            raise MemoryError from error
        if _is_of_system(error):
            raise SystemRefusedError(path, str(getattr(error, "strerror", ""))) from error
        if is_of_input(error):
            raise SourceBrokenError(path) from error
        raise


def is_of_input(error: BaseException) -> bool:
    """Returns whether an exception is a parser's statement about its input.

    Data nested deeper than it can be followed is the file's, whoever follows it.
    """
    if isinstance(error, _OF_LIBRARIES) or is_want_of_memory(error) or _is_of_system(error):
        return False
    if isinstance(error, RecursionError):
        return True
    return _package(type(error).__module__) in PARSERS or _arose_in_parser(error)


def is_want_of_memory(error: BaseException) -> bool:
    """Returns whether memory was refused, in whatever way a library says so."""
    if isinstance(error, MemoryError):
        return True
    if _package(type(error).__module__) == "lxml":
        from lxml.etree import ErrorTypes

        return bool(getattr(error, "code", 0) == ErrorTypes.ERR_NO_MEMORY)
    if isinstance(error, zlib.error):
        return str(error).startswith(_NO_MEMORY)
    return isinstance(error, OSError) and error.errno == errno.ENOMEM


def _is_of_system(error: BaseException) -> bool:
    """Is it an error of the operating system? Pillow's own are of the same class, unnumbered.

    A place before the beginning of a file, which a broken file may ask for, is refused as invalid.
    """
    return isinstance(error, OSError) and error.errno not in (None, errno.EINVAL)


def _arose_in_parser(error: BaseException) -> bool:
    """Did an exception arise in a parser? Of the frames of its traceback the innermost that is
    either a parser's or ours decides; the standard library is both's.
    """
    packages: list[str] = []
    trace = error.__traceback__
    while trace is not None:
        packages.append(_package(str(trace.tb_frame.f_globals.get("__name__", ""))))
        trace = trace.tb_next
    for package in reversed(packages):
        if package == OWN:
            return False
        if package in PARSERS:
            return True
    return False


def _package(module: str) -> str:
    return module.partition(".")[0]
