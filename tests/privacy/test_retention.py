"""Recordings go when their time is over and not before; what is held or contested stays; scores outlive their sound."""

from __future__ import annotations

import io
from datetime import datetime, timedelta
from typing import Any

import pytest

from monitoria.platform.config import Config
from monitoria.platform.database import Database
from monitoria.platform.events import Circumstances
from monitoria.privacy.rules import check_policy
from monitoria.privacy.service import purge_recordings, purge_records
from tests.journeys.test_main_job import answers
from tests.support.jobs import run_job, work_off
from tests.support.people import Cast
from tests.support.sounds import short_call


@pytest.mark.parametrize(
    ("regulated", "days", "years", "faults"),
    [
        (True, 90, 2, []),
        (True, None, None, []),
        (True, 89, 2, ["/recording_days"]),
        (True, 90, 1, ["/record_years"]),
        (True, 30, 1, ["/recording_days", "/record_years"]),
        (False, 1, 1, []),
    ],
)
def test_regulated_services_keep_ninety_days_and_two_years(
    regulated: bool, days: int | None, years: int | None, faults: list[str]
) -> None:
    assert [fault.pointer for fault in check_policy(regulated, days, years)] == faults


@pytest.fixture
def admin(as_user: Any, cast: Cast) -> Any:
    return as_user(cast.admin)


def recorded_call(as_user: Any, cast: Cast, operator: Any, now: datetime, days_ago: int, **fields: Any) -> Any:
    evaluator = as_user(cast.evaluator)
    started = (now - timedelta(days=days_ago)).isoformat()
    new = {"operator_id": str(operator.id), "started_at": started, "status": "closed", **fields}
    call = evaluator.post("/api/calls", json=new).get_json()
    sound = {"file": (io.BytesIO(short_call()), "chamada.wav")}
    assert evaluator.post(f"/api/calls/{call['id']}/recordings", data=sound).status_code == 201
    return call


def keep(admin: Any, days: int | None, years: int | None = None, team: Any = None) -> None:
    policies = admin.get("/api/privacy/retention").get_json()["items"]
    found = [p for p in policies if p["team_id"] == (str(team.id) if team else None)]
    body = {
        "version": found[0]["version"] if found else None,
        "regulated": False,
        "recording_days": days,
        "record_years": years,
    }
    answer = admin.put(f"/api/privacy/retention{f'/{team.id}' if team else ''}", json=body)
    assert answer.status_code == 200, answer.get_data(as_text=True)


def purge(database: Database, now: datetime) -> tuple[int, int]:
    with database.unit_of_work(Circumstances(None, now)) as session:
        return purge_recordings(session, now), purge_records(session, now)


def sounds(admin: Any, call: Any) -> int:
    return len(admin.get(f"/api/calls/{call['id']}/recordings").get_json()["items"])


def test_nothing_is_ever_purged_until_somebody_says_so(
    as_user: Any, cast: Cast, admin: Any, database: Database, now: datetime
) -> None:
    recorded_call(as_user, cast, cast.ana, now, 4_000)
    assert purge(database, now) == (0, 0)
    policy = admin.get("/api/privacy/retention").get_json()["items"][0]
    assert (policy["regulated"], policy["recording_days"], policy["record_years"]) == (True, None, None)


def test_a_recording_goes_after_its_days_and_its_score_and_call_stay(
    as_user: Any, cast: Cast, admin: Any, database: Database, now: datetime, config: Config
) -> None:
    old = recorded_call(as_user, cast, cast.ana, now, 31)
    young = recorded_call(as_user, cast, cast.ana, now, 5)
    other_team = recorded_call(as_user, cast, cast.carla, now, 100)
    body = {"call_id": old["id"], "answers": answers(), "publish": True}
    evaluation = as_user(cast.evaluator).post("/api/evaluations", json=body).get_json()
    keep(admin, 30)
    keep(admin, 365, team=cast.south)
    preview = admin.get("/api/privacy/retention/preview").get_json()
    assert (preview["recordings"], preview["records"], preview["held"]) == (1, 0, 0)
    assert preview["recording_bytes"] > 0
    assert purge(database, now) == (1, 0)
    assert [sounds(admin, call) for call in (old, young, other_team)] == [0, 1, 1]
    assert "remove_files" in " ".join(work_off(database, config))
    kept = admin.get(f"/api/evaluations/{evaluation['id']}").get_json()
    assert kept["overall_score"] == evaluation["overall_score"]
    trail = admin.get(f"/api/audit?call_id={old['id']}&name=recording.purged").get_json()["items"]
    assert [entry["sentence"] for entry in trail] == [
        f"apagou uma gravação da chamada {old['protocol']}, guardada por 30 dias"
    ]


