"""Reminding of due dates."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import select

from monitoria.audit.models import AuditEntry
from monitoria.platform.clock import utc_now
from monitoria.platform.config import Config
from monitoria.platform.database import Database
from monitoria.platform.events import Circumstances
from tests.support.calls import ZONE
from tests.support.jobs import run_job
from tests.support.people import Cast

PATH = "/api/coaching/plans"


def told(database: Database, name: str) -> list[str]:
    with database.unit_of_work(Circumstances(None, utc_now())) as session:
        return [
            str(subject) for subject in session.scalars(select(AuditEntry.subject_id).where(AuditEntry.name == name))
        ]


def remind(database: Database, config: Config) -> None:
    run_job(database, config, "coaching:remind_of_due_plans", timestamp=0)


def test_a_due_date_is_told_once_and_again_when_it_is_moved(
    as_user: Any, cast: Cast, body: dict[str, Any], database: Database, config: Config
) -> None:
    supervisor, today = as_user(cast.supervisor), ZONE.day_of(utc_now())
    near = supervisor.post(PATH, json=body | {"due_on": str(today + timedelta(days=3))}).get_json()
    ended = supervisor.post(PATH, json=body | {"due_on": str(today + timedelta(days=1))}).get_json()
    supervisor.post(f"{PATH}/{ended['id']}/cancel", json={"version": 1})
    supervisor.post(PATH, json=body)
    for _ in range(2):
        remind(database, config)
    assert told(database, "plan.due-neared") == [near["id"]]
    moved = supervisor.put(f"{PATH}/{near['id']}", json={"version": near["version"], "due_on": str(today)})
    assert moved.status_code == 200
    remind(database, config)
    assert told(database, "plan.due-neared") == [near["id"]] * 2


def test_events_tell_that_a_note_is_private_and_never_what_it_says(
    as_user: Any, cast: Cast, plan: dict[str, Any], database: Database
) -> None:
    note = {"text": "Palavras que ficam aqui", "is_private": True}
    as_user(cast.supervisor).post(f"{PATH}/{plan['id']}/notes", json=note)
    with database.unit_of_work(Circumstances(None, utc_now())) as session:
        facts = session.scalars(select(AuditEntry.facts).where(AuditEntry.name == "plan.note-added")).one()
    assert facts["is_private"] is True
    assert "Palavras" not in str(facts)
