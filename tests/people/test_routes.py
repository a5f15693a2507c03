"""People over HTTP: signing in, sessions, users and teams."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from flask.testing import FlaskClient

from monitoria.people.models import User
from monitoria.platform.database import Database
from monitoria.platform.events import Circumstances
from monitoria.platform.http.application import Application
from tests.support.people import PASSWORD, Cast


def sign_in(client: FlaskClient, username: str, password: str = PASSWORD, **more: Any) -> Any:
    return client.post("/api/auth/login", json={"username": username, "password": password, **more})


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def test_a_user_name_signs_in_without_its_accents(client: FlaskClient, cast: Cast) -> None:
    answer = sign_in(client, "SILVIA.souza")
    assert answer.status_code == 200
    body = answer.get_json()
    assert body["user"]["id"] == str(cast.supervisor.id)
    assert body["token_type"] == "Bearer"
    assert body["expires_in"] == 900
    assert client.get("/api/auth/me", headers=bearer(body["access_token"])).get_json()["username"] == "sílvia.souza"


def test_a_browser_gets_cookies_and_no_token_in_the_body(client: FlaskClient, cast: Cast) -> None:
    answer = sign_in(client, "ana.conceicao", cookie=True)
    assert set(answer.get_json()) == {"user"}
    cookies = answer.headers.getlist("Set-Cookie")
    assert all("HttpOnly" in cookie for cookie in cookies if cookie.startswith(("access_", "refresh_")))
    assert client.get("/api/auth/me").status_code == 200


def test_a_cookie_session_needs_the_csrf_header_to_change_anything(client: FlaskClient, cast: Cast) -> None:
    sign_in(client, "ana.conceicao", cookie=True)
    assert client.post("/api/auth/logout").get_json()["type"] == "/problems/csrf-refused"
    csrf = client.get_cookie("csrf_access_token", path="/")
    assert csrf is not None
    assert client.post("/api/auth/logout", headers={"X-CSRF-TOKEN": csrf.value}).status_code == 204
    assert client.get("/api/auth/me").status_code == 401


def test_a_wrong_password_and_an_unknown_name_answer_alike(client: FlaskClient, cast: Cast) -> None:
    known, unknown = sign_in(client, "eva.monteiro", "não é esta"), sign_in(client, "ninguém", "não é esta")
    assert known.status_code == unknown.status_code == 401
    assert known.get_json()["type"] == unknown.get_json()["type"] == "/problems/wrong-credentials"


def test_ten_failures_close_the_account_even_for_the_right_password(client: FlaskClient, cast: Cast) -> None:
    for _ in range(10):
        assert sign_in(client, "eva.monteiro", "errada-sempre").status_code == 401
    answer = sign_in(client, "eva.monteiro")
    assert answer.status_code == 429
    assert 0 < int(answer.headers["Retry-After"]) <= 901


def test_ten_failures_from_an_address_close_it_for_other_accounts(client: FlaskClient, cast: Cast) -> None:
    for number in range(10):
        sign_in(client, f"alguém{number}", "errada-sempre")
    assert sign_in(client, "eva.monteiro").status_code == 429


def test_a_good_sign_in_forgets_the_account_s_failures(client: FlaskClient, cast: Cast) -> None:
    for _ in range(9):
        sign_in(client, "eva.monteiro", "errada-sempre")
    assert sign_in(client, "eva.monteiro").status_code == 200
    assert sign_in(client, "eva.monteiro", "errada-sempre").status_code == 401
    assert sign_in(client, "eva.monteiro").status_code == 200


def test_a_refresh_token_works_once_and_its_reuse_ends_the_family(client: FlaskClient, cast: Cast) -> None:
    first = sign_in(client, "eva.monteiro").get_json()
    second = client.post("/api/auth/refresh", headers=bearer(first["refresh_token"])).get_json()
    assert client.get("/api/auth/me", headers=bearer(second["access_token"])).status_code == 200
    reused = client.post("/api/auth/refresh", headers=bearer(first["refresh_token"]))
    assert (reused.status_code, reused.get_json()["type"]) == (401, "/problems/refresh-reused")
    assert client.post("/api/auth/refresh", headers=bearer(second["refresh_token"])).status_code == 401
    assert client.get("/api/auth/me", headers=bearer(second["access_token"])).status_code == 401


@pytest.mark.parametrize("token", ["", "lixo", "a.b.c", "eyJhbGciOiJub25lIn0.e30."])
def test_a_forged_token_is_refused(client: FlaskClient, token: str) -> None:
    answer = client.get("/api/auth/me", headers=bearer(token))
    assert answer.status_code == 401
    assert answer.content_type == "application/problem+json"


def test_a_refresh_token_is_no_access_token(client: FlaskClient, cast: Cast) -> None:
    tokens = sign_in(client, "eva.monteiro").get_json()
    assert client.get("/api/auth/me", headers=bearer(tokens["refresh_token"])).status_code == 401
    assert client.post("/api/auth/refresh", headers=bearer(tokens["access_token"])).status_code == 401


def test_an_expired_token_says_so(app: Application, database: Database, cast: Cast) -> None:
    from tests.support.http import expired_token  # noqa: PLC0415

    answer = app.test_client().get("/api/auth/me", headers=bearer(expired_token(app, cast.ana)))
    assert (answer.status_code, answer.get_json()["type"]) == (401, "/problems/token-expired")


def test_changing_the_password_ends_the_other_sessions(client: FlaskClient, cast: Cast) -> None:
    other = sign_in(client, "eva.monteiro").get_json()
    here = sign_in(client, "eva.monteiro").get_json()
    body = {"current_password": PASSWORD, "new_password": "outra senha boa"}
    assert client.post("/api/auth/password", json=body, headers=bearer(here["access_token"])).status_code == 200
    assert client.get("/api/auth/me", headers=bearer(other["access_token"])).status_code == 401
    assert client.get("/api/auth/me", headers=bearer(here["access_token"])).status_code == 200
    assert sign_in(client, "eva.monteiro", "outra senha boa").status_code == 200


def test_a_wrong_current_password_changes_nothing(as_user: Any, cast: Cast) -> None:
    body = {"current_password": "errada", "new_password": "outra senha boa"}
    answer = as_user(cast.evaluator).post("/api/auth/password", json=body)
    assert (answer.status_code, answer.get_json()["type"]) == (403, "/problems/wrong-password")


def test_the_first_person_to_register_becomes_admin_and_then_it_is_closed(client: FlaskClient) -> None:
    new = {"username": "primeira", "password": "senha-muito-boa", "role": "operator"}
    assert client.get("/api/auth/setup").get_json() == {"needs_first_user": True}
    first = client.post("/api/auth/register", json=new)
    assert (first.status_code, first.get_json()["role"]) == (201, "admin")
    again = client.post("/api/auth/register", json={**new, "username": "segunda"})
    assert (again.status_code, again.get_json()["type"]) == (403, "/problems/registration-closed")
    assert client.get("/api/auth/setup").get_json() == {"needs_first_user": False}


def test_only_an_admin_registers_people(as_user: Any, cast: Cast) -> None:
    new = {"username": "novato", "password": "senha-muito-boa", "full_name": "Novato Da Silva"}
    for user in (cast.supervisor, cast.evaluator, cast.ana):
        assert as_user(user).post("/api/auth/register", json=new).status_code == 403
    made = as_user(cast.admin).post("/api/auth/register", json={**new, "team_id": str(cast.north.id)})
    assert made.status_code == 201
    assert made.get_json()["role"] == "operator"
    assert "password" not in made.get_data(as_text=True)


def test_a_name_that_differs_only_in_accents_is_taken(as_user: Any, cast: Cast) -> None:
    new = {"username": "Ana.Conceicao", "password": "senha-muito-boa"}
    answer = as_user(cast.admin).post("/api/auth/register", json=new)
    assert (answer.status_code, answer.get_json()["errors"][0]["pointer"]) == (409, "/username")


def test_an_operator_sees_only_himself_among_users(as_user: Any, cast: Cast) -> None:
    ana = as_user(cast.ana)
    listed = ana.get("/api/users/").get_json()
    assert [user["id"] for user in listed["items"]] == [str(cast.ana.id)]
    assert ana.get(f"/api/users/{cast.bruno.id}").status_code == 404
    assert ana.get("/api/users?q=bruno").get_json()["items"] == []


def test_a_supervisor_sees_his_team_and_nobody_else_s(as_user: Any, cast: Cast) -> None:
    seen = {user["id"] for user in as_user(cast.supervisor).get("/api/users").get_json()["items"]}
    assert seen == {str(user.id) for user in (cast.supervisor, cast.ana, cast.bruno)}


def test_users_are_filtered_by_role_team_and_text_without_accents(as_user: Any, cast: Cast) -> None:
    admin = as_user(cast.admin)
    assert admin.get("/api/users?role=evaluator").get_json()["total"] == 2
    assert admin.get(f"/api/users?team_id={cast.south.id}").get_json()["total"] == 1
    assert [u["username"] for u in admin.get("/api/users?q=conceicao").get_json()["items"]] == ["ana.conceição"]
    assert admin.get("/api/users?q=100%25").get_json()["items"] == []


def test_users_page_by_name_without_loss(as_user: Any, cast: Cast) -> None:
    admin, names, cursor = as_user(cast.admin), [], ""
    while cursor is not None:
        page = admin.get(f"/api/users?limit=3&cursor={cursor}").get_json()
        names += [user["full_name"] for user in page["items"]]
        cursor = page["next_cursor"]
    assert len(names) == len(set(names)) == 8
    assert names[0].startswith("Adélia")


def test_a_made_up_cursor_is_refused(as_user: Any, cast: Cast) -> None:
    for cursor in ("xxx", "W10", "eyJhIjoxfQ", "%00"):
        assert as_user(cast.admin).get(f"/api/users?cursor={cursor}").status_code == 422


def test_a_stale_version_overwrites_nothing(as_user: Any, cast: Cast) -> None:
    admin, address = as_user(cast.admin), f"/api/users/{cast.ana.id}"
    assert admin.put(address, json={"version": 1, "full_name": "Ana Maria"}).get_json()["version"] == 2
    stale = admin.put(address, json={"version": 1, "full_name": "Outra"})
    assert (stale.status_code, stale.get_json()["type"]) == (409, "/problems/stale-version")
    assert admin.get(address).get_json()["full_name"] == "Ana Maria"


def test_a_removed_person_is_out_at_once_and_can_come_back(as_user: Any, client: FlaskClient, cast: Cast) -> None:
    ana, admin = as_user(cast.ana), as_user(cast.admin)
    assert admin.delete(f"/api/users/{cast.ana.id}").status_code == 204
    assert ana.get("/api/auth/me").status_code == 401
    assert sign_in(client, "ana.conceicao").status_code == 401
    assert admin.get(f"/api/users/{cast.ana.id}").get_json()["actions"] == ["update", "reactivate", "print"]
    assert admin.post(f"/api/users/{cast.ana.id}/reactivate").get_json()["active"] is True
    assert sign_in(client, "ana.conceicao").status_code == 200


def test_the_last_admin_stays(as_user: Any, cast: Cast) -> None:
    admin, address = as_user(cast.admin), f"/api/users/{cast.admin.id}"
    assert admin.delete(address).get_json()["type"] == "/problems/last-admin"
    assert admin.put(address, json={"version": 1, "role": "evaluator"}).get_json()["type"] == "/problems/last-admin"


def test_only_operators_belong_to_a_team(as_user: Any, cast: Cast) -> None:
    body = {"version": 1, "team_id": str(cast.north.id)}
    answer = as_user(cast.admin).put(f"/api/users/{cast.evaluator.id}", json=body)
    assert (answer.status_code, answer.get_json()["errors"][0]["pointer"]) == (422, "/team_id")


def test_a_team_is_created_once_for_one_idempotency_key(as_user: Any, cast: Cast) -> None:
    admin, key = as_user(cast.admin), {"Idempotency-Key": "a-mesma"}
    first = admin.post("/api/teams", json={"name": "Equipe Leste"}, headers=key)
    again = admin.post("/api/teams", json={"name": "Equipe Leste"}, headers=key)
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.get_json() == again.get_json()
    other = admin.post("/api/teams", json={"name": "Equipe Oeste"}, headers=key)
    assert (other.status_code, other.get_json()["type"]) == (422, "/problems/idempotency-key-reused")


def test_a_team_is_led_by_a_supervisor(as_user: Any, cast: Cast) -> None:
    admin = as_user(cast.admin)
    wrong = admin.post("/api/teams", json={"name": "Equipe Leste", "supervisor_id": str(cast.ana.id)})
    assert (wrong.status_code, wrong.get_json()["errors"][0]["pointer"]) == (422, "/supervisor_id")
    made = admin.post("/api/teams", json={"name": "Equipe Leste", "supervisor_id": str(cast.supervisor.id)}).get_json()
    seen = {team["name"] for team in as_user(cast.supervisor).get("/api/teams").get_json()["items"]}
    assert seen == {"Equipe Norte", "Equipe Leste"}
    assert as_user(cast.other_supervisor).get(f"/api/teams/{made['id']}").status_code == 404


def test_a_team_lives_through_rename_closing_and_reopening(as_user: Any, cast: Cast) -> None:
    admin, address = as_user(cast.admin), f"/api/teams/{cast.north.id}"
    renamed = admin.put(address, json={"version": 1, "name": "Norte", "supervisor_id": None}).get_json()
    assert (renamed["name"], renamed["version"]) == ("Norte", 2)
    assert admin.put(address, json={"version": 2, "name": "EQUIPE SUL"}).status_code == 409
    assert admin.delete(address).status_code == 204
    assert admin.get("/api/teams?active=false").get_json()["total"] == 1
    assert admin.post(f"{address}/reactivate").get_json()["active"] is True


def test_one_query_finds_who_is_asking(as_user: Any, cast: Cast, count_queries: Any) -> None:
    supervisor = as_user(cast.supervisor)
    with count_queries() as queries:
        supervisor.get("/api/auth/me")
    assert len(queries) == 2  # who asks, and the user shown


def test_wrong_current_passwords_close_the_account_like_failed_sign_ins(as_user: Any, cast: Cast) -> None:
    client, body = as_user(cast.evaluator), {"current_password": "errada", "new_password": "outra senha boa"}
    assert {client.post("/api/auth/password", json=body).status_code for _ in range(10)} == {403}
    answer = client.post("/api/auth/password", json={**body, "current_password": PASSWORD})
    assert (answer.status_code, answer.get_json()["type"]) == (429, "/problems/too-many-failures")


def test_an_evaluator_reads_operators_names_but_not_their_addresses(
    as_user: Any, cast: Cast, database: Database, now: datetime
) -> None:
    with database.unit_of_work(Circumstances(None, now)) as session:
        person = session.get_one(User, cast.ana.id)
        person.email = person.email_key = "particular@exemplo.com.br"
    shown = as_user(cast.evaluator).get(f"/api/users/{cast.ana.id}").get_json()
    assert (shown["full_name"], shown["email"]) == (cast.ana.full_name, None)
    for asking, found in ((cast.evaluator, 0), (cast.supervisor, 1), (cast.admin, 1)):
        assert as_user(asking).get("/api/users?q=particular").get_json()["total"] == found
