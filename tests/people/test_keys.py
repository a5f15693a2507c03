"""Personal API keys: made once, hashed, scoped, ended, and never more than their person."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import create_engine, delete, select, text, update
from sqlalchemy.orm import Session
from sqlalchemy.pool import NullPool

from monitoria.audit.models import AuditEntry
from monitoria.cli.errors import CommandError
from monitoria.cli.keys import KeyWishes, create_key, list_keys, revoke_key
from monitoria.people.models import ApiKey, ApiKeyFailure, User
from monitoria.people.rules.keys import check_scopes, hash_secret, is_secret, is_use_due, new_token, read_token
from monitoria.platform.access import GRANTS, Actor, Facts, KeyMark, Permission, Role, decide, key_scopes
from monitoria.platform.access.words import NEVER_BY_KEY
from monitoria.platform.config import Config
from monitoria.platform.database import Database, new_id
from monitoria.platform.events import Circumstances
from monitoria.platform.http.application import Application
from tests.support.people import Cast, make_user

NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def make_key(client: Any, *scopes: str, name: str = "Painel", **more: Any) -> dict[str, Any]:
    answer = client.post("/api/keys", json={"name": name, "scopes": list(scopes), **more})
    assert answer.status_code == 201, answer.get_json()
    made: dict[str, Any] = answer.get_json()
    return made


def as_key(client: FlaskClient, made: dict[str, Any], path: str, method: str = "GET", **more: Any) -> Any:
    return client.open(path, method=method, headers=bearer(made["token"]), **more)


# Rules


def test_a_token_is_read_back_and_nothing_else_is_one() -> None:
    token = new_token()
    assert read_token(str(token)) == token
    for other in ("", "mon_", str(token)[:-1], f"{token}x", f" {token}", str(token).replace("mon", "mom"), "mon__"):
        assert read_token(other) is None


@given(st.text())
def test_no_text_breaks_the_reading_of_a_token(words: str) -> None:
    found = read_token(words)
    assert found is None or str(found) == words


def test_only_its_own_secret_proves_a_key() -> None:
    token = new_token()
    assert is_secret(token.secret, hash_secret(token.secret))
    assert not is_secret(token.secret, hash_secret(new_token().secret))
    assert not is_secret(token.secret, None)


def test_a_use_is_written_once_a_minute() -> None:
    assert is_use_due(None, NOW)
    assert not is_use_due(NOW - timedelta(seconds=59), NOW)
    assert is_use_due(NOW - timedelta(seconds=60), NOW)


def test_a_scope_must_be_offered() -> None:
    faults = check_scopes(["call:read", "user:update", "nonsense"], key_scopes(Role.OPERATOR))
    assert [fault.pointer for fault in faults] == ["/scopes/1", "/scopes/2"]


@pytest.mark.parametrize("role", list(Role))
def test_a_key_never_may_what_its_person_may_not(role: Role) -> None:
    everything = KeyMark(new_id(), "Tudo", frozenset(word.value for word in Permission))
    for permission in Permission:
        person = Actor(new_id(), role)
        program = Actor(person.id, role, key=everything)
        if decide(program, permission).is_allowed:
            assert decide(person, permission).is_allowed
        if permission in NEVER_BY_KEY:
            assert decide(program, permission).is_allowed == (permission is Permission.ACCOUNT_READ)
    nothing = Actor(new_id(), role, key=KeyMark(new_id(), "Nada", frozenset()))
    assert [word for word in Permission if decide(nothing, word, Facts()).is_allowed] == [Permission.ACCOUNT_READ]
    assert set(key_scopes(role)) == {word.value for word in GRANTS[role] - NEVER_BY_KEY}


# Through the door


def test_a_key_is_shown_once_and_stored_as_a_hash(client: FlaskClient, as_user: Any, cast: Cast, session: Any) -> None:
    ana = as_user(cast.ana)
    made = make_key(ana, "call:read")
    token = made["token"]
    assert token.startswith(f"{made['prefix']}_")
    listed = ana.get("/api/keys").get_json()["items"]
    assert [(key["id"], key["prefix"]) for key in listed] == [(made["id"], made["prefix"])]
    assert "token" not in listed[0]
    row = session.scalars(select(ApiKey)).one()
    assert row.secret_hash == hash_secret(token.rpartition("_")[2])
    kept = session.execute(text("SELECT string_agg(t::text, '') FROM (SELECT to_jsonb(e) FROM audit_entries e) t"))
    assert token.rpartition("_")[2] not in kept.scalar_one()


def test_the_answer_to_a_repeated_request_has_no_token(as_user: Any, cast: Cast, session: Any) -> None:
    ana = as_user(cast.ana)
    body, again = {"name": "Painel", "scopes": ["call:read"]}, {"Idempotency-Key": "uma-vez"}
    first = ana.post("/api/keys", json=body, headers=again)
    second = ana.post("/api/keys", json=body, headers=again)
    assert first.get_json()["token"] is not None
    assert second.headers["Idempotent-Replay"] == "true"
    assert second.get_json() == {**first.get_json(), "token": None}
    kept = session.execute(text("SELECT answer FROM idempotency_keys")).scalar_one()
    assert first.get_json()["token"].encode() not in bytes(kept)


def test_a_key_opens_what_it_is_for_and_nothing_else(client: FlaskClient, as_user: Any, cast: Cast) -> None:
    made = make_key(as_user(cast.supervisor), "call:read")
    assert as_key(client, made, "/api/calls").status_code == 200
    refused = as_key(client, made, "/api/evaluations")
    assert refused.status_code == 403
    assert refused.get_json()["type"] == "/problems/scope-missing"
    assert refused.get_json()["scope"] == "evaluation:read"
    assert as_key(client, made, "/api/auth/me").get_json()["username"] == "sílvia.souza"


def test_a_key_reaches_what_its_person_reaches(client: FlaskClient, as_user: Any, cast: Cast) -> None:
    made = make_key(as_user(cast.ana), "user:read")
    assert as_key(client, made, f"/api/users/{cast.ana.id}").status_code == 200
    assert as_key(client, made, f"/api/users/{cast.bruno.id}").status_code == 404
    assert [user["id"] for user in as_key(client, made, "/api/users").get_json()["items"]] == [str(cast.ana.id)]


def test_a_key_is_for_no_more_than_the_role_holds(as_user: Any, cast: Cast) -> None:
    answer = as_user(cast.ana).post("/api/keys", json={"name": "Demais", "scopes": ["call:read", "user:update"]})
    assert answer.status_code == 422
    assert answer.get_json()["errors"][0]["pointer"] == "/scopes/1"
    offered = as_user(cast.ana).get("/api/keys/scopes").get_json()["scopes"]
    assert "call:read" in offered
    assert {"user:update", "key:create", "account:own", "term:accept"}.isdisjoint(offered)


def test_a_change_of_role_narrows_the_key_at_once(
    client: FlaskClient, as_user: Any, cast: Cast, database: Database
) -> None:
    made = make_key(as_user(cast.supervisor), "import:read", "call:read")
    assert as_key(client, made, "/api/imports").status_code == 200
    with database.unit_of_work(Circumstances(None, NOW)) as session:
        session.execute(update(User).where(User.id == cast.supervisor.id).values(role="evaluator"))
    assert as_key(client, made, "/api/imports").status_code == 403
    assert as_key(client, made, "/api/calls").status_code == 200


def test_nobody_uses_the_key_of_somebody_who_left(client: FlaskClient, as_user: Any, cast: Cast) -> None:
    made = make_key(as_user(cast.ana), "call:read")
    admin = as_user(cast.admin)
    assert admin.delete(f"/api/users/{cast.ana.id}").status_code == 204
    assert as_key(client, made, "/api/calls").status_code == 401
    assert admin.post(f"/api/users/{cast.ana.id}/reactivate").status_code == 200
    assert as_key(client, made, "/api/calls").get_json()["type"] == "/problems/key-refused"


def test_a_password_set_by_an_admin_ends_keys_and_one_s_own_change_does_not(
    client: FlaskClient, as_user: Any, cast: Cast
) -> None:
    ana = as_user(cast.ana)
    made = make_key(ana, "call:read")
    own = {"current_password": "uma-senha-boa", "new_password": "outra-senha-boa"}
    assert ana.post("/api/auth/password", json=own).status_code == 200
    assert as_key(client, made, "/api/calls").status_code == 200
    version = ana.get("/api/auth/me").get_json()["version"]
    body = {"version": version, "password": "posta-pelo-admin"}
    assert as_user(cast.admin).put(f"/api/users/{cast.ana.id}", json=body).status_code == 200
    assert as_key(client, made, "/api/calls").status_code == 401


def test_a_revoked_or_expired_key_opens_nothing_and_says_why(
    client: FlaskClient, as_user: Any, cast: Cast, database: Database
) -> None:
    ana = as_user(cast.ana)
    revoked, expired = make_key(ana, "call:read"), make_key(ana, "call:read", expires_in_days=1)
    assert ana.post(f"/api/keys/{revoked['id']}/revoke").get_json()["active"] is False
    assert ana.post(f"/api/keys/{revoked['id']}/revoke").status_code == 200
    with database.unit_of_work(Circumstances(None, NOW)) as session:
        past = datetime.now(UTC) - timedelta(seconds=1)
        session.execute(update(ApiKey).where(ApiKey.id == expired["id"]).values(expires_at=past))
    assert "revogada" in as_key(client, revoked, "/api/calls").get_json()["detail"]
    assert "venceu" in as_key(client, expired, "/api/calls").get_json()["detail"]
    assert [key["active"] for key in ana.get("/api/keys").get_json()["items"]] == [False, False]
    assert ana.get("/api/keys?active=true").get_json()["items"] == []


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "/api/keys", {"name": "Filha", "scopes": ["call:read"]}),
        ("GET", "/api/keys", None),
        ("POST", "/api/auth/password", {"current_password": "uma-senha-boa", "new_password": "outra-senha-boa"}),
        ("POST", "/api/auth/logout", None),
        ("POST", "/api/auth/refresh", None),
    ],
)
def test_a_key_touches_neither_keys_nor_the_account(
    client: FlaskClient, as_user: Any, cast: Cast, method: str, path: str, body: Any
) -> None:
    made = make_key(as_user(cast.admin), *key_scopes(Role.ADMIN))
    assert as_key(client, made, path, method, json=body).status_code in (401, 403)


def test_a_key_sets_no_password_and_touches_no_admin(client: FlaskClient, as_user: Any, cast: Cast) -> None:
    made = make_key(as_user(cast.admin), "user:create", "user:update", "user:deactivate")
    new = {"username": "novo.admin", "password": "uma-senha-boa", "role": "admin"}
    mine, hers = f"/api/users/{cast.admin.id}", f"/api/users/{cast.ana.id}"
    for method, path, body in (
        ("POST", "/api/auth/register", new),
        ("PUT", mine, {"version": 1, "email": "eu@exemplo.com.br"}),
        ("PUT", hers, {"version": 1, "role": "admin", "team_id": None}),
        ("PUT", hers, {"version": 1, "password": "outra-senha-boa"}),
        ("DELETE", mine, None),
    ):
        answer = as_key(client, made, path, method, json=body)
        assert (answer.status_code, answer.get_json()["type"]) == (403, "/problems/not-by-key"), (method, path)
    assert as_key(client, made, hers, "PUT", json={"version": 1, "full_name": "Ana C."}).status_code == 200
    operator = {"username": "novo.atendente", "password": "uma-senha-boa"}
    assert as_key(client, made, "/api/auth/register", "POST", json=operator).status_code == 201


def test_ten_wrong_keys_have_an_address_wait_and_a_good_one_still_opens(
    client: FlaskClient, as_user: Any, cast: Cast, session: Any
) -> None:
    made = make_key(as_user(cast.ana), "call:read")
    wrong = f"{made['prefix']}_{new_token().secret}"
    answers = [client.get("/api/calls", headers=bearer(wrong)) for _ in range(12)]
    assert [answer.status_code for answer in answers] == [401] * 10 + [429] * 2
    assert answers[0].headers["WWW-Authenticate"].startswith("Bearer")
    assert int(answers[-1].headers["Retry-After"]) > 0
    assert len(session.scalars(select(ApiKeyFailure)).all()) == 10
    assert as_key(client, made, "/api/calls").status_code == 200


def test_unknown_and_wrong_keys_are_answered_alike(client: FlaskClient, as_user: Any, cast: Cast) -> None:
    made = make_key(as_user(cast.ana), "call:read")
    wrong = client.get("/api/calls", headers=bearer(f"{made['prefix']}_{new_token().secret}")).get_json()
    unknown = client.get("/api/calls", headers=bearer(str(new_token()))).get_json()
    odd = client.get("/api/calls", headers=bearer("mon_não é uma chave".encode().decode("latin-1"))).get_json()
    for answer in (wrong, unknown, odd):
        answer.pop("request_id")
    assert wrong == unknown == odd


def test_the_last_use_is_noted_at_most_once_a_minute(
    client: FlaskClient, as_user: Any, cast: Cast, count_queries: Any
) -> None:
    ana = as_user(cast.ana)
    made = make_key(ana, "call:read")
    assert ana.get("/api/keys").get_json()["items"][0]["used_at"] is None
    as_key(client, made, "/api/evaluations")  # a refused request is a use too
    used = ana.get("/api/keys").get_json()["items"][0]
    assert used["used_at"] is not None
    assert used["used_address"] == "127.0.0.1"
    with count_queries() as queries:
        as_key(client, made, "/api/calls")
    assert not [query for query in queries if query.strip().startswith(("UPDATE", "INSERT"))]
    assert ana.get("/api/keys").get_json()["items"][0]["used_at"] == used["used_at"]


def test_what_a_key_does_is_on_record_with_its_name(client: FlaskClient, as_user: Any, cast: Cast) -> None:
    admin = as_user(cast.admin)
    made = make_key(admin, "team:create", name="Provisão")
    created = as_key(client, made, "/api/teams", "POST", json={"name": "Equipe Leste"})
    assert created.status_code == 201
    entry = admin.get("/api/audit?name=team.created").get_json()["items"][0]
    assert (entry["actor_id"], entry["key_id"], entry["key_name"]) == (str(cast.admin.id), made["id"], "Provisão")
    admin.post("/api/teams", json={"name": "Equipe Oeste"})
    entry = admin.get("/api/audit?name=team.created").get_json()["items"][0]
    assert (entry["key_id"], entry["key_name"]) == (None, None)
    assert (
        "criou a chave de API Provisão" in admin.get("/api/audit?name=key.created").get_json()["items"][0]["sentence"]
    )


def test_a_person_has_twenty_keys_at_most(as_user: Any, cast: Cast) -> None:
    ana = as_user(cast.ana)
    made = [make_key(ana, "call:read", name=f"Chave {number}") for number in range(20)]
    refused = ana.post("/api/keys", json={"name": "Uma a mais", "scopes": ["call:read"]})
    assert refused.get_json()["type"] == "/problems/too-many-keys"
    ana.post(f"/api/keys/{made[0]['id']}/revoke")
    make_key(ana, "call:read")


def test_others_neither_see_nor_revoke_a_key_and_an_admin_does_both(
    client: FlaskClient, as_user: Any, cast: Cast
) -> None:
    made = make_key(as_user(cast.ana), "call:read")
    for other in (cast.bruno, cast.supervisor, cast.evaluator):
        assert as_user(other).get("/api/keys").get_json()["items"] == []
        assert as_user(other).post(f"/api/keys/{made['id']}/revoke").status_code == 404
    admin = as_user(cast.admin)
    assert [key["username"] for key in admin.get("/api/keys").get_json()["items"]] == ["ana.conceição"]
    assert admin.get(f"/api/keys?user_id={cast.admin.id}").get_json()["items"] == []
    assert admin.post(f"/api/keys/{made['id']}/revoke").status_code == 200
    assert as_key(client, made, "/api/calls").status_code == 401


def test_terms_pending_hold_for_keys_too(client: FlaskClient, as_user: Any, cast: Cast, database: Database) -> None:
    made = make_key(as_user(cast.ana), "call:read")
    with database.unit_of_work(Circumstances(None, NOW)) as session:
        session.execute(update(User).where(User.id == cast.ana.id).values(owes_terms=True))
    assert as_key(client, made, "/api/calls").get_json()["type"] == "/problems/terms-pending"
    assert as_key(client, made, "/api/auth/me").status_code == 200


@pytest.mark.parametrize("days", [0, 366, -1, "90", 1.5])
def test_a_key_lives_a_day_to_a_year(as_user: Any, cast: Cast, days: Any) -> None:
    body = {"name": "Painel", "scopes": ["call:read"], "expires_in_days": days}
    assert as_user(cast.ana).post("/api/keys", json=body).status_code == 422


def test_a_key_lives_ninety_days_when_nothing_else_is_said(as_user: Any, cast: Cast) -> None:
    made = make_key(as_user(cast.ana), "call:read")
    life = datetime.fromisoformat(made["expires_at"]) - datetime.fromisoformat(made["created_at"])
    assert life == timedelta(days=90)


def test_no_key_comes_in_a_cookie(app: Application, as_user: Any, cast: Cast) -> None:
    made = make_key(as_user(cast.ana), "call:read")
    browser = app.test_client()
    browser.set_cookie("access_token_cookie", made["token"], path="/api")
    assert browser.get("/api/calls").status_code == 401


def test_the_trail_does_not_end_with_the_key(as_user: Any, cast: Cast, session: Any) -> None:
    make_key(as_user(cast.ana), "call:read")
    session.execute(delete(ApiKey))
    assert session.scalars(select(AuditEntry).where(AuditEntry.name == "key.created")).one() is not None


def test_the_command_makes_lists_and_revokes_keys(own_database_url: str, capsys: pytest.CaptureFixture[str]) -> None:
    config = Config(database_url=own_database_url)
    engine = create_engine(own_database_url, poolclass=NullPool)
    with Session(engine) as session, session.begin():
        make_user(session, NOW, "robô", Role.SUPERVISOR)
    token = create_key(config, KeyWishes("robo", "Painel", ("call:read",), 30))
    assert read_token(token) is not None
    prefix = token.rpartition("_")[0]
    assert list_keys(config)[0].startswith(f"{prefix}  robô  Painel  até ")
    revoke_key(config, prefix)
    assert list_keys(config) == []
    for wrong in (KeyWishes("ninguém", "x", ("call:read",), 30), KeyWishes("robo", "x", ("user:update",), 30)):
        with pytest.raises(CommandError):
            create_key(config, wrong)
