"""/api/notifications: one's own, and nobody else's."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import text

from monitoria.platform.database import Database
from monitoria.platform.events import Circumstances
from tests.notifications.conftest import Facts, Happen
from tests.support.people import Cast

BASE = "/api/notifications"


@pytest.fixture
def three(facts: Facts, cast: Cast, happen: Happen, now: datetime) -> None:
    """Ana was told three things, an hour apart."""
    happen(facts.published(), by=cast.evaluator, at=now - timedelta(hours=2))
    happen(facts.neared("acknowledge"), at=now - timedelta(hours=1))
    happen(facts.closed("expired"), at=now)


@pytest.mark.usefixtures("three")
def test_one_reads_ones_own_notices_page_by_page_the_newest_first(as_user: Any, cast: Cast) -> None:
    ana = as_user(cast.ana)
    first = ana.get(f"{BASE}?limit=2").get_json()
    second = ana.get(f"{BASE}?limit=2&cursor={first['next_cursor']}").get_json()
    kinds = [item["kind"] for item in first["items"] + second["items"]]
    assert kinds == ["evaluation.closed", "evaluation.deadline-neared", "evaluation.published"]
    assert (first["total"], second["next_cursor"]) == (3, None)
    assert first["items"][1]["sentence"] == "Dê ciência da monitoria da chamada 2026112000000001 até 23/11/2026."


@pytest.mark.usefixtures("three")
def test_a_notice_leads_to_its_screen_and_carries_what_it_speaks_of(as_user: Any, cast: Cast, facts: Facts) -> None:
    item = as_user(cast.ana).get(f"{BASE}?kind=evaluation.published").get_json()["items"][0]
    assert item["screen"] == f"/evaluations/{facts.evaluation_id}"
    assert (item["evaluation_id"], item["plan_id"], item["read_at"]) == (str(facts.evaluation_id), None, None)
    assert item["facts"] == {"protocol": "2026112000000001"}


@pytest.mark.usefixtures("three")
def test_reading_one_is_remembered_and_repeating_it_changes_nothing(as_user: Any, cast: Cast) -> None:
    ana = as_user(cast.ana)
    notice = ana.get(BASE).get_json()["items"][0]
    read = [ana.post(f"{BASE}/{notice['id']}/read").get_json()["read_at"] for _ in range(2)]
    assert read[0] == read[1] is not None
    assert ana.get(f"{BASE}/unread-count").get_json()["unread"] == 2
    assert notice["id"] not in {item["id"] for item in ana.get(f"{BASE}?unread=true").get_json()["items"]}


@pytest.mark.usefixtures("three")
def test_reading_all_leaves_what_came_since(as_user: Any, cast: Cast, now: datetime) -> None:
    ana = as_user(cast.ana)
    until = (now - timedelta(minutes=30)).isoformat()
    assert ana.post(f"{BASE}/read-all", json={"until": until}).get_json() == {"read": 2, "unread": 1}
    assert ana.post(f"{BASE}/read-all", json={"until": until}).get_json() == {"read": 0, "unread": 1}


@pytest.mark.usefixtures("three")
def test_nobody_sees_or_reads_anothers_notice(as_user: Any, cast: Cast) -> None:
    notice = as_user(cast.ana).get(BASE).get_json()["items"][0]["id"]
    for other in (cast.bruno, cast.supervisor, cast.admin):
        client = as_user(other)
        assert client.get(BASE).get_json()["items"] == []
        assert client.post(f"{BASE}/{notice}/read").status_code == 404
        client.post(f"{BASE}/read-all", json={"until": "2099-01-01T00:00:00Z"})
    assert as_user(cast.ana).get(f"{BASE}/unread-count").get_json()["unread"] == 3
    assert as_user(cast.ana).post(f"{BASE}/{uuid4()}/read").status_code == 404


def test_who_loses_the_reach_of_a_thing_loses_its_notices(
    as_user: Any, cast: Cast, facts: Facts, happen: Happen, database: Database, now: datetime
) -> None:
    happen(facts.contested(), by=cast.ana)
    supervisor = as_user(cast.supervisor)
    assert supervisor.get(f"{BASE}/unread-count").get_json()["unread"] == 1
    with database.unit_of_work(Circumstances(None, now)) as session:
        session.execute(text("UPDATE teams SET supervisor_id = NULL WHERE id = :id"), {"id": cast.north.id})
    assert supervisor.get(BASE).get_json()["items"] == []
    assert supervisor.get(f"{BASE}/unread-count").get_json()["unread"] == 0


@pytest.mark.usefixtures("three")
def test_a_pulse_answers_nothing_until_there_is_news(
    as_user: Any, cast: Cast, facts: Facts, happen: Happen, now: datetime
) -> None:
    ana = as_user(cast.ana)
    first = ana.get(f"{BASE}/pulse").get_json()
    quiet = ana.get(f"{BASE}/pulse?since={first['mark']}")
    assert (first["unread"], quiet.status_code, quiet.get_data()) == (3, 204, b"")
    happen(facts.revised(), at=now + timedelta(seconds=1))
    news = ana.get(f"{BASE}/pulse?since={first['mark']}").get_json()
    assert (news["unread"], news["mark"] != first["mark"]) == (4, True)
    ana.post(f"{BASE}/{news['latest_id']}/read")
    assert ana.get(f"{BASE}/pulse?since={news['mark']}").get_json()["unread"] == 3


def test_what_one_chose_holds_for_what_comes(
    as_user: Any, cast: Cast, facts: Facts, happen: Happen, now: datetime
) -> None:
    ana = as_user(cast.ana)
    choice = {"kind": "evaluation.published", "in_app": False, "email": "off"}
    body = {"version": 1, "language": "en", "kinds": [choice]}
    kept = ana.put(f"{BASE}/preferences", json=body).get_json()
    assert (kept["version"], kept["language"]) == (2, "en")
    assert choice in kept["kinds"]
    happen(facts.published(), by=cast.evaluator)
    happen(facts.closed("expired"), at=now + timedelta(hours=1))
    assert [item["kind"] for item in ana.get(BASE).get_json()["items"]] == ["evaluation.closed"]
    assert ana.put(f"{BASE}/preferences", json=body).status_code == 409


def test_a_kind_that_cannot_concern_one_is_refused_where_it_stands(as_user: Any, cast: Cast) -> None:
    choices = [
        {"kind": "evaluation.closed", "in_app": True, "email": "digest"},
        {"kind": "evaluation.decision-overdue", "in_app": True, "email": "off"},
    ]
    refused = as_user(cast.ana).put(f"{BASE}/preferences", json={"version": 1, "language": "pt-BR", "kinds": choices})
    assert refused.status_code == 422
    assert [error["pointer"] for error in refused.get_json()["errors"]] == ["/kinds/1/kind"]
