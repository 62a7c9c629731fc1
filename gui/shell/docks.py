"""The docks of the window: where they stand, on a small, a usual and a wide screen, and on two."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import cast

from PySide6.QtCore import QByteArray, QObject, QSettings, QSize, Qt, QTimer
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QDockWidget, QMainWindow, QTabWidget, QToolBar, QWidget

from .grip import Grip
from .title_bar import TitleBar

VERSION = 4
"""Of the layouts that are kept."""

SMALL = QSize(1000, 560)
"""Logical pixels: a window that is narrower, or lower, has its docks close together."""

WIDE = 1700
"""Logical pixels: from here on the form has all that it needs, and the source gets the rest."""

SMALL_ONE, USUAL, WIDE_ONE = "layout/small", "layout", "layout/wide"
"""Where the layout of a window of each size is kept."""

CHOSEN = "layout/chosen"
"""Where is kept which of them the user wants whatever the size; empty for the one by the size."""

APART = "/apart"
"""Behind one of these: where the source stands in a window of its own."""

MOST_OF_LIST = 0.32
"""The share of the window's height that the list of doubts has at most."""

FEWEST, MOST = 3, 12
"""Lines of the list of doubts."""

LOW = 40
"""Logical pixels: a list can be made so low, however much stands in those behind it."""

LEFT = ("queue", "source")
LISTS = ("findings", "suggestions", "history", "related")
ACROSS, DOWN = Qt.Orientation.Horizontal, Qt.Orientation.Vertical


