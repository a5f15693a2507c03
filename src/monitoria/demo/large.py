"""Large samples by COPY: as many calls and evaluations as asked, over more than a year, in ten teams."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select, text
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from monitoria.analytics.service import rebuild_rollups
from monitoria.app import make_bus
from monitoria.calls.models import PROTOCOL_SEQUENCE, Call
from monitoria.demo.bulk import bulk_load
from monitoria.demo.cards import register_cards
from monitoria.demo.crowd import register_crowd
from monitoria.demo.refusal import DemoRefused, is_occupied, refuse_production
from monitoria.demo.rows import DAYS_CHANGED, AnswerRows, CallRows, EvaluationRows, Shape
from monitoria.evaluations.models import Evaluation, EvaluationAnswer
from monitoria.platform.clock import Zone, utc_now
from monitoria.platform.config import Config
from monitoria.platform.database import Database, make_engine
from monitoria.platform.events import Circumstances

Report = Callable[[str], Any]


def _say(sentence: str) -> None:
    sys.stdout.write(f"{sentence}\n")
    sys.stdout.flush()


def install_large(
    config: Config, *, calls: int, evaluations: int, now: datetime | None = None, report: Report = _say
) -> None:
    """Fill an empty database: the sample's people, ten teams, about 200 operators, and so many rows.

    The newest call is of yesterday. Evaluations are spread evenly over the calls, at most one each. Raises
    `DemoRefused` in production, where somebody is registered, and for impossible numbers.
    """
    refuse_production(config)
    if calls < 1 or not 0 <= evaluations <= calls:
        raise DemoRefused("Peça ao menos um atendimento, e no máximo uma monitoria por atendimento.")
    now = now or utc_now()
    # Loading whole tables takes their owner.
    engine = make_engine(config.owner_url, pool_size=1, application="monitoria-demo")
    try:
        with Database(engine, make_bus()).unit_of_work(Circumstances(None, now)) as session:
            if is_occupied(session):
                raise DemoRefused("Já há usuários neste banco de dados: os dados de exemplo só entram em um vazio.")
            _fill(session, Shape(calls, evaluations, now, Zone(config.time_zone)), report)
        with _timed(report, "estatísticas do banco"):
            _vacuum(engine)
    finally:
        engine.dispose()


class _timed:  # noqa: N801 - reads as a statement
    """Reports a step and how long it took."""

    def __init__(self, report: Report, step: str) -> None:
        self._report, self._step, self._began = report, step, time.monotonic()

    def __enter__(self) -> None:
        self._began = time.monotonic()

    def __exit__(self, kind: object, *rest: object) -> None:
        if kind is None:
            self._report(f"{self._step}: {time.monotonic() - self._began:.1f} s")


def _fill(session: Session, shape: Shape, report: Report) -> None:
    for setting in ("statement_timeout = 0", "maintenance_work_mem = '512MB'", "synchronous_commit = off"):
        session.execute(text(f"SET LOCAL {setting}"))
    with _timed(report, "pessoas e equipes"):
        began = shape.now - timedelta(days=shape.days + 2)
        crowd = register_crowd(session, began)
        register_cards(session, began, shape.now - timedelta(days=DAYS_CHANGED))
    for title, table, rows in (
        (f"{shape.calls} atendimentos", Call.__table__, CallRows),
        (f"{shape.evaluations} monitorias", Evaluation.__table__, EvaluationRows),
        (f"as respostas de {shape.evaluations} monitorias", EvaluationAnswer.__table__, AnswerRows),
    ):
        with _timed(report, f"{title}, com os índices"), bulk_load(session, table), _timed(report, title):
            rows(shape, crowd).copy(session, report)
    session.execute(select(func.setval(PROTOCOL_SEQUENCE.name, shape.calls)))
    with _timed(report, "ciências e contestações"):
        for statement in (_ACKNOWLEDGED, _CONTESTS, _CONTESTED):
            session.execute(text(statement))
    with _timed(report, "somas diárias"):
        rebuild_rollups(session, shape.zone)
        session.execute(text(_ACTIVITY), {"since": shape.now - timedelta(days=8)})


# Most of what was read and has been closed was acknowledged first; one in seventeen of those who did disagreed.
_ACKNOWLEDGED = """
    INSERT INTO evaluation_acknowledgements (id, evaluation_id, revision, agrees, comment, at)
    SELECT gen_random_uuid(), id, 1, hashtext(id::text) % 17 <> 0, '', read_at + INTERVAL '3 hours'
      FROM evaluations
     WHERE status = 'closed' AND closed_at > read_at + INTERVAL '3 hours' AND hashtext(id::text) % 8 <> 1
"""
# Of what is closed, every twenty-fifth was contested, and upheld: the score stays the evaluator's.
_CONTESTS = """
    INSERT INTO evaluation_contests (id, evaluation_id, round, status, comment, opened_at, decide_by,
                                     decided_at, decided_by_id, reason)
    SELECT gen_random_uuid(), e.id, 1, 'upheld', '', e.published_at + INTERVAL '1 day',
           e.published_at + INTERVAL '4 days', e.published_at + INTERVAL '2 days', t.supervisor_id,
           'Confere com a gravação.'
      FROM evaluations e JOIN teams t ON t.id = e.team_id
     WHERE e.status = 'closed' AND e.closed_at > e.published_at + INTERVAL '2 days' AND hashtext(e.id::text) % 25 = 0
"""
# The two answers that earned least.
_CONTESTED = """
    INSERT INTO evaluation_contest_items (contest_id, criterion_key, position, given, asked, reason, decision, decided,
                                          decided_reason)
    SELECT c.id, a.criterion_key, a.place, a.given, a.given, 'Peço outra nota.', 'uphold', a.given, ''
      FROM evaluation_contests c
     CROSS JOIN LATERAL (
           SELECT criterion_key, row_number() OVER (ORDER BY p, criterion_key) AS place,
                  jsonb_build_object('value', value::text, 'options', to_jsonb(options), 'text', text_value,
                                     'not_applicable', not_applicable) AS given
             FROM evaluation_answers WHERE evaluation_id = c.evaluation_id AND p IS NOT NULL
            ORDER BY p, criterion_key LIMIT 2
           ) AS a
"""
# The trail of the last week, so that recent activity has something to show.
_ACTIVITY = """
    INSERT INTO audit_entries (id, at, name, actor_id, subject_type, subject_id, team_id, operator_id, facts)
    SELECT gen_random_uuid(), published_at, 'evaluation.published', evaluator_id, 'evaluation', evaluations.id::text,
           evaluations.team_id, evaluations.operator_id,
           jsonb_build_object('evaluation_id', evaluations.id, 'call_id', call_id, 'protocol', protocol)
    FROM evaluations JOIN calls ON calls.id = call_id WHERE published_at >= :since
"""


def _vacuum(engine: Engine) -> None:
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("SET statement_timeout = 0"))
        connection.execute(text("SET maintenance_work_mem = '256MB'"))
        connection.execute(text("VACUUM (ANALYZE)"))
