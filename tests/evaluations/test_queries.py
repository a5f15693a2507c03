"""What is read about evaluations, and by whom."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from monitoria.calls.models import Call
from monitoria.evaluations import queries, service
from monitoria.evaluations.queries import SORT_KEYS, EvaluationFilter
from monitoria.evaluations.rules import Answer, Filling, Status
from monitoria.platform.access import Actor
from monitoria.platform.errors import NotFound
from monitoria.platform.http import PageQuery
from tests.support.calls import ZONE, make_call
from tests.support.evaluations import GOLDEN
from tests.support.people import Cast, actor_of

COMPLETE = Filling(tuple(Answer(key, value=value) for key, value in GOLDEN.items()))
NEWEST = SORT_KEYS["-dated_at"]


def people(cast: Cast) -> dict[str, Actor]:
    return {
        "admin": actor_of(cast.admin),
        "author": actor_of(cast.evaluator),
        "evaluator": actor_of(cast.other_evaluator),
        "supervisor": actor_of(cast.supervisor, cast.north),
        "other supervisor": actor_of(cast.other_supervisor, cast.south),
        "operator": actor_of(cast.ana),
        "colleague": actor_of(cast.bruno),
        "leaderless": actor_of(cast.supervisor),
    }


@pytest.mark.parametrize(
    ("publish", "seen_by"),
    [
        (False, {"admin", "author"}),
        (True, {"admin", "author", "evaluator", "supervisor", "operator"}),
    ],
)
def test_list_page_count_and_brief_agree_on_who_sees_what(
    session: Session, cast: Cast, call: Call, now: datetime, publish: bool, seen_by: set[str]
) -> None:
    author = actor_of(cast.evaluator)
    made = service.create_evaluation(session, author, call.id, None, COMPLETE, now, ZONE, publish=publish)
    session.expunge_all()
    for name, actor in people(cast).items():
        found = queries.list_evaluations(session, actor, EvaluationFilter(), PageQuery(), NEWEST)
        briefs = list(queries.list_briefs(session, actor, call.id))
        assert (len(found.items), found.total, len(briefs)) == ((1, 1, 1) if name in seen_by else (0, 0, 0)), name
        if name in seen_by:
            assert queries.get_evaluation(session, actor, made.evaluation.id).labels == made.found.labels
        else:
            with pytest.raises(NotFound):
                queries.get_evaluation(session, actor, made.evaluation.id)


def test_what_was_begun_reads_back_as_it_was_answered(session: Session, cast: Cast, call: Call, now: datetime) -> None:
    author = actor_of(cast.evaluator)
    made = service.create_evaluation(session, author, call.id, None, COMPLETE, now, ZONE, publish=True)
    seen = queries.view_evaluation(session, author, made.evaluation.id)
    assert seen.score == made.score
    assert seen.answers == made.answers
    columns = [column.name for column in type(seen.evaluation).__table__.columns]
    assert [getattr(seen.evaluation, c) for c in columns] == [getattr(made.evaluation, c) for c in columns]


def test_a_list_shows_no_row_twice_and_misses_none_when_times_are_equal(
    session: Session, cast: Cast, now: datetime
) -> None:
    author = actor_of(cast.evaluator)
    for _ in range(7):
        call = make_call(session, cast.admin, cast.ana, now)
        service.create_evaluation(session, author, call.id, None, COMPLETE, now, ZONE, publish=True)
    for sort in SORT_KEYS.values():
        seen: list[object] = []
        cursor: str | None = None
        while True:
            page = PageQuery(limit=2, cursor=cursor)
            found = queries.list_evaluations(session, author, EvaluationFilter(), page, sort)
            seen += [item.evaluation.id for item in found.items]
            cursor = found.next_cursor
            assert found.total == 7
            if cursor is None:
                break
        assert len(seen) == len(set(seen)) == 7


def test_days_are_those_of_the_installation(session: Session, cast: Cast, call: Call, now: datetime) -> None:
    author = actor_of(cast.evaluator)
    late = now.replace(hour=2) + timedelta(days=1)  # 23:00 of the 20th in São Paulo
    service.create_evaluation(session, author, call.id, None, COMPLETE, late, ZONE, publish=True)
    for day, expected in ((20, 1), (21, 0)):
        days = ZONE.range_of(late.date().replace(day=day), late.date().replace(day=day))
        wanted = EvaluationFilter(days=days, statuses=(Status.PUBLISHED,))
        assert len(queries.list_evaluations(session, author, wanted, PageQuery(), NEWEST).items) == expected


@pytest.mark.parametrize(
    ("condition", "index"),
    [
        ("true ORDER BY dated_at DESC, id DESC", "ix_evaluations_dated_at"),
        ("operator_id = gen_random_uuid() ORDER BY dated_at DESC, id DESC", "ix_evaluations_operator_id"),
        ("team_id = gen_random_uuid() ORDER BY dated_at DESC, id DESC", "ix_evaluations_team_id"),
        ("evaluator_id = gen_random_uuid() ORDER BY dated_at DESC, id DESC", "ix_evaluations_evaluator_id"),
        ("true ORDER BY coalesce(final_score, -1), id", "ix_evaluations_score"),
        ("call_id = gen_random_uuid()", "ix_evaluations_call_id"),
    ],
)
def test_each_list_has_an_index_in_its_order(session: Session, condition: str, index: str) -> None:
    session.execute(text("SET LOCAL enable_seqscan = off"))
    session.execute(text("SET LOCAL enable_sort = off"))
    session.execute(text("SET LOCAL enable_bitmapscan = off"))
    condition = condition.replace("gen_random_uuid()", "'01900000-0000-7000-8000-000000000009'::uuid")
    plan = session.scalars(text(f"EXPLAIN SELECT * FROM evaluations WHERE {condition} LIMIT 26"))
    assert index in "\n".join(plan)
