"""The help of the command line, made from its tables."""

from __future__ import annotations

from ..bilingual import Bilingual
from .option import HELP, LANGUAGE, Command, Option
from .options import COMMANDS, VERSION
from .report_table import display_width

PURPOSE = Bilingual(
    "Gouji 勾稽：对照原件审核政府信息公开工作年度报告",
    "Gouji 勾稽: reviews annual reports on government information disclosure beside their source",
)
USAGE = Bilingual("用法：", "Usage: ")
WINDOW = Bilingual("打开窗口", "opens the window")
FILES = Bilingual("[文件…]", "[FILE…]")


def help_text(command: str, language: str) -> str:
    """Returns the help of one command, or of the program where ``command`` is empty."""
    for candidate in COMMANDS:
        if candidate.name == command:
            return _command_help(candidate, language)
    rows = [(f"gouji {FILES.in_language(language)}", WINDOW.in_language(language))]
    rows += [
        (_usage(candidate, language), candidate.help.in_language(language))
        for candidate in COMMANDS
    ]
    rows += [_option_row(option, language) for option in (LANGUAGE, HELP, VERSION)]
    return "\n".join([PURPOSE.in_language(language), "", *_paragraphs(rows)])


def _command_help(command: Command, language: str) -> str:
    rows = [_option_row(option, language) for option in command.options]
    head = [
        USAGE.in_language(language) + _usage(command, language),
        "",
        command.help.in_language(language),
        "",
    ]
    return "\n".join(head + _aligned(rows))


def _usage(command: Command, language: str) -> str:
    parts = ["gouji", command.name, command.paths.in_language(language)]
    for option in command.options:
        if option is HELP or option is LANGUAGE:
            continue
        text = option.names[0] + (f" {option.takes.in_language(language)}" if option.takes else "")
        parts.append(text if option.key in command.required else f"[{text}]")
    return " ".join(filter(None, parts))


def _option_row(option: Option, language: str) -> tuple[str, str]:
    takes = f" {option.takes.in_language(language)}" if option.takes else ""
    return ", ".join(option.names) + takes, option.help.in_language(language)


def _paragraphs(rows: list[tuple[str, str]]) -> list[str]:
    return [
        line
        for left, right in rows
        for line in (f"  {left}", *(f"      {part}" for part in right.split("\n")))
    ]


def _aligned(rows: list[tuple[str, str]]) -> list[str]:
    widest = max(display_width(left) for left, _ in rows)
    return [f"  {left}{' ' * (widest - display_width(left))}  {right}" for left, right in rows]
