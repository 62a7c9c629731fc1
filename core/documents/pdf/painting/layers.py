"""Which layers (optional content) of a PDF are switched off, as the file says at its opening."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pdfminer.pdftypes import PDFObjRef, dict_value, list_value, resolve1

_DEEPEST = 8
"""Conditions within conditions; a hostile file may nest them without end."""


class Layers:
    """The layers of one document (ISO 32000, 8.11)."""

    def __init__(self, catalog: Mapping[str, Any]) -> None:
        """Reads the state that the file opens with.

        Args:
            catalog: Of the document, as pdfminer has it.
        """
        properties = dict_value(resolve1(catalog.get("OCProperties")) or {})
        opening = dict_value(resolve1(properties.get("D")) or {})
        off = _ids(opening.get("OFF"))
        if name_of(opening.get("BaseState")) == "OFF":
            off = (_ids(properties.get("OCGs")) | off) - _ids(opening.get("ON"))
        self.off = off

    def hides(self, layer: Any) -> bool:
        """Returns whether what belongs to a layer, or to a condition on layers, is not shown.

        Args:
            layer: A reference of pdfminer's to either; None where there is none.
        """
        return bool(self.off) and layer is not None and self._hides(layer, _DEEPEST)

    def _hides(self, layer: Any, depth: int) -> bool:
        if isinstance(layer, PDFObjRef) and layer.objid in self.off:
            return True
        group = resolve1(layer)
        if not isinstance(group, dict) or name_of(group.get("Type")) != "OCMD" or not depth:
            return False
        if "VE" in group:
            return not self._holds(group["VE"], depth - 1)
        members = group.get("OCGs")
        several = resolve1(members)
        listed = several if isinstance(several, list) else [members]
        hidden = [self._hides(one, depth - 1) for one in listed if one is not None]
        policy = name_of(group.get("P"))
        if not hidden:
            return False
        if policy == "AllOn":
            return any(hidden)
        if policy == "AnyOff":
            return not any(hidden)
        return not all(hidden) if policy == "AllOff" else all(hidden)

    def _holds(self, expression: Any, depth: int) -> bool:
        """Returns whether a visibility expression is true."""
        parts = resolve1(expression)
        if not isinstance(parts, list):
            return not self._hides(expression, depth)
        if not parts or not depth:
            return True
        operator, *operands = parts
        held = (self._holds(one, depth - 1) for one in operands)
        if name_of(operator) == "Not":
            return not all(held)
        return any(held) if name_of(operator) == "Or" else all(held)


def name_of(value: Any) -> str:
    """Returns a name of PDF as text; empty where it is something else."""
    name = getattr(resolve1(value), "name", "")
    return name if isinstance(name, str) else ""


def _ids(groups: Any) -> set[int]:
    listed = resolve1(groups)
    if not isinstance(listed, list):
        return set()
    return {one.objid for one in list_value(listed) if isinstance(one, PDFObjRef)}
