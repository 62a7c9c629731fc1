"""Holds JSON against the schemas that are shipped."""

from __future__ import annotations

import json
from collections.abc import Iterator
from copy import deepcopy
from functools import cache
from importlib import resources
from typing import Any

from jsonschema import Draft202012Validator
from referencing import Registry, Resource

Schema = dict[str, Any]


@cache
def shipped() -> dict[str, Schema]:
    """Returns the schemas by the names of their outputs."""
    folder = resources.files("gouji.resources") / "schemas"
    files = [file for file in folder.iterdir() if file.name.endswith(".schema.json")]
    return {file.name.split("-")[0]: json.loads(file.read_text("utf-8")) for file in files}


def faults(name: str, value: object, *, described: bool = True) -> list[str]:
    """Returns what is wrong with an output, each fault with its place.

    Args:
        name: Of the schema.
        value: As ``json.loads`` gives it.
        described: A field that the schema does not describe is a fault, as it is in what Gouji
            prints; for those who read it a new field is none.
    """
    found = _validator(name, described).iter_errors(value)
    return [f"{error.json_path}: {error.message[:200]}" for error in found]


@cache
def _validator(name: str, described: bool) -> Draft202012Validator:
    schemas = shipped()
    if described:
        schemas = {key: deepcopy(schema) for key, schema in schemas.items()}
        for node in (node for schema in schemas.values() for node in _objects(schema)):
            node["unevaluatedProperties"] = False
    registry = Registry().with_resources(
        (schema["$id"], Resource.from_contents(schema)) for schema in schemas.values()
    )
    return Draft202012Validator(schemas[name], registry=registry)


def _objects(schema: object) -> Iterator[Schema]:
    """Yields the parts of a schema that say what fields an object has."""
    if isinstance(schema, dict):
        if schema.get("type") == "object" and "properties" in schema:
            yield schema
        for part in schema.values():
            yield from _objects(part)
    elif isinstance(schema, list):
        for part in schema:
            yield from _objects(part)
