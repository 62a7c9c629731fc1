"""A command line is read by its tables, and a wrong one is told in one sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from gouji.core.cli.command_line import read_line
from gouji.core.cli.helping import help_text
from gouji.core.cli.option import UsageError
from gouji.core.cli.options import COMMANDS
from gouji.core.cli.terminal import system_language, wanted_language


def test_paths_and_options_may_stand_in_any_order() -> None:
    request = read_line(["check", "a.pdf", "--json", "b.pdf", "--password", "p w"])

    assert request.command == "check"
    assert request.paths == (Path("a.pdf"), Path("b.pdf"))
    assert request.values == {"json": True, "password": "p w"}


def test_a_value_may_stand_behind_an_equals_sign() -> None:
    request = read_line(["export", "a.pdf", "--output=b.xlsx", "--report=2", "--password=a=b"])

    assert request.values == {"output": Path("b.xlsx"), "report": 2, "password": "a=b"}


def test_a_password_may_begin_with_a_dash() -> None:
    assert read_line(["check", "a.pdf", "--password", "-x"]).values == {"password": "-x"}


def test_what_follows_two_dashes_is_a_path() -> None:
    assert read_line(["check", "--", "--json"]).paths == (Path("--json"),)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (["nothing"], "没有命令 nothing"),
        (["--json"], "没有选项 --json"),
        (["check"], "缺少路径"),
        (["check", ""], "路径是空的"),
        (["check", "a", "--what"], "没有选项 --what"),
        (["check", "a", "--json=1"], "--json 不带值"),
        (["check", "a", "--password"], "--password 后面缺少值"),
        (["check", "a", "--language", "fr"], "zh 或 en，不是“fr”"),
        (["extract", "a", "b"], "多出 b"),
        (["extract", "a", "--report", "0"], "1 以上的整数"),
        (["extract", "a", "--report", "²"], "1 以上的整数"),
        (["extract", "a", "--report", "1234567890123456789012"], "最多 9 位"),
        (["batch", "a", "-o", "b.xlsx", "--seconds", "1234567890"], "最多 9 位"),
        (["extract", "a", "-o", "b"], "没有选项 -o"),
        (["export", "a"], "缺少 -o/--output"),
    ],
)
def test_a_wrong_line_says_what_is_wrong(line: list[str], words: str) -> None:
    with pytest.raises(UsageError, match=words) as caught:
        read_line(line)

    assert "gouji --help" in caught.value.sentence("en")


def test_general_options_may_stand_before_the_command() -> None:
    request = read_line(["--language", "zh", "check", "x.pdf", "--json"])

    assert (request.command, request.paths) == ("check", (Path("x.pdf"),))
    assert request.values == {"language": "zh", "json": True}
    assert read_line(["--help", "check"]).command == "check"
    assert read_line(["--language=en", "--version", "check"]).values["version"]
    with pytest.raises(UsageError, match="没有选项 --json"):
        read_line(["--json", "check", "x.pdf"])


def test_help_is_given_even_where_something_is_missing() -> None:
    assert read_line(["export", "--help"]).values == {"help": True}
    assert read_line([]).values == {"help": True}
    assert read_line(["--help", "--version"]).values["version"]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_the_help_names_every_option(command: object, language: str) -> None:
    named = next(known for known in COMMANDS if known is command)

    text = help_text(named.name, language)

    assert all(name in text for option in named.options for name in option.names)
    assert named.name in help_text("", language)


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "zh_TW"}, "zh"),
        ({"LANG": "zh_CN.GBK", "LC_MESSAGES": "C"}, "en"),
    ],
)
def test_the_language_is_that_of_the_system(environment: dict[str, str], language: str) -> None:
    assert system_language(environment) == language


def test_the_language_is_known_even_on_a_wrong_line() -> None:
    assert wanted_language(["check", "--what", "--language", "en"]) == "en"
    assert wanted_language(["check", "--what", "--language=zh"]) == "zh"
