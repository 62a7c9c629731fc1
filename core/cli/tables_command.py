"""Lists the tables of a file of any form, with what was found to add up in them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from ..bilingual import Bilingual
from ..documents.document import Document
from ..export.records import to_json
from ..export.table_record import tables_record
from ..printable import printable
from ..tables.inferred_rules import InferredTable
from ..tables.rule_sentences import break_sentence, rule_sentence, suggestion_sentence
from ..worker import run_limited
from .given_files import LIMITS
from .option import Request
from .terminal import say, say_record

MOST_RULES = 20
"""How many rules of a table the terminal shows; ``--json`` has all."""


@dataclass(frozen=True)
class TablesRead:
    """What a worker hands back: the tables, and their document without its pages' contents."""

    document: Document
    tables: tuple[InferredTable, ...]


def list_tables(request: Request, language: str) -> int:
    """Prints every table of a file, the rules found in each, and the figures that break them.

    Nobody has said that the rules are meant, so what breaks one is a warning and no error: the exit
    code is 0 for every file that can be read.
    """
    read = run_limited(read_tables, request.paths[0], request.values.get("password"), limits=LIMITS)
    if request.values.get("json"):
        say_record(to_json(tables_record(read.document, read.tables)))
    else:
        say("\n".join(printable(line) for line in _lines(read, language)))
    return 0


def read_tables(path: Path, password: str | None) -> TablesRead:
    """Returns the tables of a file. Runs in the worker process.

    Raises:
        SourceError: The file cannot be read, or is one that Gouji wrote.
    """
    # Only the worker needs what reads: imports that its parent is spared.
    from ..pipeline import open_source
    from ..tables.inferred_rules import inferred_tables

    document = open_source(path, password=password)
    bare = replace(document, blocks=(), flow="")
    return TablesRead(bare, inferred_tables(document))


def _lines(read: TablesRead, language: str) -> list[str]:
    if not read.tables:
        return [Bilingual("没有表格", "No tables").in_language(language)]
    lines: list[str] = []
    for number, table in enumerate(read.tables, 1):
        lines += _table_lines(number, table, language)
    return lines


def _table_lines(number: int, found: InferredTable, language: str) -> list[str]:
    table = found.table
    title, unit = table.title or "—", f" ({table.unit})" if table.unit else ""
    pages = ", ".join(str(page + 1) for page in table.pages)
    size = Bilingual(
        f"{table.rows} 行 × {table.columns} 列" + (f"，第 {pages} 页" if pages else ""),
        f"{table.rows} rows × {table.columns} columns" + (f", page {pages}" if pages else ""),
    )
    lines = [f"{number}. {title}{unit}: {size.in_language(language)}"]
    rules = found.rules[:MOST_RULES]
    lines += [f"   {rule_sentence(found, rule).in_language(language)}" for rule in rules]
    if more := len(found.rules) - len(rules):
        rest = Bilingual(f"另有 {more} 条，见 --json", f"{more} more, see --json")
        lines.append(f"   {rest.in_language(language)}")
    told = [break_sentence(found, one) for one in found.breaks]
    told += [suggestion_sentence(found, one) for one in found.suggestions]
    return [*lines, *(f"   ! {sentence.in_language(language)}" for sentence in told)]
