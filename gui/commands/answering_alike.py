"""The command that answers a doubt of a table for every report of the queue laid out alike."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ...core.review.acts.inferred import table_doubt
from ..grid.form_panel import FormPanel
from ..queue import Queue
from ..session.open_in_worker import title
from ..session.review_store import FILING, ReviewStore
from .base import CommandSet
from .parts import CommandParts

if TYPE_CHECKING:
    from ..session.alike import Inferred


class AlikeCommands(CommandSet):
    """Confirms here, and records the same in the reviews of the others."""

    def __init__(
        self, parts: CommandParts, form: FormPanel, queue: Queue, store: ReviewStore
    ) -> None:
        super().__init__(parts)
        self._form = form
        self._queue = queue
        self._store = store

    def confirm_alike(self) -> None:
        """Confirms the current doubt of a table, here and in every report laid out alike."""
        context, review = self._context, self._context.review
        under_review, doubt = context.under_review, context.current_doubt
        if review is None or under_review is None:
            return
        found = table_doubt(review, doubt.cells) if doubt is not None else None
        if doubt is None or found is None or doubt.finding is not None:
            self._parts.message.say(
                self.tr("This answers a doubt about how a table is laid out; none is current.")
            )
            return
        from ..session.alike import Inference, infer_in, laid_out_alike

        table, reason = found
        others = [one.under_review for one in self._queue.entries if one.under_review is not None]
        alike = laid_out_alike(under_review, others, table, reason)
        if self._act(lambda review: review.confirm(doubt.cells)) is None:
            return
        context.go_on(doubt)
        self._form.take_focus()
        if not alike:
            self._parts.message.say(
                self.tr("Confirmed here. No other report of the queue is laid out alike and in the "
                        "same doubt.")
            )  # fmt: skip
            return
        name = title(under_review.report, under_review.place.name)
        said = self.tr("inferred from {report} ({file}), whose table is laid out alike")
        why = said.format(report=name, file=under_review.place.name)
        self._parts.jobs.start_here(
            infer_in,
            alike,
            Inference(doubt.cells, reason, why),
            self._store.keeping,
            self._store.reviewer,
            lane=FILING,
            on_done=self._tell,
            on_failed=self._parts.complain,
        )

    def _tell(self, became: Sequence[Inferred]) -> None:
        """Shows in the queue how the others stand now, and says how many were answered."""
        for one in became:
            if one.error is None:
                self._queue.note_standing(one.report)
        done = sum(one.cells > 0 for one in became)
        said = self.tr(
            "Confirmed here and in {count} reports laid out alike. The review of each says what it "
            "was inferred from, and it is undone there."
        ).format(count=done)
        refused = [one for one in became if one.error is not None]
        if refused and refused[0].error is not None:
            first = refused[0].error.sentence(self._parts.language.code)
            said += self.tr(" In {count} it could not be recorded: {why}").format(
                count=len(refused), why=first
            )
        self._parts.message.say(said, failed=bool(refused))
