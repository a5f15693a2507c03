"""A history of evaluations over three months, and the same as plain facts."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select

from monitoria.calls.rules import Channel
from monitoria.demo.cards import FULL, register_cards
from monitoria.evaluations.models import Evaluation, EvaluationAnswer
from monitoria.evaluations.rules import Answer, Filling, Origin
from monitoria.evaluations.service import create_evaluation
from monitoria.platform.clock import utc_now
from monitoria.platform.database import Database
from monitoria.platform.events import Circumstances
from monitoria.scorecards.models import Scorecard
from tests.support.calls import ZONE, make_call
from tests.support.people import Cast, actor_of

SCALES = ("greeting", "communication", "problem_solving", "empathy", "procedures", "closing")
DAYS, EVALUATIONS = 100, 36


@dataclass(frozen=True)
class Fact:
    """One published evaluation: its row, the local day, and its answers by criterion."""

    row: Evaluation
    day: date
    answers: dict[str, EvaluationAnswer]

    @property
    def score(self) -> float:
        assert self.row.final_score is not None
        return float(self.row.final_score)


@pytest.fixture
def history(database: Database, cast: Cast) -> list[Fact]:
    """Evaluations of three operators in two teams, of all origins, with two cards; one card changed halfway."""
    now, chance = utc_now(), random.Random(5)  # noqa: S311 - the same every time
    with database.unit_of_work(Circumstances(cast.admin.id, now)) as session:
        register_cards(session, now - timedelta(days=200), now - timedelta(days=45))
        card = session.get_one(Scorecard, FULL[0].card_id)
        for number in range(EVALUATIONS):
            at = now - timedelta(days=DAYS * (EVALUATIONS - 1 - number) / EVALUATIONS)
            # Whatever was in use on that day.
            card.current_version_id = FULL[at > now - timedelta(days=45)].version_id
            session.flush()
            _evaluate(session, chance, cast, number, at)
    with database.unit_of_work(Circumstances(None, now)) as session:
        return read_facts(session)


def _evaluate(session: Any, chance: random.Random, cast: Cast, number: int, at: datetime) -> None:
    operator = (cast.ana, cast.ana, cast.bruno, cast.carla)[number % 4]
    category, channel = ("billing", "sales")[number % 2], (Channel.PHONE, Channel.CHAT)[number % 3 == 0]
    fields = {"category": category, "channel": channel, "started_at": at - timedelta(hours=number % 11)}
    call = make_call(session, cast.admin, operator, at, **fields)
    level = 5 + number % 4
    answers = [Answer(key, value=Decimal(min(10, level + chance.choice((-3, 0, 1, 2))))) for key in SCALES]
    is_full = number % 3 == 0
    if is_full:
        answers.append(Answer("compliance", options=("no" if number % 9 == 0 else "yes",)))
        if number % 6 == 0:
            answers[5] = Answer("closing", not_applicable=True)
    filling = Filling(tuple(answers), origin=list(Origin)[number % 5])
    card_id = FULL[0].card_id if is_full else None
    create_evaluation(session, actor_of(cast.evaluator), call.id, card_id, filling, at, ZONE, publish=True)


def read_facts(session: Any) -> list[Fact]:
    """Every published evaluation, out of its rows."""
    rows = session.scalars(select(Evaluation).where(Evaluation.status != "draft").order_by(Evaluation.dated_at)).all()
    answers: dict[Any, dict[str, EvaluationAnswer]] = {row.id: {} for row in rows}
    for answer in session.scalars(select(EvaluationAnswer)):
        answers[answer.evaluation_id][answer.criterion_key] = answer
    return [Fact(row, ZONE.day_of(row.dated_at), answers[row.id]) for row in rows]
