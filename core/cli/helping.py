"""The help of the command line, made from its tables."""

from __future__ import annotations

import unicodedata

from .option import HELP, LANGUAGE, Command, Option
from .options import COMMANDS, VERSION

PURPOSE = (
    "Gouji 勾稽：对照原件审核政府信息公开工作年度报告",
    "Gouji 勾稽: reviews annual reports on government information disclosure beside their source",
)
USAGE = ("用法：", "Usage: ")
WINDOW = ("打开窗口", "opens the window")
FILES = ("[文件…]", "[FILE…]")


def help_text(command: str, language: str) -> str:
    """Returns the help of one command, or of the program where ``command`` is empty."""
    which = 0 if language == "zh" else 1
    for candidate in COMMANDS:
        if candidate.name == command:
            return _command_help(candidate, which)
    rows = [(f"gouji {FILES[which]}", WINDOW[which])]
    rows += [(_usage(candidate, which), candidate.help[which]) for candidate in COMMANDS]
    rows += [_option_row(option, which) for option in (LANGUAGE, HELP, VERSION)]
    return "\n".join([PURPOSE[which], "", *_paragraphs(rows)])


def _command_help(command: Command, which: int) -> str:
    rows = [_option_row(option, which) for option in command.options]
    head = [USAGE[which] + _usage(command, which), "", command.help[which], ""]
    return "\n".join(head + _aligned(rows))


def _usage(command: Command, which: int) -> str:
    parts = ["gouji", command.name, command.paths[which]]
    for option in command.options:
        if option is HELP or option is LANGUAGE:
            continue
        text = option.names[0] + (f" {option.takes[which]}" if option.takes else "")
        parts.append(text if option.key in command.required else f"[{text}]")
    return " ".join(parts)


def _option_row(option: Option, which: int) -> tuple[str, str]:
    takes = f" {option.takes[which]}" if option.takes else ""
    return ", ".join(option.names) + takes, option.help[which]


def _paragraphs(rows: list[tuple[str, str]]) -> list[str]:
    return [
        line
        for left, right in rows
        for line in (f"  {left}", *(f"      {part}" for part in right.split("\n")))
    ]


def _aligned(rows: list[tuple[str, str]]) -> list[str]:
    widest = max(_width(left) for left, _ in rows)
    return [f"  {left}{' ' * (widest - _width(left))}  {right}" for left, right in rows]


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)