class Docks(QObject):
    """Everything around the form.

    On a small window, such as a laptop's at 200 %, queue, close-up and source share a place as
    tabs, title bars are thin, and the toolbar stands beside the menus. On a wide one the source
    gets more. Each layout, and each with the source in a window of its own, is kept as the user
    left it.

    Attributes:
        is_small: Whether the docks stand close together.
    """

    def __init__(
        self,
        window: QMainWindow,
        contents: Mapping[str, QWidget],
        tools: QToolBar,
        settings: QSettings,
    ) -> None:
        super().__init__(window)
        self._tools = tools
        self._window = window
        self._settings = settings
        self._left: dict[str, QByteArray] = {}
        self._key = USUAL
        self._given, self._is_giving = 0, False
        self._fitting = QTimer(self, interval=0, singleShot=True)
        self._fitting.timeout.connect(self._fit)
        self.is_small = False
        self.by_name: dict[str, QDockWidget] = {}
        area = Qt.DockWidgetArea
        window.setDockNestingEnabled(True)
        for side in (area.LeftDockWidgetArea, area.BottomDockWidgetArea):
            window.setTabPosition(side, QTabWidget.TabPosition.North)
        window.setCorner(Qt.Corner.BottomLeftCorner, area.LeftDockWidgetArea)
        for name, content in contents.items():
            self._add(name, content)
        self._stack()
        self["queue"].hide()

    def __getitem__(self, name: str) -> QDockWidget:
        """Returns a dock by its name."""
        return self.by_name[name]

    @property
    def actions(self) -> list[QAction]:
        """What shows and hides each of them."""
        return [dock.toggleViewAction() for dock in self.by_name.values()]

    def name(self, names: Mapping[str, tuple[str, int]]) -> None:
        """Names the docks, each with how much there is in it."""
        for dock, (name, count) in names.items():
            self[dock].setWindowTitle(f"{name} {count}" if count else name)
            self[dock].toggleViewAction().setText(name)

    def give_frame(self, name: str) -> None:
        """Takes the bar off a dock, so that as a window it has the frame of any window.

        It has its bar again when it is put back. On X11 Qt draws such frames itself, and dim.
        """
        dock = self[name]
        bar = cast(QWidget | None, dock.titleBarWidget())
        if bar is not None and QGuiApplication.platformName() != "xcb":
            dock.setTitleBarWidget(None)  # type: ignore[arg-type]
            bar.deleteLater()

    def restore(self) -> None:
        """Brings back the layout of the last time; without one, shares out the room."""
        self._take(self._wanted())
        self._fitting.start()

    def keep(self) -> None:
        """Keeps every layout that was used for the next time."""
        self.note()
        for key, state in self._left.items():
            self._settings.setValue(key, state)

    def fit(self) -> None:
        """Puts the docks as the size of the window asks for, once it has taken that size."""
        self._fitting.start()

    def fit_at_once(self) -> None:
        """Puts the docks as the size that the window has now asks for."""
        self._fitting.stop()
        self._fit()

    def _fit(self) -> None:
        """Notes the layout while it stays what it is: a window that shrank has squeezed it."""
        wanted = self._wanted()
        if wanted == self._key:
            self.note()
            if self._is_giving:
                self._is_giving, self._given = False, self["findings"].height()
        else:
            self._take(wanted)

    def note(self) -> None:
        """Notes the layout as it is, for when another has been in its place."""
        if self._wanted() == self._key:
            self._left[self._key] = self._window.saveState(VERSION)

    @property
    def chosen(self) -> str:
        """The layout that is wanted whatever the size of the window; empty for the one by it."""
        kept = str(self._settings.value(CHOSEN, "") or "")
        return kept if kept in (SMALL_ONE, USUAL, WIDE_ONE) else ""

    def choose(self, layout: str) -> None:
        """Puts the docks by one layout, or by the size of the window where it is empty."""
        self.note()
        self._settings.setValue(CHOSEN, layout)
        self._fit()

    def put_in_place(self) -> None:
        """Forgets how every layout was left, and puts the docks where they stand at first."""
        chosen = self.chosen
        self._settings.remove(USUAL)  # and with it all that stands behind it
        self._settings.setValue(CHOSEN, chosen)
        self._left.clear()
        for name, dock in self.by_name.items():
            dock.setFloating(False)
            dock.setVisible(name != "queue" or not dock.isHidden())
        self._take(self._wanted())

    def give_room(self, doubts: int) -> None:
        """Gives the list of doubts the height that they need, unless the user has chosen another.

        Args:
            doubts: How many lines there are to go through.
        """
        dock, line = self["findings"], self._window.fontMetrics().height() * 3 // 2
        if dock.isFloating() or (self._given and abs(dock.height() - self._given) > line // 2):
            return
        wanted = line * (min(max(doubts, FEWEST), MOST) + 2)
        height = min(wanted, int(self._window.height() * MOST_OF_LIST))
        self._window.resizeDocks([dock], [height], DOWN)
        self._is_giving = True
        self._fitting.start()

    def _wanted(self) -> str:
        """Returns which layout the window is for now, by where it is kept."""
        layout = self.chosen or _layout_for(self._window.size())
        return layout + (APART if self["source"].isFloating() else "")

    def _take(self, key: str) -> None:
        """Puts the docks as a layout has them."""
        self._key, self._given, self._is_giving = key, 0, False
        self.is_small = key.startswith(SMALL_ONE)
        self._lay_out()

    def _lay_out(self) -> None:
        shown = not self["queue"].isHidden()
        self._stack()
        kept = self._left.get(self._key) or self._settings.value(self._key)
        if not (kept and self._window.restoreState(kept, VERSION)):
            self._share()
        self["queue"].setVisible(shown)
        self._dress()

    def _add(self, name: str, content: QWidget) -> None:
        dock = QDockWidget(self._window)
        dock.setObjectName(name)
        dock.setWidget(content)
        if name in LISTS:
            content.setMinimumHeight(LOW)
        dock.topLevelChanged.connect(lambda on: None if on else self._dress())
        if name == "source":
            dock.topLevelChanged.connect(lambda _on: self._fitting.start())
        self.by_name[name] = dock

    def _stack(self) -> None:
        """Puts every dock where it stands at first."""
        window, area = self._window, Qt.DockWidgetArea
        left, below = area.LeftDockWidgetArea, area.BottomDockWidgetArea
        is_apart = self["source"].isFloating()
        for name, dock in self.by_name.items():
            if not (is_apart and name == "source"):
                window.addDockWidget(left if name in LEFT else below, dock)
        if self.is_small:
            window.tabifyDockWidget(self["queue"], self["close_up"])
            if not is_apart:
                window.tabifyDockWidget(self["close_up"], self["source"])
                self["source"].raise_()
        else:
            if not is_apart:
                window.splitDockWidget(self["queue"], self["source"], ACROSS)
            window.splitDockWidget(self["close_up"], self["findings"], DOWN)
        for one, other in pairwise(LISTS):
            window.tabifyDockWidget(self[one], self[other])
        self["findings"].raise_()

    def _share(self) -> None:
        """Shares out the room."""
        window, width, height = self._window, self._window.width(), self._window.height()
        if self.is_small:
            window.resizeDocks([self["source"]], [width * 2 // 5], ACROSS)
            window.resizeDocks([self["findings"]], [height // 6], DOWN)
        else:
            shares = (13, 48) if self._key.startswith(WIDE_ONE) else (15, 40)
            docks = [self[name] for name in LEFT if not self[name].isFloating()]
            sizes = [width * share // 100 for share in shares]
            window.resizeDocks(docks, sizes[: len(docks)], ACROSS)
            lower = [self["close_up"], self["findings"]]
            window.resizeDocks(lower, [height // 6, height // 6], DOWN)

    def _dress(self) -> None:
        """Gives the docks their bars, and the toolbar words where there is room for them."""
        for name, dock in self.by_name.items():
            if dock.isFloating():
                continue
            thin = self.is_small or name not in LEFT
            bar = cast(QWidget | None, dock.titleBarWidget())
            if not isinstance(bar, Grip if thin else TitleBar):
                dock.setTitleBarWidget(Grip() if thin else TitleBar(dock))
                if bar is not None:
                    bar.deleteLater()
        self._place_tools()

    def _place_tools(self) -> None:
        """Puts the toolbar below the menus, or on a small window beside them, without words."""
        window, tools, style = self._window, self._tools, Qt.ToolButtonStyle
        menus = window.menuBar()
        if self.is_small and not menus.isNativeMenuBar():
            window.removeToolBar(tools)
            menus.setCornerWidget(tools)
        elif menus.cornerWidget() is tools:
            menus.setCornerWidget(None)  # type: ignore[arg-type]
            window.addToolBar(tools)
        tools.setToolButtonStyle(
            style.ToolButtonIconOnly if self.is_small else style.ToolButtonTextBesideIcon
        )
        tools.setMovable(not self.is_small)
        tools.show()


def _layout_for(room: QSize) -> str:
    """Returns which layout a window of a size has, by where it is kept."""
    if room.width() < SMALL.width() or room.height() < SMALL.height():
        return SMALL_ONE
    return WIDE_ONE if room.width() >= WIDE else USUAL
