"""Reads a command line: which command it is, with which paths and values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from ..bilingual import UNSAID
from .option import HELP, LANGUAGE, Command, Option, Request, UsageError
from .options import COMMANDS, VERSION


def read_line(arguments: Sequence[str]) -> Request:
    """Returns what a command line asks for; ``arguments`` are without the program's name.

    Raises:
        UsageError: It says nothing that can be done.
    """
    general, rest = _general(arguments)
    if not rest:
        return Request("", values=general if general.get("version") else {"help": True})
    name, *rest = rest
    command = next((command for command in COMMANDS if command.name == name), None)
    if command is None:
        raise UsageError(f"没有命令 {name}。", f"There is no command {name}.")
    paths, values = _walk(rest, command.options)
    values = general | values
    if not (values.get("help") or values.get("version")):
        _require(command, paths, values)
    return Request(command.name, tuple(paths), values)


def _general(arguments: Sequence[str]) -> tuple[dict[str, Any], list[str]]:
    """Returns the values of the options before the command, and what follows them."""
    waiting = list(arguments)
    leading: list[str] = []
    while waiting and waiting[0].startswith("-") and waiting[0] != "-":
        leading.append(waiting.pop(0))
        if leading[-1] in LANGUAGE.names and waiting:
            leading.append(waiting.pop(0))
    _, values = _walk(leading, (HELP, VERSION, LANGUAGE))
    return values, waiting


def _walk(arguments: Sequence[str], options: Sequence[Option]) -> tuple[list[Path], dict[str, Any]]:
    """Returns the paths and the values of the options; what follows ``--`` is a path."""
    known = {name: option for option in options for name in option.names}
    paths: list[Path] = []
    values: dict[str, Any] = {}
    waiting = list(arguments)
    while waiting:
        argument = waiting.pop(0)
        if argument == "--":
            paths += map(_path, waiting)
            break
        if not argument.startswith("-") or argument == "-":
            paths.append(_path(argument))
            continue
        name, equals, value = argument.partition("=")
        option = known.get(name)
        if option is None:
            raise UsageError(f"没有选项 {name}。", f"There is no option {name}.")
        if option.takes is None:
            if equals:
                raise UsageError(f"{name} 不带值。", f"{name} takes no value.")
            values[option.key] = True
            continue
        if not equals:
            if not waiting:
                raise UsageError(f"{name} 后面缺少值。", f"{name} needs a value.")
            value = waiting.pop(0)
        taken = _converted(option, name, value)
        values[option.key] = (*values.get(option.key, ()), taken) if option.many else taken
    return paths, values


def _path(text: str) -> Path:
    if not text:
        raise UsageError("路径是空的。", "A path is empty.")
    return Path(text)


def _converted(option: Option, name: str, value: str) -> Any:
    try:
        return option.convert(value)
    except ValueError as error:
        zh, en = option.wanted
        raise UsageError(
            f"{name} 应为{zh}，不是“{value}”。", f"{name} takes {en}, not “{value}”."
        ) from error


def _require(command: Command, paths: Sequence[Path], values: Mapping[str, Any]) -> None:
    zh, en = command.paths
    if command.paths == UNSAID:
        if paths:
            raise UsageError(
                f"{command.name} 后面不带路径，多出 {paths[0]}。",
                f"{command.name} takes no path; {paths[0]} is one too many.",
            )
    elif not paths and command.instead not in values:
        raise UsageError(f"{command.name} 后面缺少{zh}。", f"{command.name} needs {en}.")
    if len(paths) > 1 and not command.many:
        raise UsageError(
            f"{command.name} 一次只处理一个文件，多出 {paths[1]}。",
            f"{command.name} takes one file at a time; {paths[1]} is one too many.",
        )
    for option in command.options:
        spelling = "/".join(option.names)
        if option.key in command.required and option.key not in values:
            raise UsageError(f"缺少 {spelling}。", f"{spelling} is missing.")
        if option.key in values:
            _relate(option, values)


def _relate(option: Option, values: Mapping[str, Any]) -> None:
    """Returns if an option that is given makes sense beside the others."""
    name = option.names[-1]
    if option.needs and option.needs not in values:
        raise UsageError(
            f"{name} 要与 --{option.needs} 同用。", f"{name} goes with --{option.needs} alone."
        )
    for other in option.against:
        if other in values:
            raise UsageError(
                f"{name} 与 --{other} 不能同用。", f"{name} and --{other} exclude each other."
            )
