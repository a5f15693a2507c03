"""Printed reports: what stands on them, for whom, and that machines and people can read them."""

from __future__ import annotations

from typing import Any

from monitoria.calls.models import Call
from tests.support.evaluations import golden
from tests.support.people import Cast


def published(client: Any, call_id: Any, **more: Any) -> dict[str, Any]:
    body = {"call_id": str(call_id), "answers": golden(), "publish": True, **more}
    answer = client.post("/api/evaluations", json=body)
    assert answer.status_code == 201, answer.get_data(as_text=True)
    return answer.get_json()


def test_x(as_user: Any, cast: Cast, call: Call) -> None:
    e = published(as_user(cast.evaluator), call.id, summary="Bom atendimento. Falta empatia: “ouça mais”.")
    a = as_user(cast.ana).get(f"/api/evaluations/{e['id']}/report.pdf")
    assert a.status_code == 200, a.get_data(as_text=True)
    assert a.get_data()[:5] == b"%PDF-"
