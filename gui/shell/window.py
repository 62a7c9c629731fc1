"""The main window. It composes its parts and joins their signals; what they do is theirs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QSettings, Qt
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QKeyEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QMainWindow, QToolBar, QVBoxLayout, QWidget

from ...core.documents.source_bytes import folder_of
from ...core.documents.source_files.folder import stands_for_many
from ...core.errors import GoujiError
from ...core.files.file_names import CHECK_SUFFIX
from ...core.survey import ReportUnderReview, load_readers
from ..commands import (
    AlikeCommands,
    BatchCommands,
    CommandParts,
    Commands,
    ComparingCommands,
    DecidingCommands,
    ExtractingCommands,
    FileCommands,
    GoingCommands,
    ImportingCommands,
    IntroducingCommands,
    LookingCommands,
    OpiningCommands,
    PlacingCommands,
    SigningCommands,
    ViewCommands,
)
from ..grid.form_panel import FormPanel
from ..menus.actions import Actions
from ..menus.context_menus import OF_CELLS, OF_DOUBTS, OF_THE_SOURCE, give_menu
from ..menus.keymap import KeyMap
from ..menus.submenus import LanguageMenu, RecentMenu
from ..menus.toggles import Toggles
from ..panels.findings import FindingsList
from ..panels.history import HistoryList
from ..panels.message import MessageBar
from ..panels.related import RelatedPanel
from ..panels.search_line import SearchLine
from ..panels.status import StatusBar
from ..panels.suggestions import SuggestionsList
from ..panels.unread import Unread
from ..panels.welcome import Welcome
from ..placement.proposal import PendingPlacement
from ..placement.remembered import RememberedLayouts
from ..placement.session import PLACING, PlacementSession
from ..queue import QUEUEING, WORKERS, Queue, QueuePanel, Turning
from ..session.held_extractions import ExtractionsHeld
from ..session.jobs import LANES, READING, Jobs
from ..session.last_session import LastSession
from ..session.open_in_worker import Opener
from ..session.report_matcher import ReportMatcher
from ..session.review_context import ReviewContext
from ..session.review_store import FILING, ReviewStore
from ..session.reviewer import Reviewer
from ..session.source_link import SourceLink
from ..session.suggester import MENDING, Suggester
from ..session.year_before import YearBefore
from ..source import CloseUp, SourceView
from .docks import Docks
from .focus import go_to_next
from .icons import window_icon
from .language import Language
from .look import Look
from .opening_notices import OpeningNotices
from .plain_names import name_plainly
from .shown_names import ShownNames


class Window(QMainWindow):
    """One report beside its source.

    Args:
        settings: Where layout, language, recent files and the reviewer's name are kept.
        language: What the window speaks.
    """

    def __init__(self, settings: QSettings, language: Language) -> None:
        super().__init__()
        self.settings = settings
        self.language = language
        self._is_arranged = False
        self._make_session()
        self._make_panels()
        self._compose()
        toolbar = QToolBar(self)
        self._make_docks(toolbar)
        self.parts = CommandParts(
            self,
            self.context,
            self.jobs,
            settings,
            language,
            self.reviewer,
            self.message,
            self.status,
            KeyMap(settings, self),
        )
        self.commands = self._make_commands()
        self._make_actions(toolbar)
        self.notices = OpeningNotices(self.parts, self.commands.placing)
        self.names = self._make_names()
        self._join()
        self._retranslate()
        geometry = settings.value("geometry")
        if geometry is not None:
            self.restoreGeometry(geometry)

    def _make_session(self) -> None:
        """Makes what a session is, without anything to be seen: reviewer, reports, work beside."""
        self.look = Look(self.settings, self)
        self.reviewer = Reviewer(self.settings, self)
        lanes = {**LANES, MENDING: 1, QUEUEING: WORKERS, FILING: 1, PLACING: 1}
        self.jobs = Jobs(self, lanes=lanes)
        self.context = ReviewContext(self)
        self.store = ReviewStore(self.jobs, self.settings, self)
        self.store.rename(self.reviewer.name)
        self.queue = Queue(self.jobs, self.store, self)
        self.session = LastSession(self.settings, self.queue, self.context)
        self.suggester = Suggester(self.context, self.jobs)
        self.opener = Opener(self.jobs, lambda: self.store.keeping, self)
        self.matcher = ReportMatcher(self.queue, self.context, self.settings)
        self.year_before = YearBefore(self.matcher, self.context)

    def _make_panels(self) -> None:
        """Makes what shows the session."""
        code = self.language.code
        self.message = MessageBar()
        self.form = FormPanel(self.context, code)
        self.source = SourceView(self.jobs)
        self.search = SearchLine(self.source)
        self.close_up = CloseUp(self.jobs)
        self.findings = FindingsList(self.context, self.suggester, code)
        self.suggestions = SuggestionsList(self.context, self.suggester, code)
        self.history = HistoryList(self.context, code)
        self.queue_panel = QueuePanel(self.queue, self.context, code)
        self.related = RelatedPanel(self.matcher, code)
        self.session.arrange(self.queue_panel)
        self.turning = Turning(self.queue, self.queue_panel, self.context)
        self.status = StatusBar(self.context)
        self.welcome, self.unread = Welcome(), Unread(self.language.code)
        self.link = SourceLink(self.context, self.source, self.close_up, self.form)

    def _make_docks(self, toolbar: QToolBar) -> None:
        """Sets the panels around the form."""
        panels = {
            "queue": self.queue_panel,
            "source": _column(self.search, self.source),
            "close_up": self.close_up,
            "findings": self.findings,
            "suggestions": self.suggestions,
            "history": self.history,
            "related": self.related,
        }
        self.docks = Docks(self, panels, toolbar, self.settings)

    def _make_actions(self, toolbar: QToolBar) -> None:
        """Gives the commands their menus, keys and buttons."""
        self.actions_ = Actions(self, self.commands, toolbar, self.parts.keymap)
        self.recent = RecentMenu(self.settings, self)
        self.actions_.menus["file"].insertMenu(self.actions_.by_id["open_clipboard"], self.recent)
        view = self.actions_.menus["view"]
        view.addMenu(LanguageMenu(self.language, self))
        view.addSeparator()
        view.addActions(self.docks.actions)
        for part, commands in (
            (self.form, OF_CELLS),
            (self.findings, OF_DOUBTS),
            (self.source, OF_THE_SOURCE),
        ):
            give_menu(part, commands, self.actions_.by_id)
        Toggles(self.actions_, self.source, self.docks["source"], self.settings)

    def _make_commands(self) -> Commands:
        """Gives each set of commands the parts that it works with."""
        parts, lists = self.parts, (self.findings, self.suggestions)
        stops = (self.form, self.source, *lists, self.history, self.queue_panel, self.message)
        files = FileCommands(
            parts, self.open_all, self.enqueue, self.get_ready, self.look, self.docks
        )
        batching = BatchCommands(parts, self.queue, self.queue_panel, self.open)
        trials = {
            "sample": files.open_first_sample,
            "batch": batching.batch,
            "spot_check": batching.spot_check,
        }
        return Commands(
            files=files,
            batching=batching,
            importing=ImportingCommands(parts),
            extracting=ExtractingCommands(
                parts, ExtractionsHeld(self.context), self.open_all, self.opener.open_extraction
            ),
            introducing=IntroducingCommands(parts, trials),
            deciding=DecidingCommands(parts, self.form, self.suggester),
            comparing=ComparingCommands(parts, self.open),
            going=GoingCommands(
                parts, self.form, self.search, self.turning, self.queue, self.docks, lists
            ),
            viewing=ViewCommands(
                parts, self.form, self.source, files.open_clipboard, self.year_before
            ),
            looking=LookingCommands(parts, self.source, self.docks, stops),
            opining=OpiningCommands(parts, self.queue, self.queue_panel, self.matcher, self.store),
            signing=SigningCommands(parts, self.form, self.queue),
            alike=AlikeCommands(parts, self.form, self.queue, self.store),
            placing=self._placing(parts),
        )

    def _make_names(self) -> ShownNames:
        """Returns what keeps title, tabs and menus true to the report under review."""
        counts = {
            "queue": lambda: len(self.queue.entries),
            "findings": lambda: len(self.context.open_doubts),
            "suggestions": lambda: len(self.suggester.of_doubt),
            "related": lambda: self.related.count,
        }
        return ShownNames(self, self.language, self.context, self.docks, counts, self.actions_)

    def _placing(self, parts: CommandParts) -> PlacingCommands:
        """Returns the commands on the structure of tables, with what they share."""
        pending = PendingPlacement(self.context)
        layouts = RememberedLayouts(self.settings, self)
        self.placement = PlacementSession(self.context, self.jobs, pending, layouts)
        self.placement.suggested.connect(self.suggester.add_placements)
        return PlacingCommands(
            parts,
            self.form,
            self.source,
            pending,
            self.placement,
            layouts,
            self.opener.open_another,
        )

    def open(self, path: Path) -> None:
        """Reads a file in the background and shows its report; leads through a spot check."""
        if path.suffix.lower() == CHECK_SUFFIX:
            self.commands.batching.show_spot_check(path)
            return
        if stands_for_many(path):
            self.enqueue([path])
            return
        self.settings.setValue("folder", str(folder_of(path)))
        self.opener.open(path)

    def get_ready(self) -> None:
        """Has workers load what reads sources, while the user chooses what to read."""
        for lane in (READING, QUEUEING):
            self.jobs.start(load_readers, lane=lane)

    def open_all(self, paths: Sequence[Path]) -> None:
        """Opens one file at once; puts several, or the files of a folder, in the queue."""
        if len(paths) == 1 and not stands_for_many(paths[0]):
            self.open(paths[0])
        elif paths:
            self.enqueue(paths)

    def bring_back(self) -> None:
        """Opens again what was open the last time."""
        if len(self.session.files) > 1:
            self.docks["queue"].show()
        self.session.bring_back()

    def enqueue(self, paths: Sequence[Path]) -> None:
        """Puts files and folders in the queue, to be read in the background."""
        self.settings.setValue("folder", str(paths[0].parent))
        self.docks["queue"].show()
        for path in filter(stands_for_many, paths):
            self.recent.note(path)
        self.queue.add(paths)

    def show_report(self, under_review: ReportUnderReview) -> None:
        """Puts a report with its review under review."""
        self.queue.note(under_review)
        self.message.hide()
        self.welcome.hide()
        self.unread.hide()
        self.form.show()
        self.matcher.hold(under_review)
        self.context.show_report(under_review)
        self.recent.note(under_review.place)
        self.form.take_focus()
        self.notices.tell(under_review)
        if not self.reviewer.is_known:
            self.commands.deciding.name_reviewer()

    def show_unread(self, path: Path, error: GoujiError) -> None:
        """Puts in place of the report what is wrong with the one that is wanted.

        The report before would else be taken for it, and changed in its stead.
        """
        self.store.let_go()
        self.context.show_none()
        for part in (self.message, self.welcome, self.form):
            part.hide()
        self.unread.tell(path, error)

    def come_forward(self, paths: Sequence[Path]) -> None:
        """Shows the window over others and opens files, as a second start asks for."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.raise_()
        self.activateWindow()
        if paths:
            self.open_all(paths)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, N802 - named by Qt
        """Passes over what stands behind another tab."""
        return go_to_next(self, forwards=next)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc that nothing else wants closes the message."""
        if event.key() == Qt.Key.Key_Escape:
            self.message.hide()
        super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Takes files."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()
            self.get_ready()

    def dropEvent(self, event: QDropEvent) -> None:
        """Opens the file dropped; several, or a folder, make a queue."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            if not self.commands.extracting.take_dropped(paths):
                self.open_all(paths)

    def changeEvent(self, event: QEvent) -> None:
        """Follows the palette, and says whether the whole screen is used."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange:
            self.actions_.by_id["full_screen"].setChecked(self.isFullScreen())
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "actions_"):
            self.actions_.paint_icons()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keeps the layout and ends what is running."""
        self.commands.looking.put_back()
        self.settings.setValue("geometry", self.saveGeometry())
        self.docks.keep()
        self.session.keep_lines()
        self.jobs.stop()
        self.store.close()
        self.look.release()
        super().closeEvent(event)

    def _compose(self) -> None:
        self.setObjectName("window")
        self.setWindowIcon(window_icon())
        self.setAcceptDrops(True)
        self.setStatusBar(self.status)
        center = _column(self.welcome, self.unread, self.form)
        self.form.hide()
        self.setCentralWidget(center)
        self.message.float_over(center)
        self.resize(1366, 740)

    def _join(self) -> None:
        self.opener.started.connect(self._began)
        self.opener.progressed.connect(self.status.advance)
        self.opener.ended.connect(self.status.finish)
        self.opener.chosen.connect(self.store.take)
        self.opener.failed.connect(self.parts.complain)
        self.status.cancelled.connect(self.opener.cancel)
        self.reviewer.renamed.connect(self.store.rename)
        self.reviewer.renamed.connect(lambda _name: self.status.refresh())
        self.status.renaming.connect(self.commands.deciding.name_reviewer)
        self.history.reverting.connect(self.commands.deciding.revert)
        self.form.refused.connect(lambda sentence: self.message.say(sentence, failed=True))
        self.form.peeked.connect(lambda on: self.source.peek(self.context.cell if on else None))
        self.findings.activated.connect(self.form.take_focus)
        self.search.closed.connect(self.form.take_focus)
        self.suggestions.wanted.connect(self.commands.deciding.adopt)
        for counted in (self.suggestions.counted, self.related.counted):
            counted.connect(self.names.name_docks_soon)
        self.placement.changed.connect(
            lambda: self.actions_.by_id["show_placement"].setChecked(self.placement.is_on)
        )
        self.queue.advanced.connect(lambda: self.status.tell_waiting(self.queue.waiting))
        self.queue.regrouped.connect(lambda: self.status.tell_waiting(self.queue.waiting))
        self.year_before.shown.connect(self.actions_.by_id["year_before"].setChecked)
        self.commands.signing.compared.connect(self.matcher.refresh)
        self.turning.turned.connect(self.store.take)
        self.store.taken.connect(self.show_report)
        self.store.failed.connect(self.parts.complain)
        self.context.cell_selected.connect(self.store.keep_cell)
        self.context.cell_selected.connect(lambda _cell: self.message.let_go())
        self.context.changed.connect(lambda _change: self.message.let_go())
        self.turning.protected.connect(self.open)
        self.turning.failed.connect(self.show_unread)
        self.unread.wanted.connect(self.turning.show_file)
        self.queue.failed.connect(self.parts.complain)
        self.recent.wanted.connect(self.open)
        self.welcome.wanted.connect(self.commands.files.open_file)
        self.welcome.folder_wanted.connect(self.commands.files.open_folder)
        self.welcome.sample_wanted.connect(self.commands.files.open_sample)
        self.welcome.batch_wanted.connect(self.commands.batching.batch)
        self.welcome.spot_check_wanted.connect(self.commands.batching.resume_spot_check)
        self.welcome.introduction_wanted.connect(self.commands.introducing.introduction)
        self.language.changed.connect(self._retranslate)

    def _began(self, name: str) -> None:
        self.message.hide()
        self.status.begin(self.tr("Reading {name}").format(name=name))

    def _retranslate(self) -> None:
        code = self.language.code
        self.source.language = code
        self.placement.language = code
        self.actions_.retranslate()
        lists = (self.findings, self.suggestions, self.history, self.related)
        for part in (self.form, *lists, self.queue_panel, self.status, self.unread):
            part.speak(code)
        name_plainly(self)
        self.names.retranslate()

    def showEvent(self, event: QShowEvent) -> None:
        """Brings back the layout when the window is shown for the first time."""
        super().showEvent(event)
        if not self._is_arranged:
            self._is_arranged = True
            self.docks.restore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Puts the docks closer together on a small window."""
        super().resizeEvent(event)
        if self._is_arranged:
            self.docks.fit()


def _column(*widgets: QWidget) -> QWidget:
    """Returns the widgets below each other as one."""
    holder = QWidget()
    layout = QVBoxLayout(holder)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    for widget in widgets:
        layout.addWidget(widget)
    layout.setStretch(len(widgets) - 1, 1)
    return holder
