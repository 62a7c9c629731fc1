"""The names of the files in a zip, as whoever packed it wrote them."""

from __future__ import annotations


def name_as_written(name: str) -> str:
    """Returns a name that ``zipfile`` took for CP437, since it has no flag of UTF-8, as it was
    written: mostly in GBK.
    """
    try:
        raw = name.encode("cp437")
    except UnicodeEncodeError:
        return name
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return name
