"""The review file: one SQLite database that holds the source, the readings and the events."""

from __future__ import annotations

import os
import sqlite3
import uuid
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from .... import __version__
from ...bilingual import Bilingual
from ...documents.source_bytes import source_data
from ...errors import OutputError, SourceError
from ...extraction.report import Report
from ...files.closable import Closable
from ...files.database import AlteredDatabaseError
from ...files.regular_files import NotRegularError, is_plain, open_regular
from ...files.saving import save_bytes
from ...files.temporary import clear_for
from ...printable import storable
from ..record import readings
from ..record.event_chain import moment
from ..record.events import Event, Kind
from ..review import Review
from ..review_errors import (
    NotMadeError,
    ReadOnlyError,
    ReviewDamagedError,
    ReviewUnreadableError,
    SourceDiffersError,
)
from ..rule_set import rule_set_hash
from ..state import Rereads
from .contents import Origin, Packed, ReviewContents, load
from .lock import HeldError, Lock
from .recorder import Recorder, connect
from .review_snapshot import snapshot
from .schema import migrate, told, version_of
from .writing import mode_like, write_file

_TAMPERED: Bilingual = Bilingual(
    "记录与哈希不符，可能被改动过；gouji verify 说明在哪里",
    "the record does not fit its hashes and may have been tampered with; gouji verify says where",
)
_LINKED: Bilingual = Bilingual(
    "它是一个链接，或还有别的名字（硬链接）；请打开链接所指的文件，或另存一份",
    "it is a link, or has another name as well (a hard link); open what it names, or save a copy",
)
_STRANGE_LOCK: Bilingual = Bilingual(
    "它的锁文件（.名称.lock）是链接或不是普通文件；请删除它再打开",
    "its lock file (.NAME.lock) is a link or no ordinary file; remove it and open the review again",
)
_NO_WRITING: Bilingual = Bilingual("没有写入权限", "it may not be written")


