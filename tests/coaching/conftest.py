"""Evaluations of Ana's, and a plan made from one of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from monitoria.evaluations.rules import Answer, Filling
from monitoria.evaluations.service import create_evaluation
from monitoria.people.models import User
from monitoria.platform.clock import utc_now
from monitoria.platform.database import Database
from monitoria.platform.events import Circumstances
from tests.support.calls import ZONE, make_call
from tests.support.evaluations import GOLDEN
from tests.support.people import Cast, actor_of

Publish = Callable[..., str]


@pytest.fixture
def publish(database: Database, cast: Cast) -> Publish:
    """`publish(cast.ana, empathy=3, at=…)`: the identifier of a published evaluation; what is not said is golden."""

    def publishing(operator: User, at: datetime | None = None, **values: Any) -> str:
        moment = at or utc_now() - timedelta(days=1)
        answers = tuple(Answer(key, value=value) for key, value in {**GOLDEN, **values}.items())
        with database.unit_of_work(Circumstances(cast.evaluator.id, moment, "test")) as session:
            call = make_call(session, cast.admin, operator, moment)
            filling = Filling(answers=answers)
            filled = create_evaluation(
                session, actor_of(cast.evaluator), call.id, None, filling, moment, ZONE, publish=True
            )
            return str(filled.evaluation.id)

    return publishing


@pytest.fixture
def body(publish: Publish, cast: Cast) -> dict[str, Any]:
    """What it takes to make a plan for Ana."""
    due = ZONE.day_of(utc_now()) + timedelta(days=30)
    return {
        "evaluation_ids": [publish(cast.ana, empathy=3)],
        "objective": "Acolher antes de resolver",
        "criteria": ["empathy", "closing"],
        "due_on": due.isoformat(),
        "actions": ["Ouvir três chamadas", "Usar a frase de acolhimento"],
    }


@pytest.fixture
def plan(as_user: Any, cast: Cast, body: dict[str, Any]) -> dict[str, Any]:
    """The plan, made by the supervisor of the North."""
    answer = as_user(cast.supervisor).post("/api/coaching/plans", json=body)
    assert answer.status_code == 201, answer.get_json()
    found: dict[str, Any] = answer.get_json()
    return found
