"""The Chinese of the window is complete, kept in step with the code, and read as written."""

import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hand_reports import BROKEN, Put
from PySide6.QtCore import QSettings
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication

from gouji.gui.menus.command_table import MENUS
from gouji.gui.shell.language import FILES, Language, parse_words, read_words

UPDATE = Path(sys.executable).with_name("pyside6-lupdate")

Message = tuple[str, str]


def messages(path: Path) -> dict[Message, ElementTree.Element]:
    """Returns the translation element of every (context, source) of a Linguist file."""
    root = ElementTree.parse(path).getroot()  # noqa: S314 - our own file
    return {
        (context.findtext("name", ""), message.findtext("source", "")): translation
        for context in root.iter("context")
        for message in context.iter("message")
        if (translation := message.find("translation")) is not None
    }


@pytest.fixture(scope="module")
def wanted(root: Path, tmp_path_factory: pytest.TempPathFactory) -> set[Message]:
    """Every text of the code that is marked for translation, as Qt's own tool finds it."""
    if not UPDATE.exists():
        pytest.skip("needs pyside6-lupdate, which comes with PySide6 on the desktop systems")
    target = tmp_path_factory.mktemp("lupdate") / "all.ts"
    sources = sorted(str(path) for path in (root / "gui").rglob("*.py"))
    subprocess.run([UPDATE, "-silent", *sources, "-ts", target], check=True, capture_output=True)
    return set(messages(target))


@pytest.mark.parametrize("name", FILES.values())
def test_every_text_of_the_code_has_a_finished_translation(
    root: Path, wanted: set[Message], name: str
) -> None:
    translated = messages(root / "resources" / "translations" / name)
    assert not wanted - set(translated), "run pyside6-lupdate, then translate"
    unfinished = [key for key in wanted if not translated[key].text or translated[key].attrib]
    assert not unfinished


@pytest.mark.parametrize("name", FILES.values())
def test_no_translation_is_left_of_a_text_that_is_gone(
    root: Path, wanted: set[Message], name: str
) -> None:
    assert not set(messages(root / "resources" / "translations" / name)) - wanted


@pytest.mark.parametrize("name", FILES.values())
def test_placeholders_survive_the_translation(root: Path, name: str) -> None:
    for (_, source), translation in messages(root / "resources" / "translations" / name).items():
        placeholders = {part.split("}")[0] for part in source.split("{")[1:]}
        kept = {part.split("}")[0] for part in (translation.text or "").split("{")[1:]}
        assert kept == placeholders, source


def test_every_command_of_the_menus_is_marked_for_translation(wanted: set[Message]) -> None:
    for _, title, entries in MENUS:
        assert ("Actions", title) in wanted
        for entry in entries:
            if entry is not None:
                assert {("Actions", entry.text), ("Actions", entry.tip)} <= wanted


def test_an_unfinished_translation_is_not_shown() -> None:
    text = (
        "<TS><context><name>A</name>"
        "<message><source>one</source><translation>一</translation></message>"
        '<message><source>two</source><translation type="unfinished">二</translation></message>'
        "</context></TS>"
    )
    assert parse_words(text) == {("A", "one"): "一"}


def test_the_language_changes_while_the_window_is_open(put: Put) -> None:
    window = put(BROKEN)
    assert window.actions_.menus["file"].title() == "文件(&F)"
    sentence = window.findings.sentences[0]
    english = window.findChild(QAction, "language_en")
    assert isinstance(english, QAction)
    english.trigger()
    QApplication.processEvents()
    assert window.actions_.menus["file"].title() == "&File"
    assert window.findings.sentences[0] != sentence
    assert window.status.counts.startswith("Errors")
    assert window.docks["source"].windowTitle() == "Source"
    window.language.choose("zh")
    QApplication.processEvents()
    assert window.findings.sentences[0] == sentence
    assert window.status.counts.startswith("错误")


def test_the_chosen_language_is_kept(qapp: QApplication, settings: QSettings) -> None:
    first = Language(settings)
    first.choose("en")
    first.release()
    later = Language(settings)
    assert later.code == "en"
    later.release()


def test_released_translations_are_gone_at_once(qapp: QApplication, settings: QSettings) -> None:
    language = Language(settings)
    ended: list[bool] = []
    for translator in language._translators:
        translator.destroyed.connect(lambda: ended.append(True))
    count = len(language._translators)
    del translator
    language.release()
    assert len(ended) == count > 0


def test_the_translations_are_part_of_the_package() -> None:
    assert all(read_words(name) for name in FILES.values())
