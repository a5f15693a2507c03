"""Exports in the background: made within the asker's reach, for him alone, and nothing is left of what went wrong."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from monitoria.people.models import User
from monitoria.platform.clock import utc_now
from monitoria.platform.config import Config
from monitoria.platform.database import Database
from monitoria.platform.events import Circumstances
from monitoria.reports.models import Export
from monitoria.reports.service import running
from tests.reports.test_lists import new_call, rows_of
from tests.support.disk import largest_file
from tests.support.jobs import run_job, work_off
from tests.support.people import Cast


@pytest.fixture(autouse=True)
def empty_home(config: Config) -> None:
    """No test sees the files of another."""
    shutil.rmtree(config.home)
    config.home.mkdir()


def files(config: Config) -> list[Path]:
    return [path for path in config.home.rglob("*") if path.is_file() and "exports" in path.parts]


def all_files(config: Config) -> list[Path]:
    return [path for path in config.home.rglob("*") if path.is_file()]


def ask(client: Any, **body: Any) -> dict[str, Any]:
    answer = client.post("/api/exports", json={"list": "calls", **body})
    assert answer.status_code == 201, answer.get_data(as_text=True)
    return answer.get_json()


def test_it_is_made_and_fetched_by_whoever_asked_and_nobody_else(
    as_user: Any, cast: Cast, database: Database, config: Config
) -> None:
    evaluator = as_user(cast.evaluator)
    mine = new_call(evaluator, cast.ana)
    new_call(evaluator, cast.bruno)
    asked = ask(evaluator, filters={"operator_id": str(cast.ana.id), "cursor": "x", "q": ""})
    assert (asked["status"], asked["actions"]) == ("queued", ["cancel"])
    assert "run_export" in " ".join(work_off(database, config))
    path = f"/api/exports/{asked['id']}"
    made = evaluator.get(path).get_json()
    assert (made["status"], made["rows_done"], made["rows_total"]) == ("ready", 1, 1)
    rows = rows_of(evaluator.get(f"{path}/file"))
    assert [row[0] for row in rows[1:]] == [mine["protocol"]]
    for other in (cast.admin, cast.ana):
        assert as_user(other).get(f"{path}/file").status_code == 404
        assert as_user(other).get("/api/exports").get_json()["items"] == []
    told = evaluator.get("/api/notifications?kind=export.ready").get_json()["items"]
    assert [(notice["facts"]["rows"], notice["screen"]) for notice in told] == [(1, "/exports")]


def test_one_of_nothing_is_a_file_with_its_titles(as_user: Any, cast: Cast, database: Database, config: Config) -> None:
    admin = as_user(cast.admin)
    asked = ask(admin, filters={"from": "2001-01-01", "to": "2001-01-31"})
    work_off(database, config)
    made = admin.get(f"/api/exports/{asked['id']}").get_json()
    assert (made["status"], made["rows_done"], made["rows_total"]) == ("ready", 0, 0)
    (titles,) = rows_of(admin.get(f"/api/exports/{asked['id']}/file"))
    assert titles[0] == "Protocolo"


def test_bad_filters_are_pointed_at_before_anything_is_queued(as_user: Any, cast: Cast) -> None:
    admin = as_user(cast.admin)
    answer = admin.post("/api/exports", json={"list": "calls", "filters": {"from": "ontem", "status": ["open", "x"]}})
    assert answer.status_code == 422
    assert {fault["pointer"] for fault in answer.get_json()["errors"]} == {"/filters/from", "/filters/status/1"}
    assert admin.post("/api/exports", json={"list": "segredos"}).get_json()["errors"][0]["pointer"] == "/list"
    reversed_days = {"from": "2026-02-01", "to": "2026-01-01"}
    assert admin.post("/api/exports", json={"list": "calls", "filters": reversed_days}).status_code == 422
    assert as_user(cast.ana).post("/api/exports", json={"list": "audit"}).status_code == 403


def test_reach_is_what_it_is_when_the_job_runs_and_when_the_file_is_fetched(
    as_user: Any, cast: Cast, database: Database, config: Config, now: Any
) -> None:
    supervisor = as_user(cast.supervisor)
    new_call(supervisor, cast.ana)
    early, late = ask(supervisor), ask(supervisor)
    run_job(database, config, "exports:run_export", export_id=early["id"])
    assert supervisor.get(f"/api/exports/{early['id']}").get_json()["rows_done"] == 1
    with database.unit_of_work(Circumstances(None, now)) as session:
        session.execute(update(User).where(User.id == cast.supervisor.id).values(role="operator"))
    run_job(database, config, "exports:run_export", export_id=late["id"])
    assert supervisor.get(f"/api/exports/{late['id']}").get_json()["rows_done"] == 0
    refused = supervisor.get(f"/api/exports/{early['id']}/file")
    assert refused.get_json()["type"] == "/problems/export-reach-changed"


def test_a_cancelled_one_leaves_nothing(
    as_user: Any, cast: Cast, database: Database, config: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    admin = as_user(cast.admin)
    new_call(admin, cast.ana)
    waiting, running_one = ask(admin), ask(admin)
    assert admin.delete(f"/api/exports/{waiting['id']}").status_code == 204

    original = running._copy

    def cancelled_midway(around: Any, run: Any, incoming: Any) -> int:
        size = original(around, run, incoming)
        assert admin.delete(f"/api/exports/{running_one['id']}").status_code == 204
        return size

    monkeypatch.setattr(running, "_copy", cancelled_midway)
    work_off(database, config)
    found = admin.get("/api/exports").get_json()["items"]
    assert [item["status"] for item in found] == ["cancelled", "cancelled"]
    assert all_files(config) == []
    assert admin.get(f"/api/exports/{running_one['id']}/file").status_code == 409


def test_a_full_disk_ends_it_with_a_sentence_and_offers_no_half_file(
    as_user: Any, cast: Cast, database: Database, config: Config
) -> None:
    admin = as_user(cast.admin)
    for _ in range(3):
        new_call(admin, cast.ana, notes="x" * 4_000)
    asked = ask(admin), ask(admin, format="xlsx")
    with largest_file(4_096):
        for one in asked:
            run_job(database, config, "exports:run_export", export_id=one["id"])
    for one in asked:
        found = admin.get(f"/api/exports/{one['id']}").get_json()
        assert (found["status"], found["problem"]) == ("failed", running.NO_ROOM)
        assert admin.get(f"/api/exports/{one['id']}/file").status_code == 409
    assert all_files(config) == []
    assert len(admin.get("/api/notifications?kind=export.failed").get_json()["items"]) == 2


def test_it_expires_and_its_file_goes(as_user: Any, cast: Cast, database: Database, config: Config) -> None:
    admin = as_user(cast.admin)
    asked = ask(admin)
    work_off(database, config)
    assert len(files(config)) == 1
    with database.unit_of_work(Circumstances(None, utc_now())) as session:
        session.execute(update(Export).values(expires_at=utc_now() - timedelta(seconds=1)))
    shown = admin.get(f"/api/exports/{asked['id']}").get_json()
    assert (shown["status"], shown["actions"]) == ("expired", ["remove"])
    assert admin.get(f"/api/exports/{asked['id']}/file").status_code == 409
    run_job(database, config, "exports:sweep_exports", timestamp=0)
    work_off(database, config)
    assert files(config) == []
    assert admin.delete(f"/api/exports/{asked['id']}").status_code == 204
    assert admin.get("/api/exports").get_json()["items"] == []


def test_what_a_dead_worker_left_does_not_run_for_ever(
    as_user: Any, cast: Cast, database: Database, config: Config
) -> None:
    admin = as_user(cast.admin)
    asked, other = ask(admin), ask(admin)
    with database.unit_of_work(Circumstances(None, utc_now())) as session:
        dead = utc_now() - timedelta(hours=2)
        session.execute(update(Export).values(status="running", run=1, started_at=dead, progress_at=dead))
    run_job(database, config, "exports:run_export", export_id=other["id"])  # taken up again
    run_job(database, config, "exports:sweep_exports", timestamp=0)
    assert admin.get(f"/api/exports/{other['id']}").get_json()["status"] == "ready"
    lost = admin.get(f"/api/exports/{asked['id']}").get_json()
    assert (lost["status"], lost["problem"] is not None) == ("failed", True)


def test_nobody_has_more_than_five_under_way(as_user: Any, cast: Cast) -> None:
    ana = as_user(cast.ana)
    for _ in range(5):
        ask(ana)
    assert ana.post("/api/exports", json={"list": "calls"}).get_json()["type"] == "/problems/too-many-exports"


def test_every_file_fetched_is_in_the_audit_trail(as_user: Any, cast: Cast, database: Database, config: Config) -> None:
    admin = as_user(cast.admin)
    asked = ask(admin)
    work_off(database, config)
    admin.get(f"/api/exports/{asked['id']}/file")
    admin.get("/api/calls/export?format=csv&status=open")
    entries = admin.get("/api/audit?name=export.taken").get_json()["items"]
    assert [(entry["actor_id"], entry["subject_type"]) for entry in entries] == [(str(cast.admin.id), "export")] * 2
