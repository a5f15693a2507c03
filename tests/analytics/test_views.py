"""Saved views: each person's own, one of them home, none of them a way out of the filters."""

from __future__ import annotations

from typing import Any

import pytest

from monitoria.analytics.rules import is_query
from tests.support.people import Cast

VIEWS = "/api/analytics/views"
Json = dict[str, Any]


def save(client: Any, name: str, **fields: Any) -> Json:
    answer = client.post(VIEWS, json={"name": name, **fields})
    assert answer.status_code == 201, answer.get_json()
    return answer.get_json()  # type: ignore[no-any-return]


def names(client: Any) -> list[str]:
    return [view["name"] for view in client.get(VIEWS).get_json()["items"]]


def test_a_view_is_kept_changed_and_forgotten(as_user: Any, cast: Cast) -> None:
    ana = as_user(cast.ana)
    view = save(ana, "  Minhas notas ", query="?month=2026-11&score=raw", page="dashboard")
    assert view == {
        "id": view["id"],
        "name": "Minhas notas",
        "page": "dashboard",
        "query": "?month=2026-11&score=raw",
        "is_home": False,
        "version": 1,
        "actions": ["update", "delete"],
    }
    path = f"{VIEWS}/{view['id']}"
    changed = ana.put(path, json={"version": 1, "name": "Águas", "query": "", "page": "analytics"}).get_json()
    assert (changed["name"], changed["query"], changed["version"]) == ("Águas", "", 2)
    save(ana, "Bom dia")
    assert names(ana) == ["Águas", "Bom dia"]
    stale = ana.put(path, json={"version": 1, "name": "Outra"})
    assert (stale.status_code, stale.get_json()["type"].rpartition("/")[2]) == (409, "stale-version")
    assert ana.delete(path).status_code == 204
    assert ana.delete(path).status_code == 404
    trail = as_user(cast.admin).get("/api/audit?subject_type=view").get_json()["items"]
    assert [entry["event"] for entry in trail[::-1]] == ["view.saved", "view.updated", "view.saved", "view.deleted"]


def test_only_one_view_is_home_and_the_one_before_gives_way(as_user: Any, cast: Cast) -> None:
    ana = as_user(cast.ana)
    first = save(ana, "Uma", is_home=True)
    save(ana, "Duas", is_home=True)
    save(as_user(cast.bruno), "Uma", is_home=True)
    assert {view["name"]: view["is_home"] for view in ana.get(VIEWS).get_json()["items"]} == {
        "Uma": False,
        "Duas": True,
    }
    body = {"version": 2, "name": "Uma", "is_home": True}
    assert ana.put(f"{VIEWS}/{first['id']}", json=body).get_json()["is_home"] is True
    assert {view["name"]: view["is_home"] for view in ana.get(VIEWS).get_json()["items"]} == {
        "Uma": True,
        "Duas": False,
    }


def test_nobody_meets_the_views_of_others(as_user: Any, cast: Cast) -> None:
    view = save(as_user(cast.supervisor), "Norte")
    for other in (cast.admin, cast.ana, cast.other_supervisor):
        client = as_user(other)
        assert names(client) == []
        assert client.put(f"{VIEWS}/{view['id']}", json={"version": 1, "name": "Minha"}).status_code == 404
        assert client.delete(f"{VIEWS}/{view['id']}").status_code == 404


def test_a_name_is_used_once_and_views_do_not_pile_up(as_user: Any, cast: Cast) -> None:
    ana = as_user(cast.ana)
    first = save(ana, "Ações")
    taken = ana.post(VIEWS, json={"name": "acoes"})
    assert (taken.status_code, taken.get_json()["errors"][0]["pointer"]) == (409, "/name")
    assert ana.put(f"{VIEWS}/{first['id']}", json={"version": 1, "name": "Acoes"}).status_code == 200
    for number in range(49):
        save(ana, f"Visão {number}")
    full = ana.post(VIEWS, json={"name": "Mais uma"})
    assert (full.status_code, full.get_json()["type"].rpartition("/")[2]) == (409, "too-many-views")


@pytest.mark.parametrize(
    ("fields", "pointer"),
    [
        ({"name": " "}, "/name"),
        ({"name": "x" * 81}, "/name"),
        ({"page": "calls"}, "/page"),
        ({"query": "/analytics"}, "/query"),
        ({"query": "javascript:alert(1)"}, "/query"),
        ({"query": "?a=1#x"}, "/query"),
        ({"query": "?x=<script>"}, "/query"),
        ({"query": "?" + "a" * 2000}, "/query"),
        ({"query": "?team_id"}, "/query"),
        ({"is_home": "yes"}, "/is_home"),
    ],
)
def test_what_is_no_view_is_refused(as_user: Any, cast: Cast, fields: Json, pointer: str) -> None:
    refused = as_user(cast.ana).post(VIEWS, json={"name": "Uma", **fields})
    assert refused.status_code == 422, refused.get_json()
    assert refused.get_json()["errors"][0]["pointer"] == pointer


def test_what_a_browser_writes_behind_a_question_mark_is_a_query() -> None:
    for text in ("", "?", "?team_id=1&team_id=2", "?criterion=solu%C3%A7%C3%A3o", "?from=2026-01-01&to=", "?a=1+2"):
        assert is_query(text), text
    for text in ("a=1", "?a= b", '?a="', "?á=1", "?\n", "??", "?" + "&".join(["a=1"] * 101)):
        assert not is_query(text), text
