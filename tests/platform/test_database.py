"""The unit of work: all or nothing, and only here."""

from __future__ import annotations

import time
from uuid import UUID

import pytest
from sqlalchemy import text

from monitoria.platform.database import Database, make_engine, migrate, new_id, server_version
from monitoria.platform.errors import Problem, Unavailable
from monitoria.platform.events import Bus, Circumstances
from monitoria.platform.jobs import USUAL_RETRY, TaskList, defer, make_app


class Refused(Problem):
    slug = "refused-in-a-test"


class RefusedButKept(Problem):
    slug = "refused-but-kept-in-a-test"
    keeps_changes = True


def test_identifiers_are_version_7_and_grow_with_time() -> None:
    first = new_id()
    time.sleep(0.002)
    second = new_id()
    assert isinstance(first, UUID)
    assert first.version == 7
    assert first < second
    assert len({new_id() for _ in range(10_000)}) == 10_000


@pytest.mark.parametrize(("problem", "rows"), [(Refused, 0), (RefusedButKept, 1)])
def test_a_problem_undoes_everything_unless_it_keeps_its_trace(
    database: Database, now: object, problem: type[Problem], rows: int
) -> None:
    circumstances = Circumstances(None, now)  # type: ignore[arg-type]
    with pytest.raises(problem), database.unit_of_work(circumstances) as session:
        session.execute(text("INSERT INTO sign_in_failures VALUES (gen_random_uuid(), 'x', 'y', now())"))
        raise problem()
    with database.unit_of_work(circumstances) as session:
        assert session.execute(text("SELECT count(*) FROM sign_in_failures")).scalar_one() == rows


def test_a_database_that_is_not_there_is_unavailable(now: object) -> None:
    engine = make_engine("postgresql+psycopg://nobody@127.0.0.1:1/none")
    with pytest.raises(Unavailable), Database(engine, Bus()).unit_of_work(Circumstances(None, now)) as session:  # type: ignore[arg-type]
        session.execute(text("SELECT 1"))


def test_migrating_twice_changes_nothing(own_database_url: str) -> None:
    migrate(own_database_url)
    migrate(own_database_url)
    engine = make_engine(own_database_url)
    assert server_version(engine) >= 15
    engine.dispose()


def test_a_job_lives_and_dies_with_its_transaction(database: Database, now: object) -> None:
    tasks = TaskList()

    @tasks.task(name="a_test_job", retry=USUAL_RETRY)
    def a_job(number: int) -> None: ...

    make_app("postgresql+psycopg:///never-opened").add_tasks_from(tasks, namespace="test")
    circumstances = Circumstances(None, now)  # type: ignore[arg-type]
    with pytest.raises(Refused), database.unit_of_work(circumstances) as session:
        defer(session, a_job, number=1)
        raise Refused()
    with database.unit_of_work(circumstances) as session:
        defer(session, a_job, number=2)
    with database.unit_of_work(circumstances) as session:
        found = session.execute(text("SELECT args FROM procrastinate_jobs")).scalars().all()
    assert found == [{"number": 2}]
