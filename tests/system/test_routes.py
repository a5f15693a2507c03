"""The system's health over HTTP: for administrators alone, and failed jobs run again once."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select, text

from monitoria.audit.models import AuditEntry
from monitoria.platform.clock import utc_now
from monitoria.platform.database import Database
from monitoria.platform.events import Circumstances, emit
from monitoria.system.events import SystemVerified
from tests.support.people import Cast

TASK = "coaching:remind_of_due_plans"
_FAIL = text(
    """
    WITH made AS (
      INSERT INTO procrastinate_jobs (queue_name, task_name, args, status, attempts, queueing_lock)
      VALUES ('default', :task, '{"timestamp": 0}', 'failed', 5, :lock) RETURNING id
    )
    INSERT INTO procrastinate_events (job_id, type, at) SELECT id, 'failed', now() FROM made RETURNING job_id
    """
)


@pytest.fixture
def failed(database: Database) -> int:
    """A job that failed for good."""
    with database.unit_of_work(Circumstances(None, utc_now())) as session:
        return int(session.execute(_FAIL, {"task": TASK, "lock": "remind"}).scalar_one())


def matters(answer: Any) -> dict[str, dict[str, Any]]:
    assert answer.status_code == 200, answer.json
    return {finding["matter"]: finding for finding in answer.json["findings"]}


def test_only_an_administrator_sees_it(as_user: Any, cast: Cast) -> None:
    assert as_user(cast.admin).get("/api/system/health").status_code == 200
    for person in (cast.supervisor, cast.evaluator, cast.ana):
        assert as_user(person).get("/api/system/health").status_code == 403
        assert as_user(person).post("/api/system/jobs/1/retry").status_code == 403


def test_what_is_stopped_says_what_to_do_in_the_language_asked_for(as_user: Any, cast: Cast) -> None:
    admin = as_user(cast.admin)
    found = matters(admin.get("/api/system/health"))["worker"]
    assert (found["state"], found["title"]) == ("stopped", "Worker")
    assert found["text"].startswith("Nenhum em execução")
    assert "monitoria worker" in found["remedy"]
    english = admin.get("/api/system/health?lang=en")
    assert matters(english)["worker"]["text"].startswith("None running")
    assert english.json["state"] == "stopped"


def test_a_verification_is_on_the_record_and_told(as_user: Any, cast: Cast, database: Database) -> None:
    admin = as_user(cast.admin)
    assert matters(admin.get("/api/system/health"))["rollups"]["code"] == "rollups-never"
    with database.unit_of_work(Circumstances(None, utc_now())) as session:
        emit(session, SystemVerified(what="rollups", is_whole=False))
        emit(session, SystemVerified(what="trail", is_whole=True))
    found = matters(admin.get("/api/system/health"))
    assert (found["rollups"]["state"], found["trail"]["code"]) == ("stopped", "trail-well")


def test_a_failed_job_is_told_and_run_again_once(as_user: Any, cast: Cast, database: Database, failed: int) -> None:
    admin = as_user(cast.admin)
    answer = admin.get("/api/system/health")
    assert matters(answer)["jobs"]["code"] == "jobs-failed"
    [job] = answer.json["failed_jobs"]
    assert (job["id"], job["title"], job["actions"]) == (failed, "Lembrar planos que vencem", ["retry-job"])
    assert admin.post(f"/api/system/jobs/{failed}/retry").status_code == 204
    assert admin.post(f"/api/system/jobs/{failed}/retry").status_code == 404
    assert admin.get("/api/system/health").json["failed_jobs"] == []
    with database.unit_of_work(Circumstances(None, utc_now())) as session:
        assert session.scalar(text("SELECT status FROM procrastinate_jobs")) == "todo"
        entry = session.scalars(select(AuditEntry).where(AuditEntry.name == "system.job-retried")).one()
        assert (entry.actor_id, entry.facts["task"]) == (cast.admin.id, TASK)


def test_one_that_waits_already_is_not_doubled(as_user: Any, cast: Cast, database: Database, failed: int) -> None:
    with database.unit_of_work(Circumstances(None, utc_now())) as session:
        session.execute(
            text(
                "INSERT INTO procrastinate_jobs (queue_name, task_name, args, queueing_lock) "
                "VALUES ('default', :task, '{}', 'remind')"
            ),
            {"task": TASK},
        )
    refused = as_user(cast.admin).post(f"/api/system/jobs/{failed}/retry")
    assert (refused.status_code, refused.json["type"]) == (409, "/problems/job-waits-already")