def test_what_is_held_or_contested_stays_and_the_preview_says_so(
    as_user: Any, cast: Cast, admin: Any, database: Database, now: datetime
) -> None:
    held = recorded_call(as_user, cast, cast.ana, now, 100)
    of_held_team = recorded_call(as_user, cast, cast.carla, now, 100)
    contested = recorded_call(as_user, cast, cast.bruno, now, 100)
    body = {"call_id": contested["id"], "answers": answers(), "publish": True}
    evaluation = as_user(cast.evaluator).post("/api/evaluations", json=body).get_json()
    item = {"criterion": "empathy", "value": 10, "reason": "O cliente foi acolhido."}
    asked = as_user(cast.bruno).post(f"/api/evaluations/{evaluation['id']}/contest", json={"items": [item]})
    assert asked.get_json()["status"] == "contested"
    keep(admin, 90)
    reason = "Ofício 12/2026"
    first = admin.post("/api/privacy/holds", json={"call_id": held["id"], "reason": reason})
    assert (first.status_code, first.get_json()["protocol"]) == (201, held["protocol"])
    admin.post("/api/privacy/holds", json={"team_id": str(cast.south.id), "reason": reason})
    preview = admin.get("/api/privacy/retention/preview").get_json()
    assert (preview["held"], preview["recordings"], preview["contested"]) == (2, 0, 1)
    purge(database, now)
    assert [sounds(admin, call) for call in (held, of_held_team, contested)] == [1, 1, 1]
    for path in (f"/api/calls/{held['id']}", f"/api/calls/{of_held_team['id']}"):
        assert admin.delete(path).get_json()["type"] == "/problems/under-hold"
    released = admin.post(f"/api/privacy/holds/{first.get_json()['id']}/release", json={})
    assert (released.status_code, released.get_json()["actions"]) == (200, [])
    assert admin.post(f"/api/privacy/holds/{first.get_json()['id']}/release", json={}).status_code == 409
    assert admin.delete(f"/api/calls/{held['id']}").status_code == 204


def test_a_record_is_erased_its_years_after_its_resolution_and_the_call_stays(
    as_user: Any, cast: Cast, admin: Any, database: Database, now: datetime
) -> None:
    secret = {"customer_name": "Zuleica", "customer_document": "529.982.247-25", "notes": "Ligar depois"}
    call = recorded_call(as_user, cast, cast.ana, now, 1_000, **secret)
    still_open = recorded_call(as_user, cast, cast.ana, now, 1_000, status="open", customer_name="Aberta")
    keep(admin, None, years=2)
    assert purge(database, now) == (0, 0)  # the last change of its record is of today
    assert purge(database, now + timedelta(days=3 * 365)) == (0, 1)
    erased = admin.get(f"/api/calls/{call['id']}").get_json()
    assert [erased[name] for name in ("customer_name", "customer_document", "notes")] == [None, None, None]
    assert erased["protocol"] == call["protocol"]
    assert admin.get("/api/calls?q=zuleica").get_json()["items"] == []
    assert admin.get(f"/api/calls/{still_open['id']}").get_json()["customer_name"] == "Aberta"
    assert purge(database, now + timedelta(days=3 * 365)) == (0, 0)


def test_the_nightly_job_purges(
    as_user: Any, cast: Cast, admin: Any, database: Database, now: datetime, config: Config
) -> None:
    call = recorded_call(as_user, cast, cast.ana, now, 3_000)
    keep(admin, 90)
    run_job(database, config, "privacy:purge_what_expired", timestamp=0)
    assert sounds(admin, call) == 0


def test_policies_and_holds_refuse_what_makes_no_sense(admin: Any, as_user: Any, cast: Cast) -> None:
    short = {"version": 1, "regulated": True, "recording_days": 30}
    refused = admin.put("/api/privacy/retention", json=short).get_json()
    assert [error["pointer"] for error in refused["errors"]] == ["/recording_days"]
    stale = {"version": 7, "regulated": True}
    assert admin.put("/api/privacy/retention", json=stale).get_json()["type"] == "/problems/stale-version"
    for body in ({}, {"call_id": str(cast.ana.id), "team_id": str(cast.north.id)}):
        assert admin.post("/api/privacy/holds", json={**body, "reason": "motivo"}).status_code == 422
    keep(admin, 365, team=cast.north)
    assert admin.delete(f"/api/privacy/retention/{cast.north.id}").status_code == 204
    assert admin.delete(f"/api/privacy/retention/{cast.north.id}").status_code == 404
    for user in (cast.supervisor, cast.evaluator, cast.ana):
        for path in ("/api/privacy/retention", "/api/privacy/retention/preview", "/api/privacy/holds"):
            assert as_user(user).get(path).status_code == 403
