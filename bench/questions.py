"""The questions of the charts, as addresses and asked of the raw rows in SQL."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

_WITHIN = "e.status <> 'draft' AND e.dated_at >= %(starts)s AND e.dated_at < %(ends)s"
_DAY = "CAST(timezone('America/Sao_Paulo', e.published_at) AS date)"
_SUMS = (
    "count(e.final_score), sum(e.final_score), sum(e.final_score * e.final_score), "
    "count(*) FILTER (WHERE outcome = 'pass')"
)
_EARNED = "count(a.p), sum(a.p), sum(a.p * a.p), count(*) FILTER (WHERE a.p < 0.5)"
_ANSWERS = "evaluation_answers a JOIN evaluations e ON e.id = a.evaluation_id"
_BAND = "least(floor(final_score / 5), 19)"
_HOUR = "timezone('America/Sao_Paulo', c.started_at)"


@dataclass(frozen=True, slots=True)
class Question:
    """One chart: its address, and what one would ask of the rows to draw it; None where the chart reads rows itself."""

    path: str
    raw: str | None


def _scores(key: str, condition: str = "") -> str:
    return f"SELECT {key}, {_SUMS} FROM evaluations e WHERE {_WITHIN}{condition} GROUP BY 1"


def _answers(key: str, condition: str = "") -> str:
    return f"SELECT {key}, {_EARNED} FROM {_ANSWERS} WHERE {_WITHIN}{condition} GROUP BY {key}"


def _truncated(grain: str) -> str:
    return f"date_trunc('{grain}', {_DAY})"


_CLASSES = ", ".join(
    f"count(*) FILTER (WHERE CAST(defects -> '{name}' ->> 'scored' AS integer) > 0), "
    f"count(*) FILTER (WHERE CAST(defects -> '{name}' ->> 'failed' AS integer) > 0)"
    for name in ("customer", "business", "compliance")
)
# How far each came, and how long it took to be read and to be closed.
_STEPS = (
    "SELECT count(*), count(e.read_at), count(e.closed_at), "
    "count(*) FILTER (WHERE EXISTS (SELECT FROM evaluation_acknowledgements a WHERE a.evaluation_id = e.id)), "
    "count(*) FILTER (WHERE EXISTS (SELECT FROM evaluation_contests c WHERE c.evaluation_id = e.id)), "
    "avg(e.read_at - e.published_at), percentile_disc(0.5) WITHIN GROUP (ORDER BY e.read_at - e.published_at), "
    "avg(e.closed_at - e.published_at), percentile_disc(0.5) WITHIN GROUP (ORDER BY e.closed_at - e.published_at) "
    f"FROM evaluations e WHERE {_WITHIN} AND NOT e.is_past"
)
# Contested answers beside all answers, by criterion.
_CONTESTED = (
    f"WITH answered AS (SELECT a.criterion_key, count(*) AS n FROM {_ANSWERS} WHERE {_WITHIN} GROUP BY 1), "
    "contested AS (SELECT i.criterion_key, i.decision, count(*) AS n FROM evaluation_contest_items i "
    "JOIN evaluation_contests c ON c.id = i.contest_id "
    "WHERE c.opened_at >= %(starts)s AND c.opened_at < %(ends)s GROUP BY 1, 2) "
    "SELECT * FROM answered LEFT JOIN contested USING (criterion_key)"
)
_LOST = "count(*) FILTER (WHERE a.p IS NULL), sum((1 - a.p) * a.applied_weight)"


def questions(today: date) -> dict[str, Question]:
    """Every chart over 365 days, and the dashboards of before."""
    year = f"from={today - timedelta(days=364)}&to={today}"
    charts = {
        "over time, by day": ("over-time?grain=day", _scores(_DAY)),
        "over time, by week": ("over-time?grain=week", _scores(_truncated("week"))),
        "over time, by month": ("over-time?grain=month", _scores(_truncated("month"))),
        "over time, random calls": (
            "over-time?grain=month&origin=random",
            _scores(_truncated("month"), " AND origin = 'random'"),
        ),
        "teams": ("comparison?by=team", _scores("e.team_id")),
        "scorecards": ("comparison?by=scorecard", _scores("e.scorecard_id")),
        "operators": ("comparison?by=operator", _scores("e.operator_id")),
        "origins": ("comparison?by=origin", _scores("e.origin")),
        "distribution": ("distribution?", f"SELECT {_BAND}, count(*) FROM evaluations e WHERE {_WITHIN} GROUP BY 1"),
        "heat map of teams": ("heat-map?columns=team", _answers("e.team_id, a.criterion_key")),
        "heat map of operators": ("heat-map?columns=operator", _answers("e.operator_id, a.criterion_key")),
        "Pareto": (
            "pareto?",
            f"SELECT a.criterion_key, {_EARNED}, {_LOST} FROM {_ANSWERS} WHERE {_WITHIN} GROUP BY 1",
        ),
        "critical errors": (
            "critical-accuracy?",
            f"SELECT {_truncated('month')}, {_CLASSES} FROM evaluations e WHERE {_WITHIN} GROUP BY 1",
        ),
        "calls by hour": (
            "calls-by-hour?",
            f"SELECT extract(isodow FROM {_HOUR}), extract(hour FROM {_HOUR}), count(*) FROM calls c "
            "WHERE c.started_at >= %(starts)s AND c.started_at < %(ends)s GROUP BY 1, 2",
        ),
        "one criterion": (
            "criterion-history?criterion=empathy&grain=week",
            _answers(_truncated("week"), " AND a.criterion_key = 'empathy'"),
        ),
        "severity": (
            "severity?",
            "SELECT e.evaluator_id, e.operator_id, e.scorecard_version_id, count(*), sum(e.final_score), "
            f"sum(e.final_score * e.final_score) FROM evaluations e WHERE {_WITHIN} GROUP BY 1, 2, 3",
        ),
        "funnel": ("funnel?", _STEPS),
        "contests": ("contests?", _CONTESTED),
        **{f"score against {name}": (f"relations?with={name}", None) for name in ("csat", "handling_time", "silence")},
    }
    return {
        name: Question(f"/api/analytics/{path}&{year}".replace("?&", "?"), raw) for name, (path, raw) in charts.items()
    }
