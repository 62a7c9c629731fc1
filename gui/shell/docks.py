"""The docks of the window: where they stand, on a large screen and on a small one."""

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

LOW = 40
"""Logical pixels: a list can be made so low, however much stands in those behind it."""

LEFT = ("queue", "source")
LISTS = ("findings", "suggestions", "history", "related")
ACROSS, DOWN = Qt.Orientation.Horizontal, Qt.Orientation.Vertical


class Docks(QObject):
    """Everything around the form.

    On a small window, such as a laptop's at 200 %, queue, close-up and source share a place as
    tabs, title bars are thin, and the toolbar stands beside the menus. Either layout is kept as
    the user left it.
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
        self._left: dict[bool, QByteArray] = {}
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
        self.is_small = self._wants_small()
        self._lay_out()
        self._fitting.start()

    def keep(self) -> None:
        """Keeps the layout for the next time."""
        self._settings.setValue(self._key, self._window.saveState(VERSION))

    def fit(self) -> None:
        """Puts the docks as the size of the window asks for, once it has taken that size."""
        self._fitting.start()

    def _fit(self) -> None:
        """Notes the layout while it stays what it is: a window that shrank has squeezed it."""
        if self._wants_small() == self.is_small:
            self._left[self.is_small] = self._window.saveState(VERSION)
        else:
            self.is_small = not self.is_small
            self._lay_out()

    def _wants_small(self) -> bool:
        room = self._window.size()
        return room.width() < SMALL.width() or room.height() < SMALL.height()

    def _lay_out(self) -> None:
        shown = not self["queue"].isHidden()
        self._stack()
        kept = self._left.get(self.is_small) or self._settings.value(self._key)
        if not (kept and self._window.restoreState(kept, VERSION)):
            self._share()
        self["queue"].setVisible(shown)
        self._dress()

    @property
    def _key(self) -> str:
        return "layout/small" if self.is_small else "layout"

    def _add(self, name: str, content: QWidget) -> None:
        dock = QDockWidget(self._window)
        dock.setObjectName(name)
        dock.setWidget(content)
        if name in LISTS:
            content.setMinimumHeight(LOW)
        dock.topLevelChanged.connect(lambda on: None if on else self._dress())
        self.by_name[name] = dock

    def _stack(self) -> None:
        """Puts every dock where it stands at first."""
        window, area = self._window, Qt.DockWidgetArea
        left, below = area.LeftDockWidgetArea, area.BottomDockWidgetArea
        for name, dock in self.by_name.items():
            window.addDockWidget(left if name in LEFT else below, dock)
        if self.is_small:
            window.tabifyDockWidget(self["queue"], self["close_up"])
            window.tabifyDockWidget(self["close_up"], self["source"])
            self["source"].raise_()
        else:
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
            docks = [self[name] for name in LEFT]
            window.resizeDocks(docks, [width * 15 // 100, width * 40 // 100], ACROSS)
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
