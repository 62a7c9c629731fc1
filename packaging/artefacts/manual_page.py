"""The manual page, made from the help of the command line, so that the two never differ."""

from __future__ import annotations

WORDS = {
    "en": ("NAME", "reviews annual reports beside their source", "SYNOPSIS", "COMMANDS", "FILES",
           "the review of a report, beside it: every step of the reviewer",
           "the settings of the window", "the log, and reviews whose folder cannot be written"),
    "zh": ("名称", "对照原件审核政府信息公开工作年度报告", "用法", "命令", "文件",
           "报告的审核文件，在报告旁边：审核人的每一步", "窗口的设置",
           "日志，以及所在文件夹不能写入时的审核文件"),
}  # fmt: skip
FILES = ("*.gouji", "~/.config/Gouji/Gouji.conf", "~/.local/share/Gouji/Gouji")


def manual_page(language: str) -> str:
    """Returns the manual page, as troff reads it, in "zh" or "en"; the program is importable."""
    from gouji import __version__
    from gouji.core.cli.helping import help_text
    from gouji.core.cli.options import COMMANDS

    name, purpose, synopsis, commands, files, *said = WORDS[language]
    lines = [
        f'.TH GOUJI 1 "" "Gouji {__version__}"',
        f".SH {name}", f"gouji \\- {purpose}",
        f".SH {synopsis}", *_as_printed(help_text("", language)),
        f".SH {commands}",
    ]  # fmt: skip
    for command in COMMANDS:
        lines += [f".SS {_escaped(command.name)}", *_as_printed(help_text(command.name, language))]
    lines.append(f".SH {files}")
    for path, what in zip(FILES, said, strict=True):
        lines += [".TP", f"\\fI{_escaped(path)}\\fR", what]
    return "\n".join(lines) + "\n"


def _as_printed(text: str) -> list[str]:
    return [".nf", *map(_escaped, text.splitlines()), ".fi"]


def _escaped(line: str) -> str:
    line = line.replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{line}" if line.startswith((".", "'")) else line
