"""Makes resources/fonts/GoujiSong.ttf, the type that Gouji carries.

It is Noto Serif CJK SC (SIL Open Font License 1.1), cut down to the characters of GB 2312, those
of the official list of 2013 (Tongyong Guifan Hanzi Biao, which names of places and persons keep
to), Latin letters and signs, its outlines turned into those of TrueType, which the library that
writes PDF can embed. A second character map, in a table that only Gouji's reader of PDF looks at,
gives a sign of a missing character for all others. Needs fonttools and Debian's fonts-noto-cjk
and unicode-data:

python packaging/make_font.py /usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc \
    /usr/share/unicode/Unihan_OtherMappings.txt.bz2
"""

import bz2
import sys
import unicodedata
from pathlib import Path

from fontTools import subset
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable
from fontTools.ttLib.tables.DefaultTable import DefaultTable

TARGET = Path(__file__).resolve().parent.parent / "resources" / "fonts" / "GoujiSong.ttf"
SIMPLIFIED_CHINESE = 2
"""Index of the font in the collection."""

NAME = "Gouji Song"
SIGNS = (  # ranges of Unicode, first and last
    (0x20, 0x7E),  # ASCII
    (0xA1, 0x17F),  # Latin
    (0x2010, 0x205F),  # punctuation
    (0x2070, 0x209C),  # superscripts and subscripts
    (0x20A0, 0x20C0),  # currencies
    (0x2100, 0x22FF),  # letterlike signs, numbers, arrows, mathematics
    (0x2460, 0x27BF),  # enclosed numbers, lines, shapes, ticks
    (0x2E80, 0x2FDF),  # radicals, which some programs print for characters
    (0x3000, 0x312F),  # punctuation, numbers, kana, zhuyin
    (0x3200, 0x33FF),  # enclosed characters, units
    (0xFE10, 0xFE19),  # punctuation of upright lines
    (0xFE30, 0xFE4F),  # the same, other forms
    (0xFF01, 0xFFEE),  # full-width forms
)
LACKING = 0x3013
"""The geta mark, which stands for a character that a printer does not have."""

STANDING_IN = {0x2716: 0xD7, 0x2714: 0x221A}
"""Signs of the window that the original lacks, and what is shown for them: a cross, a tick."""

SECOND_MAP = "GJcm"
"""The table of the second character map, laid out as ``cmap`` is."""

ERROR = 2.0
"""How far a TrueType outline may lie from the original, in units of 1000 to an em."""


def characters(unihan):
    """Returns the characters that are wanted.

    Args:
        unihan: The file of Unicode that says which characters the official list has.
    """
    found = {chr(code) for first, last in SIGNS for code in range(first, last + 1)}
    for row in range(0xA1, 0xF8):
        for cell in range(0xA1, 0xFF):
            found.update(bytes([row, cell]).decode("gb2312", "ignore"))
    with bz2.open(unihan, "rt", encoding="utf-8") as lines:
        listed = (line.split("\t") for line in lines if "\tkTGH\t" in line)
        found.update(chr(int(fields[0][2:], 16)) for fields in listed)
    return found


def cut_down(font, wanted):
    """Leaves the wanted characters and what they need to be drawn."""
    options = subset.Options()
    options.layout_features = []
    options.hinting = False
    options.notdef_outline = True
    options.drop_tables += ["vhea", "vmtx", "VORG", "BASE", "GSUB", "GPOS", "DSIG"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[ord(char) for char in wanted])
    subsetter.subset(font)


def add_signs(font):
    """Gives the signs of the window that the font lacks the glyphs that stand in for them."""
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap |= {sign: table.cmap[like] for sign, like in STANDING_IN.items()}


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


def add_second_map(font):
    """Adds the character map in which every character that prints has a glyph."""
    own = font.getBestCmap()
    lacking, space = own[LACKING], own[0x20]
    table = CmapSubtable.newSubtable(13)  # many characters, one glyph
    table.platformID, table.platEncID, table.language = 3, 10, 0
    table.cmap = dict(own)
    for code in range(0xA0, sys.maxunicode + 1):
        category = unicodedata.category(chr(code))
        if code not in own and category not in ("Cc", "Cf"):
            table.cmap[code] = space if category[0] == "Z" else lacking
    cmap = newTable("cmap")
    cmap.tableVersion, cmap.tables = 0, [table]
    font[SECOND_MAP] = DefaultTable(SECOND_MAP)
    font[SECOND_MAP].data = cmap.compile(font)


def name_anew(font):
    """Gives the font a name of its own; copyright and licence stay."""
    table = font["name"]
    made_from = f"Subset of {table.getDebugName(4)}, {table.getDebugName(5)}"
    table.names = [entry for entry in table.names if entry.nameID in (0, 13, 14)]
    texts = {1: NAME, 2: "Regular", 3: NAME, 4: NAME, 5: "Version 2.0", 6: "GoujiSong"}
    for number, text in {**texts, 10: made_from}.items():
        table.setName(text, number, 3, 1, 0x409)


def main():
    """Makes the font out of the collection and the list of characters that are named."""
    collection, unihan = sys.argv[1:]
    font = TTFont(collection, fontNumber=SIMPLIFIED_CHINESE, recalcTimestamp=False)
    cut_down(font, characters(unihan))
    add_signs(font)
    turn_into_truetype(font)
    add_second_map(font)
    name_anew(font)
    TARGET.parent.mkdir(exist_ok=True)
    font.save(TARGET)
    print(f"{TARGET}: {font['maxp'].numGlyphs} glyphs, {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main()
