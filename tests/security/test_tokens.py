"""Tokens that nobody issued, and those that were issued for something else."""

from __future__ import annotations

import base64
import json
import time
from collections.abc import Callable
from typing import Any

import jwt
import pytest
from argon2 import PasswordHasher
from flask.testing import FlaskClient

from monitoria.people.service import hashing
from monitoria.platform.config import Config
from monitoria.platform.http.application import Application
from tests.security.world import World
from tests.support.people import PASSWORD, Cast


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def coded(part: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=")


@pytest.fixture
def signed_in(client: FlaskClient, cast: Cast) -> dict[str, Any]:
    body = {"username": cast.ana.username, "password": PASSWORD}
    tokens: dict[str, Any] = client.post("/api/auth/login", json=body).get_json()
    return tokens


@pytest.fixture
def claims(signed_in: dict[str, Any]) -> dict[str, Any]:
    """What Ana's own access token says."""
    return jwt.decode(signed_in["access_token"], options={"verify_signature": False})


def _unsigned(claims: dict[str, Any], algorithm: str, secret: str) -> str:
    return f"{coded({'alg': algorithm, 'typ': 'JWT'})}.{coded(claims)}."


def _wrong_key(claims: dict[str, Any], algorithm: str, secret: str) -> str:
    return jwt.encode(claims, "x" * 40, algorithm)


def _own_key(claims: dict[str, Any], algorithm: str, secret: str) -> str:
    """Signed with the right secret, in another way than ours."""
    return jwt.encode(claims, secret, algorithm)


def _key_of_the_header(claims: dict[str, Any], algorithm: str, secret: str) -> str:
    headers = {"jwk": {"kty": "oct", "k": coded("x" * 40)}, "jku": "https://mal.exemplo/jwks", "kid": "../../dev/null"}
    return jwt.encode(claims, "x" * 40, algorithm, headers=headers)


@pytest.mark.filterwarnings("ignore::jwt.warnings.InsecureKeyLengthWarning")
@pytest.mark.parametrize(
    ("forge", "algorithm"),
    [
        *((_unsigned, name) for name in ("none", "None", "NONE", "nOnE", "HS256", "RS256", "")),
        *((_wrong_key, name) for name in ("HS256", "HS384", "HS512")),
        *((_own_key, name) for name in ("HS384", "HS512")),
        (_key_of_the_header, "HS256"),
    ],
)
def test_a_token_that_we_did_not_sign_opens_nothing(
    client: FlaskClient, claims: dict[str, Any], config: Config, forge: Callable[..., str], algorithm: str
) -> None:
    forged = forge(claims, algorithm, config.secret_key)
    answer = client.get("/api/auth/me", headers=bearer(forged))
    assert (answer.status_code, answer.get_json()["type"]) == (401, "/problems/token-refused")


def test_a_token_that_was_changed_opens_nothing(
    client: FlaskClient, signed_in: dict[str, Any], claims: dict[str, Any], cast: Cast
) -> None:
    head, body, signature = signed_in["access_token"].split(".")
    for change in ({"sub": str(cast.admin.id)}, {"exp": int(time.time()) + 10**6}, {"role": "admin"}, {"fresh": True}):
        answer = client.get("/api/auth/me", headers=bearer(f"{head}.{coded({**claims, **change})}.{signature}"))
        assert answer.status_code == 401, change
    for cut in (f"{head}.{body}.", f"{head}.{body}", f"{head}.{body}.{signature[:-4]}", f"{head}.{body}.{signature}AA"):
        assert client.get("/api/auth/me", headers=bearer(cut)).status_code == 401, cut


@pytest.mark.parametrize(
    "change",
    [
        {"exp": 1},
        {"nbf": 4_000_000_000},
        {"iss": "outro"},
        {"type": "refresh"},
        {"type": "reset"},
        {"sub": "00000000-0000-0000-0000-000000000000"},
        {"sub": 5},
        {"sub": None},
        {"sid": "00000000-0000-0000-0000-000000000000"},
        {"sid": ["a"]},
    ],
)
def test_even_well_signed_claims_must_be_those_of_an_open_session(
    client: FlaskClient, claims: dict[str, Any], config: Config, change: dict[str, Any]
) -> None:
    token = jwt.encode({**claims, **change}, config.secret_key, "HS256")
    assert client.get("/api/auth/me", headers=bearer(token)).status_code == 401


def test_a_session_of_one_person_is_none_of_another(
    client: FlaskClient, claims: dict[str, Any], config: Config, cast: Cast
) -> None:
    """The identity and the session must belong together, even under our own signature."""
    token = jwt.encode({**claims, "sub": str(cast.admin.id)}, config.secret_key, "HS256")
    assert client.get("/api/auth/me", headers=bearer(token)).status_code == 401


def test_each_token_does_what_it_was_made_for_alone(client: FlaskClient, signed_in: dict[str, Any]) -> None:
    access, refresh = signed_in["access_token"], signed_in["refresh_token"]
    assert client.get("/api/auth/me", headers=bearer(refresh)).status_code == 401
    assert client.post("/api/auth/refresh", headers=bearer(access)).status_code == 401
    for place in ("jwt", "token", "access_token"):
        assert client.get(f"/api/auth/me?{place}={access}").status_code == 401, "an address is no place for a token"
        assert client.post("/api/auth/logout", json={place: access}).status_code == 401


def _count_hashes(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    counted: list[str] = []
    verify = PasswordHasher.verify

    def counting(hasher: PasswordHasher, stored: str, given: str) -> Any:
        counted.append(stored)
        return verify(hasher, stored, given)

    monkeypatch.setattr(PasswordHasher, "verify", counting)
    return counted


def test_whether_somebody_exists_is_told_neither_by_words_nor_by_work(
    client: FlaskClient, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One password is worked out whoever is named: time tells nothing that the answer does not."""
    counted = _count_hashes(monkeypatch)
    gone = world.cast.other_evaluator
    version = world.clients["admin"].delete(f"/api/users/{gone.id}").status_code
    assert version in (200, 204)
    said = []
    for username in (world.cast.ana.username, gone.username, "ninguém.assim", "x" * 150):
        answer = client.post("/api/auth/login", json={"username": username, "password": "errada-de-todo"})
        body = answer.get_json()
        said.append((answer.status_code, {name: value for name, value in body.items() if name != "request_id"}))
    assert all(one == said[0] for one in said), said
    assert said[0][0] == 401
    assert len(counted) == 4, counted


def test_an_unknown_person_costs_a_real_hash(app: Application) -> None:
    began = time.process_time()
    assert hashing.is_password("errada", None) is False
    assert time.process_time() - began > 0.001, "as much work as for somebody who exists"


def test_an_idempotency_key_of_somebody_else_gives_none_of_his_answer(world: World) -> None:
    headers = {"Idempotency-Key": "a mesma chave"}
    new = {"operator_id": str(world.cast.ana.id), "subject": "Só da Eva"}
    first = world.clients["evaluator"].post("/api/calls", json=new, headers=headers).get_json()
    other = world.clients["other_evaluator"].post("/api/calls", json=new, headers=headers)
    assert "Idempotent-Replay" not in other.headers
    assert other.get_json()["id"] != first["id"]
    refused = world.clients["carla"].post("/api/calls", json=new, headers=headers)
    assert refused.status_code == 403
