"""The second factor: turned on, asked for, used once, lost, required."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import text

from monitoria.people.rules import CHALLENGE_TRIES, good_steps, must_have_factor, plain_code
from monitoria.platform.database import Database
from monitoria.platform.events import Circumstances
from monitoria.platform.http.application import Application
from tests.support.factors import code_of, enrol, wrong_code
from tests.support.people import PASSWORD, Cast

LOGIN = {"username": "eva.monteiro", "password": PASSWORD}
ENTER = "/api/auth/second-factor"


def challenge(client: FlaskClient, **more: Any) -> str:
    answer = client.post("/api/auth/login", json={**LOGIN, **more})
    assert answer.status_code == 200
    assert set(answer.get_json()) == {"second_factor"}, "not a word of a session"
    assert not any("access_token" in cookie for cookie in answer.headers.getlist("Set-Cookie"))
    return str(answer.get_json()["second_factor"]["challenge"])


def finish(client: FlaskClient, token: str, **more: Any) -> Any:
    return client.post(ENTER, json={"challenge": token, **more})


def test_codes_of_the_step_before_and_after_are_good_and_none_twice() -> None:
    assert good_steps(100, None) == [100, 99, 101]
    assert good_steps(100, 100) == [101]
    assert good_steps(100, 101) == []
    assert plain_code(" AB-c d ") == "abcd"


@pytest.mark.parametrize(
    ("required", "roles"),
    [("none", set()), ("leaders", {"admin", "supervisor"}), ("everyone", {"admin", "supervisor", "operator"})],
)
def test_who_must_have_a_second_factor_follows_the_role(required: str, roles: set[str]) -> None:
    assert {role for role in ("admin", "supervisor", "operator") if must_have_factor(required, role)} == roles


def test_it_is_turned_on_with_a_code_and_then_asked_for(as_user: Any, client: FlaskClient, cast: Cast) -> None:
    authenticator, codes = enrol(as_user(cast.evaluator))
    assert len(set(codes)) == 10
    answer = finish(client, challenge(client), code=code_of(authenticator))
    assert answer.status_code == 200
    assert answer.get_json()["user"]["id"] == str(cast.evaluator.id)
    header = {"Authorization": f"Bearer {answer.get_json()['access_token']}"}
    shown = client.get(ENTER, headers=header).get_json()
    assert (shown["enabled"], shown["recovery_codes_left"], shown["required"]) == (True, 10, False)


def test_a_browser_finishes_with_cookies(as_user: Any, client: FlaskClient, cast: Cast) -> None:
    authenticator, _ = enrol(as_user(cast.evaluator))
    answer = finish(client, challenge(client, cookie=True), code=code_of(authenticator), cookie=True)
    assert set(answer.get_json()) == {"user"}
    assert client.get("/api/auth/me").status_code == 200


def test_a_code_is_good_once_and_none_before_it(as_user: Any, client: FlaskClient, cast: Cast) -> None:
    authenticator, _ = enrol(as_user(cast.evaluator))
    used = code_of(authenticator, 1)
    assert finish(client, challenge(client), code=used).status_code == 200
    for again in (used, code_of(authenticator), code_of(authenticator, -1)):
        answer = finish(client, challenge(client), code=again)
        assert (answer.status_code, answer.get_json()["type"]) == (401, "/problems/wrong-code")


def test_a_challenge_is_good_once(as_user: Any, client: FlaskClient, cast: Cast) -> None:
    authenticator, codes = enrol(as_user(cast.evaluator))
    token = challenge(client)
    assert finish(client, token, code=code_of(authenticator)).status_code == 200
    again = finish(client, token, recovery_code=codes[0])
    assert (again.status_code, again.get_json()["type"]) == (401, "/problems/challenge-over")


def test_a_challenge_ends_after_a_few_tries_and_each_counts(as_user: Any, client: FlaskClient, cast: Cast) -> None:
    authenticator, codes = enrol(as_user(cast.evaluator))
    wrong = wrong_code(authenticator)
    for _ in range(2):
        token = challenge(client)
        for _ in range(CHALLENGE_TRIES):
            assert finish(client, token, code=wrong).status_code == 401
        assert finish(client, token, recovery_code=codes[0]).get_json()["type"] in (
            "/problems/challenge-over",
            "/problems/too-many-failures",
        )
    answer = client.post("/api/auth/login", json=LOGIN)
    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) > 0


def test_a_challenge_runs_out(as_user: Any, client: FlaskClient, cast: Cast, database: Database, now: Any) -> None:
    authenticator, _ = enrol(as_user(cast.evaluator))
    token = challenge(client)
    with database.unit_of_work(Circumstances(None, now)) as session:
        session.execute(text("UPDATE sign_in_challenges SET expires_at = created_at"))
    assert finish(client, token, code=code_of(authenticator)).get_json()["type"] == "/problems/challenge-over"


def test_a_challenge_opens_nothing_by_itself(as_user: Any, client: FlaskClient, cast: Cast) -> None:
    enrol(as_user(cast.evaluator))
    header = {"Authorization": f"Bearer {challenge(client)}"}
    assert client.get("/api/auth/me", headers=header).status_code == 401


def test_a_recovery_code_is_good_once_however_it_is_typed(as_user: Any, client: FlaskClient, cast: Cast) -> None:
    _, codes = enrol(as_user(cast.evaluator))
    typed = codes[3].upper().replace("-", " ")
    assert finish(client, challenge(client), recovery_code=typed).status_code == 200
    assert finish(client, challenge(client), recovery_code=codes[3]).status_code == 401
    assert finish(client, challenge(client), recovery_code=codes[4]).status_code == 200


def test_new_recovery_codes_make_the_old_ones_worthless(as_user: Any, client: FlaskClient, cast: Cast) -> None:
    eva = as_user(cast.evaluator)
    authenticator, old = enrol(eva)
    body = {"password": PASSWORD, "code": code_of(authenticator)}
    new = eva.post(f"{ENTER}/recovery-codes", json=body).get_json()["recovery_codes"]
    assert not set(old) & set(new)
    assert finish(client, challenge(client), recovery_code=old[0]).status_code == 401
    assert finish(client, challenge(client), recovery_code=new[0]).status_code == 200


def test_turning_it_off_takes_the_password_and_a_code(as_user: Any, client: FlaskClient, cast: Cast) -> None:
    eva = as_user(cast.evaluator)
    authenticator, codes = enrol(eva)
    bad_code = eva.post(f"{ENTER}/disable", json={"password": PASSWORD, "code": wrong_code(authenticator)})
    assert (bad_code.status_code, bad_code.get_json()["type"]) == (403, "/problems/code-refused")
    bad_password = eva.post(f"{ENTER}/disable", json={"password": "outra", "recovery_code": codes[0]})
    assert bad_password.get_json()["type"] == "/problems/wrong-password"
    assert eva.post(f"{ENTER}/disable", json={"password": PASSWORD}).status_code == 422
    assert eva.post(f"{ENTER}/disable", json={"password": PASSWORD, "recovery_code": codes[0]}).status_code == 204
    assert client.post("/api/auth/login", json=LOGIN).get_json()["access_token"]


def test_it_is_turned_on_once_and_with_the_password(as_user: Any, cast: Cast) -> None:
    eva = as_user(cast.evaluator)
    assert eva.post(f"{ENTER}/enrol", json={"password": "outra"}).status_code == 403
    assert eva.post(f"{ENTER}/confirm", json={"code": "000000"}).get_json()["type"] == "/problems/second-factor-off"
    begun = eva.post(f"{ENTER}/enrol", json={"password": PASSWORD}).get_json()
    assert begun["uri"].startswith("otpauth://totp/")
    assert begun["picture"].startswith("data:image/svg+xml")
    assert eva.post(f"{ENTER}/confirm", json={"code": "não"}).get_json()["type"] == "/problems/code-refused"
    assert eva.get(ENTER).get_json()["enabled"] is False
    enrol(eva)
    assert eva.post(f"{ENTER}/enrol", json={"password": PASSWORD}).status_code == 409


def test_the_secret_is_sealed_where_it_lies(as_user: Any, cast: Cast, database: Database, now: Any) -> None:
    authenticator, codes = enrol(as_user(cast.evaluator))
    with database.unit_of_work(Circumstances(None, now)) as session:
        kept = str(session.execute(text("SELECT sealed_secret FROM second_factors")).scalar_one())
        hashes = " ".join(session.execute(text("SELECT code_hash FROM recovery_codes")).scalars())
        trail = " ".join(session.execute(text("SELECT facts::text FROM audit_entries")).scalars())
    assert authenticator.secret not in kept + trail
    assert not [code for code in codes if code.replace("-", "") in hashes + trail]


def test_an_administrator_takes_it_away_and_the_person_is_told(as_user: Any, client: FlaskClient, cast: Cast) -> None:
    eva = as_user(cast.evaluator)
    enrol(eva)
    address = f"/api/users/{cast.evaluator.id}/second-factor"
    assert as_user(cast.supervisor).delete(address).status_code == 403
    admin = as_user(cast.admin)
    assert admin.delete(address).status_code == 204
    assert eva.get("/api/auth/me").status_code == 401, "whoever holds the telephone is out"
    assert admin.delete(address).get_json()["type"] == "/problems/second-factor-off"
    token = client.post("/api/auth/login", json=LOGIN).get_json()["access_token"]
    notices = client.get("/api/notifications", headers={"Authorization": f"Bearer {token}"}).get_json()["items"]
    assert {notice["facts"]["what"] for notice in notices} >= {"enabled", "reset"}
    said = admin.get("/api/audit?limit=100").get_json()
    assert any("zerou o segundo fator" in entry["sentence"] for entry in said["items"])


@pytest.fixture
def required(as_user: Any, cast: Cast) -> Any:
    """Ask a second factor of some; the administrator has one."""
    admin = as_user(cast.admin)

    def require(whom: str) -> Any:
        enrol(admin)
        policy = admin.get("/api/auth/policy").get_json()
        body = {"version": policy["version"], "second_factor_for": whom}
        assert admin.put("/api/auth/policy", json=body).status_code == 200
        return admin

    return require


def test_who_must_have_one_turns_it_on_before_anything_else(
    app: Application, as_user: Any, cast: Cast, required: Any
) -> None:
    required("leaders")
    supervisor, open_routes = as_user(cast.supervisor), set()
    me = supervisor.get("/api/auth/me").get_json()
    assert me["owes_second_factor"] is True
    for route in app.declared_routes:
        if route.permission is None or route.upload is not None:
            continue
        if route.before_second_factor:
            open_routes.add(f"{route.method} {route.rule}")
        elif "<" not in route.rule:
            answer = supervisor.open(route.rule, method=route.method, json={})
            assert answer.get_json()["type"] == "/problems/second-factor-pending", route.rule
    assert open_routes == {
        "GET /api/auth/me",
        "GET /api/auth/policy",
        "GET /api/auth/second-factor",
        "GET /api/settings",
        "POST /api/auth/logout",
        "POST /api/auth/password",
        "POST /api/auth/second-factor/confirm",
        "POST /api/auth/second-factor/enrol",
    }
    enrol(supervisor)
    assert supervisor.get("/api/calls").status_code == 200
    assert as_user(cast.evaluator).get("/api/calls").status_code == 200, "nobody asks it of him"


def test_the_policy_is_the_administrator_s_and_never_overwritten(as_user: Any, cast: Cast, required: Any) -> None:
    admin = required("everyone")
    stale = admin.put("/api/auth/policy", json={"version": 1, "min_password_length": 12})
    assert stale.get_json()["type"] == "/problems/stale-version"
    assert admin.put("/api/auth/policy", json={"version": 2, "min_password_length": 7}).status_code == 422
    eva = as_user(cast.evaluator)
    assert eva.get("/api/auth/policy").get_json()["actions"] == []
    assert eva.get("/api/calls").get_json()["type"] == "/problems/second-factor-pending"
