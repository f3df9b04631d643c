"""The OpenAPI document, written from the URL table, the views and the types of their answers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from http import HTTPStatus
from typing import Any, get_type_hints

import msgspec
from django.conf import settings
from django.http.response import HttpResponseBase
from django.urls import URLPattern

from reviews.api import shapes
from reviews.api.models import Scope
from reviews.api.wire import PER_MINUTE, Operation

VERSION = "1.0.0"
REFUSALS = {
    HTTPStatus.UNAUTHORIZED: "No token, or one that is not good (any more).",
    HTTPStatus.FORBIDDEN: "The token is not for this scope, or for another workshop alone.",
    HTTPStatus.NOT_FOUND: "It does not exist, or is not yours to see: the answer is the same.",
    HTTPStatus.UNPROCESSABLE_ENTITY: "What stands behind the question mark does not fit.",
    HTTPStatus.TOO_MANY_REQUESTS: f"More than {PER_MINUTE} requests in a minute.",
}
PATH_WORDS = {
    "slug": "The workshop's address, as in its pages.",
    "ref": "The paper's ref, as you know it.",
    "kind": "Which of its files.",
    "file": "The file's ref.",
}
KINDS = ("original", "blind", "final", "supplement")


@dataclass(frozen=True)
class Endpoint:
    """A line of the URL table, as the document and its page need it."""

    name: str
    path: str
    arguments: tuple[str, ...]
    operation: Operation

    @property
    def words(self) -> str:
        return (self.operation.view.__doc__ or "").strip()

    @property
    def answer(self) -> Any:
        return get_type_hints(self.operation.view)["return"]

    @property
    def is_file(self) -> bool:
        return isinstance(self.answer, type) and issubclass(self.answer, HttpResponseBase)

    @property
    def questions(self) -> Iterator[tuple[str, Any]]:
        yield from get_type_hints(self.operation.query, include_extras=True).items()


@lru_cache(maxsize=1)
def endpoints() -> tuple[Endpoint, ...]:
    from reviews.api.urls import v1

    return tuple(_endpoint(pattern) for pattern in v1 if pattern.name != "api-nothing")


def _endpoint(pattern: URLPattern) -> Endpoint:
    route = str(pattern.pattern)
    names = tuple(pattern.pattern.converters)
    for name, converter in pattern.pattern.converters.items():
        kind = {"SlugConverter": "slug", "StringConverter": "str"}[type(converter).__name__]
        route = route.replace(f"<{kind}:{name}>", f"{{{name}}}")
    return Endpoint(str(pattern.name), f"/{route}", names, pattern.callback.operation)  # type: ignore[attr-defined] # see wire.endpoint


@lru_cache(maxsize=1)
def document() -> dict[str, Any]:
    every = endpoints()
    answers = [each.answer for each in every if not each.is_file]
    found, schemas = msgspec.json.schema_components(
        [*answers, shapes.Problem], ref_template="#/components/schemas/{name}"
    )
    by_answer = dict(zip(map(repr, answers), found, strict=False))
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "fedgenai-site",
            "version": VERSION,
            "summary": "What you see on the pages, as JSON: read only, by personal token.",
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "servers": [{"url": settings.SITE_URL}],
        "security": [{"token": []}],
        "paths": {each.path: {"get": _get(each, by_answer.get(repr(each.answer)))} for each in every},
        "components": {
            "schemas": schemas,
            "securitySchemes": {
                "token": {"type": "http", "scheme": "bearer", "description": "Made on your account's page."}
            },
        },
    }


def _get(each: Endpoint, schema: Any) -> dict[str, Any]:
    summary, _, more = each.words.partition("\n")
    scope = each.operation.scope
    return {
        "operationId": each.name.removeprefix("api-"),
        "summary": summary,
        "description": " ".join(filter(None, [more.strip(), f"Needs the scope `{scope}`." if scope else ""])),
        "parameters": [*_in_path(each.arguments), *_in_query(each)],
        "responses": {"200": _success(schema), **_refusals(each)},
    }


def _in_path(names: Sequence[str]) -> Iterator[dict[str, Any]]:
    for name in names:
        schema: dict[str, Any] = {"type": "string", "pattern": "^[-a-zA-Z0-9_]+$"}
        if name == "kind":
            schema = {"enum": list(KINDS)}
        yield {
            "name": name,
            "in": "path",
            "required": True,
            "description": PATH_WORDS[name],
            "schema": schema,
        }


def _in_query(each: Endpoint) -> Iterator[dict[str, Any]]:
    for name, kind in each.questions:
        schema = msgspec.json.schema(kind)
        words = schema.pop("description", "")
        yield {"name": name, "in": "query", "required": False, "description": words, "schema": schema}


def _success(schema: Any) -> dict[str, Any]:
    if schema is None:
        return {"description": "The file.", "content": {"application/octet-stream": {}}}
    return {"description": "What was asked for.", "content": {"application/json": {"schema": schema}}}


def _refusals(each: Endpoint) -> dict[str, Any]:
    left_out = set() if each.operation.scope or each.arguments else {HTTPStatus.FORBIDDEN}
    if not each.arguments:
        left_out.add(HTTPStatus.NOT_FOUND)
    problem = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {
        str(status.value): {"description": words, "content": problem}
        for status, words in REFUSALS.items()
        if status not in left_out
    }


def scopes() -> list[tuple[str, str]]:
    return [(scope.value, str(scope.label)) for scope in Scope]
