"""The fields of a Word document, which print their results: open ones, and what they print."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from .word_names import child, number, value, w

_SILENT = frozenset({
    "ADVANCE", "ASK", "BOOKMARK", "HYPERLINK", "PRIVATE", "RD", "SET", "TA", "TC", "XE",
})  # fmt: skip
"""Kinds of fields that print nothing by themselves."""


@dataclass(slots=True)
class Field:
    """A field that has begun and not ended.

    Attributes:
        form: The data of a form field, where it is one.
        instruction: What stands in it before its result.
        in_result: Its result has begun.
        printed: Its result has a text.
        is_stale: Word is to compute it anew when it opens the file.
    """

    form: etree._Element | None = None
    instruction: str = ""
    in_result: bool = False
    printed: bool = False
    is_stale: bool = False

    @property
    def choice(self) -> str | None:
        """The entry that a list to choose from shows; None where it is no such list."""
        listed = child(self.form, "ddList")
        if listed is None:
            return None
        entries = [value(entry) or "" for entry in listed.findall(w("listEntry"))]
        at = number(child(listed, "result"), number(child(listed, "default"), 0))
        return entries[at] if at < len(entries) else ""

    @property
    def is_owed(self) -> bool:
        """Whether it should print something, and has no result that says what."""
        kind = (self.instruction.split() or [""])[0].upper()
        if not kind and self.form is None:
            return False
        return not self.printed and kind not in _SILENT


@dataclass(slots=True)
class Fields:
    """The open fields, the outermost first."""

    open: list[Field] = field(default_factory=list)

    @property
    def in_instruction(self) -> bool:
        """Whether what comes is read by a program and not printed."""
        return any(not one.in_result for one in self.open)

    def note_text(self, text: str) -> None:
        """Remembers a text that stands in the open fields."""
        for one in self.open:
            if one.in_result:
                one.printed |= bool(text.strip())
            else:
                one.instruction += text

    def begin(self, node: etree._Element) -> None:
        """Opens a field."""
        stale = node.get(w("dirty")) in ("1", "true", "on")
        self.open.append(Field(form=child(node, "ffData"), is_stale=stale))

    def separate(self) -> None:
        """Begins the result of the innermost field."""
        if self.open:
            self.open[-1].in_result = True

    def end(self) -> Field | None:
        """Closes the innermost field and returns it."""
        return self.open.pop() if self.open else None

    def drop_unfinished(self) -> None:
        """Closes all, if one is still at its instruction: one that never ended must not swallow
        the rest of the document.
        """
        if self.in_instruction:
            self.open.clear()
