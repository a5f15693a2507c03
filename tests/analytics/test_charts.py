"""Charts over HTTP: each number is compared with one worked out here, in plain Python, from the rows."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from itertools import product
from statistics import mean, stdev
from typing import Any

import pytest

from monitoria.demo.cards import FULL, FULL_CARD_ID
from monitoria.platform.clock import utc_now
from monitoria.platform.database import Database
from monitoria.platform.events import Circumstances
from monitoria.platform.statistics import t_quantile, wilson
from tests.analytics.conftest import Fact
from tests.support.calls import ZONE, make_call
from tests.support.people import Cast

Json = dict[str, Any]
CHARTS = (
    *("over-time", "comparison", "distribution", "heat-map", "pareto", "critical-accuracy", "calls-by-hour"),
    "criterion-history?criterion=empathy",
)


def chart(client: Any, path: str, **query: Any) -> Json:
    answer = client.get(f"/api/analytics/{path}", query_string=query or None)
    assert answer.status_code == 200, answer.get_json()
    return answer.get_json()  # type: ignore[no-any-return]


def estimate(values: Iterable[float]) -> Json:
    """The mean of these values with its t interval, from the values themselves."""
    known = list(values)
    low = high = None
    if len(known) > 1:
        margin = t_quantile(0.975, len(known) - 1) * stdev(known) / math.sqrt(len(known))
        low, high = max(mean(known) - margin, 0), min(mean(known) + margin, 100)
    return {
        "n": len(known),
        "mean": pytest.approx(mean(known), abs=0.006) if known else None,
        "low": None if low is None else pytest.approx(low, abs=0.006),
        "high": None if high is None else pytest.approx(high, abs=0.006),
        "is_sufficient": len(known) >= 5,
    }


def share(count: int, n: int) -> Json:
    found = wilson(count, n)
    return {
        "n": n,
        "count": count,
        "share": pytest.approx(100 * count / n, abs=0.006) if n else None,
        "low": pytest.approx(100 * found.low, abs=0.006) if found else None,
        "high": pytest.approx(100 * found.high, abs=0.006) if found else None,
        "is_sufficient": n >= 5,
    }


def within(history: Iterable[Fact], days: int = 90) -> list[Fact]:
    first = ZONE.day_of(utc_now()) - timedelta(days=days - 1)
    return [fact for fact in history if fact.day >= first]


def earned(facts: Iterable[Fact], criterion: str) -> list[float]:
    answers = (fact.answers.get(criterion) for fact in facts)
    return [100 * float(answer.p) for answer in answers if answer is not None and answer.p is not None]


def grouped(facts: Iterable[Fact], keys: Iterable[Any]) -> dict[Any, list[Fact]]:
    found: dict[Any, list[Fact]] = defaultdict(list)
    for key, fact in zip(keys, facts, strict=True):
        found[key].append(fact)
    return found


def test_a_period_without_anything_is_told_as_such(as_user: Any, cast: Cast) -> None:
    for path in CHARTS:
        found = chart(as_user(cast.admin), path)
        assert found["population"] == {"n": 0, "team": None}
        today = ZONE.day_of(utc_now())
        assert found["period"] == {
            "from": str(today - timedelta(days=89)),
            "to": str(today),
            "previous_from": str(today - timedelta(days=179)),
            "previous_to": str(today - timedelta(days=90)),
        }


def _start(day: date, grain: str) -> date:
    if grain == "week":
        return day - timedelta(days=day.weekday())
    return day.replace(day=1) if grain == "month" else day


def test_scores_over_time_are_the_means_of_their_days(as_user: Any, cast: Cast, history: list[Fact]) -> None:
    for grain, kind in product(("day", "week", "month"), ("final", "raw")):
        found = chart(as_user(cast.admin), "over-time", grain=grain, score=kind)
        facts = within(history)
        first = ZONE.day_of(utc_now()) - timedelta(days=89)
        by_point = grouped(facts, [max(_start(fact.day, grain), first) for fact in facts])
        values = {day: [float(getattr(f.row, f"{kind}_score")) for f in own] for day, own in by_point.items()}
        assert found["population"]["n"] == len(facts)
        for point in found["points"]:
            assert point["estimate"] == estimate(values.get(date.fromisoformat(point["from"]), []))
        assert sum(point["estimate"]["n"] for point in found["points"]) == len(facts)
        assert found["points"][-1]["to"] == str(ZONE.day_of(utc_now()))
        assert found["centre"] == pytest.approx(mean(v for own in values.values() for v in own), abs=0.006)


def test_control_limits_are_three_sigma_of_their_n(as_user: Any, cast: Cast, history: list[Fact]) -> None:
    found = chart(as_user(cast.admin), "over-time", grain="month")
    groups = grouped(within(history), [fact.day.replace(day=1) for fact in within(history)]).values()
    scores = [[fact.score for fact in facts] for facts in groups]
    inside = sum(sum((score - mean(own)) ** 2 for score in own) for own in scores)
    sigma = math.sqrt(inside / sum(len(own) - 1 for own in scores))
    assert found["sigma"] == pytest.approx(sigma, abs=0.006)
    for point in found["points"]:
        away = 3 * sigma / math.sqrt(point["estimate"]["n"])
        assert point["lower_limit"] == pytest.approx(max(found["centre"] - away, 0), abs=0.02)
        assert point["upper_limit"] == pytest.approx(min(found["centre"] + away, 100), abs=0.02)


def test_a_changed_scorecard_breaks_the_series_on_its_first_day(as_user: Any, cast: Cast, history: list[Fact]) -> None:
    second = [fact for fact in within(history) if fact.row.scorecard_version_id == FULL[1].version_id]
    wanted = {
        "on": str(min(fact.day for fact in second)),
        "scorecard_id": str(FULL_CARD_ID),
        "scorecard_name": "Ficha completa",
        "from_version": 1,
        "to_version": 2,
        "changed": ["empathy"],
    }
    for client, query in (
        (as_user(cast.admin), {}),
        (as_user(cast.admin), {"category": "billing"}),
        (as_user(cast.supervisor), {"scorecard_id": str(FULL_CARD_ID)}),
    ):
        (found,) = chart(client, "over-time", grain="week", **query)["breaks"]
        assert found | {"on": wanted["on"]} == wanted
    assert chart(as_user(cast.admin), "criterion-history", criterion="empathy")["breaks"] == [wanted]
    assert chart(as_user(cast.admin), "criterion-history", criterion="greeting")["breaks"] == []


def test_a_comparison_has_the_mean_of_each(as_user: Any, cast: Cast, history: list[Fact]) -> None:
    for by in ("team", "operator", "origin", "category", "channel", "scorecard"):
        found = chart(as_user(cast.admin), "comparison", by=by)
        column = f"{by}_id" if by in ("team", "operator", "scorecard") else by
        facts = within(history)
        groups = grouped(facts, [str(getattr(fact.row, column)) for fact in facts])
        assert {item["id"] for item in found["items"]} == set(groups)
        for item in found["items"]:
            own = groups[item["id"]]
            assert item["estimate"] == estimate(fact.score for fact in own)
            assert item["passed"] == share(sum(f.row.outcome == "pass" for f in own), len(own))
        assert found["overall"] == estimate(fact.score for fact in facts)
        names = [item["label"] for item in found["items"]]
        if by in ("team", "operator"):
            assert names == sorted(names)


def test_a_period_is_compared_with_the_one_before_or_with_another(
    as_user: Any, cast: Cast, history: list[Fact]
) -> None:
    admin, today = as_user(cast.admin), ZONE.day_of(utc_now())
    first = today - timedelta(days=29)
    found = chart(admin, "comparison", by="period", **{"from": str(first)})
    before, current = found["items"]
    assert current["estimate"] == estimate(f.score for f in history if f.day >= first)
    older = first - timedelta(days=30)
    assert before["estimate"] == estimate(f.score for f in history if older <= f.day < first)
    days = {"from": str(first), "with_from": str(today - timedelta(days=95)), "with_to": str(older)}
    other = chart(admin, "comparison", by="period", **days)["items"][0]["estimate"]
    assert other == estimate(f.score for f in history if today - timedelta(days=95) <= f.day <= older)


def test_those_who_can_be_told_apart_are(as_user: Any, cast: Cast, history: list[Fact]) -> None:
    """South's one operator always scores as high as the level of his turn: far from North only if intervals part."""
    found = chart(as_user(cast.admin), "comparison", by="team")
    north, south = (item["estimate"] for item in found["items"])
    are_apart = north["high"] < south["low"] or south["high"] < north["low"]
    assert [item["is_distinguishable"] for item in found["items"]] == [are_apart, are_apart]
    assert bool(found["pairs_distinguishable"]) == are_apart
    alone = chart(as_user(cast.admin), "comparison", by="team", team_id=str(cast.south.id))["items"]
    assert [item["is_distinguishable"] for item in alone] == [None]


