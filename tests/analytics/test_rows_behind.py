"""As many rows behind each number as the number says: the lists that charts lead to, asked as the screen asks them."""

from __future__ import annotations

from typing import Any

from monitoria.analytics.service import rebuild_rollups
from monitoria.evaluations.models import Evaluation
from monitoria.platform.clock import utc_now
from monitoria.platform.database import Database
from monitoria.platform.events import Circumstances
from tests.analytics.conftest import Fact
from tests.support.calls import ZONE
from tests.support.people import Cast

Json = dict[str, Any]


def _chart(client: Any, path: str, **query: Any) -> Json:
    answer = client.get(f"/api/analytics/{path}", query_string=query or None)
    assert answer.status_code == 200, answer.get_json()
    return answer.get_json()  # type: ignore[no-any-return]


def _count(client: Any, chart: Json, **query: Any) -> int:
    days = {"from": chart["period"]["from"], "to": chart["period"]["to"]}
    answer = client.get("/api/evaluations", query_string={"published": "true", **days, **query})
    assert answer.status_code == 200, answer.get_json()
    return answer.get_json()["total"]  # type: ignore[no-any-return]


def test_each_band_of_a_distribution_leads_to_its_scores(
    as_user: Any, cast: Cast, history: list[Fact], database: Database
) -> None:
    admin = as_user(cast.admin)
    one, two = "empathy", ["empathy", "compliance"]
    for query, names, last in (
        ({}, ("min_score", "max_score"), 0.01),
        ({"score": "raw"}, ("raw_from", "raw_to"), 0.01),
        ({"criterion": one}, ("criterion_from", "criterion_to"), 0.0001),
    ):
        found = _chart(admin, "distribution", **query)
        kept = {name: value for name, value in query.items() if name == "criterion"}
        told = [band["n"] for band in found["bands"]]
        spans = [(band["low"], 100 if band["high"] == 100 else band["high"] - last) for band in found["bands"]]
        assert told == [_count(admin, found, **kept, **dict(zip(names, span, strict=True))) for span in spans], query
        assert sum(told) == found["estimate"]["n"] > 0
    # Of several items the number counts answers: the list has the evaluations, the file of answers every one of them.
    found = _chart(admin, "distribution", criterion=two)
    asked = {"criterion": two, "from": found["period"]["from"], "to": found["period"]["to"], "published": "true"}
    file = admin.get("/api/evaluations/answers/export", query_string={**asked, "format": "csv-intl"}).get_data()
    scored = [fact for fact in history if found["period"]["from"] <= str(fact.day) <= found["period"]["to"]]
    answered = [fact for fact in scored if any(fact.answers[key].p is not None for key in two if key in fact.answers)]
    assert file.count(b"\r\n") - 1 == found["estimate"]["n"]
    assert _count(admin, found, criterion=two) == len(answered)


def test_a_share_without_an_error_leads_to_those_without_it_and_to_those_with_it(
    as_user: Any, cast: Cast, history: list[Fact]
) -> None:
    admin = as_user(cast.admin)
    found = _chart(admin, "critical-accuracy")
    for one in found["classes"]:
        name, share = one["class"], one["accuracy"]
        assert _count(admin, found, without_defect=name) == share["count"], name
        assert _count(admin, found, defect=name) == share["n"] - share["count"], name
    fatal = found["fatal"]
    assert _count(admin, found, has_fatal="true") == fatal["count"] > 0
    assert _count(admin, found, has_fatal="false") == fatal["n"] - fatal["count"]


def test_what_has_no_team_can_be_asked_for(as_user: Any, cast: Cast, history: list[Fact], database: Database) -> None:
    with database.unit_of_work(Circumstances(None, utc_now())) as session:
        orphan = session.get_one(Evaluation, history[-1].row.id)
        orphan.team_id = None
        session.flush()
        rebuild_rollups(session, ZONE)
    admin = as_user(cast.admin)
    found = _chart(admin, "comparison", by="team")
    for item in found["items"]:
        asked = {"team_id": item["id"]} if item["id"] else {"without_team": "true"}
        assert _count(admin, found, **asked) == item["estimate"]["n"], item["label"]
    assert None in [item["id"] for item in found["items"]]
    supervisor = as_user(cast.supervisor)
    assert _count(supervisor, found, without_team="true") == 0
    assert admin.get("/api/calls?without_team=true").get_json()["total"] == 0
    assert admin.get("/api/calls?without_team=false").get_json()["total"] == len(history)
