"""The `gouji` command: a known subcommand goes to the command line, the rest to the window."""

import sys
from collections.abc import Sequence

COMMANDS = frozenset({"check", "extract", "export", "batch", "verify", "-h", "--help", "--version"})


def main(argv: Sequence[str] | None = None) -> int:
    """Returns the exit code of the command named by `argv`, without the program's name.

    Only the front end that is asked for is imported: the command line starts without Qt.
    """
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments and arguments[0] in COMMANDS:
        from gouji.core.cli import main as run
    else:
        from gouji.gui.app import main as run
    return run(arguments)


if __name__ == "__main__":
    sys.exit(main())
