"""Exports on the command line, with pictures of the source, and workbooks that come back."""

from __future__ import annotations

from pathlib import Path

from ..bilingual import ZH, Bilingual
from ..documents.render.drawn_page import DrawnPage
from ..documents.render.render_page import draw_page
from ..documents.source_bytes import hash_of
from ..errors import OutputError
from ..export.formats import write_export
from ..export.readback.corrected_workbook import ReadBack, compare, take_back
from ..export.readback.saved_workbook import contents_of_file
from ..export.review_workbook.pictures import cell_pictures
from ..files.temporary import temporary_folder
from ..review import Review
from ..review.review_errors import ReadOnlyError
from ..review.review_file.review_location import is_review
from ..review.review_file.store import create, open_file
from ..review.review_file.user import system_user
from ..suggestion import Suggestion
from ..worker import Worker, run_limited
from .given_files import LIMITS
from .option import Request
from .terminal import say

TAKEN, MORE_CHANGED = 0, 1

SIGN_OFF_LAPSED = Bilingual(
    "原来的签核因此失效，请核对后重新签核",
    "the sign-off does not hold any longer; look again and sign off anew",
)


def write_review(
    review: Review,
    output: Path,
    origin: Path,
    suggestions: tuple[Suggestion, ...],
    password: str | None,
    *,
    replace: bool = False,
    language: str = ZH,
) -> None:
    """Writes a review to a file, in the format that its suffix names.

    Args:
        review: What to write.
        output: Where to.
        origin: The source or the review file that it was read from, for pictures.
        suggestions: What would mend its findings.
        password: Of the source.
        replace: Whatever lies at ``output`` is to be replaced.
        language: Of what is written for people.

    Raises:
        OutputError: It cannot be written, or something else lies there.
    """
    write_export(
        review,
        output,
        suggestions=suggestions,
        pictures=lambda: _pictures(review, origin, password),
        origin=origin,
        replace=replace,
        language=language,
    )


def check_not_source(output: Path) -> None:
    """Returns if what lies at a place may be replaced because the user wants it so.

    Raises:
        OutputError: A report lies there, or a review, a batch or a spot check of Gouji's.
    """
    from ..survey import refuse_kept  # what it reads with is loaded where it is needed

    if output.is_file():
        run_limited(refuse_kept, output, limits=LIMITS)


def begin_review(output: Path, source: Path, review: Review) -> None:
    """Makes the review file of a source document, with nothing decided in it yet.

    Raises:
        OutputError: ``source`` is a review file itself.
        ReviewFileError: It is there already, or cannot be written.
    """
    if is_review(source):
        raise OutputError(
            f"{source.name} 本身就是审核文件，没有写入。请从原件开始新的审核。",
            f"{source.name} is a review file itself; nothing was written. Begin from its source.",
        )
    create(output, source, review.report).close()


def import_workbook(request: Request, language: str) -> int:
    """Takes the figures of a workbook that was corrected in Excel into its review.

    Raises:
        GoujiError: One of the files cannot be read, they do not belong together, or the review
            cannot be written.
    """
    target: Path = request.values["review"]
    dry_run = bool(request.values.get("dry-run"))
    lines, is_whole = run_limited(
        imported_lines,
        request.paths[0],
        target,
        language,
        dry_run=dry_run,
        taker=request.values.get("reviewer") or system_user(),
        limits=LIMITS,
    )
    say("\n".join(lines))
    return TAKEN if is_whole else MORE_CHANGED


def imported_lines(
    path: Path, target: Path, language: str, *, dry_run: bool, taker: str
) -> tuple[list[str], bool]:
    """Takes a workbook into a review; returns what is said of it, and whether all was taken.

    Runs in the worker process.
    """
    contents = contents_of_file(path)
    with open_file(target, read_only=dry_run) as file:
        review = file.review("")
        read = compare(contents, review, path.name)
        signed_off = review.signed_off
        if read.changes and not dry_run:
            if file.why_read_only is not None:
                raise ReadOnlyError(target, file.why_read_only)
            take_back(review, read, taker)
        lines = _lines(read, review, taker, language)
        if signed_off and not review.signed_off:
            lines.append(f"  ! {SIGN_OFF_LAPSED.in_language(language)}")
    return lines, not read.other


def _lines(read: ReadBack, review: Review, taker: str, language: str) -> list[str]:
    count, other = len(read.changes), len(read.other)
    lines = [
        Bilingual(
            f"{read.named('zh')}：改动的审定数 {count} 个，其他改动 {other} 处（读回：{taker}）",
            f"{read.named('en')}: {count} audited figure(s) changed, {other} other change(s) "
            f"(taken back by {taker})",
        ).in_language(language)
    ]
    for change in read.changes:
        label = review.report.form.cells[change.cell].label(language)
        before, after = change.before or "∅", change.after or "∅"
        lines.append(f"  ◆ {label} {before} → {after} [{change.cell}] {change.why}")
    not_taken = Bilingual("未采纳", "not taken").in_language(language)
    lines += [f"  ! {each.sentence(language)} ({not_taken})" for each in read.other]
    return lines


def source_of(review: Path, folder: Path) -> Path:
    """Returns where the source of a review file lies. Runs in the worker process.

    Args:
        review: The file.
        folder: Takes a copy where the source is no longer at its place.
    """
    with open_file(review, read_only=True) as file:
        return file.source_on_disk(folder)


def _pictures(review: Review, origin: Path, password: str | None) -> dict[str, bytes]:
    """Returns pictures of the changed cells; a page is drawn in a worker process."""
    from ..review.changed_cells import changed_cells

    cells = changed_cells(review)
    if not cells:
        return {}
    with Worker() as worker, temporary_folder() as folder:

        def draw(path: Path, page: int, scale: float) -> DrawnPage:
            return worker.run(draw_page, path, page, scale=scale, password=password, limits=LIMITS)

        def hash_(path: Path) -> str:
            return worker.run(hash_of, path, limits=LIMITS)

        source = None
        if is_review(origin):
            source = worker.run(source_of, origin, folder, limits=LIMITS)
        return cell_pictures(review, cells, draw, source=source, hash_=hash_)
