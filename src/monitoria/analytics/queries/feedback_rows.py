"""The rows behind what follows publication, and behind what evaluators gave, in the columns of their cubes.

Written out once, for rebuilding and proving the cubes, and for questions that no cube can answer. Formulas:
docs/explanation/numbers.md.
"""

from __future__ import annotations

from monitoria.analytics.queries.rows import KEYS, PUBLISHED
from monitoria.analytics.rules import BAND_STARTS, Wait
from monitoria.evaluations.rules import ContestStatus, Decision, Status

_CONTEST_KEYS = KEYS.replace("e.published_at", "c.opened_at")
# Of whole periods: a contest counts when it was opened.
CONTESTS_WITHIN = " AND c.opened_at >= :starts AND c.opened_at < :ends"
_ASKING = f"{PUBLISHED} AND NOT e.is_past"

EVALUATOR_ROWS = f"""
    SELECT {KEYS}, e.evaluator_id,
           1 AS scored,
           CAST(e.final_score * 100 AS bigint) AS final_total,
           CAST(e.final_score * e.final_score * 10000 AS bigint) AS final_squares,
           CAST(e.raw_score * 100 AS bigint) AS raw_total,
           CAST(e.raw_score * e.raw_score * 10000 AS bigint) AS raw_squares
      FROM evaluations e
     WHERE e.final_score IS NOT NULL AND {PUBLISHED}"""

# What an evaluator gave on criteria, in millionths: no cube holds it.
EVALUATOR_CRITERION_ROWS = f"""
    SELECT {KEYS}, e.evaluator_id, a.criterion_key,
           1 AS answers,
           CAST(a.p * 1000000 AS bigint) AS earned,
           CAST(a.p * a.p * 1000000000000 AS bigint) AS squares
      FROM evaluation_answers a JOIN evaluations e ON e.id = a.evaluation_id
     WHERE a.p IS NOT NULL AND {PUBLISHED}"""

_ACKNOWLEDGED = "SELECT FROM evaluation_acknowledgements a WHERE a.evaluation_id = e.id"
STEP_ROWS = f"""
    SELECT {KEYS},
           1 AS published,
           CAST(e.read_at IS NOT NULL AS integer) AS read,
           CAST(EXISTS ({_ACKNOWLEDGED}) AS integer) AS acknowledged,
           CAST(EXISTS (SELECT FROM evaluation_contests c WHERE c.evaluation_id = e.id) AS integer) AS contested,
           CAST(e.status = '{Status.CLOSED.value}' AS integer) AS closed,
           CAST(EXISTS ({_ACKNOWLEDGED} AND NOT a.agrees) AS integer) AS disagreed
      FROM evaluations e
     WHERE {_ASKING}"""

_WAITED = f"""
    SELECT '{Wait.READ.value}', e.read_at - e.published_at
    UNION ALL SELECT '{Wait.CLOSED.value}', e.closed_at - e.published_at WHERE e.status = '{Status.CLOSED.value}'
    UNION ALL SELECT '{Wait.ACKNOWLEDGED.value}', min(a.at) - e.published_at
      FROM evaluation_acknowledgements a WHERE a.evaluation_id = e.id
    UNION ALL SELECT '{Wait.CONTESTED.value}', min(c.opened_at) - e.published_at
      FROM evaluation_contests c WHERE c.evaluation_id = e.id
    UNION ALL SELECT '{Wait.DECIDED.value}', c.decided_at - c.opened_at
      FROM evaluation_contests c WHERE c.evaluation_id = e.id"""
_BAND_STARTS = ", ".join(map(str, BAND_STARTS))
WAIT_ROWS = f"""
    SELECT {KEYS}, w.wait, greatest(width_bucket(m.minutes, ARRAY[{_BAND_STARTS}]::bigint[]) - 1, 0) AS band,
           1 AS n, m.minutes, m.minutes * m.minutes AS squares
      FROM evaluations e
     CROSS JOIN LATERAL ({_WAITED}) AS w (wait, waited)
     CROSS JOIN LATERAL (SELECT CAST(floor(extract(epoch FROM w.waited) / 60) AS bigint)) AS m (minutes)
     WHERE w.waited IS NOT NULL AND {_ASKING}"""

ROUND_ROWS = f"""
    SELECT {_CONTEST_KEYS}, c.round,
           1 AS opened,
           CAST(c.status = '{ContestStatus.OPEN.value}' AS integer) AS open,
           CAST(c.status = '{ContestStatus.UPHELD.value}' AS integer) AS upheld,
           CAST(c.status = '{ContestStatus.CHANGED.value}' AS integer) AS changed
      FROM evaluation_contests c JOIN evaluations e ON e.id = c.evaluation_id
     WHERE {PUBLISHED}"""

# What the decision itself brought on screen was not contested.
CONTEST_ROWS = f"""
    SELECT {_CONTEST_KEYS}, i.criterion_key,
           1 AS contested,
           CAST(i.decision IS NULL AS integer) AS open,
           CAST(coalesce(i.decision = '{Decision.UPHOLD.value}', false) AS integer) AS upheld,
           CAST(coalesce(i.decision = '{Decision.ACCEPT.value}', false) AS integer) AS accepted,
           CAST(coalesce(i.decision = '{Decision.REPLACE.value}', false) AS integer) AS replaced
      FROM evaluation_contest_items i
      JOIN evaluation_contests c ON c.id = i.contest_id
      JOIN evaluations e ON e.id = c.evaluation_id
     WHERE i.asked IS NOT NULL AND {PUBLISHED}"""
