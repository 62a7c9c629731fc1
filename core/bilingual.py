"""Wording in Chinese and in English: one value, from which the language of the reader is taken."""

from __future__ import annotations

from typing import NamedTuple

LANGUAGES = ZH, EN = "zh", "en"
"""The languages of Gouji, by their codes (ISO 639-1)."""


class Bilingual(NamedTuple):
    """The same wording in Chinese and in English; empty in both where nothing is said."""

    zh: str = ""
    en: str = ""

    def in_language(self, language: str) -> str:
        """Returns the wording in "zh" or "en"; in English for any other code."""
        return self.zh if language == ZH else self.en


UNSAID = Bilingual()
"""Nothing, in either language."""