def test_a_distribution_counts_scores_in_bands_of_five(as_user: Any, cast: Cast, history: list[Fact]) -> None:
    for kind in ("final", "raw"):
        found = chart(as_user(cast.admin), "distribution", score=kind)
        scores = sorted(float(getattr(fact.row, f"{kind}_score")) for fact in within(history))
        bands = Counter(min(int(score // 5), 19) for score in scores)
        assert [band["n"] for band in found["bands"]] == [bands[band] for band in range(20)]
        assert (found["bands"][-1]["low"], found["bands"][-1]["high"]) == (95, 100)
        assert found["median_band"] == min(int(scores[(len(scores) - 1) // 2] // 5), 19)
        assert found["estimate"] == estimate(scores)


def test_a_distribution_of_criteria_is_of_what_they_earned(as_user: Any, cast: Cast, history: list[Fact]) -> None:
    found = chart(as_user(cast.admin), "distribution", criterion=["empathy", "closing"])
    facts = within(history)
    values = earned(facts, "empathy") + earned(facts, "closing")
    bands = Counter(min(int(round(value, 6) // 5), 19) for value in values)
    assert [band["n"] for band in found["bands"]] == [bands[band] for band in range(20)]
    assert found["estimate"] == estimate(values)


def test_a_heat_map_has_what_each_earned_on_each_criterion(as_user: Any, cast: Cast, history: list[Fact]) -> None:
    for columns in ("operator", "team"):
        found = chart(as_user(cast.admin), "heat-map", columns=columns)
        groups = grouped(within(history), [str(getattr(f.row, f"{columns}_id")) for f in within(history)])
        ids = [column["id"] for column in found["columns"]]
        assert set(ids) == set(groups)
        assert {row["criterion"] for row in found["rows"]} == {key for f in within(history) for key in f.answers}
        for row in found["rows"]:
            for column, cell in zip(ids, row["cells"], strict=True):
                values = earned(groups[column], row["criterion"])
                assert (cell or {"estimate": estimate([])})["estimate"] == estimate(values)
            assert row["estimate"] == estimate(earned(within(history), row["criterion"]))


def test_a_pareto_says_what_fails_and_what_it_costs(as_user: Any, cast: Cast, history: list[Fact]) -> None:
    found = chart(as_user(cast.admin), "pareto")
    lost: Counter[str] = Counter()
    sums: dict[str, Counter[str]] = defaultdict(Counter)
    for fact in within(history):
        for key, answer in fact.answers.items():
            own = sums[key]
            if answer.p is None:
                own["not_applicable"] += answer.na_source == "person"
                continue
            lost[key] += float((1 - answer.p) * (answer.applied_weight or 0))
            own["answers"] += 1
            own["failed"] += answer.p < 0.5
            own["fatals"] += key == "compliance" and answer.p == 0
    whole = sum(lost.values())
    assert [item["criterion"] for item in found["items"]] == [key for key, _ in lost.most_common()]
    reached = 0.0
    for item in found["items"]:
        key = item["criterion"]
        reached += lost[key]
        assert item["lost_points"] == pytest.approx(lost[key], abs=0.006)
        assert item["share"] == pytest.approx(100 * lost[key] / whole, abs=0.006)
        assert item["cumulative"] == pytest.approx(100 * reached / whole, abs=0.006)
        assert item["failed"] == share(sums[key]["failed"], sums[key]["answers"])
        assert (item["not_applicable"], item["fatals"]) == (sums[key]["not_applicable"], sums[key]["fatals"])
    assert sum(item["not_applicable"] for item in found["items"]) > 0
    assert sum(item["fatals"] for item in found["items"]) > 0


def test_critical_errors_are_counted_by_class_and_month(as_user: Any, cast: Cast, history: list[Fact]) -> None:
    found = chart(as_user(cast.admin), "critical-accuracy")
    facts = within(history)
    months = grouped(facts, [str(fact.day.replace(day=1)) for fact in facts])

    def classes(own: list[Fact]) -> list[Json]:
        told = []
        for name in ("customer", "business", "compliance"):
            scored = [fact.row.defects[name] for fact in own if name in fact.row.defects]
            told.append({"class": name, "accuracy": share(sum(d["failed"] == 0 for d in scored), len(scored))})
        return told

    assert found["classes"] == classes(facts)
    assert found["fatal"] == share(sum(fact.row.has_fatal for fact in facts), len(facts))
    for point in found["series"]:
        assert point["classes"] == classes(months.get(f"{point['from'][:7]}-01", []))
    assert sum(point["fatal"]["n"] for point in found["series"]) == len(facts)


def test_calls_are_counted_by_local_hour_and_weekday(
    as_user: Any, cast: Cast, database: Database, history: list[Fact]
) -> None:
    now = utc_now()
    today = ZONE.day_of(now)
    monday = today - timedelta(days=today.weekday() + 7)
    late = ZONE.start_of(monday) + timedelta(hours=23, minutes=30)  # Tuesday already in UTC
    before = chart(as_user(cast.admin), "calls-by-hour")
    with database.unit_of_work(Circumstances(cast.admin.id, now)) as session:
        for operator in (cast.ana, cast.ana, cast.carla):
            make_call(session, cast.admin, operator, now, started_at=late, category="cancellation")
    after = chart(as_user(cast.admin), "calls-by-hour")
    assert after["total"] == before["total"] + 3 == after["population"]["n"]
    cells = {(cell["weekday"], cell["hour"]): cell["calls"] for cell in after["cells"]}
    assert cells[1, 23] == {(c["weekday"], c["hour"]): c["calls"] for c in before["cells"]}.get((1, 23), 0) + 3
    assert after["busiest"]["calls"] == max(cells.values())
    for client, query, calls in (
        (as_user(cast.supervisor), {"category": "cancellation"}, 2),
        (as_user(cast.carla), {"category": "cancellation"}, 1),
        (as_user(cast.admin), {"operator_id": str(cast.ana.id), "category": "cancellation"}, 2),
        (as_user(cast.admin), {"team_id": str(cast.south.id), "category": "cancellation"}, 1),
    ):
        assert chart(client, "calls-by-hour", **query)["cells"] == [{"weekday": 1, "hour": 23, "calls": calls}]


def test_filters_meet_in_every_source(as_user: Any, cast: Cast, history: list[Fact]) -> None:
    """Cubes of every cut, the rows, and both together with criteria: each finds what the facts say."""
    admin = as_user(cast.admin)
    asked: list[tuple[Json, Callable[[Fact], bool]]] = [
        ({"team_id": cast.north.id}, lambda f: f.row.team_id == cast.north.id),
        ({"operator_id": [cast.ana.id, cast.carla.id]}, lambda f: f.row.operator_id in (cast.ana.id, cast.carla.id)),
        ({"scorecard_id": FULL_CARD_ID}, lambda f: f.row.scorecard_id == FULL_CARD_ID),
        ({"origin": ["random", "complaint"]}, lambda f: f.row.origin in ("random", "complaint")),
        ({"category": "sales"}, lambda f: f.row.category == "sales"),
        ({"channel": "chat"}, lambda f: f.row.channel == "chat"),
    ]
    asked.append(({**asked[1][0], **asked[3][0]}, lambda f: asked[1][1](f) and asked[3][1](f)))
    asked.append(({**asked[0][0], **asked[4][0]}, lambda f: asked[0][1](f) and asked[4][1](f)))
    for query, holds in asked:
        told = {
            name: [str(v) for v in value] if isinstance(value, list) else str(value) for name, value in query.items()
        }
        facts = [fact for fact in within(history) if holds(fact)]
        assert facts, query
        assert chart(admin, "distribution", **told)["estimate"] == estimate(f.score for f in facts), query
        of_criterion = chart(admin, "comparison", by="period", criterion="closing", **told)["items"][-1]["estimate"]
        assert of_criterion == estimate(earned(facts, "closing")), query
        points = chart(admin, "over-time", grain="month", **told)["points"]
        assert sum(point["estimate"]["n"] for point in points) == len(facts), query


def test_everybody_sees_what_he_reaches_and_an_operator_himself(as_user: Any, cast: Cast, history: list[Fact]) -> None:
    facts = within(history)
    for user, own in (
        (cast.evaluator, facts),
        (cast.supervisor, [f for f in facts if f.row.team_id == cast.north.id]),
        (cast.other_supervisor, [f for f in facts if f.row.team_id == cast.south.id]),
        (cast.bruno, [f for f in facts if f.row.operator_id == cast.bruno.id]),
    ):
        client = as_user(user)
        assert chart(client, "distribution")["estimate"] == estimate(f.score for f in own)
        assert chart(client, "pareto")["population"]["n"] == sum(
            answer.p is not None for f in own for answer in f.answers.values()
        )
        for path in ("comparison?by=operator", "heat-map?columns=operator"):
            told = chart(client, path)
            ids = {item["id"] for item in told.get("items") or told["columns"]}
            assert ids == {str(f.row.operator_id) for f in own}
    told = chart(as_user(cast.bruno), "comparison", by="operator", operator_id=str(cast.ana.id))
    assert told["items"] == []


def test_months_and_criteria_of_nobody_are_refused(as_user: Any, cast: Cast, history: list[Fact]) -> None:
    admin = as_user(cast.admin)
    today = ZONE.day_of(utc_now())
    nobody = "01900000-0000-7000-8000-00000000ffff"
    refused = [
        ({"from": "2026-05-02", "to": "2026-05-01"}, "/to", "period-reversed"),
        ({"from": "2010-01-01", "to": "2026-01-01"}, "/from", "period-too-long"),
        ({"from": "1999-12-31", "to": "2000-02-01"}, "/from", "range"),
        ({"to": str(today + timedelta(days=400))}, "/to", "range"),
        ({"month": "2026-10", "to": "2026-10-05"}, "/month", "exclusive"),
        ({"criterion": ["empathy", "charm"]}, "/criterion/1", "criterion-unknown"),
        ({"scorecard_id": nobody}, "/scorecard_id/0", "scorecard-unknown"),
        ({"category": "weather"}, "/category/0", "category-unknown"),
        ({"grain": "day", "from": "2020-01-01", "to": "2026-01-01"}, "/grain", "grain-too-fine"),
    ]
    for query, pointer, rule in refused:
        answer = admin.get("/api/analytics/over-time", query_string=query)
        assert answer.status_code == 422, query
        (error,) = answer.get_json()["errors"]
        assert (error["pointer"], error["rule"]) == (pointer, rule), query
    for query in ({"month": "2026-13"}, {"channel": "smoke"}, {"origin": "whim"}, {"score": "best"}):
        assert admin.get("/api/analytics/pareto", query_string=query).status_code == 422, query
    assert chart(admin, "over-time", operator_id=nobody)["population"]["n"] == 0


def test_a_month_closes_when_the_installation_says(
    as_user: Any, cast: Cast, database: Database, history: list[Fact]
) -> None:
    from sqlalchemy import text  # noqa: PLC0415 - only here

    day = ZONE.day_of(utc_now())
    last = (day.replace(day=1) - timedelta(days=1)).replace(day=1)
    month = f"{last:%Y-%m}"
    plain = chart(as_user(cast.admin), "distribution", month=month)
    assert plain["period"]["from"] == str(last)
    assert plain["estimate"] == estimate(f.score for f in history if f"{f.day:%Y-%m}" == month)
    with database.unit_of_work(Circumstances(None, utc_now())) as session:
        session.execute(text("UPDATE installation SET closing_day = 25"))
    found = chart(as_user(cast.admin), "distribution", month=month)
    first = (last - timedelta(days=1)).replace(day=26)
    assert (found["period"]["from"], found["period"]["to"]) == (str(first), str(last.replace(day=25)))
    assert found["estimate"] == estimate(f.score for f in history if first <= f.day <= last.replace(day=25))
