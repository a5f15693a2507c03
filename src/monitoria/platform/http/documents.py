"""The OpenAPI 3.1 document, made from the declared routes, and a page that browses it without the internet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import flask_openapi3_swagger
from flask import Blueprint, Response, jsonify
from flask_openapi3 import Tag
from pydantic import BaseModel

from monitoria.platform.access import may_any_key
from monitoria.platform.http.headers import new_nonce
from monitoria.platform.http.problems import ProblemShape
from monitoria.platform.http.routing import Auth, Route

if TYPE_CHECKING:
    from flask_openapi3.openapi import OpenAPI

_PROBLEMS = {
    400: "The body is not JSON, or the request can't be read.",
    401: "Nobody is signed in, or the token is expired, forged or revoked.",
    403: "The role does not allow this.",
    404: "Unknown, or out of the caller's reach.",
    405: "The address does not take this method.",
    409: "The state of the world does not allow this.",
    413: "The body is over the limit.",
    415: "The body is not application/json.",
    422: "The payload is refused; `errors` points to the fields.",
    429: "Too many attempts; see Retry-After.",
    503: "The database is away for a moment; nothing was changed.",
}
_SWAGGER_PAGE = """<!doctype html>
<html lang="pt-BR"><head><meta charset="utf-8"><title>Monitoria · API</title>
<link rel="stylesheet" href="/api/docs/files/css/swagger-ui.css"></head>
<body><div id="swagger-ui"></div>
<script src="/api/docs/files/js/swagger-ui-bundle.js"></script>
<script src="/api/docs/start.js"></script></body></html>"""
_SWAGGER_START = (
    """window.ui = SwaggerUIBundle({url: "/api/openapi.json", dom_id: "#swagger-ui", deepLinking: true});"""
)


def describe_routes(app: OpenAPI, routes: Sequence[Route]) -> None:
    """Make the application's document of `routes`: `app.spec_json`, put together by the library and completed."""
    for route in routes:
        _collect(app, route)
    app.generate_spec_json()  # type: ignore[no-untyped-call]
    _complete_document(app.spec_json, routes)


def _collect(app: OpenAPI, route: Route) -> None:
    """Add `route` to what the library collects (its view is added apart: parsing and errors are ours)."""

    def shim() -> None:
        """Carries the handler's name, text and shapes to the document."""

    shim.__name__ = route.name
    shim.__doc__ = route.handler.__doc__
    shim.__annotations__ = {
        name: shape
        for name, shape in (("path", route.path), ("query", route.query), ("body", route.body), ("form", route.form))
        if shape is not None
    }
    app._collect_openapi_info(  # the one door of the library that documents without registering a view
        route.rule,
        shim,
        tags=[Tag(name=route.tag)],
        responses={str(route.status): route.answer} if route.answer else {},
        security=_security(route),
        method=route.method,
    )


def _complete_document(document: dict[str, Any], declared: Sequence[Route]) -> None:
    """Add what holds for every route: problems, headers, empty answers."""
    document["components"]["schemas"] = {
        name: schema
        for name, schema in document["components"]["schemas"].items()
        if not name.startswith("ValidationErrorModel")
    } | _problem_schemas()
    routes = {(_documented(route.rule), route.method.lower()): route for route in declared}
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            _complete(operation, routes[path, method])
    document["servers"] = [{"url": "/"}]


def serve_documents(app: Any) -> None:
    """Serve the document at /api/openapi.json and the page at /api/docs."""
    folder = f"{next(iter(flask_openapi3_swagger.__path__))}/templates/swagger"
    pages = Blueprint("documents", __name__, static_folder=folder, static_url_path="/api/docs/files")
    pages.add_url_rule("/api/openapi.json", "document", lambda: jsonify(app.api_doc))
    pages.add_url_rule("/api/docs", "browse", _browse)
    pages.add_url_rule(
        "/api/docs/start.js", "start", lambda: Response(_SWAGGER_START, content_type="text/javascript; charset=utf-8")
    )
    app.register_blueprint(pages)


def _browse() -> Response:
    new_nonce()
    return Response(_SWAGGER_PAGE, content_type="text/html; charset=utf-8")


def _security(route: Route) -> list[dict[str, list[Any]]]:
    both: list[dict[str, list[Any]]] = [{"bearer": []}, {"cookie": []}]
    if route.auth is Auth.PUBLIC:
        return []
    if route.auth is Auth.REFRESH:
        return both
    if route.permission is None or may_any_key(route.permission):
        both.append({"key": [] if route.permission is None else [route.permission.value]})
    return [{}, *both] if route.auth is Auth.OPTIONAL else both


def _documented(rule: str) -> str:
    return rule.replace("<", "{").replace(">", "}")


def _problem_schemas() -> dict[str, Any]:
    schema = ProblemShape.model_json_schema(ref_template="#/components/schemas/{model}")
    parts = schema.pop("$defs", {})
    return {"ProblemShape": schema, **parts}


def _describe_bytes(responses: dict[str, Any], route: Route) -> None:
    for status in (route.status, *route.also):
        content = {kind: {"schema": {"type": "string", "format": "binary"}} for kind in route.content}
        responses[str(status)] = {"description": "The bytes, or those asked for.", "content": content}


def _complete(operation: dict[str, Any], route: Route) -> None:
    responses = operation["responses"]
    responses.pop("422", None)
    if route.answer is None or not issubclass(route.answer, BaseModel):
        responses[str(route.status)] = {"description": "Done; nothing to tell."}
    content = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/ProblemShape"}}}
    if route.empty:
        responses["204"] = {"description": "Nothing new."}
    for other in route.also:
        responses[str(other)] = responses[str(route.status)]
    if route.content:
        _describe_bytes(responses, route)
    for status, description in _PROBLEMS.items():
        responses[str(status)] = {"description": description, "content": content}
    if not _security(route):
        operation["security"] = []
    if route.is_creating:
        operation.setdefault("parameters", []).append(
            {
                "name": "Idempotency-Key",
                "in": "header",
                "required": False,
                "description": "The same key and content again gives the first answer again.",
                "schema": {"type": "string", "maxLength": 200},
            }
        )
