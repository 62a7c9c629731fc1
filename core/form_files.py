"""Reads form definitions from TOML; collects every fault before it refuses a file."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from .errors import FormError
from .forms import (
    Block,
    Column,
    Comparison,
    CrossYear,
    Domain,
    Equation,
    Form,
    Group,
    Row,
    SubtotalColumn,
    Table,
)

Entry = Mapping[str, Any]


@cache
def official_forms() -> tuple[Form, ...]:
    """Returns the editions that Gouji carries, newest first."""
    folder = resources.files("gouji.resources") / "forms"
    files = [item for item in folder.iterdir() if item.name.endswith(".toml")]
    forms = [parse_form(item.name, item.read_text(encoding="utf-8")) for item in files]
    return tuple(sorted(forms, key=lambda form: form.edition, reverse=True))


def load_form(path: Path) -> Form:
    """Returns the form that a TOML file defines.

    Raises:
        FormError: The file has faults; the error lists all of them.
    """
    return parse_form(path.name, path.read_text(encoding="utf-8"))


def parse_form(name: str, text: str) -> Form:
    """Returns the form that TOML text defines; ``name`` is for the error message.

    Raises:
        FormError: The text is no TOML, or the definition has faults.
    """
    import tomllib  # the window shows before it needs a form

    try:
        entry = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise FormError(name, (str(error),)) from error
    reader = _FormReader()
    form = reader.form(entry)
    if reader.faults:
        raise FormError(name, tuple(reader.faults))
    return form


_NO_DOMAIN = Domain(id="", whole=True, minimum=None, unit="", units={})


class _FormReader:
    """Walks the parsed TOML; a fault is noted with its path and reading goes on."""

    def __init__(self) -> None:
        self.faults: list[str] = []

    def form(self, entry: Entry) -> Form:
        edition = self.text(entry, "edition", "form")
        domains = {
            domain_id: self.domain(domain_id, value)
            for domain_id, value in entry.get("domains", {}).items()
        }
        tables = tuple(self.table(table, edition, domains) for table in entry.get("tables", []))
        if not tables:
            self.faults.append("form: no tables")
        self.unique((table.id for table in tables), "tables")
        return Form(edition=edition, tables=tables)

    def domain(self, domain_id: str, entry: Entry) -> Domain:
        units: dict[str, Decimal] = {}
        for unit, factor in entry.get("units", {}).items():
            try:
                units[unit] = Decimal(str(factor))
            except InvalidOperation:
                self.faults.append(f"domains.{domain_id}.units.{unit}: {factor!r} is no number")
        return Domain(
            id=domain_id,
            whole=bool(entry.get("whole", True)),
            minimum=entry.get("minimum"),
            unit=entry.get("unit", ""),
            units=units,
        )

    def table(self, entry: Entry, edition: str, domains: Mapping[str, Domain]) -> Table:
        table_id = self.text(entry, "id", "tables")
        where = f"tables.{table_id}"
        orientation = entry.get("orientation", "rows")
        if orientation not in ("rows", "line"):
            self.faults.append(f"{where}.orientation: {orientation!r} is neither rows nor line")
        blocks = tuple(
            self.block(block, f"{where}.blocks[{index}]", domains)
            for index, block in enumerate(entry.get("blocks", []))
        )
        table = Table(
            id=table_id,
            edition=edition,
            title=self.text(entry, "title", where),
            title_en=entry.get("title_en", ""),
            aliases=tuple(entry.get("aliases", ())),
            orientation=orientation,
            blocks=blocks,
        )
        cells = {cell.id for cell in table.cells()}
        self.unique((cell.id for cell in table.cells()), where)
        rules = _RuleReader(table, cells, self.faults)
        return replace(
            table,
            requests=self.counted(entry, table_id, cells),
            equations=tuple(
                x for rule in entry.get("equations", []) for x in rules.equations(rule)
            ),
            comparisons=tuple(
                x for rule in entry.get("comparisons", []) for x in rules.comparisons(rule)
            ),
            cross_year=tuple(
                x for rule in entry.get("cross_year", []) for x in rules.cross_year(rule)
            ),
        )

    def counted(self, entry: Entry, table_id: str, cells: Container[str]) -> str | None:
        """Returns the cell that counts the requests of the year, where the table has it."""
        if "requests" not in entry:
            return None
        cell = f"{table_id}.{entry['requests']}"
        if cell not in cells:
            self.faults.append(f"tables.{table_id}.requests: no cell {cell}")
        return cell

    def block(self, entry: Entry, where: str, domains: Mapping[str, Domain]) -> Block:
        row_groups = tuple(self.group(group, where) for group in entry.get("row_groups", []))
        column_groups = tuple(self.group(group, where) for group in entry.get("column_groups", []))
        rows = tuple(self.row(row, where, row_groups) for row in entry.get("rows", []))
        columns = tuple(
            self.column(column, where, column_groups, domains)
            for column in entry.get("columns", [])
        )
        self.unique((row.id for row in rows), f"{where}.rows")
        self.unique((column.id for column in columns), f"{where}.columns")
        subtotals = tuple(
            SubtotalColumn(
                label=self.text(item, "label", f"{where}.subtotal_columns"),
                parts=tuple(item.get("parts", ())),
                aliases=tuple(item.get("aliases", ())),
            )
            for item in entry.get("subtotal_columns", [])
        )
        return Block(
            heading=entry.get("heading", ""),
            corner=entry.get("corner", ""),
            corner_en=entry.get("corner_en", ""),
            rows=rows,
            columns=columns,
            row_groups=row_groups,
            column_groups=column_groups,
            subtotal_columns=subtotals,
            heading_en=entry.get("heading_en", ""),
        )

    def group(self, entry: Entry, where: str) -> Group:
        return Group(
            id=self.text(entry, "id", f"{where}.groups"),
            label=self.text(entry, "label", f"{where}.groups"),
            label_en=entry.get("en", ""),
            parent=entry.get("parent", ""),
            subtotals=tuple(entry.get("subtotals", ())),
            aliases=tuple(entry.get("aliases", ())),
        )

    def row(self, entry: Entry, where: str, groups: tuple[Group, ...]) -> Row:
        row_id = self.text(entry, "id", f"{where}.rows")
        label = self.text(entry, "label", f"{where}.rows.{row_id}")
        self.known_group(entry, groups, f"{where}.rows.{row_id}")
        return Row(
            id=row_id,
            label=label,
            label_en=entry.get("en", label),
            short=entry.get("short", label),
            short_en=entry.get("short_en", entry.get("en", label)),
            group=entry.get("group", ""),
            aliases=tuple(entry.get("aliases", ())),
        )

    def column(
        self,
        entry: Entry,
        where: str,
        groups: tuple[Group, ...],
        domains: Mapping[str, Domain],
    ) -> Column:
        column_id = self.text(entry, "id", f"{where}.columns")
        label = self.text(entry, "label", f"{where}.columns.{column_id}")
        self.known_group(entry, groups, f"{where}.columns.{column_id}")
        domain_id = entry.get("domain", "")
        if domain_id not in domains:
            self.faults.append(f"{where}.columns.{column_id}.domain: no domain {domain_id!r}")
        return Column(
            id=column_id,
            label=label,
            label_en=entry.get("en", label),
            domain=domains.get(domain_id) or _NO_DOMAIN,
            group=entry.get("group", ""),
            aliases=tuple(entry.get("aliases", ())),
        )

    def text(self, entry: Entry, key: str, where: str) -> str:
        value = entry.get(key)
        if not isinstance(value, str) or not value:
            self.faults.append(f"{where}: {key} is missing")
            return ""
        return value

    def known_group(self, entry: Entry, groups: tuple[Group, ...], where: str) -> None:
        group = entry.get("group", "")
        if group and group not in {known.id for known in groups}:
            self.faults.append(f"{where}.group: no group {group!r}")

    def unique(self, ids: Any, where: str) -> None:
        seen: set[str] = set()
        for item in ids:
            if item in seen:
                self.faults.append(f"{where}: {item} stands twice")
            seen.add(item)


class _RuleReader:
    """Expands the rules of one table over its rows or columns."""

    def __init__(self, table: Table, cells: set[str], faults: list[str]) -> None:
        self.table = table
        self.cells = cells
        self.faults = faults

    def scopes(self, rule: Entry, probe: str) -> list[str]:
        """Returns the ids that the rule holds for: those whose ``probe`` cell exists."""
        along = rule.get("for_each")
        if along not in ("row", "column"):
            self.faults.append(f"{rule.get('id')}: for_each is neither row nor column")
            return []
        ids: dict[str, None] = {}
        for block in self.table.blocks:
            for item in block.rows if along == "row" else block.columns:
                if self.name(along, item.id, probe) in self.cells:
                    ids[item.id] = None
        if not ids:
            self.faults.append(f"{rule.get('id')}: {probe!r} is no {along} of {self.table.id}")
        return list(ids)

    def name(self, along: str, scope: str, other: str) -> str:
        pair = f"{scope}.{other}" if along == "row" else f"{other}.{scope}"
        return f"{self.table.id}.{pair}"

    def named(self, rule: Entry, scope: str, others: Any) -> tuple[str, ...]:
        names = tuple(self.name(rule["for_each"], scope, other) for other in others)
        for name in names:
            if name not in self.cells:
                self.faults.append(f"{rule.get('id')}: no cell {name}")
        return names

    def equations(self, rule: Entry) -> list[Equation]:
        total = rule.get("total")
        left = [total] if total else rule.get("left", [])
        right = rule.get("parts" if total else "right", [])
        if not left or not right:
            self.faults.append(f"{rule.get('id')}: a side of the equation is empty")
            return []
        return [
            Equation(
                id=_filled(rule, scope),
                left=self.named(rule, scope, left),
                right=self.named(rule, scope, right),
                total=self.named(rule, scope, [total])[0] if total else None,
                along=rule["for_each"],
                scope=scope,
                name=self.worded(rule, scope, "name", 0),
                name_en=self.worded(rule, scope, "name_en", 1),
            )
            for scope in self.scopes(rule, left[0])
        ]

    def worded(self, rule: Entry, scope: str, key: str, language: int) -> str:
        """Returns the rule's name with the label of its row or column in it."""
        labels: dict[str, tuple[str, str]] = {}
        for block in self.table.blocks:
            labels |= {row.id: (row.short, row.short_en) for row in block.rows}
            if rule["for_each"] == "column":
                labels |= {column.id: (column.label, column.label_en) for column in block.columns}
        template = str(rule.get(key) or rule.get("id", ""))
        label = labels[scope][language]
        return template.replace("{row}", label).replace("{column}", label)

    def comparisons(self, rule: Entry) -> list[Comparison]:
        lesser, greater = rule.get("lesser", ""), rule.get("greater", "")
        return [
            Comparison(_filled(rule, scope), *self.named(rule, scope, [lesser, greater]))
            for scope in self.scopes(rule, lesser)
        ]

    def cross_year(self, rule: Entry) -> list[CrossYear]:
        current = rule.get("current", "")
        return [
            CrossYear(
                id=_filled(rule, scope),
                current=self.named(rule, scope, [current])[0],
                previous=self.named(rule, scope, rule.get("previous", [])),
                plus=self.named(rule, scope, rule.get("plus", [])),
                minus=self.named(rule, scope, rule.get("minus", [])),
            )
            for scope in self.scopes(rule, current)
        ]


def _filled(rule: Entry, scope: str) -> str:
    return str(rule.get("id", "")).replace("{row}", scope).replace("{column}", scope)
