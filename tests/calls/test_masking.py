"""The customer's numbers are masked for everybody; whoever may and says why reads them, on the record."""

from __future__ import annotations

from typing import Any

import pytest

from monitoria.platform.masking import mask_document, mask_phone, mask_text
from tests.support.people import Cast

SECRET = {
    "customer_document": "529.982.247-25",
    "customer_phone": "(11) 98765-4321",
    "subject": "Cartão 4111 1111 1111 1111",
    "notes": "CPF 52998224725 confirmado, pedido 12345",
}


@pytest.mark.parametrize(
    ("mask", "given", "shown"),
    [
        (mask_document, "529.982.247-25", "•••.•••.•••-25"),
        (mask_document, "12.ABC.345/01DE-35", "••.•••.•••/••••-35"),
        (mask_document, "12", "••"),
        (mask_document, None, None),
        (mask_phone, "+55 (11) 98765-4321", "+•• (••) •••••-4321"),
        (mask_phone, "190", "•••"),
        (mask_text, "CPF 529.982.247-25.", "CPF •••.•••.•••-••."),
        (mask_text, "protocolo 202611200001", "protocolo 202611200001"),
        (mask_text, None, None),
    ],
)
def test_a_mask_keeps_the_form_and_the_last_digits(mask: Any, given: str | None, shown: str | None) -> None:
    assert mask(given) == shown


@pytest.fixture
def call(as_user: Any, cast: Cast) -> dict[str, Any]:
    new = {"operator_id": str(cast.ana.id), **SECRET}
    return dict(as_user(cast.evaluator).post("/api/calls", json=new).get_json())


def test_nobody_reads_the_numbers_in_passing(as_user: Any, cast: Cast, call: dict[str, Any]) -> None:
    for user in (cast.admin, cast.supervisor, cast.evaluator, cast.ana):
        client = as_user(user)
        for path in (f"/api/calls/{call['id']}", "/api/calls", "/api/calls?q=52998224725"):
            said = client.get(path).get_data(as_text=True)
            assert call["protocol"] in said
            for number in ("529.982", "52998224725", "98765", "4111"):
                assert number not in said, path
    shown = as_user(cast.ana).get(f"/api/calls/{call['id']}").get_json()
    assert shown["notes"] == "CPF ••••••••••• confirmado, pedido 12345"


def test_whoever_may_reveals_with_a_reason_that_stays(as_user: Any, cast: Cast, call: dict[str, Any]) -> None:
    path = f"/api/calls/{call['id']}/reveal"
    supervisor = as_user(cast.supervisor)
    assert "reveal" in supervisor.get(f"/api/calls/{call['id']}").get_json()["actions"]
    assert supervisor.post(path, json={"reason": "Devolver o valor"}).get_json() == SECRET
    assert supervisor.post(path, json={}).status_code == 422
    trail = as_user(cast.admin).get(f"/api/audit?call_id={call['id']}&name=call.revealed").get_json()["items"]
    assert trail[0]["actor_name"] == cast.supervisor.full_name
    assert trail[0]["sentence"].endswith(f"{call['protocol']}: Devolver o valor")
    for user, status in ((cast.evaluator, 403), (cast.ana, 403), (cast.other_supervisor, 404)):
        assert as_user(user).post(path, json={"reason": "curiosidade"}).status_code == status
    plain = as_user(cast.evaluator).post("/api/calls", json={"operator_id": str(cast.ana.id)}).get_json()
    assert "reveal" not in as_user(cast.admin).get(f"/api/calls/{plain['id']}").get_json()["actions"]


def test_a_mask_never_becomes_the_value(as_user: Any, cast: Cast, call: dict[str, Any]) -> None:
    evaluator, path = as_user(cast.evaluator), f"/api/calls/{call['id']}"
    for name in SECRET:
        answer = evaluator.put(path, json={"version": call["version"], name: call[name]})
        assert answer.status_code == 422
        assert [(error["pointer"], error["rule"]) for error in answer.get_json()["errors"]] == [(f"/{name}", "masked")]
    assert evaluator.put(path, json={"version": call["version"], "priority": "high"}).status_code == 200
    kept = as_user(cast.admin).post(f"{path}/reveal", json={"reason": "conferência"}).get_json()
    assert kept == SECRET