class ReviewFile(Closable):
    """A review file that is open.

    Attributes:
        path: Where it lies.
        origin: What the review was begun on.
        report: As first extracted.
        source: The bytes of the source document.
        fits: Whether source, readings and events are those that the hashes on record were made of.
        why_read_only: Why nothing can be recorded, in Chinese and English; None where it can.
    """

    def __init__(
        self,
        path: Path,
        contents: ReviewContents,
        recorder: Recorder | None,
        why_read_only: Bilingual | None = None,
    ) -> None:
        self.path = path
        self.origin = contents.origin
        self.report = contents.report
        self.source = contents.source
        self.why_read_only = why_read_only if contents.fits else _TAMPERED
        self.fits = contents.fits
        self._recorder = recorder
        self._rereads = dict(contents.rereads)
        self._packed = list(contents.packed)
        self._links = list(contents.links)
        self._cell = self._kept_cell = contents.cell
        self._source_path = contents.source_path

    @property
    def is_read_only(self) -> bool:
        """Whether nothing can be recorded."""
        return self._recorder is None

    @property
    def events(self) -> tuple[Event, ...]:
        """Every event on record, oldest first."""
        return tuple(link.event for link in self._links)

    @property
    def rereads(self) -> Rereads:
        """Later readings of the source, by the SHA-256 that events name them with."""
        return dict(self._rereads)

    @property
    def head(self) -> str:
        """The hash of the last event; of the origin where there is none."""
        return self._links[-1].hash if self._links else self.origin.hash

    @property
    def current_cell(self) -> str:
        """The cell that is current, or was when the file was closed or the program ended."""
        return self._cell

    @current_cell.setter
    def current_cell(self, cell: str) -> None:
        self.note_cell(cell)
        self.keep_cell()

    def note_cell(self, cell: str) -> None:
        """Notes which cell is current; ``keep_cell`` writes it, and ``close`` at the latest."""
        self._cell = cell

    @property
    def is_cell_kept(self) -> bool:
        """Whether the cell that was noted last is in the file, or nothing can be written."""
        return self._recorder is None or self._cell == self._kept_cell

    def keep_cell(self) -> None:
        """Writes the cell that was noted last, where it is not in the file yet; in any thread."""
        recorder, cell = self._recorder, self._cell
        if recorder is not None and cell != self._kept_cell:
            recorder.keep_cell(cell)
            self._kept_cell = cell

    def review(self, reviewer: str) -> Review:
        """Returns the review, whose steps are on the disk before they count as done.

        A step that cannot be recorded raises a ``RecordError`` and changes nothing.

        Raises:
            ReviewDamagedError: The events do not fit the readings.
        """
        return self._review(reviewer, self._record)

    def detached_review(self) -> Review:
        """Returns the review as it is now, fit for another process; its steps are on no record.

        Raises:
            ReviewDamagedError: The events do not fit the readings.
        """
        return self._review("", None)

    def _review(self, reviewer: str, record: Callable[[Sequence[Event]], None] | None) -> Review:
        numbers = [event.number for event in self.events if event.kind is not Kind.ANSWERED]
        if numbers != list(range(1, len(self._links) + 1)):
            raise ReviewDamagedError(self.path)
        try:
            return Review(
                self.report,
                self.events,
                reviewer=reviewer,
                record=record,
                rereads=self._rereads,
                origin=self.origin.hash,
            )
        except (KeyError, ValueError, IndexError) as error:
            raise ReviewDamagedError(self.path) from error

    def add_rereading(self, report: Report) -> str:
        """Keeps a later reading of the source and returns its key, its SHA-256.

        Raises:
            SourceDiffersError: It is of another source, or of another report in it.
            RecordError: It could not be written.
        """
        if (report.source.sha256, report.index) != (self.origin.source_sha256, self.origin.report):
            raise SourceDiffersError(self.path)
        packed = _packed(report)
        if packed.sha256 not in {each.sha256 for each in self._packed}:
            self._writable().add_readings(packed)
            self._packed.append(packed)
        self._rereads[packed.sha256] = report
        return packed.sha256

    @staticmethod
    def key_of(report: Report) -> str:
        """Returns the key that ``add_rereading`` gives a reading, without keeping it."""
        return readings.sha256(readings.to_bytes(report))

    def source_on_disk(self, folder: Path) -> Path:
        """Returns a file with the bytes of the source: the one beside the review, or a copy.

        Nothing else is looked at or written, whatever the review file says: the folder of a copy
        is named by the hash of its bytes, and its name is that of one file.

        Args:
            folder: Where a copy is put if the source does not lie beside the review.

        Raises:
            NotMadeError: The copy cannot be written.
        """
        beside = self.report.source.path
        if _holds(beside, self.source):
            return beside
        copy = folder / readings.sha256(self.source)[:16] / self.origin.copy_name
        if is_plain(copy) and _holds(copy, self.source):
            return copy
        try:
            copy.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            save_bytes(copy, self.source, mode=0o600)
        except OSError as error:
            raise NotMadeError(copy, error.strerror or "") from error
        except OutputError as error:
            raise NotMadeError(copy, Bilingual(error.zh, error.en)) from error
        return copy

    def save_copy(self, path: Path, *, mode: int | None = None) -> None:
        """Writes the whole review, as it is in memory, to another file.

        Args:
            path: The other file.
            mode: Who may read and write it; by default who may this one.

        Raises:
            ReviewExistsError: There is a file already.
            NotMadeError: It cannot be written.
        """
        lock = _lock_to_make(path)
        try:
            write_file(
                path,
                self.origin,
                self.source,
                self._packed,
                self._links,
                cell=self._cell,
                source_path=self._source_path,
                mode=mode_like(self.path) if mode is None else mode,
            )
        finally:
            lock.release()

    def close(self) -> None:
        """Closes the file. Everything on record is there already; nothing is asked or saved."""
        self.keep_cell()
        recorder, self._recorder = self._recorder, None
        if recorder is not None:
            recorder.close()
            self.why_read_only = Bilingual("已经关闭", "it is closed")

    def _record(self, events: Sequence[Event]) -> None:
        self._links += self._writable().append(events)

    def _writable(self) -> Recorder:
        if self._recorder is None:
            raise ReadOnlyError(self.path, self.why_read_only or _NO_WRITING)
        return self._recorder


