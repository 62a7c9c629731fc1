"""What is closed at the end of a ``with``."""

from __future__ import annotations

from types import TracebackType
from typing import Self


class Closable:
    """Holds something until ``close``, which leaving a ``with`` calls."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        where: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Gives back what is held."""
        raise NotImplementedError
