"""Many sheets as one ZIP: an export like the others, within the asker's reach."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from monitoria.platform.config import Config
from monitoria.platform.database import Database
from monitoria.platform.events import Circumstances
from monitoria.reports.service import running
from tests.reports.test_printing import published
from tests.support.calls import make_call
from tests.support.disk import largest_file
from tests.support.jobs import run_job, work_off
from tests.support.pdf import text_of
from tests.support.people import Cast

PATH = "/api/reports/batches"


def files(config: Config) -> set[Path]:
    return {path for path in config.home.rglob("*") if path.is_file()}


@pytest.fixture
def evaluations(as_user: Any, cast: Cast, database: Database, now: datetime) -> list[dict[str, Any]]:
    """One of Ana's, one of Bruno's, one of Carla's."""
    made = []
    for operator in (cast.ana, cast.bruno, cast.carla):
        with database.unit_of_work(Circumstances(cast.admin.id, now, "test")) as session:
            call = make_call(session, cast.admin, operator, now)
        made.append(published(as_user(cast.evaluator), call.id))
    return made


def test_a_leader_gets_the_sheets_of_his_people_and_the_trail_names_each(
    as_user: Any, cast: Cast, database: Database, config: Config, evaluations: list[dict[str, Any]]
) -> None:
    supervisor = as_user(cast.supervisor)
    answer = supervisor.post(PATH, json={"filters": {"published": "true"}})
    assert answer.status_code == 201, answer.get_data(as_text=True)
    asked = answer.get_json()
    assert (asked["list"], asked["format"], asked["filters"]) == ("sheets", "zip", {"published": "true"})
    work_off(database, config)
    path = f"/api/exports/{asked['id']}"
    made = supervisor.get(path).get_json()
    assert (made["status"], made["rows_done"], made["rows_total"]) == ("ready", 2, 2)
    fetched = supervisor.get(f"{path}/file")
    assert (fetched.status_code, fetched.content_type) == (200, "application/zip")
    with zipfile.ZipFile(io.BytesIO(fetched.get_data())) as book:
        said = [text_of(book.read(name)) for name in sorted(book.namelist())]
    assert ["Ana Conceição" in text for text in said].count(True) == 1
    assert ["Bruno Lima" in text for text in said].count(True) == 1
    trail = as_user(cast.admin).get("/api/audit?limit=50").get_json()["items"]
    printed = [entry for entry in trail if entry["event"] == "report.printed"]
    assert {entry["actor_name"] for entry in printed} == {cast.supervisor.full_name}
    assert len(printed) == 2
    assert as_user(cast.admin).get(f"{path}/file").status_code == 404


def test_what_is_out_of_reach_is_not_in_it_and_nothing_is_refused(
    as_user: Any, cast: Cast, database: Database, config: Config, evaluations: list[dict[str, Any]]
) -> None:
    ana, ids = as_user(cast.ana), [evaluation["id"] for evaluation in evaluations]
    asked = ana.post(PATH, json={"evaluation_ids": ids}).get_json()
    work_off(database, config)
    with zipfile.ZipFile(io.BytesIO(ana.get(f"/api/exports/{asked['id']}/file").get_data())) as book:
        (name,) = book.namelist()
        assert "Ana Conceição" in text_of(book.read(name))
    refused = ana.post(PATH, json={"evaluation_ids": ids[1:]})
    assert (refused.status_code, refused.get_json()["errors"][0]["rule"]) == (422, "nothing")
    for body in ({}, {"evaluation_ids": ids, "filters": {}}, {"filters": {"from": "x"}}, {"evaluation_ids": []}):
        assert ana.post(PATH, json=body).status_code == 422


def test_a_cancelled_batch_leaves_nothing_behind(
    as_user: Any, cast: Cast, database: Database, config: Config, evaluations: list[dict[str, Any]]
) -> None:
    admin, before = as_user(cast.admin), files(config)
    asked = admin.post(PATH, json={"filters": {}}).get_json()
    assert admin.delete(f"/api/exports/{asked['id']}").status_code == 204
    work_off(database, config)
    assert admin.get(f"/api/exports/{asked['id']}").get_json()["status"] == "cancelled"
    assert files(config) == before
    assert "report.printed" not in {entry["event"] for entry in admin.get("/api/audit").get_json()["items"]}


def test_a_full_disk_ends_a_batch_with_a_sentence_and_leaves_nothing(
    as_user: Any, cast: Cast, database: Database, config: Config, evaluations: list[dict[str, Any]]
) -> None:
    admin, before = as_user(cast.admin), files(config)
    asked = admin.post(PATH, json={"filters": {}}).get_json()
    with largest_file(4_096):
        run_job(database, config, "exports:run_export", export_id=asked["id"])
    found = admin.get(f"/api/exports/{asked['id']}").get_json()
    assert (found["status"], found["problem"]) == ("failed", running.NO_ROOM)
    assert admin.get(f"/api/exports/{asked['id']}/file").status_code == 409
    assert files(config) == before
    assert "report.printed" not in {entry["event"] for entry in admin.get("/api/audit").get_json()["items"]}
