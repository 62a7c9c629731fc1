"""The table of what each stratum of a spot check says so far."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem

from ...core.sampling import Estimate, StratumEstimate
from ...core.sampling.sampling_wording import percent, stratum_name

COLUMNS = 6
"""Of the table: stratum, population, answered, wrong, rate, interval."""

MOST_ROWS = 6
"""That are seen at once; the table scrolls beyond."""


class StrataTable(QTableWidget):
    """Lists the strata; hidden where there is but one."""

    def __init__(self, language: str) -> None:
        super().__init__(0, COLUMNS)
        self._language = language
        self.verticalHeader().hide()
        self.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSelectionMode(QTableWidget.SelectionMode.NoSelection)
        heads = self.horizontalHeader()
        heads.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        heads.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self._name()
        self.hide()

    def show_estimate(self, found: Estimate) -> None:
        """Shows the strata as they are now."""
        strata = found.strata if len(found.strata) > 1 else ()
        self.setRowCount(len(strata))
        for row, each in enumerate(strata):
            for column, text in enumerate(_texts(each, self._language)):
                item = QTableWidgetItem(text)
                if column:
                    item.setTextAlignment(
                        Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
                    )
                self.setItem(row, column, item)
        shown = min(len(strata), MOST_ROWS)
        height = (
            self.horizontalHeader().height() + shown * self.verticalHeader().defaultSectionSize()
        )
        self.setFixedHeight(height + 4)
        self.setVisible(bool(strata))

    def changeEvent(self, event: QEvent) -> None:
        """Follows the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._name()

    def _name(self) -> None:
        self.setAccessibleName(self.tr("Estimate by stratum"))
        self.setHorizontalHeaderLabels(
            [
                self.tr("Stratum"),
                self.tr("Population"),
                self.tr("Answered"),
                self.tr("Wrong"),
                self.tr("Rate"),
                self.tr("Interval"),
            ]
        )


def _texts(each: StratumEstimate, language: str) -> list[str]:
    rate, between = "", ""
    if each.rate is not None:
        rate = percent(each.rate)
        between = "–".join(percent(edge) for edge in each.interval)
    return [
        stratum_name(each.name).in_language(language),
        str(each.population),
        f"{each.answered}/{each.drawn}",
        str(each.wrong),
        rate,
        between,
    ]
