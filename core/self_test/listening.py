"""Notes whether anything of a process reaches for a network."""

from __future__ import annotations

import sys

_EVENTS = frozenset(
    {
        "socket.bind",
        "socket.connect",
        "socket.getaddrinfo",
        "socket.gethostbyaddr",
        "socket.gethostbyname",
        "socket.sendmsg",
        "socket.sendto",
        "urllib.Request",
    }
)
_AT_ADDRESS = 1
"""Where the address stands among the arguments of what is done with a socket."""


class Listening:
    """Hears of every use of the network in this process from when it is made.

    The interpreter keeps the hook until the process ends. A socket of the machine itself, by which
    the parts of a desktop talk, has a path and no address, and is none of the network.

    Attributes:
        heard: The events, each with its address.
    """

    def __init__(self) -> None:
        self.heard: list[str] = []
        sys.addaudithook(self._hear)

    def _hear(self, event: str, arguments: tuple[object, ...]) -> None:
        if event not in _EVENTS:
            return
        looks_up = not event.startswith(("socket.bind", "socket.connect", "socket.send"))
        if looks_up or isinstance(arguments[_AT_ADDRESS], tuple):
            self.heard.append(f"{event} {arguments[-1] if not looks_up else arguments[0]}")
