"""The `gouji` command: a command goes to the command line, files and nothing go to the window."""

import gc
import sys
from collections.abc import Sequence
from pathlib import Path


def main(argv: Sequence[str] | None = None) -> int:
    """Returns the exit code of what `argv`, without the program's name, asks for.

    Only the front end that is asked for is imported: the command line starts without Qt.
    """
    arguments = list(sys.argv[1:] if argv is None else argv)
    if is_for_command_line(arguments):
        from gouji.core import cli

        return cli.main(arguments)
    gc.disable()  # the window collects in its own time; until it shows nothing becomes garbage
    from gouji.gui.shell import app

    return app.main(arguments)


def is_for_command_line(arguments: Sequence[str]) -> bool:
    """Returns whether the first argument is an option, a command, or a word that is no file.

    A mistyped command so meets the sentence of the command line and not an empty window.
    """
    if not arguments:
        return False
    from gouji.core.cli.options import COMMANDS

    first = arguments[0]
    if first.startswith("-") or any(first == command.name for command in COMMANDS):
        return True
    path = Path(first)
    return path.name == first and not path.suffix and not path.exists()


if __name__ == "__main__":
    sys.exit(main())
