"""Sign-in and people when things happen at the very same moment: real threads, real commits."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from monitoria.app import assemble, make_bus
from monitoria.people.models import User
from monitoria.people.rules import MAX_FAILURES
from monitoria.platform.access import Role
from monitoria.platform.config import Config
from monitoria.platform.database import Database, make_engine
from monitoria.platform.events import Circumstances
from monitoria.platform.http.application import Application
from tests.support.factors import code_of, enrol
from tests.support.http import signed_in_client
from tests.support.people import PASSWORD, Cast, make_cast, make_user

NEW_PASSWORD = "outra senha boa"


@pytest.fixture
def own_database(own_database_url: str) -> Iterator[Database]:
    database = Database(make_engine(own_database_url, pool_size=16), make_bus())
    yield database
    database.engine.dispose()


@pytest.fixture
def app(own_database: Database) -> Application:
    return assemble(Config(), own_database)


@pytest.fixture
def crowd(own_database: Database, now: datetime) -> Cast:
    with own_database.unit_of_work(Circumstances(None, now)) as session:
        return make_cast(session, now)


def at_once(*actions: Callable[[], Any]) -> list[Any]:
    """Do all of them from the same moment on; what each gave."""
    start = threading.Barrier(len(actions))

    def run(action: Callable[[], Any]) -> Any:
        start.wait()
        return action()

    with ThreadPoolExecutor(len(actions)) as threads:
        return list(threads.map(run, actions))


def sign_in(app: Application, password: str, address: str = "127.0.0.1") -> Any:
    body = {"username": "eva.monteiro", "password": password}
    return app.test_client().post("/api/auth/login", json=body, environ_base={"REMOTE_ADDR": address})


def who_am_i(app: Application, token: str) -> int:
    return app.test_client().get("/api/auth/me", headers={"Authorization": f"Bearer {token}"}).status_code


def test_only_one_of_many_first_people_becomes_admin(app: Application) -> None:
    def register(number: int) -> int:
        body = {"username": f"pessoa{number}", "password": PASSWORD}
        return app.test_client().post("/api/auth/register", json=body).status_code

    assert sorted(at_once(*(lambda n=n: register(n) for n in range(5)))) == [201, 403, 403, 403, 403]


def test_a_refresh_token_used_twice_at_once_ends_the_session(app: Application, crowd: Cast) -> None:
    header = {"Authorization": f"Bearer {sign_in(app, PASSWORD).get_json()['refresh_token']}"}
    answers = at_once(*[lambda: app.test_client().post("/api/auth/refresh", headers=header)] * 4)
    (renewed,) = (answer.get_json() for answer in answers if answer.status_code == 200)
    assert who_am_i(app, renewed["access_token"]) == 401


def test_guessing_many_passwords_at_once_counts_each(app: Application, crowd: Cast) -> None:
    answers = at_once(*(lambda n=n: sign_in(app, f"palpite {n}", f"10.0.0.{n}") for n in range(2 * MAX_FAILURES)))
    assert sum(answer.status_code == 401 for answer in answers) == MAX_FAILURES


def test_no_sign_in_with_the_old_password_outlives_its_change(
    app: Application, own_database: Database, crowd: Cast
) -> None:
    owner = signed_in_client(app, own_database, crowd.evaluator)
    changed = threading.Event()

    def keep_signing_in() -> list[str]:
        tokens = []
        while not changed.is_set():
            answer = sign_in(app, PASSWORD)
            tokens += [answer.get_json()["access_token"]] if answer.status_code == 200 else []
        return tokens

    def change() -> int:
        body = {"current_password": PASSWORD, "new_password": NEW_PASSWORD}
        status = owner.post("/api/auth/password", json=body).status_code
        changed.set()
        return status

    *tokens, status = at_once(keep_signing_in, keep_signing_in, change)
    assert status == 200
    assert {who_am_i(app, token) for some in tokens for token in some} <= {401}


@pytest.mark.parametrize("removes", ["himself", "the other"])
def test_two_admins_who_leave_at_once_do_not_both_leave(
    app: Application, own_database: Database, crowd: Cast, now: datetime, removes: str
) -> None:
    with own_database.unit_of_work(Circumstances(None, now)) as session:
        second = make_user(session, now, "segunda.admin", Role.ADMIN)
    people = [crowd.admin, second]
    clients: list[FlaskClient] = [signed_in_client(app, own_database, person) for person in people]
    leaving = people if removes == "himself" else people[::-1]

    def demote(client: FlaskClient, person: User) -> int:
        return client.put(f"/api/users/{person.id}", json={"version": 1, "role": "evaluator"}).status_code

    pairs = zip(clients, leaving, strict=True)
    assert sorted(at_once(*(lambda c=c, p=p: demote(c, p) for c, p in pairs))) in ([200, 403], [200, 409])
    with own_database.unit_of_work(Circumstances(None, now)) as session:
        assert session.scalar(select(func.count()).where(User.role == Role.ADMIN.value)) == 1


def test_a_code_sent_many_times_at_once_opens_one_session(
    app: Application, own_database: Database, crowd: Cast
) -> None:
    authenticator, _ = enrol(signed_in_client(app, own_database, crowd.evaluator))
    tokens = [sign_in(app, PASSWORD).get_json()["second_factor"]["challenge"] for _ in range(4)]

    def finish(token: str) -> int:
        body = {"challenge": token, "code": code_of(authenticator, 1)}
        return app.test_client().post("/api/auth/second-factor", json=body).status_code

    assert sorted(at_once(*(lambda t=t: finish(t) for t in tokens))) == [200, 401, 401, 401]
