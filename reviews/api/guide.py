"""The document as a page for people: each endpoint with what it takes, and what it answers."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from reviews.api.document import document, endpoints

SCHEMAS = "#/components/schemas/"
EVERYWHERE = {"slug", "page"}
"""Said once for all."""


@dataclass(frozen=True)
class Field:
    name: str
    kind: str
    words: str


@dataclass(frozen=True)
class Section:
    name: str
    path: str
    summary: str
    scope: str
    takes: tuple[Field, ...]
    answer: str
    words: str
    fields: tuple[Field, ...]

    @property
    def short(self) -> str:
        return self.path.removeprefix("/api/v1/").replace("workshops/{slug}/", "…/")


def sections() -> list[Section]:
    paths = document()["paths"]
    return [
        _section(each.name, each.path, paths[each.path]["get"], each.operation.scope) for each in endpoints()
    ]


def _section(name: str, path: str, get: dict[str, Any], scope: str | None) -> Section:
    takes = tuple(
        Field(each["name"], _kind(each["schema"]), each["description"])
        for each in get["parameters"]
        if each["name"] not in EVERYWHERE
    )
    schema = get["responses"]["200"]["content"].get("application/json", {}).get("schema")
    if schema is None:
        return Section(name, path, get["summary"], scope or "", takes, "a file", "", ())
    shape = _resolved(schema)
    rows = shape["properties"].get("rows") if "next" in shape["properties"] else None
    answer = "rows, 50 a page, with ?page= from 1" if rows else "an object"
    shape = _resolved(rows["items"]) if rows else shape
    fields = tuple(_fields(shape))
    return Section(
        name, path, get["summary"], scope or "", takes, answer, shape.get("description", ""), fields
    )


def _fields(shape: dict[str, Any], prefix: str = "") -> Iterator[Field]:
    """What lies inside stands below, under its whole name."""
    for name, schema in shape["properties"].items():
        yield Field(prefix + name, _kind(schema), schema.get("description", ""))
        inner = _inner(schema)
        if inner:
            yield from _fields(inner, f"{prefix}{name}{'[]' if schema.get('type') == 'array' else ''}.")


def _inner(schema: dict[str, Any]) -> dict[str, Any] | None:
    target = schema.get("items", schema)
    return _resolved(target) if "$ref" in target else None


def _kind(schema: dict[str, Any]) -> str:
    if "$ref" in schema:
        return "object"
    if "enum" in schema:
        return " | ".join(map(str, schema["enum"]))
    if "anyOf" in schema:
        return " or ".join(_kind(each) for each in schema["anyOf"])
    if schema.get("type") == "array":
        return f"list of {_kind(schema['items'])}"
    return str(schema.get("format") or schema.get("type", ""))


def _resolved(schema: dict[str, Any]) -> dict[str, Any]:
    if "$ref" not in schema:
        return schema
    found: dict[str, Any] = document()["components"]["schemas"][schema["$ref"].removeprefix(SCHEMAS)]
    return found
