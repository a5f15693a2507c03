"""The verbs about evaluations: what they tell, what they keep, what they cost."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from monitoria.app import make_bus
from monitoria.audit.models import AuditEntry
from monitoria.calls.models import Call
from monitoria.evaluations import queries, service
from monitoria.evaluations.errors import DraftAlreadyOpen
from monitoria.evaluations.models import Evaluation, EvaluationAnswer
from monitoria.evaluations.queries import Filled
from monitoria.evaluations.rules import Answer, Filling
from monitoria.platform.access import Actor
from monitoria.platform.database import Database, make_engine
from monitoria.platform.errors import Forbidden
from monitoria.platform.events import Circumstances
from monitoria.scorecards import service as scorecards
from monitoria.scorecards.rules import (
    Criterion,
    Definition,
    Kind,
    Option,
    Section,
    ShownWhen,
    standard_definition,
)
from monitoria.settings.models import Installation
from tests.support.calls import ZONE, make_call
from tests.support.evaluations import GOLDEN
from tests.support.people import Cast, actor_of, make_cast

D = Decimal


def filling(**values: float) -> Filling:
    return Filling(tuple(Answer(key, value=D(str(value))) for key, value in values.items()))


def draft_of(session: Session, actor: Actor, call: Call, now: datetime, given: Filling | None = None) -> Filled:
    return service.create_evaluation(session, actor, call.id, None, given or Filling(), now, ZONE)


@contextmanager
def counted(session: Session) -> Iterator[list[str]]:
    """The statements that the block sends."""
    sent: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        sent.append(statement)

    connection = session.connection()
    event.listen(connection, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(connection, "before_cursor_execute", note)


def test_every_verb_tells_what_happened_without_what_was_written(
    session: Session, cast: Cast, call: Call, now: datetime
) -> None:
    eva = actor_of(cast.evaluator)
    draft = draft_of(session, eva, call, now, replace(filling(greeting=8), summary="Segredo do cliente"))
    service.update_evaluation(session, eva, draft.evaluation.id, 1, filling(empathy=5), now)
    service.publish_evaluation(session, eva, draft.evaluation.id, 2, filling(**GOLDEN), now, ZONE)
    other = draft_of(session, eva, call, now)
    service.discard_evaluation(session, eva, other.evaluation.id)
    entries = list(
        session.scalars(select(AuditEntry).where(AuditEntry.subject_type == "evaluation").order_by(AuditEntry.id))
    )
    told = sorted(entry.name.partition(".")[2] for entry in entries)
    assert told == ["discarded", "drafted", "drafted", "published", "updated"]
    assert {(entry.team_id, entry.operator_id) for entry in entries} == {(cast.north.id, cast.ana.id)}
    assert "Segredo" not in str([entry.facts for entry in entries])
    published = next(entry for entry in entries if entry.name == "evaluation.published")
    assert published.facts["day"] == "2026-11-20"
    assert published.facts["final_score"] == "80.00"
    assert published.facts["earned"] == {key: f"{value / 10:.6f}" for key, value in GOLDEN.items()}


def test_a_call_knows_how_many_evaluations_it_has(session: Session, cast: Cast, call: Call, now: datetime) -> None:
    def counts() -> tuple[int, int]:
        evaluations, published = session.execute(select(Call.evaluations_count, Call.published_count)).one()
        return evaluations, published

    eva, other = actor_of(cast.evaluator), actor_of(cast.other_evaluator)
    draft = draft_of(session, eva, call, now)
    second = draft_of(session, other, call, now)
    assert counts() == (2, 0)
    service.discard_evaluation(session, other, second.evaluation.id)
    service.publish_evaluation(session, eva, draft.evaluation.id, 1, filling(**GOLDEN), now, ZONE)
    assert counts() == (1, 1)


def test_nobody_evaluates_his_own_call_nor_outside_his_teams(
    session: Session, cast: Cast, call: Call, now: datetime
) -> None:
    own = Actor(cast.ana.id, actor_of(cast.evaluator).role)
    with pytest.raises(Forbidden, match="própria"):
        draft_of(session, own, call, now)


def test_publishing_keeps_what_each_criterion_earned_and_weighed(
    session: Session, cast: Cast, call: Call, now: datetime
) -> None:
    eva = actor_of(cast.evaluator)
    draft = draft_of(session, eva, call, now, filling(**GOLDEN))
    rows = select(EvaluationAnswer).where(EvaluationAnswer.evaluation_id == draft.evaluation.id)
    assert {row.p for row in session.scalars(rows)} == {None}
    service.publish_evaluation(session, eva, draft.evaluation.id, 1, Filling(), now, ZONE)
    kept = {row.criterion_key: row for row in session.scalars(rows.execution_options(populate_existing=True))}
    assert {key: row.p for key, row in kept.items()} == {key: D(value) / 10 for key, value in GOLDEN.items()}
    assert {row.applied_weight for row in kept.values()} == {D("16.6667")}


def test_the_pass_mark_of_the_moment_of_publication_holds(
    session: Session, cast: Cast, call: Call, now: datetime
) -> None:
    eva = actor_of(cast.evaluator)
    draft = draft_of(session, eva, call, now, filling(**GOLDEN))
    session.get_one(Installation, 1).pass_mark = D(80)
    session.flush()
    saved = service.update_evaluation(session, eva, draft.evaluation.id, 1, Filling(), now)
    assert (saved.score.pass_mark, saved.evaluation.outcome) == (D(85), "fail")
    done = service.publish_evaluation(session, eva, draft.evaluation.id, None, Filling(), now, ZONE)
    assert (done.score.pass_mark, done.evaluation.outcome) == (D(80), "pass")


def conditional_card(session: Session, cast: Cast, now: datetime) -> Any:
    options = (Option("yes", "Sim", score=D(1)), Option("no", "Não", score=D(0)))
    definition = Definition(
        sections=(
            Section(
                key="s",
                label="S",
                criteria=(
                    Criterion(key="moved", label="Transferiu?", kind=Kind.SINGLE, options=options),
                    Criterion(
                        key="warned",
                        label="Avisou?",
                        kind=Kind.SINGLE,
                        options=options,
                        shown_when=ShownWhen("moved", options=("yes",)),
                    ),
                    Criterion(key="note", label="Nota", kind=Kind.TEXT, required=False),
                ),
            ),
        )
    )
    card = scorecards.create_scorecard(session, actor_of(cast.admin), "Condições", "", definition, now)
    return scorecards.publish_scorecard(session, actor_of(cast.admin), card.id, card.version, now)


def test_what_a_condition_hides_says_so_once_published(session: Session, cast: Cast, call: Call, now: datetime) -> None:
    card = conditional_card(session, cast, now)
    eva = actor_of(cast.evaluator)
    given = Filling((Answer("moved", options=("yes",)), Answer("warned", options=("no",)), Answer("note", text="Ok")))
    draft = service.create_evaluation(session, eva, call.id, card.id, given, now, ZONE)
    assert draft.score.final_score == D("50.00")
    change = Filling((Answer("moved", options=("no",)),))
    saved = service.update_evaluation(session, eva, draft.evaluation.id, 1, change, now)
    assert saved.answers["warned"].options == ("no",)
    done = service.publish_evaluation(session, eva, draft.evaluation.id, 2, Filling(), now, ZONE)
    assert done.score.final_score == D("0.00")
    row = session.get_one(EvaluationAnswer, (draft.evaluation.id, "warned"))
    assert (row.not_applicable, row.na_source, row.options, row.p) == (True, "condition", None, None)
    seen = queries.view_evaluation(session, eva, draft.evaluation.id)
    assert seen.score == done.score
    assert seen.answers["note"].text == "Ok"


def test_a_draft_keeps_the_version_of_the_card_it_began_with(
    session: Session, cast: Cast, call: Call, now: datetime
) -> None:
    eva, admin = actor_of(cast.evaluator), actor_of(cast.admin)
    card = scorecards.create_scorecard(session, admin, "Ficha", "", standard_definition(), now)
    card = scorecards.publish_scorecard(session, admin, card.id, card.version, now)
    draft = service.create_evaluation(session, eva, call.id, card.id, Filling(), now, ZONE)
    smaller = replace(standard_definition(), pass_mark=D(10))
    changes = scorecards.CardChanges(definition=smaller)
    card = scorecards.update_scorecard(session, admin, card.id, card.version, changes, now)
    scorecards.publish_scorecard(session, admin, card.id, card.version, now)
    done = service.publish_evaluation(session, eva, draft.evaluation.id, 1, filling(**GOLDEN), now, ZONE)
    assert (done.score.pass_mark, done.found.labels.scorecard_version_number) == (D(85), 1)


def test_saving_costs_few_statements(session: Session, cast: Cast, call: Call, now: datetime) -> None:
    eva = actor_of(cast.evaluator)
    warm = draft_of(session, actor_of(cast.other_evaluator), call, now)  # the definition is read once a process
    service.discard_evaluation(session, actor_of(cast.other_evaluator), warm.evaluation.id)
    with counted(session) as begun:
        draft = draft_of(session, eva, call, now, filling(greeting=8))
    with counted(session) as saved:
        service.update_evaluation(session, eva, draft.evaluation.id, 1, filling(greeting=9), now)
    with counted(session) as shown:
        queries.view_evaluation(session, eva, draft.evaluation.id)
    listeners = [s for s in begun + saved if "audit_entries" in s]
    assert len(listeners) == 2
    # call, version, mark, evaluation, answers, count; row, answers, answers, score; row, answers
    assert (len(begun) - 1, len(saved) - 1, len(shown)) == (6, 4, 2)


def test_publishing_costs_few_statements(session: Session, cast: Cast, call: Call, now: datetime) -> None:
    eva = actor_of(cast.evaluator)
    draft = draft_of(session, eva, call, now, filling(**GOLDEN))
    with counted(session) as sent:
        service.publish_evaluation(session, eva, draft.evaluation.id, 1, Filling(), now, ZONE)
    of_others = ("audit_entries", "rollup", "daily", "notif", "webhook")
    own = [s for s in sent if not any(word in s for word in of_others)]
    assert len(own) <= 6  # row, answers, mark, answers, score, count


def test_beginning_many_evaluations_on_one_connection_works_when_the_driver_prepares_statements(
    session: Session, cast: Cast, now: datetime
) -> None:
    eva = actor_of(cast.evaluator)
    for _ in range(12):
        call = make_call(session, cast.admin, cast.ana, now)
        draft = draft_of(session, eva, call, now, filling(**GOLDEN))
        service.update_evaluation(session, eva, draft.evaluation.id, 1, filling(greeting=1), now)
        service.publish_evaluation(session, eva, draft.evaluation.id, None, Filling(), now, ZONE)
        with pytest.raises(DraftAlreadyOpen):
            draft_of(session, eva, make_open(session, eva, call, now), now)


def make_open(session: Session, actor: Actor, call: Call, now: datetime) -> Call:
    draft_of(session, actor, call, now)
    return call


def test_two_requests_at_once_make_one_draft(own_database_url: str, now: datetime) -> None:
    database = Database(make_engine(own_database_url, pool_size=8), make_bus())
    with database.unit_of_work(Circumstances(None, now, "test")) as session:
        cast = make_cast(session, now)
        call_id = make_call(session, cast.admin, cast.ana, now).id
    eva = actor_of(cast.evaluator)
    refused: list[object] = []
    start = threading.Barrier(6)

    def begin() -> None:
        start.wait()
        try:
            with database.unit_of_work(Circumstances(eva.id, now, "test")) as session:
                service.create_evaluation(session, eva, call_id, None, filling(greeting=8), now, ZONE)
        except DraftAlreadyOpen as problem:
            refused.append(problem.extra["evaluation_id"])

    threads = [threading.Thread(target=begin) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with database.unit_of_work(Circumstances(None, now, "test")) as session:
        (made,) = session.scalars(select(Evaluation.id))
        assert session.scalar(select(Call.evaluations_count)) == 1
    database.engine.dispose()
    assert refused == [made] * 5
