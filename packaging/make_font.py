"""Makes resources/fonts/GoujiSong.ttf, the type of the review opinion as PDF.

It is Noto Serif CJK SC (SIL Open Font License 1.1), cut down to the characters of GB 2312 with
Latin letters and the signs that Gouji uses, its outlines turned into those of TrueType, which
the library that writes PDF can embed. Needs fonttools and Debian's fonts-noto-cjk:

python packaging/make_font.py /usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc
"""

import sys
from pathlib import Path

from fontTools import subset
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable

TARGET = Path(__file__).resolve().parent.parent / "resources" / "fonts" / "GoujiSong.ttf"
SIMPLIFIED_CHINESE = 2
"""Index of the font in the collection."""

NAME = "Gouji Song"
SIGNS = "–—−…·•×÷±≤≥≠≈‘’“”«»¥￥№℃✖✔✎◆◇○●□■〓→⇄①②③④⑤⑥⑦⑧⑨⑩"
ERROR = 2.0
"""How far a TrueType outline may lie from the original, in units of 1000 to an em."""


def characters():
    """Returns the characters that the font has."""
    found = set(map(chr, range(0x20, 0x7F))) | set(SIGNS)
    for row in range(0xA1, 0xF8):
        for cell in range(0xA1, 0xFF):
            found.update(bytes([row, cell]).decode("gb2312", "ignore"))
    return found


def cut_down(font):
    """Leaves the wanted characters and what they need to be drawn."""
    options = subset.Options()
    options.layout_features = []
    options.hinting = False
    options.notdef_outline = True
    options.drop_tables += ["vhea", "vmtx", "VORG", "BASE", "GSUB", "GPOS", "DSIG"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[ord(char) for char in characters()])
    subsetter.subset(font)


def turn_into_truetype(font):
    """Replaces the cubic outlines by quadratic ones."""
    glyphs = {}
    for name, glyph in font.getGlyphSet().items():
        pen = TTGlyphPen(None)
        glyph.draw(Cu2QuPen(pen, ERROR, reverse_direction=True))
        glyphs[name] = pen.glyph()
    del font["CFF "]
    font["loca"], font["glyf"] = newTable("loca"), newTable("glyf")
    font["glyf"].glyphOrder = font.getGlyphOrder()
    font["glyf"].glyphs = glyphs
    font["maxp"].tableVersion = 0x00010000
    for field in ("Zones", "TwilightPoints", "Storage", "FunctionDefs", "InstructionDefs"):
        setattr(font["maxp"], f"max{field}", 0)
    for field in ("StackElements", "SizeOfInstructions", "ComponentElements", "ComponentDepth"):
        setattr(font["maxp"], f"max{field}", 0)
    font["maxp"].maxZones = 1
    font["post"].formatType = 3.0
    font.sfntVersion = "\0\1\0\0"


def name_anew(font):
    """Gives the font a name of its own; copyright and licence stay."""
    table = font["name"]
    made_from = f"Subset of {table.getDebugName(4)}, {table.getDebugName(5)}"
    table.names = [entry for entry in table.names if entry.nameID in (0, 13, 14)]
    texts = {1: NAME, 2: "Regular", 3: NAME, 4: NAME, 5: "Version 1.0", 6: "GoujiSong"}
    for number, text in {**texts, 10: made_from}.items():
        table.setName(text, number, 3, 1, 0x409)


def main():
    """Makes the font out of the collection that is named."""
    font = TTFont(sys.argv[1], fontNumber=SIMPLIFIED_CHINESE, recalcTimestamp=False)
    cut_down(font)
    turn_into_truetype(font)
    name_anew(font)
    TARGET.parent.mkdir(exist_ok=True)
    font.save(TARGET)
    print(f"{TARGET}: {font['maxp'].numGlyphs} glyphs, {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main()
