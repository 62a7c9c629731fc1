"""What a text could do to a terminal, to an encoder or to the order of letters is written out."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from gouji.core.cli.terminal import say, say_error, say_record
from gouji.core.errors import GoujiError, SourceBrokenError
from gouji.core.export.records import to_json
from gouji.core.printable import json_safe, printable

UNSAFE = [
    *map(chr, range(0x0A)),
    *map(chr, range(0x0B, 0x20)),
    *map(chr, range(0x7F, 0xA0)),
    *"\u061c\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069",
    "\udce9",
    "\ud800",
]


@pytest.mark.parametrize("unsafe", UNSAFE, ids=ascii)
def test_nothing_unsafe_reaches_the_terminal_and_it_is_seen_that_it_was_there(
    monkeypatch: pytest.MonkeyPatch, unsafe: str
) -> None:
    out, error = io.StringIO(), io.StringIO()
    monkeypatch.setattr(sys, "stdout", out)
    monkeypatch.setattr(sys, "stderr", error)

    say(f"甲{unsafe}乙")
    say_error(f"甲{unsafe}乙")
    say_record(to_json({f"甲{unsafe}": f"乙{unsafe}"}))

    shown = out.getvalue() + error.getvalue()
    assert unsafe not in shown
    assert shown.splitlines()[0] == f"甲{printable(unsafe)}乙"
    assert printable(unsafe).startswith("\\")
    assert json.loads(shown.splitlines()[1]) == {f"甲{unsafe}": f"乙{unsafe}"}


def test_json_that_is_safe_says_the_same() -> None:
    text = json.dumps({"a": "甲\u202e乙\x9b\u2066"}, ensure_ascii=False)

    assert json_safe(text).encode("utf-8")
    assert json.loads(json_safe(text)) == json.loads(text)


def test_common_text_stays_as_it_is() -> None:
    assert (
        printable("某县 2021 年度报告（1）.pdf — “甲”\u3000乙")
        == "某县 2021 年度报告（1）.pdf — “甲”\u3000乙"
    )
    assert printable("甲\n乙", keep="\n") == "甲\n乙"


@pytest.mark.parametrize("name", ["caf\udce9.pdf", "a\nb.pdf", "a\u202eb.pdf", "a\x9bb.pdf"])
def test_an_error_is_one_line_that_can_be_written_anywhere(name: str) -> None:
    for error in (SourceBrokenError(Path(name)), GoujiError(f"{name}。", f"{name}.")):
        for language in ("zh", "en"):
            line = error.sentence(language)
            assert line.encode("utf-8").decode() == printable(line)
