"""The name that the system knows the user by."""

from __future__ import annotations

import getpass


def system_user() -> str:
    """Returns the name of the user; empty where the system knows none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
