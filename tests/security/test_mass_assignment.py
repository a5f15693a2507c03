"""A body sets what its shape names and nothing else, whatever else it says of columns that exist."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

from pydantic import BaseModel
from sqlalchemy import text

from monitoria.platform.clock import utc_now
from monitoria.platform.database import Base, Database
from monitoria.platform.events import Circumstances
from monitoria.platform.http.application import Application
from tests.security.bodies import Maker
from tests.security.test_every_route import with_real_ids
from tests.security.world import World

# Recognised wherever it should end up.
PLANTED_ID = "0badc0de-0000-4000-8000-0badc0de0bad"
PLANTED_TEXT = "plantado-de-fora"
NOT_COLUMNS = {
    "is_admin": True,
    "permissions": ["*"],
    "actions": ["publish"],
    "teams": [PLANTED_ID],
    "$set": {"role": 1},
}


def columns() -> dict[str, Any]:
    """A forged value for every column there is."""
    forged: dict[str, Any] = {}
    for table in Base.metadata.tables.values():
        for column in table.columns:
            is_id = column.name == "id" or column.name.endswith("_id")
            forged[column.name] = PLANTED_ID if is_id else PLANTED_TEXT
    return {**forged, "role": "admin", **NOT_COLUMNS}


def _shapes(annotation: Any) -> Iterator[type[BaseModel]]:
    """The models inside an annotation, at any depth."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
        for field in annotation.model_fields.values():
            yield from _shapes(field.annotation)
    for part in get_args(annotation):
        yield from _shapes(part)


def test_no_shape_of_what_comes_in_keeps_fields_that_it_does_not_name(app: Application) -> None:
    seen = {
        shape
        for route in app.declared_routes
        for model in (route.body, route.form, route.query, route.path)
        if model is not None
        for shape in _shapes(model)
    }
    assert len(seen) > 60
    for shape in seen:
        assert shape.model_config.get("extra", "ignore") in ("ignore", "forbid"), shape.__name__


def _with_forged(made: Any, forged: dict[str, Any]) -> Any:
    """The body, with every forged field that it does not name added to each of its objects."""
    if isinstance(made, dict):
        return {**forged, **{name: _with_forged(value, forged) for name, value in made.items()}}
    return [_with_forged(value, forged) for value in made] if isinstance(made, list) else made


def _without_named(body: dict[str, Any], model: type[BaseModel], forged: dict[str, Any]) -> dict[str, Any]:
    """Forged fields that no shape of this body takes: what it does take may be set, that is no forgery."""
    named = {name for shape in _shapes(model) for name in shape.model_fields}
    named |= {field.alias for shape in _shapes(model) for field in shape.model_fields.values() if field.alias}
    return {name: value for name, value in forged.items() if name not in named}


def test_what_is_planted_beside_a_body_ends_up_nowhere(world: World, database: Database) -> None:
    forged, maker, taken = columns(), Maker(world.parts), 0
    for route, path in with_real_ids(world):
        if route.body is None:
            continue
        body = maker.body(route.body)
        planted = _with_forged(body, _without_named(body, route.body, forged))
        for who in ("admin", "supervisor", "evaluator", "ana"):
            answer = world.clients[who].open(path, method=route.method, json=planted)
            said = answer.get_data(as_text=True)
            assert answer.status_code < 500, f"{route.method} {path} as {who}: {said}"
            if answer.status_code != 422:
                assert PLANTED_ID not in said and PLANTED_TEXT not in said, f"{route.method} {path} as {who}"  # noqa: PT018
            taken += answer.status_code < 300
    assert taken > 40, "most bodies are taken, without what was planted"
    with database.unit_of_work(Circumstances(None, utc_now())) as session:
        for table in Base.metadata.tables:
            rows = session.execute(text(f'SELECT t::text FROM "{table}" AS t')).scalars()
            found = [row for row in rows if PLANTED_ID in row or PLANTED_TEXT in row]
            assert found == [], table


def test_nobody_makes_himself_more_than_he_is(world: World) -> None:
    """The classic: one's own role, team, account."""
    cast, ana = world.cast, world.clients["ana"]
    own = f"/api/users/{cast.ana.id}"
    assert ana.put(own, json={"version": 1, "role": "admin"}).status_code == 403
    changed = {
        "current_password": "uma-senha-boa",
        "new_password": "outra senha boa",
        "role": "admin",
        "user_id": str(cast.admin.id),
    }
    assert ana.post("/api/auth/password", json=changed).status_code == 200
    me = ana.get("/api/auth/me").get_json()
    assert (me["role"], me["id"]) == ("operator", str(cast.ana.id))
    for who in ("supervisor", "evaluator"):
        version = world.clients["admin"].get(f"/api/users/{getattr(cast, who).id}").get_json()["version"]
        forged = {"version": version, "role": "admin", "team_id": str(cast.south.id)}
        assert world.clients[who].put(f"/api/users/{getattr(cast, who).id}", json=forged).status_code == 403
        assert world.clients[who].get("/api/auth/me").get_json()["role"] == who
