"""The trail in a real database: nobody changes it, it is sealed in order of commits, and every break is found."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import ProgrammingError

from monitoria.app import make_bus
from monitoria.audit.rules import Anchor, BreakKind, read_anchor
from monitoria.audit.service import seal_entries, verify_chain
from monitoria.cli.audit import print_anchor, verify
from monitoria.platform.config import Config
from monitoria.platform.database import Database, is_trail_protected, make_engine
from monitoria.platform.events import Circumstances, emit
from monitoria.platform.postgres import APPLICATION_ROLE
from monitoria.settings.events import CategoryCreated


@pytest.fixture
def trail(own_database_url: str) -> Iterator[Database]:
    """A database of the test's own, with real commits, whose owner we are."""
    engine = make_engine(own_database_url, pool_size=6)
    yield Database(engine, make_bus())
    engine.dispose()


def tell(trail: Database, now: datetime, *keys: str) -> None:
    for key in keys:
        with trail.unit_of_work(Circumstances(None, now, f"req{key}")) as session:
            emit(session, CategoryCreated(key=key, label=f"Categoria {key}"))


def seal_all(trail: Database, now: datetime) -> int:
    with trail.unit_of_work(Circumstances(None, now)) as session:
        return seal_entries(session, now)


def judge(trail: Database, now: datetime, anchor: Anchor | None = None) -> Any:
    with trail.unit_of_work(Circumstances(None, now)) as session:
        return verify_chain(session, anchor)


def tamper(engine: Engine, statement: str, **given: Any) -> None:
    """What only an owner who switches the guard off can do."""
    with engine.begin() as connection:
        for table in ("audit_entries", "audit_seals"):
            connection.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER append_only"))
        connection.execute(text(statement), given)


