"""The window: it shows the values of gouji.core and sends it commands."""

import builtins

if __name__ != "gouji.gui":
    raise ImportError(f"import this package as gouji.gui, not as {__name__}")


def _import_plainly() -> None:
    """Loads Qt for Python, and gives Python's own import back its place, which Qt's has taken.

    Qt's reads the source of each module that is imported after it, to see whether it asks for other
    names of Qt's functions (``from __feature__ import ...``). None does here, and reading them all
    was a tenth of the time until the window shows.
    """
    plain = builtins.__import__
    import PySide6.QtCore  # noqa: F401 - what takes the place

    builtins.__import__ = plain


_import_plainly()
