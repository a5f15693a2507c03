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
