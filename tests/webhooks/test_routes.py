"""Webhooks over HTTP: who may, what is refused, what is shown once."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select, text

from monitoria.platform.config import Config
from monitoria.webhooks.models import WebhookEndpoint
from tests.support.people import Cast
from tests.webhooks.conftest import make_webhook


@pytest.fixture
def config(shared_config: Config) -> Config:
    """Nothing is allowed besides what is public."""
    return shared_config


def test_a_secret_is_shown_once_and_sealed(admin: Any, session: Any) -> None:
    made = make_webhook(admin, "https://crm.exemplo.com.br/aviso")
    assert made["secret"].startswith("whsec_")
    assert "secret" not in admin.get(f"/api/webhooks/{made['id']}").get_json()
    assert "secret" not in admin.get("/api/webhooks").get_json()["items"][0]
    kept = session.execute(text("SELECT to_jsonb(e)::text FROM webhook_endpoints e")).scalar_one()
    told = session.execute(text("SELECT string_agg(facts::text, '') FROM audit_entries")).scalar_one()
    assert made["secret"] not in kept + told
    assert "/aviso" not in told


def test_a_repeated_creation_makes_one_and_tells_no_secret_again(admin: Any) -> None:
    body = {"name": "CRM", "url": "https://crm.exemplo.com.br/", "kinds": ["call.created"]}
    first, second = (
        admin.post("/api/webhooks", json=body, headers={"Idempotency-Key": "uma-vez"}).get_json() for _ in range(2)
    )
    assert first["secret"]
    assert second == {**first, "secret": None}
    assert admin.get("/api/webhooks").get_json()["total"] == 1


@pytest.mark.parametrize(
    ("change", "pointer", "rule"),
    [
        ({"url": "http://crm.exemplo.com.br/"}, "/url", "https"),
        ({"url": "https://10.0.0.8/"}, "/url", "private-address"),
        ({"url": "https://[::ffff:10.0.0.8]/"}, "/url", "private-address"),
        ({"url": "https://crm.exemplo.com.br:6379/"}, "/url", "port"),
        ({"url": "file:///etc/passwd"}, "/url", "url"),
        ({"kinds": ["call.created", "call.exploded"]}, "/kinds/1", "unknown"),
        ({"kinds": []}, "/kinds", None),
    ],
)
def test_what_is_refused_points_at_its_field(as_user: Any, cast: Cast, change: Any, pointer: str, rule: Any) -> None:
    body = {"name": "CRM", "url": "https://crm.exemplo.com.br/", "kinds": ["call.created"], **change}
    answer = as_user(cast.admin).post("/api/webhooks", json=body)
    assert answer.status_code == 422
    error = answer.get_json()["errors"][0]
    assert error["pointer"] == pointer
    assert rule is None or error["rule"] == rule


def test_only_an_admin_arranges_webhooks(as_user: Any, cast: Cast, admin: Any) -> None:
    made = make_webhook(admin, "https://crm.exemplo.com.br/")
    for user in (cast.supervisor, cast.evaluator, cast.ana):
        other = as_user(user)
        assert other.get("/api/webhooks").status_code == 403
        assert other.get("/api/webhooks/deliveries").status_code == 403
        assert other.post(f"/api/webhooks/{made['id']}/test").status_code == 403
        assert other.delete(f"/api/webhooks/{made['id']}").status_code == 403


def test_a_stale_change_overwrites_nothing(admin: Any) -> None:
    made = make_webhook(admin, "https://crm.exemplo.com.br/")
    path, body = f"/api/webhooks/{made['id']}", {"name": "BI", "url": made["url"], "kinds": ["call.created"]}
    assert admin.put(path, json={**body, "version": 1}).get_json()["name"] == "BI"
    assert admin.put(path, json={**body, "version": 1}).get_json()["type"] == "/problems/stale-version"
    assert admin.post(f"{path}/rotate-secret", json={"version": 1}).status_code == 409


def test_a_rotated_secret_is_new_and_says_until_when_both_sign(admin: Any, session: Any) -> None:
    made = make_webhook(admin, "https://crm.exemplo.com.br/")
    path, again = f"/api/webhooks/{made['id']}/rotate-secret", {"Idempotency-Key": "troca"}
    rotated = admin.post(path, json={"version": made["version"]}, headers=again).get_json()
    assert rotated["secret"] not in (None, made["secret"])
    until = datetime.fromisoformat(rotated["previous_secret_until"])
    assert until - datetime.fromisoformat(rotated["updated_at"]) == timedelta(hours=24)
    repeated = admin.post(path, json={"version": made["version"]}, headers=again).get_json()
    assert repeated == {**rotated, "secret": None}
    assert session.scalars(select(WebhookEndpoint)).one().version == 2


def test_what_is_off_is_sent_nothing(admin: Any) -> None:
    made = make_webhook(admin, "https://crm.exemplo.com.br/", active=False)
    assert admin.post(f"/api/webhooks/{made['id']}/test").get_json()["type"] == "/problems/webhook-off"
    assert "test" not in admin.get(f"/api/webhooks/{made['id']}").get_json()["actions"]


def test_a_deleted_webhook_leaves_its_story_in_the_audit(admin: Any) -> None:
    made = make_webhook(admin, "https://crm.exemplo.com.br/")
    assert admin.delete(f"/api/webhooks/{made['id']}").status_code == 204
    assert admin.get(f"/api/webhooks/{made['id']}").status_code == 404
    entries = admin.get("/api/audit?subject_type=webhook").get_json()["items"]
    assert [entry["event"] for entry in entries] == ["webhook.deleted", "webhook.created"]
    assert entries[1]["sentence"] == "criou o webhook CRM, para crm.exemplo.com.br"


def test_there_are_twenty_at_most(admin: Any) -> None:
    for _ in range(20):
        make_webhook(admin, "https://crm.exemplo.com.br/")
    body = {"name": "Mais um", "url": "https://crm.exemplo.com.br/", "kinds": ["call.created"]}
    assert admin.post("/api/webhooks", json=body).get_json()["type"] == "/problems/too-many-webhooks"


def test_the_kinds_say_what_they_tell(admin: Any) -> None:
    kinds = {kind["name"]: kind for kind in admin.get("/api/webhooks/kinds").get_json()["kinds"]}
    assert "evaluation_id" in kinds["evaluation.published"]["facts"]
    assert kinds["evaluation.published"]["scores"] == ["final_score", "outcome", "has_fatal"]
