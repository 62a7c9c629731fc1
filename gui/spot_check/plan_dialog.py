"""Asks for the plan of a spot check, and shows what it can and cannot detect while it is made."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QDoubleSpinBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QRadioButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from ...core.batch.spot_check import (
    AtHand,
    count_batch,
    count_reports,
    describe,
    draw_from_batch,
    draw_from_reports,
)
from ...core.bilingual import Bilingual
from ...core.errors import GoujiError
from ...core.sampling import CELL, REPORT, SUFFIX, Population, SamplingPlan, Sizing
from ...core.sampling.iso_2859 import levels, limits
from ...core.sampling.sampling_units import STRATA, TABLE
from ...core.sampling.sampling_wording import METHODS, SEVERITY_NAMES, STRATA_NAMES, UNITS
from ..dialogs.path_line import PathLine
from ..session.jobs import CHECKING, Job, Jobs

MOMENT = 250
"""Milliseconds after the last change until the plan is counted and described."""

CONFIDENCES = (0.90, 0.95, 0.99)
ESTIMATE_ONLY = -1
"""The acceptance number that stands for none."""

MOST_SEED = 999_999
"""Six digits can be read out and written down."""


@dataclass(frozen=True)
class FromReports:
    """Reports that are at hand, such as those of the queue."""

    reports: Sequence[AtHand]

    def counting(self, plan: SamplingPlan) -> tuple[Callable[..., Any], tuple[object, ...]]:
        """Returns what counts the population, and its arguments."""
        return count_reports, (self.reports, plan)

    def drawing(
        self, output: Path, plan: SamplingPlan
    ) -> tuple[Callable[..., Any], tuple[object, ...]]:
        """Returns what draws, and its arguments."""
        return draw_from_reports, (self.reports, output, plan)


@dataclass(frozen=True)
class FromBatch:
    """All reports of a batch, by its journal."""

    journal: Path

    def counting(self, plan: SamplingPlan) -> tuple[Callable[..., Any], tuple[object, ...]]:
        """Returns what counts the population, and its arguments."""
        return count_batch, (self.journal, plan)

    def drawing(
        self, output: Path, plan: SamplingPlan
    ) -> tuple[Callable[..., Any], tuple[object, ...]]:
        """Returns what draws, and its arguments."""
        return draw_from_batch, (self.journal, output, plan)


class PlanDialog(QDialog):
    """Makes a plan and draws by it.

    Args:
        source: The population.
        output: The file that is proposed.
        jobs: With the lane ``CHECKING``.
        language: "zh" or "en".
        parent: The window.

    Attributes:
        drawn: A spot check is drawn; carries the path of its file.
    """

    drawn = Signal(object)

    def __init__(
        self,
        source: FromReports | FromBatch,
        output: Path,
        jobs: Jobs,
        language: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._source = source
        self._jobs = jobs
        self._language = language
        self._job: Job | None = None
        self._counted: dict[tuple[object, ...], Population] = {}
        self._later = QTimer(self, interval=MOMENT, singleShot=True)
        self._later.timeout.connect(self._count)
        self.setWindowTitle(self.tr("Plan a spot check"))
        self._make_fields()
        self.output = PathLine(
            self.tr("File of the spot check"),
            suffix=SUFFIX[1:],
            filters=self.tr("Spot check (*.gouji-check)"),
        )
        self.output.path = output
        self.description = QLabel()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.draw = self.buttons.addButton(self.tr("&Draw"), QDialogButtonBox.ButtonRole.AcceptRole)
        self._compose()
        self._join()
        self._change()

    @property
    def plan(self) -> SamplingPlan:
        """What is asked for."""
        sizing = next(kind for kind, button in self.sizings.items() if button.isChecked())
        accept = self.accepting.value()
        return SamplingPlan(
            unit=self.unit.currentData(),
            strata=tuple(name for name, box in self.strata.items() if box.isChecked()),
            printed_only=self.printed.isChecked() and self.unit.currentData() == CELL,
            sizing=sizing,
            size=self.size_.value(),
            accept=None if accept == ESTIMATE_ONLY or sizing is Sizing.ISO else accept,
            margin=self.margin.value() / 100,
            expected=self.expected.value() / 100,
            level=self.level.currentText(),
            limit=self.limit.currentText(),
            severity=self.severity.currentData(),
            confidence=self.confidence.currentData(),
            method=self.method.currentData(),
            seed=self.seed.value(),
        )

    def accept(self) -> None:
        """Draws; the dialog closes when that is done."""
        output = self.output.path
        if output is None or self._job is not None:
            return
        function, arguments = self._source.drawing(output, self.plan)
        self._start(function, arguments, self._end)

    def reject(self) -> None:
        """Closes, and ends what is running."""
        self._later.stop()
        if self._job is not None:
            self._job.cancel()
            self._job = None
        super().reject()

    def _start(
        self,
        function: Callable[..., Any],
        arguments: tuple[object, ...],
        on_done: Callable[[Any], None],
    ) -> None:
        self._job = self._jobs.start(
            function, *arguments, lane=CHECKING, first=True, on_done=on_done, on_failed=self._fail
        )
        self.draw.setEnabled(False)

    def _change(self) -> None:
        """Describes the plan anew, a moment after the last change."""
        cells = self.unit.currentData() == CELL
        self.strata[TABLE].setEnabled(cells)
        self.printed.setEnabled(cells)
        if not cells:
            self.strata[TABLE].setChecked(False)
        for kind, widgets in self._of_sizing.items():
            for widget in widgets:
                widget.setEnabled(self.sizings[kind].isChecked())
        self.accepting.setEnabled(not self.sizings[Sizing.ISO].isChecked())
        self.draw.setEnabled(False)
        self._later.start()

    def _count(self) -> None:
        plan = self.plan
        if self._job is not None:
            self._job.cancel()
            self._job = None
        known = self._counted.get(_population_key(plan))
        if known is not None:
            self._describe(known)
            return
        function, arguments = self._source.counting(plan)

        def keep(population: Population) -> None:
            self._counted[_population_key(plan)] = population
            self._describe(population)

        self._start(function, arguments, keep)

    def _describe(self, population: Population) -> None:
        self._start(describe, (self.plan, population), self._say)

    def _say(self, sentences: Sequence[Bilingual]) -> None:
        self._job = None
        self.description.setText("\n".join(each.in_language(self._language) for each in sentences))
        self.draw.setEnabled(self.output.path is not None)

    def _fail(self, error: GoujiError) -> None:
        self._job = None
        self.description.setText(f"✖ {error.sentence(self._language)}")

    def _end(self, path: Path) -> None:
        self._job = None
        super().accept()
        self.drawn.emit(path)

    def _make_fields(self) -> None:
        language = self._language
        self.unit = _choices(
            {CELL: UNITS[CELL].in_language(language), REPORT: UNITS[REPORT].in_language(language)}
        )
        self.printed = QCheckBox(self.tr("Only cells that print something other than &0"))
        self.printed.setChecked(True)
        self.strata = {name: QCheckBox(STRATA_NAMES[name].in_language(language)) for name in STRATA}
        self.sizings = {
            Sizing.SIZE: QRadioButton(self.tr("&So many")),
            Sizing.MARGIN: QRadioButton(self.tr("By &margin")),
            Sizing.ISO: QRadioButton(self.tr("By &ISO 2859-1 (GB/T 2828.1)")),
        }
        self.sizings[Sizing.SIZE].setChecked(True)
        self.size_ = QSpinBox(minimum=1, maximum=100_000, value=100)
        self.margin = _percentage(2.0, 0.1, 49.0)
        self.expected = _percentage(2.0, 0.0, 50.0)
        self.level = _choices({name: name for name in levels()}, "II")
        self.limit = _choices({name: name for name in limits()}, "1.0")
        self.severity = _choices(
            {name: said.in_language(language) for name, said in SEVERITY_NAMES.items()}
        )
        self.accepting = QSpinBox(minimum=ESTIMATE_ONLY, maximum=10_000, value=ESTIMATE_ONLY)
        self.accepting.setSpecialValueText(self.tr("estimate only"))
        self.confidence = _choices({each: f"{each:.0%}" for each in CONFIDENCES}, 0.95)
        self.method = _choices({name: said.in_language(language) for name, said in METHODS.items()})
        self.seed = QSpinBox(maximum=MOST_SEED, value=random.randrange(1, MOST_SEED))
        self._of_sizing: dict[Sizing, tuple[QWidget, ...]] = {
            Sizing.SIZE: (self.size_,),
            Sizing.MARGIN: (self.margin, self.expected),
            Sizing.ISO: (self.severity, self.level, self.limit),
        }

    def _compose(self) -> None:
        self.description.setWordWrap(True)
        self.description.setTextFormat(Qt.TextFormat.PlainText)
        self.description.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.description.setMinimumHeight(self.fontMetrics().lineSpacing() * 9)
        form = QFormLayout()
        form.addRow(self.tr("Draw:"), _row(self.unit, self.printed))
        form.addRow(self.tr("Strata:"), _row(*self.strata.values()))
        form.addRow(self.sizings[Sizing.SIZE], _row(self.size_))
        form.addRow(
            self.sizings[Sizing.MARGIN],
            _row("±", self.margin, self.tr("at a rate of"), self.expected),
        )
        form.addRow(
            self.sizings[Sizing.ISO],
            _row(self.severity, self.tr("level"), self.level, self.tr("limit, %"), self.limit),
        )
        form.addRow(self.tr("&Accept with at most, wrong:"), self.accepting)
        form.addRow(self.tr("&Confidence:"), _row(self.confidence, self.method))
        form.addRow(self.tr("S&eed:"), _row(self.seed))
        form.addRow(self.tr("&File:"), self.output)
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        layout.addWidget(self.description, 1)
        layout.addWidget(self.buttons)
        self.resize(680, 520)
        self._name_fields()

    def _name_fields(self) -> None:
        for widget, name in (
            (self.unit, self.tr("What is drawn")),
            (self.size_, self.tr("Size of the sample")),
            (self.margin, self.tr("Margin in percent")),
            (self.expected, self.tr("Expected rate in percent")),
            (self.severity, self.tr("Severity of inspection")),
            (self.level, self.tr("Inspection level")),
            (self.limit, self.tr("Acceptance quality limit in percent")),
            (self.method, self.tr("Interval")),
        ):
            widget.setAccessibleName(name)

    def _join(self) -> None:
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        for box in (
            self.unit, self.severity, self.level, self.limit, self.confidence, self.method,
        ):  # fmt: skip
            box.currentIndexChanged.connect(lambda _index: self._change())
        for button in (self.printed, *self.strata.values(), *self.sizings.values()):
            button.toggled.connect(lambda _on: self._change())
        for number in (self.size_, self.accepting, self.seed):
            number.valueChanged.connect(lambda _value: self._change())
        for share in (self.margin, self.expected):
            share.valueChanged.connect(lambda _value: self._change())
        self.output.edited.connect(self._change)


def _population_key(plan: SamplingPlan) -> tuple[object, ...]:
    """Returns what of a plan decides its population."""
    return plan.unit, plan.strata, plan.printed_only


def _choices(words: dict[Any, str], chosen: object = None) -> QComboBox:
    box = QComboBox()
    for value, text in words.items():
        box.addItem(text, value)
    if chosen is not None:
        box.setCurrentIndex(box.findData(chosen))
    return box


def _percentage(value: float, least: float, most: float) -> QDoubleSpinBox:
    return QDoubleSpinBox(
        decimals=2, minimum=least, maximum=most, singleStep=0.5, value=value, suffix=" %"
    )


def _row(*parts: QWidget | str) -> QWidget:
    """Returns widgets and words beside each other as one."""
    holder = QWidget()
    layout = QHBoxLayout(holder)
    layout.setContentsMargins(0, 0, 0, 0)
    for part in parts:
        layout.addWidget(QLabel(part) if isinstance(part, str) else part)
    layout.addStretch(1)
    return holder
