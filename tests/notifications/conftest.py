"""Facts that tests tell."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, contextmanager
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text

from monitoria.coaching.events import PlanEvent
from monitoria.evaluations.events import (
    ContestDecided,
    Counted,
    DeadlineNeared,
    DecisionOverdue,
    EvaluationAcknowledged,
    EvaluationClosed,
    EvaluationContested,
    EvaluationEvent,
    EvaluationPublished,
    EvaluationRevised,
)
from monitoria.people.models import User
from monitoria.platform.database import Database
from monitoria.platform.events import Circumstances, Event, emit
from tests.support.people import Cast

SCORES: dict[str, Any] = {
    "raw_score": None,
    "final_score": None,
    "outcome": None,
    "critical_score": None,
    "has_fatal": False,
}


class Facts:
    """What happens to one evaluation of Ana's, which the evaluator published. Nothing else of it exists."""

    def __init__(self, cast: Cast, now: datetime) -> None:
        self.cast, self.now, self.day = cast, now, now.date()
        self.evaluation_id = uuid4()
        self.plan_id = uuid4()
        self.common = {
            "evaluation_id": self.evaluation_id,
            "call_id": uuid4(),
            "protocol": "2026112000000001",
            "operator_id": cast.ana.id,
            "team_id": cast.north.id,
            "evaluator_id": cast.evaluator.id,
            "scorecard_id": uuid4(),
            "scorecard_version_id": uuid4(),
            "origin": "random",
        }
        self.followed = {"published_on": self.day, "waited_minutes": 90}
        self.due = now + timedelta(days=3)

    def make(self, kind: type[EvaluationEvent], **more: Any) -> EvaluationEvent:
        return kind(**{**self.common, **more})

    def published(self, **more: Any) -> EvaluationEvent:
        facts = {"day": date(2026, 11, 20), "acknowledge_by": self.due, **SCORES, **more}
        return self.make(EvaluationPublished, **facts)

    def plan(self, kind: type[PlanEvent], **more: Any) -> PlanEvent:
        """About a plan of Ana's that the evaluator made."""
        whose = {"operator_id": self.cast.ana.id, "team_id": self.cast.north.id, "owner_id": self.cast.evaluator.id}
        return kind(plan_id=self.plan_id, **whose, **more)

    def acknowledged(self, *, agrees: bool) -> EvaluationEvent:
        is_new = {"is_first": True, "is_first_disagreement": not agrees}
        return self.make(EvaluationAcknowledged, agrees=agrees, **is_new, **self.followed)

    def contested(self, **more: Any) -> EvaluationEvent:
        facts = {"contest_id": uuid4(), "round": 1, "criteria": ("greeting",), "decide_by": self.due}
        return self.make(EvaluationContested, opened_on=self.day, **facts, **self.followed, **more)

    def decided(self, *, changed: bool) -> EvaluationEvent:
        facts = {"contest_id": uuid4(), "round": 1, "decided_by": self.cast.supervisor.id, "changed": changed}
        told = {"opened_on": self.day, "decisions": {"greeting": "accept" if changed else "uphold"}}
        return self.make(ContestDecided, **facts, **told, **self.followed)

    def revised(self) -> EvaluationEvent:
        counted = Counted(**SCORES)
        return self.make(EvaluationRevised, revision=2, day=date(2026, 11, 20), before=counted, after=counted)

    def closed(self, reason: str) -> EvaluationEvent:
        return self.make(EvaluationClosed, reason=reason, **self.followed)

    def neared(self, waits_for: str) -> EvaluationEvent:
        return self.make(DeadlineNeared, waits_for=waits_for, due_at=self.due)

    def overdue(self) -> EvaluationEvent:
        return self.make(DecisionOverdue, contest_id=uuid4(), due_at=self.due)


@pytest.fixture
def facts(cast: Cast, now: datetime) -> Facts:
    return Facts(cast, now)


Happen = Callable[..., None]


@pytest.fixture
def happen(database: Database, now: datetime) -> Happen:
    """`happen(event, by=user, at=time)`: it becomes true, and everybody hears of it."""

    def happening(*events: Event, by: User | None = None, at: datetime = now) -> None:
        with database.unit_of_work(Circumstances(by.id if by else None, at, "test")) as session:
            for event in events:
                emit(session, event)

    return happening


def told(database: Database, cast: Cast, kind: str | None = None) -> set[str]:
    """The names under which `cast` knows whoever was told (of this kind)."""
    names = {person.id: name for name, person in vars(cast).items() if isinstance(person, User)}
    with database.unit_of_work(Circumstances(None, cast.ana.created_at)) as session:
        rows = session.execute(text("SELECT user_id, kind FROM notifications")).all()
    found = [names[row.user_id] for row in rows if kind in (None, row.kind)]
    assert len(found) == len(set(found)), "somebody was told twice"
    return set(found)


@pytest.fixture
def addresses(database: Database, now: datetime, cast: Cast) -> dict[UUID, str]:
    """Everybody has an e-mail address."""
    people = {person.id: f"{name}@exemplo.com.br" for name, person in vars(cast).items() if isinstance(person, User)}
    with database.unit_of_work(Circumstances(None, now)) as session:
        for user_id, address in people.items():
            session.execute(
                text("UPDATE users SET email = :address WHERE id = :id"),
                {"id": user_id, "address": address},
            )
    return people


@contextmanager
def opened(database: Database, now: datetime) -> Any:
    with database.unit_of_work(Circumstances(None, now)) as session:
        yield session


Opening = Callable[[], AbstractContextManager[Any]]
