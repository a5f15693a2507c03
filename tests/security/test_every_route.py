"""Every route × every role × what belongs to somebody else. Walked over the declared routes: new ones are tried too."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from flask.testing import FlaskClient

from monitoria.platform.access import GRANTS, Role
from monitoria.platform.http.routing import Auth, Route
from tests.security.bodies import UNKNOWN, Maker
from tests.security.world import EVERYBODYS, PERSONAL, World, fill

OF_ROLE = {"admin": "admin", "supervisor": "supervisor", "evaluator": "evaluator", "operator": "ana"}
# They have nothing to do with Ana's team; Bruno is in it, and she is still none of his business.
STRANGERS = ("bruno", "carla", "other_supervisor")
# What is personal is out of reach of those who reach every call.
ALL_OTHERS = ("admin", "supervisor", "evaluator", "bruno")


def prefix_of(route: Route) -> str:
    return route.rule[: route.rule.index("/<")]


def with_real_ids(world: World) -> Iterator[tuple[Route, str]]:
    for route in world.app.declared_routes:
        if "<" not in route.rule:
            yield route, route.rule
            continue
        assert world.things[prefix_of(route)], f"there is nothing at {prefix_of(route)}: let world.py make one"
        yield route, fill(route, world.owned(route)[0])


def what_is_said(answer: Any, *ids: str) -> str:
    """The answer without what differs from one request to the next."""
    said = answer.get_data(as_text=True)
    for given in ids:
        said = said.replace(given, "…")
    said = re.sub(r'"(request_id|instance|seal)": ?"[^"]*"', "", said)
    return f"{answer.status_code} {said}"


def ask(client: FlaskClient, route: Route, path: str, body: Any = None) -> Any:
    if route.form is not None:
        return client.open(path, method=route.method, data={"file": "x"}, content_type="multipart/form-data")
    return client.open(path, method=route.method, json=body)


def test_nobody_gets_in_without_a_token(world: World, client: FlaskClient) -> None:
    tried = 0
    for route, path in with_real_ids(world):
        if route.auth is not Auth.SIGNED_IN:
            continue
        body = None if route.body is None else Maker(world.parts).body(route.body)
        answer = ask(client, route, path, body)
        assert answer.status_code == 401, f"{route.method} {path} answers {answer.status_code} to nobody"
        tried += 1
    assert tried > 150


def test_a_role_without_the_permission_is_refused_whatever_it_sends(world: World) -> None:
    tried, maker = 0, Maker(world.parts)
    for route, path in with_real_ids(world):
        for role in Role:
            if route.permission is None or route.permission in GRANTS[role]:
                continue
            tried += 1
            for body in ({}, None if route.body is None else maker.body(route.body)):
                answer = ask(world.clients[OF_ROLE[role.value]], route, path, body)
                assert answer.status_code == 403, f"{route.method} {path} answers {answer.status_code} to {role}"
    assert tried > 100


def test_what_is_out_of_reach_is_as_if_it_did_not_exist(world: World) -> None:
    """The answer for another's identifier is, to the letter, the answer for one that nothing has."""
    tried, maker = 0, Maker(world.parts)
    for route in world.app.declared_routes:
        if "<" not in route.rule or prefix_of(route) in EVERYBODYS:
            continue
        body = None if route.body is None else maker.body(route.body)
        for values in world.owned(route):
            absent = dict.fromkeys(values, UNKNOWN)
            for who in ALL_OTHERS if prefix_of(route) in PERSONAL else STRANGERS:
                if who == "bruno" and prefix_of(route) == "/api/teams":  # his own
                    continue
                theirs = ask(world.clients[who], route, fill(route, values), body)
                unknown = ask(world.clients[who], route, fill(route, absent), body)
                told = what_is_said(theirs, *values.values())
                assert told == what_is_said(unknown, UNKNOWN), f"{route.method} {fill(route, values)} as {who}"
                assert theirs.status_code >= 400, f"{route.method} {fill(route, values)} opens to {who}"
                tried += 1
    assert tried > 200


def _places(made: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Where identifiers stand in a body."""
    if isinstance(made, dict):
        for name, value in made.items():
            yield from _places(value, (*path, name))
    elif isinstance(made, list):
        for number, value in enumerate(made):
            yield from _places(value, (*path, number))
    elif isinstance(made, str) and re.fullmatch(r"[0-9a-f]{8}-[0-9a-f-]{27}", made):
        yield path


def _put(made: Any, place: tuple[Any, ...], value: str) -> Any:
    changed = json.loads(json.dumps(made))
    inside = changed
    for step in place[:-1]:
        inside = inside[step]
    inside[place[-1]] = value
    return changed


def _own_parts(world: World) -> dict[str, str]:
    """Identifiers that the other supervisor may use: what the rest of a body holds while one place is attacked."""
    cast, other = world.cast, world.clients["other_supervisor"]
    call = other.post("/api/calls", json={"operator_id": str(cast.carla.id)})
    assert call.status_code == 201
    own = {"operator_id": cast.carla.id, "team_id": cast.south.id, "recipient_id": cast.other_supervisor.id}
    return {
        **{name: str(value) for name, value in own.items()},
        "call_id": call.get_json()["id"],
        "scorecard_id": world.parts["scorecard_id"],
    }


def _bodies(maker: Maker, route: Route) -> Iterator[tuple[Any, tuple[Any, ...]]]:
    """Bodies that differ in one place each, where an identifier stands: the least, with one field, and the whole."""
    assert route.body is not None
    least, whole = maker.body(route.body), maker.body(route.body, whole=True)
    for body in (least, *({**least, name: value} for name, value in whole.items() if name not in least), whole):
        yield from ((body, place) for place in _places(body))


def test_no_body_reaches_what_its_sender_does_not(world: World) -> None:
    tried, mine = 0, Maker(_own_parts(world))
    for route in world.app.declared_routes:
        if route.body is None or "<" in route.rule:
            continue
        for body, place in _bodies(mine, route):
            name = next(str(step) for step in reversed(place) if isinstance(step, str))
            foreign = world.parts.get(name) or world.parts.get(name.removesuffix("s"))
            if foreign is None or name == "scorecard_id":
                continue
            for who in ("other_supervisor", "carla"):
                theirs = ask(world.clients[who], route, route.rule, _put(body, place, foreign))
                unknown = ask(world.clients[who], route, route.rule, _put(body, place, UNKNOWN))
                assert theirs.status_code >= 400, f"{route.rule} takes another's {name} from {who}"
                assert what_is_said(theirs, foreign) == what_is_said(unknown, UNKNOWN), f"{route.rule} {name} {who}"
                tried += 1
    assert tried > 20


def test_no_question_reaches_what_its_asker_does_not(world: World) -> None:
    """A filter that names another's thing says what a filter that names nothing says."""
    tried = 0
    document = world.app.api_doc
    for route in world.app.declared_routes:
        if route.method != "GET" or "<" in route.rule or route.query is None:
            continue
        for parameter in document["paths"][route.rule]["get"].get("parameters", []):
            foreign = world.parts.get(parameter["name"])
            if parameter["in"] != "query" or foreign is None or parameter["name"] == "scorecard_id":
                continue
            for who in STRANGERS:
                if who == "bruno" and parameter["name"] == "team_id":
                    continue
                asked = [f"{route.rule}?{urlencode({parameter['name']: value})}" for value in (foreign, UNKNOWN)]
                theirs, unknown = (world.clients[who].get(address) for address in asked)
                told = what_is_said(theirs, foreign)
                assert told == what_is_said(unknown, UNKNOWN), f"{asked[0]} as {who}"
                tried += 1
    assert tried > 60
