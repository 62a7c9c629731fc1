"""What the window and its docks are called, and what undo, redo and sign off would do now."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QMainWindow

from ...core.review.review_file.review_location import SUFFIX
from ..commands.signing import may_second
from ..menus.actions import Actions
from ..panels.history import say_event
from ..session.open_in_worker import title
from ..session.review_context import ReviewContext
from .docks import Docks
from .language import Language


class ShownNames(QObject):
    """Keeps title, docks and menus true to the report under review.

    Several of what changes them come at a time: the docks are named once, when all is done.

    Args:
        window: Bears the title.
        language: What the window speaks.
        context: The report under review.
        docks: Their tabs say how much there is in each.
        counts: How much there is now in those docks that have a number, by dock.
        actions: Undo, redo and sign off say what they would do.
    """

    def __init__(
        self,
        window: QMainWindow,
        language: Language,
        context: ReviewContext,
        docks: Docks,
        counts: Mapping[str, Callable[[], int]],
        actions: Actions,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._language = language
        self._context = context
        self._docks = docks
        self._counts = counts
        self._actions = actions
        self._wants_room = False
        self._naming = QTimer(self, interval=0, singleShot=True)
        self._naming.timeout.connect(self._name_docks)
        for follow in (self._name_window, self._enable, self._ask_room):
            context.opened.connect(follow)
        context.changed.connect(lambda _change: self._enable_undo())
        for follow in (self._describe_steps, self._name_window, self._name_docks):
            context.settled.connect(follow)

    def name_docks_soon(self) -> None:
        """Names the docks once what is going on is done."""
        self._naming.start()

    def retranslate(self) -> None:
        """Says all of it in the language that the window speaks now."""
        self._name_docks()
        self._name_window()
        self._enable()

    def _name_window(self) -> None:
        review, under_review = self._context.review, self._context.under_review
        if review is None:
            self._window.setWindowTitle(self.tr("Gouji"))
            return
        name = title(review.report, review.report.source.path.name)
        place = under_review.place if under_review is not None else None
        if place is not None and place.suffix == SUFFIX:
            name += f" ({place.name})"
        self._window.setWindowTitle(f"{name} – " + self.tr("Gouji"))

    def _name_docks(self) -> None:
        """Names the docks; the tabs say how many findings and suggestions there are."""
        self._naming.stop()
        if self._wants_room:
            self._wants_room = False
            self._docks.give_room(len(self._context.open_doubts))
        names = {
            "queue": self.tr("Queue"),
            "source": self.tr("Source"),
            "close_up": self.tr("Close-up"),
            "findings": self.tr("Doubts"),
            "suggestions": self.tr("Suggestions"),
            "history": self.tr("History"),
            "related": self.tr("Related reports"),
        }
        counts = {dock: count() for dock, count in self._counts.items()}
        self._docks.name({dock: (name, counts.get(dock, 0)) for dock, name in names.items()})

    def _ask_room(self) -> None:
        """Has the list of doubts fitted to another report, once all of it is shown."""
        self._wants_room = True
        self._naming.start()

    def _enable(self) -> None:
        self._actions.enable(opened=self._context.review is not None)
        self._enable_undo()
        self._describe_steps()

    def _enable_undo(self) -> None:
        """Lets the keys undo and redo at once; what they would do, the menu says later."""
        review = self._context.review
        undoable = review is not None and review.undoable is not None
        redoable = review is not None and review.redoable is not None
        self._actions.allow("undo", on=undoable, why=self.tr("There is no step to undo."))
        self._actions.allow("redo", on=redoable, why=self.tr("There is no step to redo."))

    def _describe_steps(self) -> None:
        """Says in the menu what would be undone and redone, and signed off or reopened."""
        review = self._context.review
        for name, step in (("undo", "undoable"), ("redo", "redoable")):
            event = getattr(review, step) if review is not None else None
            words = ""
            if review is not None and event is not None:
                words = say_event(review, event, self._language.code, reason=False)
            self._actions.set_detail(name, words)
        self._actions.set_signed(
            signed=review is not None and review.signed_off and not may_second(review)
        )
