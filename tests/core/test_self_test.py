"""The self-test tries what an installation has to do, and says what it lacks."""

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from gouji.core import cli, self_test
from gouji.core.bilingual import Bilingual
from gouji.core.cli import commands
from gouji.core.self_test import StepOutcome, run, steps
from gouji.core.self_test.listening import Listening
from gouji.core.self_test.steps import STEPS, Bench, FailedError
from gouji.core.worker import Worker

QUICK = [(name, step) for name, step in STEPS if step is not steps.read_scan]
"""All but the scan, which takes longer than the rest together; its reader has its tests."""


@pytest.fixture
def bench(tmp_path: Path, warm_workers: None) -> Iterator[Bench]:
    with Worker() as worker:
        yield Bench(tmp_path, worker)


def test_a_sound_installation_passes_and_keeps_nothing_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "STEPS", QUICK)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))

    outcomes = list(self_test.run_self_test())

    assert len(outcomes) == len(QUICK)
    assert [outcome.found for outcome in outcomes if not outcome.passed] == []
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_cell_that_is_read_otherwise_fails_it(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = steps.expected_samples()
    name, sample = next(iter(expected.items()))
    other = replace(sample, cells={**sample.cells, "t3.new.natural": "99"})
    monkeypatch.setattr(steps, "expected_samples", lambda: {name: other})

    with pytest.raises(FailedError) as failed:
        steps.read_samples(bench)

    assert "t3.new.natural" in failed.value.found[0]
    assert name in failed.value.found[1]


def test_a_missing_part_is_one_failed_line_and_the_rest_goes_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def lacking(_bench: Bench) -> Bilingual:
        raise ModuleNotFoundError("No module named 'lxml'", name="lxml")

    monkeypatch.setattr(run, "STEPS", [(Bilingual("甲", "a"), lacking), QUICK[0]])

    first, second = self_test.run_self_test()

    assert (first.passed, second.passed) == (False, True)
    assert "lxml" in first.found[1]


def test_what_reaches_for_a_network_is_heard() -> None:
    listening = Listening()

    sys.audit("socket.connect", None, "/run/user/0/bus")  # how the parts of a desktop talk
    sys.audit("socket.gethostbyname", "example.org")

    assert listening.heard == ["socket.gethostbyname example.org"]


@pytest.mark.parametrize(("passed", "code"), [(True, 0), (False, 1)])
def test_the_exit_code_says_whether_all_passed(
    passed: bool, code: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    outcome = StepOutcome(Bilingual("窗口", "window"), Bilingual("好", "fine"), passed)
    monkeypatch.setattr(self_test, "run_self_test", lambda: iter([outcome]))

    assert cli.main(["self-test", "--language", "en"]) == code

    assert capsys.readouterr().out.splitlines()[0] == f"{'✓' if passed else '✗'} window: fine"
    assert commands.SOMETHING_FAILED == 1


def test_it_takes_no_path(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["self-test", "a.pdf", "--language", "en"]) == 2

    assert "self-test takes no path" in capsys.readouterr().err
