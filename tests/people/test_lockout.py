"""Guessing is slowed down, nobody is kept out by another's guesses, an unknown name costs as much as a known one."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient

from monitoria.people.rules import MAX_FAILURES
from monitoria.people.service import hashing
from monitoria.platform.http.application import Application
from tests.support.people import PASSWORD, Cast

OFFICE, HOME, ATTACKER = "10.1.0.5", "177.40.1.2", "203.0.113.9"


def sign_in(client: FlaskClient, address: str, password: str = PASSWORD, **more: Any) -> Any:
    body = {"username": "eva.monteiro", "password": password, **more}
    return client.post("/api/auth/login", json=body, environ_base={"REMOTE_ADDR": address})


def guess(app: Application, address: str, times: int = MAX_FAILURES) -> None:
    for number in range(times):
        assert sign_in(app.test_client(), address, f"palpite {number}").status_code in (401, 429)


def test_guesses_from_anywhere_keep_no_known_browser_out(app: Application, cast: Cast) -> None:
    own = app.test_client()
    assert sign_in(own, OFFICE, cookie=True).status_code == 200
    for number in range(3):
        guess(app, f"{ATTACKER}{number}")
    assert sign_in(app.test_client(), ATTACKER).status_code == 429
    assert sign_in(own, "198.51.100.77", cookie=True).status_code == 200, "from wherever its owner carries it"


def test_guesses_from_the_same_address_keep_no_known_browser_out(app: Application, cast: Cast) -> None:
    own = app.test_client()
    sign_in(own, OFFICE, cookie=True)
    guess(app, OFFICE)
    assert sign_in(app.test_client(), OFFICE).status_code == 429
    assert sign_in(own, OFFICE, cookie=True).status_code == 200


def test_guesses_of_strangers_keep_no_known_address_out(app: Application, cast: Cast) -> None:
    assert sign_in(app.test_client(), HOME).status_code == 200
    guess(app, ATTACKER)
    assert sign_in(app.test_client(), HOME).status_code == 200
    assert sign_in(app.test_client(), OFFICE).status_code == 429, "a stranger waits, whatever the password"


def test_a_known_browser_has_a_count_of_its_own_over_all_accounts(app: Application, cast: Cast) -> None:
    own = app.test_client()
    sign_in(own, OFFICE, cookie=True)
    for _ in range(5):
        assert sign_in(own, OFFICE, "palpite", cookie=True).status_code == 401
        other = {"username": "ana.conceicao", "password": "palpite"}
        own.post("/api/auth/login", json=other, environ_base={"REMOTE_ADDR": HOME})
    answer = sign_in(own, OFFICE, cookie=True)
    assert answer.status_code == 429
    assert 0 < int(answer.headers["Retry-After"]) <= 901


def test_a_made_up_cookie_is_a_stranger_s(app: Application, cast: Cast) -> None:
    guess(app, ATTACKER)
    forged = app.test_client()
    forged.set_cookie("monitoria_browser", "x" * 43, path="/api/auth")
    assert sign_in(forged, "198.51.100.4").status_code == 429


def test_the_cookie_of_another_account_makes_nobody_known(app: Application, cast: Cast) -> None:
    other = app.test_client()
    body = {"username": "ana.conceicao", "password": PASSWORD, "cookie": True}
    assert other.post("/api/auth/login", json=body, environ_base={"REMOTE_ADDR": ATTACKER}).status_code == 200
    guess(app, HOME)
    assert sign_in(other, ATTACKER).status_code == 429


def test_a_good_sign_in_of_the_owner_gives_a_guesser_no_new_tries(app: Application, cast: Cast) -> None:
    own = app.test_client()
    sign_in(own, OFFICE, cookie=True)
    guess(app, ATTACKER, MAX_FAILURES - 1)
    assert sign_in(own, OFFICE, cookie=True).status_code == 200
    assert sign_in(app.test_client(), "198.51.100.9", "palpite").status_code == 401
    assert sign_in(app.test_client(), "198.51.100.10", "palpite").status_code == 429


def test_a_new_place_is_told_and_a_known_one_is_not(app: Application, cast: Cast) -> None:
    sign_in(app.test_client(), OFFICE)
    client = app.test_client()
    assert _new_devices(client, sign_in(client, OFFICE)) == 0
    agent = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"}
    body = {"username": "eva.monteiro", "password": PASSWORD}
    answer = client.post("/api/auth/login", json=body, headers=agent, environ_base={"REMOTE_ADDR": HOME})
    assert _new_devices(client, answer) == 1
    assert _new_devices(client, sign_in(client, HOME)) == 1


def _new_devices(client: FlaskClient, signed_in: Any) -> int:
    header = {"Authorization": f"Bearer {signed_in.get_json()['access_token']}"}
    notices = client.get("/api/notifications", headers=header).get_json()["items"]
    return sum(notice["facts"].get("what") == "new-device" for notice in notices)


@pytest.mark.parametrize("username", ["eva.monteiro", "ninguém", "bruno.lima"])
def test_every_wrong_sign_in_costs_one_hash_whoever_it_is(
    app: Application, as_user: Any, cast: Cast, monkeypatch: pytest.MonkeyPatch, username: str
) -> None:
    """Counted, not timed: unknown, known and deactivated people cost the same work."""
    as_user(cast.admin).delete(f"/api/users/{cast.bruno.id}")
    verified: list[str] = []

    class Counting(type(hashing._HASHER)):  # type: ignore[misc]
        def verify(self, stored: Any, password: Any) -> bool:
            verified.append(stored)
            return bool(super().verify(stored, password))

    monkeypatch.setattr(hashing, "_HASHER", Counting(time_cost=2, memory_cost=19_456, parallelism=1))
    body = {"username": username, "password": "não é esta"}
    assert app.test_client().post("/api/auth/login", json=body).status_code == 401
    (stored,) = verified
    assert "m=19456,t=2,p=1" in stored
