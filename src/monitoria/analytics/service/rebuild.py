"""The daily sums, computed anew from the calls and evaluations themselves."""

from __future__ import annotations

from sqlalchemy import text
from sqlalchemy.orm import Session

from monitoria.analytics.models import NO_TEAM
from monitoria.analytics.service.rollups import TABLES
from monitoria.platform.clock import Zone

_STATUSES = ("open", "in_progress", "resolved", "closed")
_PRIORITIES = ("low", "medium", "high", "urgent")

_CALL_COUNTS = ", ".join(
    [
        *(f"count(*) FILTER (WHERE status = '{status}') AS status_{status}" for status in _STATUSES),
        *(f"count(*) FILTER (WHERE priority = '{priority}') AS priority_{priority}" for priority in _PRIORITIES),
    ]
)
_SCORES = (
    "count(*) AS evaluations, count(final_score) AS scored, "
    "count(*) FILTER (WHERE outcome = 'pass') AS passed, count(*) FILTER (WHERE outcome = 'fail') AS failed, "
    "coalesce(sum((final_score * 100)::bigint), 0) AS score_total, "
    "coalesce(sum((final_score * 100)::bigint * (final_score * 100)::bigint), 0) AS score_squares"
)
_CALL_KEY = "(started_at AT TIME ZONE :zone)::date AS day, coalesce(team_id, :no_team) AS team_id"
_EVALUATION_KEY = "(published_at AT TIME ZONE :zone)::date AS day, coalesce(team_id, :no_team) AS team_id"
_CALL_COLUMNS = ", ".join([*(f"status_{s}" for s in _STATUSES), *(f"priority_{p}" for p in _PRIORITIES)])
_SCORE_COLUMNS = "evaluations, scored, passed, failed, score_total, score_squares"

_STATEMENTS = (
    f"""
    INSERT INTO team_days (day, team_id, calls, {_CALL_COLUMNS})
    SELECT {_CALL_KEY}, count(*), {_CALL_COUNTS} FROM calls GROUP BY 1, 2 ORDER BY 1, 2
    """,
    f"""
    INSERT INTO team_day_categories (day, team_id, category, calls)
    SELECT {_CALL_KEY}, category, count(*) FROM calls GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
    """,
    f"""
    INSERT INTO operator_days (day, team_id, operator_id, {_SCORE_COLUMNS})
    SELECT {_EVALUATION_KEY}, operator_id, {_SCORES}
    FROM evaluations WHERE published_at IS NOT NULL GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
    """,
    f"""
    INSERT INTO team_days (day, team_id, {_SCORE_COLUMNS})
    SELECT day, team_id, {", ".join(f"sum({name})" for name in _SCORE_COLUMNS.split(", "))}
    FROM operator_days GROUP BY 1, 2 ORDER BY 1, 2
    ON CONFLICT (day, team_id) DO UPDATE
    SET {", ".join(f"{name} = excluded.{name}" for name in _SCORE_COLUMNS.split(", "))}
    """,
    f"""
    INSERT INTO operator_day_criteria (day, team_id, operator_id, criterion_key, answers, earned)
    SELECT {_EVALUATION_KEY}, operator_id, criterion_key, count(*), sum((p * 1000000)::bigint)
    FROM evaluation_answers JOIN evaluations ON evaluations.id = evaluation_id
    WHERE published_at IS NOT NULL AND p IS NOT NULL GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4
    """,
)


def rebuild_rollups(session: Session, zone: Zone) -> None:
    """Replace every daily sum by what the rows say, with days of `zone`: after a bulk load or a change of zone.

    Writers wait until the transaction ends; nothing they do is lost or counted twice.
    """
    names = ", ".join(table.__tablename__ for table in TABLES)
    session.execute(text("SET LOCAL statement_timeout = 0"))
    session.execute(text(f"LOCK TABLE {names} IN EXCLUSIVE MODE"))
    for table in TABLES:
        session.execute(text(f"DELETE FROM {table.__tablename__}"))
    for statement in _STATEMENTS:
        session.execute(text(statement), {"zone": zone.name, "no_team": NO_TEAM})
