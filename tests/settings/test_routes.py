"""Categories and settings over HTTP."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.people import Cast


def test_a_renamed_category_does_not_stand_in_the_way_of_its_old_name(as_user: Any, cast: Cast) -> None:
    admin = as_user(cast.admin)
    first = admin.post("/api/categories", json={"label": "Portabilidade"}).get_json()
    admin.put(f"/api/categories/{first['key']}", json={"version": 1, "label": "Portabilidade (antiga)"})
    second = admin.post("/api/categories", json={"label": "Portabilidade"})
    assert (second.status_code, second.get_json()["key"]) == (201, "portabilidade_2")


@pytest.mark.parametrize("label", ["Vendas", "VENDAS", "vendás"])
def test_two_categories_do_not_have_one_name(as_user: Any, cast: Cast, label: str) -> None:
    answer = as_user(cast.admin).post("/api/categories", json={"label": label})
    assert (answer.status_code, answer.get_json()["type"]) == (409, "/problems/category-taken")


def test_labels_without_any_latin_letter_have_keys_of_their_own(as_user: Any, cast: Cast) -> None:
    keys = [as_user(cast.admin).post("/api/categories", json={"label": x}).get_json()["key"] for x in ("客户", "投诉")]
    assert keys == ["categoria", "categoria_2"]


def test_only_an_admin_changes_settings(as_user: Any, cast: Cast) -> None:
    for person in (cast.supervisor, cast.evaluator, cast.ana):
        assert as_user(person).put("/api/settings", json={"version": 1, "pass_mark": 10}).status_code == 403


def holidays(client: Any, year: int = 2026) -> dict[str, str]:
    return {item["on"]: item["name"] for item in client.get(f"/api/holidays?year={year}").get_json()["items"]}


def test_the_national_holidays_are_there_and_everybody_reads_them(as_user: Any, cast: Cast) -> None:
    for person in (cast.admin, cast.supervisor, cast.evaluator, cast.ana):
        assert holidays(as_user(person))["2026-11-20"] == "Dia Nacional de Zumbi e da Consciência Negra"
    assert len(holidays(as_user(cast.ana), 2030)) == 13
    assert holidays(as_user(cast.ana), 2031) == {}
    assert as_user(cast.ana).get("/api/holidays").get_json()["total"] == 6 * 13


def test_an_admin_adds_and_removes_holidays(as_user: Any, cast: Cast) -> None:
    admin = as_user(cast.admin)
    body = {"on": "2026-01-25", "name": "Aniversário de São Paulo"}
    assert admin.post("/api/holidays", json=body).status_code == 201
    assert holidays(admin)["2026-01-25"] == "Aniversário de São Paulo"
    again = admin.post("/api/holidays", json=body)
    assert (again.status_code, again.get_json()["type"]) == (409, "/problems/holiday-taken")
    assert admin.delete("/api/holidays/2026-01-25").status_code == 204
    for gone in ("2026-01-25", "ontem"):
        assert admin.delete(f"/api/holidays/{gone}").status_code == 404
    for person in (cast.supervisor, cast.evaluator, cast.ana):
        client = as_user(person)
        assert client.post("/api/holidays", json=body).status_code == 403
        assert client.post("/api/holidays/national", json={"year": 2031}).status_code == 403
        assert client.delete("/api/holidays/2026-12-25").status_code == 403


def test_a_further_year_is_installed_once_and_keeps_what_was_renamed(as_user: Any, cast: Cast) -> None:
    admin = as_user(cast.admin)
    admin.post("/api/holidays", json={"on": "2031-12-25", "name": "Natal em família"})
    for _ in range(2):
        answer = admin.post("/api/holidays/national", json={"year": 2031})
        assert (answer.status_code, answer.get_json()["total"]) == (201, 13)
    assert holidays(admin, 2031)["2031-12-25"] == "Natal em família"


def test_deadlines_are_settings_within_bounds(as_user: Any, cast: Cast) -> None:
    admin = as_user(cast.admin)
    terms = ("acknowledge_days", "contest_days", "decide_days", "contest_rounds", "notice_days")
    assert [admin.get("/api/settings").get_json()[name] for name in terms] == [5, 5, 5, 1, 1]
    changed = admin.put("/api/settings", json={"version": 1, "contest_days": 10, "contest_rounds": 2}).get_json()
    assert [changed[name] for name in terms] == [5, 10, 5, 2, 1]
    assert (changed["pass_mark"], changed["version"]) == (85.0, 2)
    for name, value in (("acknowledge_days", 0), ("contest_days", 31), ("contest_rounds", 3), ("notice_days", 11)):
        refused = admin.put("/api/settings", json={"version": 2, name: value})
        assert (refused.status_code, refused.get_json()["errors"][0]["pointer"]) == (422, f"/{name}")


def test_a_month_closes_on_a_day_of_its_own_and_again_with_the_calendar(as_user: Any, cast: Cast) -> None:
    admin = as_user(cast.admin)
    settings = admin.get("/api/settings").get_json()
    assert settings["closing_day"] is None
    changed = admin.put("/api/settings", json={"version": settings["version"], "closing_day": 25}).get_json()
    assert changed["closing_day"] == 25
    same = admin.put("/api/settings", json={"version": changed["version"], "pass_mark": 80}).get_json()
    assert same["closing_day"] == 25, "absent leaves it"
    plain = admin.put("/api/settings", json={"version": same["version"], "closing_day": None}).get_json()
    assert plain["closing_day"] is None
    for day in (0, 29, -1, 25.5, "25"):
        refused = admin.put("/api/settings", json={"version": plain["version"], "closing_day": day})
        assert refused.status_code == 422
        assert refused.get_json()["errors"][0]["pointer"] == "/closing_day"
