"""Every route says who may use it and what crosses it; what is generated from the routes is current."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import BaseModel

from monitoria.platform.access import GRANTS, Permission
from monitoria.platform.http import PageQuery
from monitoria.platform.http.application import Application
from monitoria.platform.http.printouts import access_matrix_text, openapi_text, problem_catalogue_text
from monitoria.platform.http.routing import Auth
from monitoria.platform.metrics.catalogue import catalogue_text

DOCS = Path(__file__).resolve().parents[2] / "docs"


def test_every_route_declares_a_permission_or_says_that_it_is_open(app: Application) -> None:
    for route in app.declared_routes:
        assert (route.permission is None) == (route.auth is not Auth.SIGNED_IN), route.rule


def test_only_the_way_in_is_open(app: Application) -> None:
    opened = {f"{route.method} {route.rule}" for route in app.declared_routes if route.permission is None}
    assert opened == {
        "GET /api/auth/setup",
        "POST /api/auth/login",
        "POST /api/auth/refresh",
        "POST /api/auth/second-factor",
        "GET /api/auth/single-sign-on",
        "POST /api/auth/single-sign-on/start",
        "POST /api/auth/single-sign-on/finish",
        "POST /api/auth/register",
    }


def test_every_route_has_shapes_for_what_comes_and_goes(app: Application) -> None:
    for route in app.declared_routes:
        assert route.answer is not None or route.content or route.status == 204, route.rule
        assert (route.form is not None) == (route.upload is not None), route.rule
        assert ("<" in route.rule) == (route.path is not None), route.rule
        assert route.handler.__doc__, route.rule


def test_no_view_stands_beside_the_declared_routes(app: Application) -> None:
    declared = {route.rule for route in app.declared_routes}
    own = {"/api/openapi.json", "/api/docs", "/api/docs/start.js", "/api/docs/files/<path:filename>"}
    served = {rule.rule.rstrip("/") for rule in app.url_map.iter_rules() if rule.rule.startswith("/api/")}
    assert served == declared | own


def test_operation_names_are_unique(app: Application) -> None:
    names = [route.name for route in app.declared_routes]
    assert len(names) == len(set(names))


def _shapes(kind: type[BaseModel]) -> set[type[BaseModel]]:
    return {kind}.union(*(_shapes(child) for child in kind.__subclasses__()))


def test_shapes_have_names_of_their_own() -> None:
    """The document knows a shape by its class's name alone: two of one name would be one."""
    ours = [shape for shape in _shapes(BaseModel) if shape.__module__.startswith("monitoria.")]
    names = [shape.__name__ for shape in ours]
    assert {name for name in names if names.count(name) > 1} == set()


def test_every_permission_is_used_by_a_route_or_an_action(app: Application) -> None:
    used = {route.permission for route in app.declared_routes}
    # An action; registering, open at first; asked of a note that is private.
    asked_elsewhere = {Permission.CALL_EVALUATE, Permission.USER_CREATE, Permission.COACHING_NOTE_PRIVATELY}
    assert set(Permission) - used == asked_elsewhere
    assert {permission for granted in GRANTS.values() for permission in granted} == set(Permission)


# Lists that are no data of their own: parts of another list, what waits at home, notices, work under way, what lets
# programs in.
LEAVE_NOT = {
    "/api/auth/sessions",
    "/api/exports",
    "/api/home/contests",
    "/api/home/unevaluated-operators",
    "/api/import-presets",
    "/api/keys",
    "/api/notifications",
    "/api/privacy/retention",
    "/api/privacy/terms",
    "/api/recordings/batches",
    "/api/recordings/listens",
    "/api/reports/schedules",
    "/api/webhooks",
    "/api/webhooks/deliveries",
}
# Figures: what they rest on are lists that leave.
FIGURES = ("/api/analytics/", "/api/dashboard/")


def test_every_list_leaves_as_a_file_with_its_own_filters(app: Application) -> None:
    routes = {route.rule: route for route in app.declared_routes if route.method == "GET"}
    for rule, route in routes.items():
        is_list = "<" not in rule and route.answer is not None and "items" in route.answer.model_fields
        if not is_list or rule in LEAVE_NOT or rule.startswith(FIGURES):
            continue
        export = routes.get(f"{rule}/export")
        assert export is not None, f"{rule} has no export"
        assert export.permission == route.permission, rule
        own = set(route.query.model_fields if route.query else ()) - set(PageQuery.model_fields)
        assert export.query is not None
        assert set(export.query.model_fields) == own | {"format", "lang"}, rule


@pytest.mark.parametrize(
    ("file", "make"),
    [
        ("openapi.json", openapi_text),
        ("reference/access-matrix.md", access_matrix_text),
        ("reference/problems.md", lambda _: problem_catalogue_text()),
        ("reference/metrics.md", lambda app: catalogue_text(app.settings.figures)),
    ],
)
def test_a_printed_document_is_current(app: Application, file: str, make: object) -> None:
    printed = make(app)  # type: ignore[operator]
    assert (DOCS / file).read_text() == printed, f"docs/{file} is old: run `monitoria openapi --all`"
