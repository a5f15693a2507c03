"""Two web processes, two workers, a primary and its streaming replica: what each sees of the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import psycopg
import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from monitoria.app import ROUTERS, open_database
from monitoria.cli.doctor import check_replica
from monitoria.platform.config import Config
from monitoria.platform.database import Database
from monitoria.platform.events import Circumstances
from monitoria.platform.http.routing import all_routes
from monitoria.platform.http.streaming import Streaming, begin_streaming
from monitoria.platform.postgres import APPLICATION_ROLE
from monitoria.platform.replicas import Mark, ReplicaLost
from tests.support.fleet import Client, Fleet, running_fleet
from tests.support.standby import libpq, wait_for

STATS = "/api/dashboard/stats"


@pytest.fixture(scope="module")
def fleet() -> Iterator[Fleet]:
    with running_fleet() as fleet:
        yield fleet


@pytest.fixture(scope="module")
def operator_id(fleet: Fleet) -> str:
    admin = fleet.client()
    new = {"username": "operadora", "password": "senha-muito-boa", "role": "operator", "full_name": "Operadora"}
    return str(admin.expect("POST", "/api/auth/register", new)["id"])


def _was_read_on_the_replica(fleet: Fleet, act: Callable[[], Any]) -> bool:
    """Whether a web process did anything on the replica while `act` ran."""
    question = "SELECT max(state_change) FROM pg_stat_activity WHERE application_name = 'monitoria-web'"
    before = fleet.standby.ask(question)
    act()
    after = fleet.standby.ask(question)
    return bool(after is not None and (before is None or after > before))


def _is_followed(fleet: Fleet) -> bool:
    """Whether the replica has all that the primary has."""
    with psycopg.connect(libpq(fleet.primary.url())) as primary:
        row = primary.execute("SELECT pg_current_wal_flush_lsn()::text").fetchone()
    assert row is not None
    return bool(fleet.standby.ask(f"SELECT pg_last_wal_replay_lsn() >= '{row[0]}'::pg_lsn"))


def _facts(fleet: Fleet, name: str) -> list[dict[str, Any]]:
    """What the trail holds of this kind of event, the latest last."""
    with psycopg.connect(libpq(fleet.primary.url())) as primary:
        found = primary.execute("SELECT facts FROM audit_entries WHERE name = %s ORDER BY id", [name]).fetchall()
    return [facts for (facts,) in found]


def _calls_counted(client: Client) -> int:
    return int(client.get(STATS)["calls"]["total"])


def _register_call(client: Client, operator_id: str) -> None:
    client.expect("POST", "/api/calls", {"operator_id": operator_id, "subject": "Segunda via"})


def test_charts_are_read_on_the_replica_and_the_rest_on_the_primary(fleet: Fleet, operator_id: str) -> None:
    client = fleet.client()
    _register_call(client, operator_id)
    wait_for(lambda: _is_followed(fleet))
    for path in (STATS, "/api/analytics/over-time", "/api/calls/export?format=csv-intl"):
        assert _was_read_on_the_replica(fleet, lambda path=path: client.ask("GET", path)), path
    for path in ("/api/calls", "/api/auth/me", "/api/notifications/unread-count"):
        assert not _was_read_on_the_replica(fleet, lambda path=path: client.get(path)), path


def test_whatever_may_lag_only_reads(fleet: Fleet, operator_id: str) -> None:
    """Outside production a write that is tried on the replica is a fault that shows."""
    client = fleet.client()
    _register_call(client, operator_id)
    wait_for(lambda: _is_followed(fleet))
    lagging = [route for route in all_routes(ROUTERS) if route.may_lag]
    assert {route.method for route in lagging} == {"GET"}
    paths = {route.rule for route in lagging if "<" not in route.rule} | {f"/api/users/{operator_id}/report.pdf"}
    statuses = {path: client.ask("GET", path).status for path in paths}
    assert {path: status for path, status in statuses.items() if status not in (200, 422)} == {}


def test_a_file_read_on_the_replica_is_on_the_record_of_the_primary(fleet: Fleet, operator_id: str) -> None:
    client = fleet.client()
    _register_call(client, operator_id)
    wait_for(lambda: _is_followed(fleet))
    answer = client.ask("GET", "/api/calls/export?format=csv-intl")
    assert answer.is_good
    assert answer.body.count(b"Segunda via") >= 1
    (told,) = _facts(fleet, "export.taken")[-1:]
    assert told["rows"] == answer.body.count(b"\n") - 1


def test_one_always_reads_what_one_wrote_wherever_one_asks(fleet: Fleet, operator_id: str) -> None:
    writer, elsewhere = fleet.client(0), fleet.client(1)
    wait_for(lambda: _is_followed(fleet))
    fleet.standby.ask("SELECT pg_wal_replay_pause()")
    try:
        before = _calls_counted(elsewhere)
        _register_call(writer, operator_id)
        assert _calls_counted(writer) == before + 1
        assert _calls_counted(elsewhere) == before + 1, "the same person at another machine, without any cookie"
    finally:
        fleet.standby.ask("SELECT pg_wal_replay_resume()")
    wait_for(lambda: _is_followed(fleet))
    assert _was_read_on_the_replica(fleet, lambda: _calls_counted(writer))


def test_a_replica_that_is_killed_fails_no_request_and_is_used_again_when_it_is_back(
    fleet: Fleet, operator_id: str
) -> None:
    client = fleet.client()
    wait_for(lambda: _is_followed(fleet))
    assert _was_read_on_the_replica(fleet, lambda: client.get(STATS))
    fleet.standby.kill()
    for _ in range(3):
        assert client.ask("GET", STATS).status == 200
    _register_call(client, operator_id)
    fleet.standby.start()
    wait_for(lambda: _is_followed(fleet))
    wait_for(lambda: _was_read_on_the_replica(fleet, lambda: client.get(STATS)))


def test_every_job_is_done_once_by_two_workers_and_told_at_every_machine(fleet: Fleet, operator_id: str) -> None:
    client, elsewhere = fleet.client(0), fleet.client(1)
    _register_call(client, operator_id)
    mark = elsewhere.get("/api/notifications/unread-count")["mark"]
    pulse = f"/api/notifications/pulse?since={mark}"
    assert [elsewhere.ask("GET", pulse).status for _ in range(2)] == [204, 204], "nothing new, and remembered"
    asked = {"list": "calls", "format": "csv-intl"}
    made = {client.expect("POST", "/api/exports", asked)["id"] for _ in range(2)}
    wait_for(lambda: all(client.get(f"/api/exports/{one}")["status"] == "ready" for one in made))
    times = Counter(told["export_id"] for told in _facts(fleet, "export.ready"))
    assert {one: times[one] for one in made} == dict.fromkeys(made, 1)
    wait_for(lambda: elsewhere.ask("GET", pulse).status == 200)


def test_failures_to_sign_in_are_counted_over_all_machines(fleet: Fleet) -> None:
    wrong = {"username": "operadora", "password": "não é esta"}
    clients = [Client(port) for port in fleet.ports]
    for turn in range(10):
        assert clients[turn % 2].ask("POST", "/api/auth/login", wrong).status == 401
    assert [client.ask("POST", "/api/auth/login", wrong).status for client in clients] == [429, 429]


@pytest.fixture(scope="module")
def database(fleet: Fleet) -> Iterator[Database]:
    """The same database and replica in this process; a write on the replica is passed over, as in production."""
    config = Config(
        environment="production",
        database_url=fleet.primary.url(role=APPLICATION_ROLE),
        database_replica_url=fleet.standby.url("monitoria", role=APPLICATION_ROLE),
    )
    database = open_database(config, pool_size=2, application="test")
    assert database.replicas is not None
    database.replicas.rest_seconds = 0.3
    yield database
    database.close()


NOBODY = Circumstances(None, datetime(2026, 11, 20, tzinfo=UTC), "test")


def _mark(fleet: Fleet, database: Database) -> Mark:
    wait_for(lambda: _is_followed(fleet))
    with database.unit_of_work(NOBODY) as session:
        mark = database.mark(session, None, NOBODY.at)
    assert mark is not None
    return mark


def _where(session: Session) -> str:
    return "replica" if session.execute(text("SELECT pg_is_in_recovery()")).scalar_one() else "primary"


def _is_asked_again(fleet: Fleet, database: Database) -> None:
    wait_for(lambda: database.read(NOBODY, _mark(fleet, database), _where) == "replica")


def test_the_doctor_tells_a_replica_from_what_is_none(fleet: Fleet) -> None:
    role = APPLICATION_ROLE
    assert check_replica(fleet.standby.url("monitoria", role)).remedy == ""
    assert check_replica(fleet.primary.url(role=role)).text == "não é uma réplica"
    assert check_replica("postgresql+psycopg:///x?host=/nowhere").text == "não responde"


def test_a_replica_too_far_behind_is_not_asked(fleet: Fleet, database: Database) -> None:
    assert database.read(NOBODY, _mark(fleet, database), _where) == "replica"
    fleet.standby.ask("SELECT pg_wal_replay_pause()")
    try:
        with psycopg.connect(libpq(fleet.primary.url())) as primary:
            primary.execute("CREATE TABLE passing_by ()")
        with database.unit_of_work(NOBODY) as session:
            mark = database.mark(session, None, NOBODY.at)
        assert mark is not None
        replayed = fleet.standby.ask("SELECT pg_last_xact_replay_timestamp()")
        nearly, longer = (replace(mark, at=replayed + timedelta(seconds=behind)) for behind in (9, 11))
        assert [database.read(NOBODY, at, _where) for at in (nearly, longer)] == ["replica", "primary"]
    finally:
        fleet.standby.ask("SELECT pg_wal_replay_resume()")
    _is_asked_again(fleet, database)


def test_what_a_replica_gives_up_or_may_not_do_is_done_on_the_primary(fleet: Fleet, database: Database) -> None:
    def writing(session: Session) -> str:
        session.execute(text("DELETE FROM idempotency_keys"))
        return _where(session)

    def cancelled(session: Session) -> str:
        if _where(session) == "replica":  # as PostgreSQL does to a query that stands in the way of what is replayed
            session.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))
        return _where(session)

    for work in (writing, cancelled):
        assert database.read(NOBODY, _mark(fleet, database), work) == "primary"
        assert database.read(NOBODY, _mark(fleet, database), _where) == "primary", "it is left alone for a while"
        _is_asked_again(fleet, database)


@pytest.mark.parametrize(("second", "ends_well"), [(b"one two three", True), (b"another", False)])
def test_a_file_goes_on_where_its_replica_was_lost_if_it_is_still_the_same(
    fleet: Fleet, database: Database, second: bytes, *, ends_well: bool
) -> None:
    def pieces(session: Session) -> Iterator[bytes]:
        if _where(session) == "primary":
            yield from (second[:2], second[2:])
            return
        yield b"one "
        yield b"two"
        session.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))

    _is_asked_again(fleet, database)
    answer = begin_streaming(database, NOBODY, Streaming("file", "text/plain", pieces), _mark(fleet, database))
    if ends_well:
        assert b"".join(answer.response) == second
    else:
        with pytest.raises(ReplicaLost):
            b"".join(answer.response)
