"""Scorecards over HTTP: drafts, frozen versions, the default card, and what bad input gets."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from monitoria.scorecards.rules import STANDARD_CARD_ID, STANDARD_VERSION_ID
from tests.support.people import Cast

STANDARD = f"/api/scorecards/{STANDARD_CARD_ID}"


def sections(label: str = "Tom", **criterion: Any) -> list[dict[str, Any]]:
    tone = {"key": "tone", "label": label, "kind": "scale", "minimum": 0, "maximum": 5, "step": 0.5} | criterion
    return [{"key": "main", "label": "Atendimento", "criteria": [tone]}]


@pytest.fixture
def admin(as_user: Any, cast: Cast) -> Any:
    return as_user(cast.admin)


def created(admin: Any, **fields: Any) -> dict[str, Any]:
    answer = admin.post("/api/scorecards", json={"name": "Retenção", "sections": sections()} | fields)
    assert answer.status_code == 201, answer.get_json()
    found: dict[str, Any] = answer.get_json()
    return found


def moved(admin: Any, card: dict[str, Any], move: str, status: int = 200) -> dict[str, Any]:
    answer = admin.post(f"/api/scorecards/{card['id']}/{move}", json={"version": card["version"]})
    assert answer.status_code == status, answer.get_json()
    found: dict[str, Any] = answer.get_json()
    return found


def test_the_standard_card_is_installed_in_use_and_default(as_user: Any, cast: Cast) -> None:
    card = as_user(cast.ana).get(STANDARD).get_json()
    assert (card["name"], card["status"], card["is_default"]) == ("Ficha padrão", "published", True)
    criteria = card["sections"][0]["criteria"]
    assert [criterion["key"] for criterion in criteria] == [
        "greeting",
        "communication",
        "problem_solving",
        "empathy",
        "procedures",
        "closing",
    ]
    assert criteria[0]["maximum"] == 10
    assert card["current_version_id"] == str(STANDARD_VERSION_ID)
    assert [version["number"] for version in card["versions"]] == [1]
    assert (card["draft"], card["actions"]) == (None, ["print"])


def test_a_draft_is_seen_by_its_editors_alone(admin: Any, as_user: Any, cast: Cast) -> None:
    card = created(admin)
    assert card["status"] == "draft"
    assert card["actions"] == ["update", "publish", "retire", "print"]
    for person in (cast.evaluator, cast.supervisor, cast.ana):
        client = as_user(person)
        assert client.get(f"/api/scorecards/{card['id']}").status_code == 404
        assert [item["name"] for item in client.get("/api/scorecards/").get_json()["items"]] == ["Ficha padrão"]
    listed = admin.get("/api/scorecards?status=draft").get_json()
    assert ([item["id"] for item in listed["items"]], listed["total"]) == ([card["id"]], 1)


def test_only_an_admin_edits_scorecards(as_user: Any, cast: Cast) -> None:
    for person in (cast.evaluator, cast.supervisor, cast.ana):
        client = as_user(person)
        assert client.post("/api/scorecards", json={"name": "Outra"}).status_code == 403
        assert client.put(STANDARD, json={"version": 1, "name": "X"}).status_code == 403
        for move in ("publish", "retire", "set-default"):
            assert client.post(f"{STANDARD}/{move}", json={"version": 1}).status_code == 403


def test_an_unfinished_draft_is_kept_and_cannot_be_published(admin: Any) -> None:
    card = created(admin, sections=sections(maximum=None))
    assert card["draft"]["faults"][0]["pointer"] == "/sections/0/criteria/0/maximum"
    refused = moved(admin, card, "publish", 422)
    assert refused["type"] == "/problems/invalid"
    assert [error["rule"] for error in refused["errors"]] == ["bounds-required"]
    assert created(admin, name="Vazia", sections=[])["draft"]["faults"][0]["rule"] == "sections-required"


def test_a_published_version_is_frozen_and_changing_it_starts_the_next(admin: Any, as_user: Any, cast: Cast) -> None:
    card = moved(admin, created(admin), "publish")
    assert (card["status"], card["version_number"], card["draft"]) == ("published", 1, None)
    path = f"/api/scorecards/{card['id']}"
    changed = admin.put(path, json={"version": card["version"], "sections": sections("Cordialidade")}).get_json()
    assert changed["sections"][0]["criteria"][0]["label"] == "Tom"
    assert changed["draft"]["sections"][0]["criteria"][0]["label"] == "Cordialidade"
    again = admin.put(path, json={"version": changed["version"], "scoring": "points", "pass_mark": 70.5}).get_json()
    assert (again["draft"]["number"], again["draft"]["scoring"], again["draft"]["pass_mark"]) == (2, "points", 70.5)
    assert again["draft"]["sections"] == changed["draft"]["sections"]
    seen = as_user(cast.evaluator).get(path).get_json()
    assert (seen["draft"], [version["number"] for version in seen["versions"]]) == (None, [1])
    second = moved(admin, again, "publish")
    assert (second["version_number"], second["scoring"]) == (2, "points")
    first = as_user(cast.ana).get(f"{path}/versions/{seen['current_version_id']}").get_json()
    assert first["sections"][0]["criteria"][0]["label"] == "Tom"
    assert moved(admin, second, "publish", 409)["type"] == "/problems/nothing-to-publish"


def test_a_stale_version_never_overwrites(admin: Any) -> None:
    card = created(admin)
    path = f"/api/scorecards/{card['id']}"
    assert admin.put(path, json={"version": card["version"], "name": "Nova"}).status_code == 200
    stale = admin.put(path, json={"version": card["version"], "name": "Velha"})
    assert (stale.status_code, stale.get_json()["type"]) == (409, "/problems/stale-version")
    assert moved(admin, card, "publish", 409)["type"] == "/problems/stale-version"


def test_a_move_needs_no_body(admin: Any) -> None:
    path = f"/api/scorecards/{created(admin)['id']}"
    for move, status in (("publish", 200), ("publish", 409), ("set-default", 200), ("retire", 409)):
        assert admin.post(f"{path}/{move}").status_code == status
    assert admin.post(f"{STANDARD}/retire", json={}).status_code == 200


def test_there_is_one_default_and_it_cannot_retire(admin: Any) -> None:
    standard = admin.get(STANDARD).get_json()
    assert moved(admin, standard, "retire", 409)["type"] == "/problems/default-scorecard-stays"
    draft = created(admin)
    assert moved(admin, draft, "set-default", 409)["type"] == "/problems/scorecard-move-refused"
    card = moved(admin, moved(admin, draft, "publish"), "set-default")
    assert card["is_default"]
    standard = admin.get(STANDARD).get_json()
    assert not standard["is_default"]
    retired = moved(admin, standard, "retire")
    assert (retired["status"], retired["actions"]) == ("retired", ["print"])
    assert moved(admin, retired, "publish", 409)["type"] == "/problems/scorecard-move-refused"


@pytest.mark.parametrize(
    ("body", "pointer", "rule"),
    [
        ({}, "/name", "required"),
        ({"name": "A", "scoring": "guess"}, "/scoring", "choice"),
        ({"name": "A", "pass_mark": "70"}, "/pass_mark", "type"),
        (
            {"name": "A", "sections": [{"key": "m", "label": "M", "criteria": [{}]}]},
            "/sections/0/criteria/0/key",
            "required",
        ),
        ({"name": "A", "sections": sections(weight="1")}, "/sections/0/criteria/0/weight", "type"),
        ({"name": "A", "sections": sections(weight=1e30)}, "/sections/0/criteria/0/weight", "range"),
        ({"name": "A", "sections": {}}, "/sections", "type"),
    ],
)
def test_a_faulty_body_is_refused_where_the_fault_is(admin: Any, body: Any, pointer: str, rule: str) -> None:
    answer = admin.post("/api/scorecards", json=body)
    assert answer.status_code == 422
    assert (pointer, rule) in [(error["pointer"], error["rule"]) for error in answer.get_json()["errors"]]


def test_unknown_cards_and_versions_are_not_found(admin: Any) -> None:
    for path in (f"/api/scorecards/{uuid4()}", "/api/scorecards/nonsense", f"{STANDARD}/versions/{uuid4()}"):
        assert admin.get(path).status_code == 404
    assert admin.post(f"/api/scorecards/{uuid4()}/publish", json={"version": 1}).status_code == 404


def test_every_number_comes_back_as_it_was_sent(admin: Any) -> None:
    option = {"key": "few", "label": "Poucas", "score": 0.3333, "value": 0, "bonus": 1.25}
    card = created(admin, sections=sections(kind="number", step=None, weight=0.1, options=[option]))
    found = card["sections"][0]["criteria"][0]
    assert (found["weight"], found["maximum"]) == (0.1, 5)
    assert found["options"][0] == option | {"anchor": "", "fatal_scope": None}
