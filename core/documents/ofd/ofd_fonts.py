"""The fonts of an OFD as reportlab knows them."""

from __future__ import annotations

import io
from importlib import resources as files

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from .resources import Parts, Resources

_PRIVATE, _PRIVATE_END = 0xE000, 0xF8FF
"""Characters that stand for none (Unicode, private use area)."""


class OfdFonts:
    """The fonts of a document: an embedded one where it can be read, else the type that Gouji
    carries, so that nothing hangs on what a machine has.
    """

    def __init__(self, parts: Parts, resources: Resources) -> None:
        self._parts = parts
        self._resources = resources
        self._known: dict[str, TTFont] = {}
        self._of_glyphs: dict[str, _GlyphFont | None] = {}
        self._carried = _font(
            "OfdCarried", (files.files("gouji.resources") / "fonts/GoujiSong.ttf").read_bytes()
        )

    def font(self, key: str, character: str) -> TTFont:
        """Returns the font that a character is drawn with."""
        if key not in self._known:
            self._known[key] = self._embedded(key, f"Ofd{len(self._known)}") or self._carried
        own = self._known[key]
        return own if ord(character) in own.face.charToGlyph else self._carried

    def glyph(self, key: str, character: str, glyph: int) -> tuple[TTFont, str] | None:
        """Returns the font that draws a glyph by its number, and what is written to draw it.

        That is the character that the text names, as long as it always names this glyph; a
        character that is drawn as another one elsewhere stands for none.

        Args:
            key: Of the font.
            character: What the text says.
            glyph: Its number in the font (CGTransform).

        Returns:
            None where the font cannot be read, or has no such glyph.
        """
        if key not in self._of_glyphs:
            own = self._embedded(key, f"OfdGlyphs{len(self._of_glyphs)}")
            self._of_glyphs[key] = _GlyphFont(own) if own is not None else None
        font = self._of_glyphs[key]
        written = font.written(character, glyph) if font is not None else None
        return None if font is None or written is None else (font.font, written)

    def _embedded(self, key: str, name: str) -> TTFont | None:
        part = self._resources.fonts.get(key, "")
        data = self._parts.package.data(part) if part else None
        if data is None:
            return None
        try:
            return _font(name, data)
        except Exception:  # noqa: BLE001 - whatever is wrong with a font, the carried one is there
            return None


class _GlyphFont:
    """A font whose glyphs are named by the text instead of its own map."""

    def __init__(self, font: TTFont) -> None:
        self.font = font
        self._named: dict[int, int] = {}
        self._glyphs = len(font.face.glyphPos) - 1

    def written(self, character: str, glyph: int) -> str | None:
        """Returns the character that stands for a glyph from now on."""
        if not 0 <= glyph < self._glyphs:
            return None
        code = ord(character)
        if self._named.setdefault(code, glyph) != glyph:
            code = min(_PRIVATE + glyph, _PRIVATE_END)
            if self._named.setdefault(code, glyph) != glyph:
                return None
        self.font.face.charToGlyph[code] = glyph
        return chr(code)


def _font(name: str, data: bytes) -> TTFont:
    font = TTFont(name, io.BytesIO(data))
    pdfmetrics.registerFont(font)
    return font
