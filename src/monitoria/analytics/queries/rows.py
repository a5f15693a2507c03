"""The rows that the cubes are sums of, in the cubes' own columns: one row an evaluation, an answer, a score.

Written out once, for rebuilding and for proving the cubes, and for questions that no cube can answer. Formulas:
docs/explanation/numbers.md.
"""

from __future__ import annotations

from monitoria.evaluations.rules import Status
from monitoria.scorecards.rules import DefectClass

_KEYS = """
    CAST(timezone(:zone, e.published_at) AS date) AS day, coalesce(e.team_id, :no_team) AS team_id, e.operator_id,
    e.scorecard_version_id, e.origin, e.category, e.channel"""
_OF_CLASS = ", ".join(
    f"CAST(coalesce(CAST(e.defects -> '{name.value}' ->> '{what}' AS integer) > 0, false) AS integer) "
    f"AS {name.value}_{column}"
    for name in DefectClass
    for what, column in (("scored", "scored"), ("failed", "defects"))
)
_PUBLISHED = f"e.status <> '{Status.DRAFT.value}'"
# Of whole periods: `dated_at` is when a published evaluation was published, and has the indexes.
WITHIN = " AND e.dated_at >= :starts AND e.dated_at < :ends"

SCORE_ROWS = f"""
    SELECT {_KEYS},
           1 AS evaluations,
           CAST(e.final_score IS NOT NULL AS integer) AS scored,
           CAST(coalesce(e.outcome = 'pass', false) AS integer) AS passed,
           CAST(coalesce(e.outcome = 'fail', false) AS integer) AS failed,
           CAST(e.has_fatal AS integer) AS fatals,
           coalesce(CAST(e.final_score * 100 AS bigint), 0) AS final_total,
           coalesce(CAST(e.final_score * e.final_score * 10000 AS bigint), 0) AS final_squares,
           coalesce(CAST(e.raw_score * 100 AS bigint), 0) AS raw_total,
           coalesce(CAST(e.raw_score * e.raw_score * 10000 AS bigint), 0) AS raw_squares,
           {_OF_CLASS}
      FROM evaluations e
     WHERE {_PUBLISHED}"""

# One N/A of the evaluator's is counted; what a condition hides was never asked.
CRITERION_ROWS = f"""
    SELECT {_KEYS}, a.criterion_key,
           CAST(a.p IS NOT NULL AS integer) AS answers,
           coalesce(CAST(a.p * 1000000 AS bigint), 0) AS earned,
           coalesce(CAST(a.p * a.p * 1000000000000 AS bigint), 0) AS squares,
           CAST(coalesce(a.p < 0.5, false) AS integer) AS failed,
           CAST(a.is_fatal AS integer) AS fatals,
           CAST(a.p IS NULL AS integer) AS not_applicable,
           coalesce(CAST((1 - a.p) * a.applied_weight * 10000000000 AS bigint), 0) AS lost
      FROM evaluation_answers a JOIN evaluations e ON e.id = a.evaluation_id
     WHERE (a.p IS NOT NULL OR a.na_source = 'person') AND {_PUBLISHED}"""

BAND_ROWS = f"""
    SELECT {_KEYS}, CAST(least(floor(b.score / 5), 19) AS integer) AS band, b.final_count, b.raw_count
      FROM evaluations e
     CROSS JOIN LATERAL (VALUES (e.final_score, 1, 0), (e.raw_score, 0, 1)) AS b (score, final_count, raw_count)
     WHERE b.score IS NOT NULL AND {_PUBLISHED}"""

# What a criterion earned, as a distribution: no cube holds it.
CRITERION_BAND_ROWS = f"""
    SELECT {_KEYS}, a.criterion_key, CAST(least(floor(a.p * 20), 19) AS integer) AS band,
           1 AS final_count, 1 AS raw_count
      FROM evaluation_answers a JOIN evaluations e ON e.id = a.evaluation_id
     WHERE a.p IS NOT NULL AND {_PUBLISHED}"""

_CALL_KEYS = """
    CAST(timezone(:zone, c.started_at) AS date) AS day, coalesce(c.team_id, :no_team) AS team_id"""
CALL_ROWS = f"""
    SELECT {_CALL_KEYS}, c.category, c.status, c.priority,
           CAST(extract(isodow FROM timezone(:zone, c.started_at)) AS integer) AS weekday,
           CAST(extract(hour FROM timezone(:zone, c.started_at)) AS integer) AS hour
      FROM calls c"""
