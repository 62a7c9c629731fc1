"""The languages of the window, chosen by the system or by the user, changeable at run time."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import resources
from xml.etree import ElementTree

from PySide6.QtCore import (
    QCoreApplication,
    QLibraryInfo,
    QLocale,
    QObject,
    QSettings,
    QTranslator,
    Signal,
)

LANGUAGES: Mapping[str, str] = {"zh": "中文", "en": "English"}
"""What the window can speak, by code, each in its own words."""

FILES: Mapping[str, str] = {"zh": "gouji_zh_CN.ts"}
"""The translation of each language but English, which stands in the code."""

QT_OWN: Mapping[str, str] = {"zh": "qtbase_zh_CN"}
"""Qt's own words: the buttons of its dialogs."""

Words = Mapping[tuple[str, str], str]


class TsTranslator(QTranslator):
    """Translates from a Qt Linguist source file, so that no compiled copy can grow stale."""

    def __init__(self, words: Words, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = words

    def isEmpty(self) -> bool:  # noqa: N802 - named by Qt
        """Returns whether there is nothing to translate with."""
        return not self._words

    def translate(
        self,
        context: str,
        sourceText: str,  # noqa: N803 - named by Qt
        disambiguation: str | None = None,
        n: int = -1,
    ) -> str:
        """Returns the translation, or the text itself where there is none.

        Only a null text would send Qt to the next translator, and Python has none to return; so
        this one is to be installed before all others, which makes it the last to be asked.
        """
        return self._words.get((context, sourceText), sourceText)


class Language(QObject):
    """The language that the window speaks.

    Attributes:
        changed: Emitted after another language took effect.
    """

    changed = Signal()

    def __init__(self, settings: QSettings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._translators: list[QTranslator] = []
        self.code = ""
        chosen = str(settings.value("language", ""))
        self._install(chosen if chosen in LANGUAGES else system_language())

    def choose(self, code: str) -> None:
        """Makes the window speak the language of that code, now and at the next start."""
        self._settings.setValue("language", code)
        if code != self.code:
            self._install(code)
            self.changed.emit()

    def release(self) -> None:
        """Takes the translations out of the application again.

        They have no parent, so that they end here and not whenever the garbage collector comes:
        should it come while Qt asks one for a text, Qt would wait for itself to let go of it.
        """
        for translator in self._translators:
            QCoreApplication.removeTranslator(translator)
        self._translators = []

    def _install(self, code: str) -> None:
        self.code = code
        self.release()
        if code in FILES:
            self._translators.append(TsTranslator(read_words(FILES[code])))
        if code in QT_OWN:
            own = QTranslator()
            folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
            if own.load(QT_OWN[code], folder):
                self._translators.append(own)
        for translator in self._translators:
            QCoreApplication.installTranslator(translator)


def system_language() -> str:
    """Returns "zh" on a Chinese system, else "en"."""
    return "zh" if QLocale.system().language() == QLocale.Language.Chinese else "en"


def read_words(name: str) -> Words:
    """Returns the finished translations of a file in ``resources/translations``."""
    path = resources.files("gouji.resources") / "translations" / name
    return parse_words(path.read_text(encoding="utf-8"))


def parse_words(text: str) -> Words:
    """Returns (context, source) to translation from the text of a Linguist file."""
    words: dict[tuple[str, str], str] = {}
    for context in ElementTree.fromstring(text).iter("context"):  # noqa: S314 - our own file
        name = context.findtext("name", "")
        for message in context.iter("message"):
            translation = message.find("translation")
            if translation is not None and translation.text and "type" not in translation.attrib:
                words[name, message.findtext("source", "")] = translation.text
    return words