def create(path: Path, source: Path | bytes, report: Report, *, cell: str = "") -> ReviewFile:
    """Makes a review file and returns it open.

    Args:
        path: Where it is to lie.
        source: The source document, or its bytes.
        report: As extracted from it.
        cell: The cell that is current.

    Raises:
        SourceDiffersError: The source is not the one that was read.
        ReviewExistsError: There is a file already.
        NotMadeError: It cannot be written.
    """
    try:
        data = source if isinstance(source, bytes) else source_data(source)
    except SourceError as error:
        raise SourceDiffersError(path) from error
    if readings.sha256(data) != report.source.sha256:
        raise SourceDiffersError(path)
    packed = _packed(report)
    origin = Origin(
        id=str(uuid.uuid4()),
        created=moment(datetime.now(UTC)),
        gouji=__version__,
        rules=packed.rules,
        source_name=storable(report.source.path.name),
        source_kind=report.source.kind,
        source_sha256=report.source.sha256,
        report=report.index,
        readings=packed.sha256,
    )
    place = storable(str(report.source.path.absolute()))
    lock = _lock_to_make(path)
    try:
        mode = mode_like(source if isinstance(source, Path) else report.source.path)
        write_file(path, origin, data, [packed], cell=cell, source_path=place, mode=mode)
        return _opened_to_write(path, lock)
    except BaseException:
        lock.release()
        raise


def open_file(path: Path, *, read_only: bool = False) -> ReviewFile:
    """Returns a review file open: to be written, or read only where that is not possible.

    It is read only where another program has it open, or where it or its folder may not be
    written; ``ReviewFile.why_read_only`` says which.

    Args:
        path: The review file.
        read_only: Not a byte is to be written, in the file or beside it.

    Raises:
        ReviewFileError: It cannot be read, or is no review file of this version.
    """
    version_of(path)
    if read_only:
        return _opened_to_read(path, _NO_WRITING)
    if not is_plain(path):
        clear_for(path)  # the first name of a file whose making was cut off
    if not is_plain(path):
        return _opened_to_read(path, _LINKED)
    if not os.access(path, os.W_OK):
        return _opened_to_read(path, _NO_WRITING)
    try:
        lock = Lock(path)
    except HeldError as error:
        return _opened_to_read(path, error.holder.words)
    except NotRegularError:
        return _opened_to_read(path, _STRANGE_LOCK)
    except OSError:
        return _opened_to_read(path, _NO_WRITING)
    try:
        return _opened_to_write(path, lock)
    except BaseException as error:
        lock.release()
        if isinstance(error.__cause__, AlteredDatabaseError) and error.__cause__.is_harmless:
            return _opened_to_read(path, _TAMPERED)
        if _is_busy(error):
            return _opened_to_read(path, Bilingual("另一个程序正在使用", "another program uses it"))
        raise


def _opened_to_write(path: Path, lock: Lock) -> ReviewFile:
    try:
        with told(path):
            connection = connect(path)
    except sqlite3.OperationalError as error:
        if _is_busy(error):
            raise
        raise ReviewUnreadableError(path) from error
    except sqlite3.DatabaseError as error:
        raise ReviewUnreadableError(path) from error
    try:
        migrate(connection)
        contents = load(connection, path)
        if not contents.fits:
            connection.close()
            lock.release()
            return ReviewFile(path, contents, None)
        recorder = Recorder(path, lock, connection, contents.origin.hash, contents.head)
        return ReviewFile(path, contents, recorder)
    except sqlite3.Error as error:
        connection.close()
        raise ReviewUnreadableError(path) from error
    except BaseException:
        connection.close()
        raise


def _opened_to_read(path: Path, why: Bilingual) -> ReviewFile:
    with snapshot(path) as connection:
        return ReviewFile(path, load(connection, path), None, why)


def _lock_to_make(path: Path) -> Lock:
    try:
        return Lock(path)
    except HeldError as error:
        raise NotMadeError(path, error.holder.words) from error
    except NotRegularError as error:
        raise NotMadeError(path, _STRANGE_LOCK) from error
    except OSError as error:
        raise NotMadeError(path, error.strerror or "") from error


def _is_busy(error: BaseException) -> bool:
    name = str(getattr(error, "sqlite_errorname", ""))
    return name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED"))


def _holds(path: Path, data: bytes) -> bool:
    """Returns whether an ordinary file holds these bytes."""
    try:
        with open_regular(path) as stream:
            return os.fstat(stream.fileno()).st_size == len(data) and stream.read() == data
    except (OSError, ValueError):
        return False


def _packed(report: Report) -> Packed:
    data = readings.to_bytes(report)
    packing, packed = readings.pack(data)
    return Packed(
        sha256=readings.sha256(data),
        made=moment(datetime.now(UTC)),
        gouji=__version__,
        rules=rule_set_hash(report.form),
        packing=packing,
        data=packed,
    )
