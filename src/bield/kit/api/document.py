"""The OpenAPI 3.1 document, written from the very declarations that the door goes by."""

import re
from collections.abc import Iterable, Iterator
from http import HTTPStatus
from typing import Any

from bield.kit.api import problems
from bield.kit.api.door import KEY, KEY_FORM
from bield.kit.api.operations import Operation, Route
from bield.kit.api.problems import Problem
from bield.kit.api.records import Record, described
from bield.kit.api.shapes import Schema

CONVERTED = re.compile(r"<[a-z]+:([a-z_]+)>")
ALWAYS = (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.TOO_MANY_REQUESTS)
WITH_BODY = (
    HTTPStatus.BAD_REQUEST,
    HTTPStatus.LENGTH_REQUIRED,
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
)
SAYS = {
    HTTPStatus.BAD_REQUEST: "The body is no JSON that we take, or there is no key.",
    HTTPStatus.UNAUTHORIZED: "No token, or none that works.",
    HTTPStatus.FORBIDDEN: "The token has not the scope that this needs.",
    HTTPStatus.NOT_FOUND: "Nothing here for this token: absent, foreign and forbidden alike.",
    HTTPStatus.LENGTH_REQUIRED: "The request does not say how long it is.",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "More than a megabyte.",
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE: "Not JSON in UTF-8.",
    HTTPStatus.UNPROCESSABLE_ENTITY: "Refused, with everything that is wrong at once.",
    HTTPStatus.TOO_MANY_REQUESTS: "Too many wrong tokens from where you are.",
    HTTPStatus.SERVICE_UNAVAILABLE: "It could not be kept, and nothing of it happened.",
}


def written(
    routes: Iterable[Route], *, prefix: str, title: str, says: str, version: str
) -> dict[str, Any]:
    book: dict[str, Schema] = {}
    Record(Problem).schema(book)
    paths: dict[str, Any] = {}
    for route in routes:
        place = prefix + CONVERTED.sub(r"{\1}", route.address)
        paths[place] = {
            method.lower(): _operation(operation, book)
            for method, operation in route.operations.items()
        }
    return {
        "openapi": "3.1.0",
        "info": {"title": title, "version": version, "description": says},
        "servers": [{"url": "/"}],
        "security": [{"token": []}],
        "paths": paths,
        "components": {
            "schemas": dict(sorted(book.items())),
            "securitySchemes": {
                "token": {
                    "type": "http",
                    "scheme": "bearer",
                    "description": "A token made on the page “Tokens for other systems”.",
                }
            },
        },
    }


def _operation(operation: Operation, book: dict[str, Schema]) -> dict[str, Any]:
    said: dict[str, Any] = {
        "operationId": operation.name,
        "summary": operation.title,
        "security": [{"token": [operation.scope]}],
        "responses": dict(_responses(operation, book)),
    }
    if operation.says:
        said["description"] = operation.says
    if parameters := list(_parameters(operation, book)):
        said["parameters"] = parameters
    if operation.body is not None:
        content = {"application/json": {"schema": operation.body.schema(book)}}
        said["requestBody"] = {"required": True, "content": content}
    return said


def _parameters(operation: Operation, book: dict[str, Schema]) -> Iterator[dict[str, Any]]:
    for name, shape in operation.path.items():
        yield {"name": name, "in": "path", "required": True, "schema": shape.schema(book)}
    for member in operation.query.members if operation.query else ():
        yield {
            "name": member.name,
            "in": "query",
            "required": member.required,
            "schema": member.shape.schema(book),
        } | ({"description": member.says} if member.says else {})
    if operation.once:
        schema = {"type": "string", "pattern": f"^{KEY_FORM}$"}
        says = "New for each thing, and the same when it is sent again: then nothing new is made."
        yield {
            "name": KEY,
            "in": "header",
            "required": True,
            "schema": described(schema, says),
        }


def _responses(operation: Operation, book: dict[str, Schema]) -> Iterator[tuple[str, Any]]:
    content = {"application/json": {"schema": operation.answer.schema(book)}}
    yield str(operation.status.value), {"description": operation.title, "content": content}
    for status in sorted(_failures(operation)):
        problem = {problems.MEDIA: {"schema": {"$ref": "#/components/schemas/Problem"}}}
        yield str(status.value), {"description": SAYS[status], "content": problem}


def _failures(operation: Operation) -> set[HTTPStatus]:
    found = {*ALWAYS, HTTPStatus.SERVICE_UNAVAILABLE}
    if operation.path or operation.flows:
        found.add(HTTPStatus.NOT_FOUND)
    if operation.query is not None or operation.body is not None or operation.once:
        found.add(HTTPStatus.UNPROCESSABLE_ENTITY)
    if operation.body is not None:
        found |= set(WITH_BODY)
    if operation.once:
        found.add(HTTPStatus.BAD_REQUEST)
    return found