@pytest.mark.parametrize("table", ["audit_entries", "audit_seals"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET {}", "DELETE FROM {}", "TRUNCATE {}"])
def test_not_even_the_owner_changes_the_trail_in_passing(trail: Database, table: str, statement: str) -> None:
    column = "name = 'x'" if table == "audit_entries" else "position = 1"
    with trail.engine.connect() as connection, pytest.raises(ProgrammingError, match="append-only"):  # type: ignore[union-attr]
        connection.execute(text(statement.format(table, column)))


def test_the_application_s_role_can_only_add(trail: Database, own_database_url: str) -> None:
    assert isinstance(trail.engine, Engine)
    assert not is_trail_protected(trail.engine)
    engine = make_engine(own_database_url.replace("://monitoria@", f"://{APPLICATION_ROLE}@"), pool_size=1)
    with engine.connect() as connection:
        if connection.execute(text("SELECT current_user")).scalar_one() != APPLICATION_ROLE:
            connection.execute(text(f"SET ROLE {APPLICATION_ROLE}"))
            connection.commit()
        for statement in (
            "UPDATE audit_entries SET name = 'x'",
            "DELETE FROM audit_seals",
            "TRUNCATE audit_entries",
            "ALTER TABLE audit_entries DISABLE TRIGGER append_only",
            "DROP TRIGGER append_only ON audit_seals",
            "CREATE TABLE mine (id int)",
            "UPDATE alembic_version SET version_num = 'x'",
        ):
            with pytest.raises(ProgrammingError, match=r"permission denied|must be owner"):
                connection.execute(text(statement))
            connection.rollback()
    engine.dispose()


def test_what_is_sealed_verifies_and_what_is_new_waits(trail: Database, now: datetime) -> None:
    tell(trail, now, "um", "dois", "três")
    assert judge(trail, now).state.waiting == 3
    assert seal_all(trail, now) == 3
    assert seal_all(trail, now) == 0
    tell(trail, now, "quatro")
    verdict = judge(trail, now)
    assert (verdict.is_whole, verdict.whole, verdict.state.waiting) == (True, 3, 1)


def test_an_entry_of_a_transaction_that_still_runs_is_left_for_later(trail: Database, now: datetime) -> None:
    """It began first and commits last: were the later one sealed alone, nothing could come before it any more."""
    with trail.unit_of_work(Circumstances(None, now)) as slow:
        emit(slow, CategoryCreated(key="lenta", label="Lenta"))
        tell(trail, now, "rápida")
        assert seal_all(trail, now) == 0
    assert seal_all(trail, now) == 2
    assert judge(trail, now).is_whole


def test_parallel_writers_and_sealers_make_one_whole_chain(trail: Database, now: datetime) -> None:
    def write(number: int) -> None:
        tell(trail, now, *(f"{number}-{turn}" for turn in range(15)))

    with ThreadPoolExecutor(6) as threads:
        work = [threads.submit(write, number) for number in range(3)]
        sealing = [threads.submit(seal_all, trail, now) for _ in range(25)]
        for done in (*work, *sealing):
            done.result()
    seal_all(trail, now)
    verdict = judge(trail, now)
    assert (verdict.is_whole, verdict.whole, verdict.state.waiting) == (True, 45, 0)


@pytest.mark.parametrize(
    ("statement", "kind", "position"),
    [
        (
            "UPDATE audit_entries SET facts = facts || '{\"label\": \"outra\"}' WHERE request_id = 'reqb'",
            BreakKind.CHANGED,
            2,
        ),
        ("UPDATE audit_entries SET at = at + interval '1 hour' WHERE request_id = 'reqc'", BreakKind.CHANGED, 3),
        ("DELETE FROM audit_entries WHERE request_id = 'reqb'", BreakKind.MISSING, 2),
        ("DELETE FROM audit_seals WHERE position = 3", BreakKind.GAP, 3),
        (
            "UPDATE audit_seals a SET entry_id = b.entry_id, hash = b.hash FROM audit_seals b "
            "WHERE a.position IN (2, 3) AND b.position = 5 - a.position",
            BreakKind.CHANGED,
            2,
        ),
        (
            "INSERT INTO audit_entries (id, at, name, subject_type, facts, transaction_id) "
            "VALUES (gen_random_uuid(), now(), 'call.created', 'call', '{}', 1)",
            BreakKind.SLIPPED_IN,
            4,
        ),
    ],
)
def test_what_an_owner_changes_behind_the_guard_is_found(
    trail: Database, now: datetime, statement: str, kind: BreakKind, position: int
) -> None:
    tell(trail, now, "a", "b", "c", "d")
    assert seal_all(trail, now) == 4
    assert isinstance(trail.engine, Engine)
    if "entry_id = b" in statement:
        tamper(trail.engine, "ALTER TABLE audit_seals DROP CONSTRAINT uq_audit_seals_entry_id")
    tamper(trail.engine, statement)
    found = judge(trail, now).found
    assert (found.kind, found.position) == (kind, position)


def test_the_command_says_where_it_breaks_and_an_anchor_finds_a_lost_tail(
    trail: Database, now: datetime, own_database_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    config = Config(database_url=own_database_url)
    tell(trail, now, "a", "b", "c")
    assert print_anchor(config) == 0
    anchor = capsys.readouterr().out.strip()
    assert read_anchor(anchor).position == 3
    assert verify(config, anchor) == 0
    assert "inteira: 3 registro(s)" in capsys.readouterr().out
    assert isinstance(trail.engine, Engine)
    tamper(trail.engine, "DELETE FROM audit_seals WHERE position = 3")
    tamper(trail.engine, "DELETE FROM audit_entries WHERE request_id = 'reqc'")
    assert verify(config, None) == 0
    assert verify(config, anchor) == 1
    assert "termina antes da âncora: falta da posição 3" in capsys.readouterr().out


def test_a_database_restored_where_numbers_are_lower_goes_on_sealing(trail: Database, now: datetime) -> None:
    tell(trail, now, "antes")
    assert seal_all(trail, now) == 1
    assert isinstance(trail.engine, Engine)
    tamper(trail.engine, "UPDATE audit_seals SET transaction_id = 1000000000000")
    tamper(trail.engine, "UPDATE audit_entries SET transaction_id = 1000000000000")
    tell(trail, now, "depois")
    later = datetime.fromisoformat("2026-11-21T15:00:00+00:00")
    assert seal_all(trail, later) == 1
    assert judge(trail, later).is_whole
