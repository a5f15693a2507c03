"""Making a plan out of evaluations."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from monitoria.coaching import queries
from monitoria.coaching.events import PlanCreated
from monitoria.coaching.models import CoachingAction, CoachingPlan, CoachingPlanSource
from monitoria.coaching.rules import NewPlan, PlanStatus
from monitoria.coaching.service.taking import check_criteria, check_due, identity_of
from monitoria.evaluations.models import Evaluation
from monitoria.evaluations.queries import get_evaluation
from monitoria.evaluations.rules import Status
from monitoria.people.queries import find_operator
from monitoria.platform.access import Actor, Facts, Permission, require
from monitoria.platform.clock import Zone
from monitoria.platform.errors import Findings, Invalid, NotFound
from monitoria.platform.events import emit


def create_plan(session: Session, actor: Actor, new: NewPlan, now: datetime, zone: Zone) -> CoachingPlan:
    """Make a plan for the operator of these evaluations, in his present team. It starts now.

    Raises `Forbidden`, or `Invalid` with a pointer to each evaluation that is not in reach, is a draft or another
    operator's, each criterion that none of them asks, and a due date that has passed.
    """
    require(actor, Permission.COACHING_CREATE)
    findings = Findings()
    evaluations = _find_evaluations(session, actor, new.evaluation_ids, findings)
    check_due(new.due_on, zone.day_of(now), findings)
    findings.raise_if_any()
    operator = find_operator(session, evaluations[0].operator_id)
    if operator is None or not operator.is_active:
        raise Invalid.at("/evaluation_ids", "Este atendente não atende mais: não há plano a fazer.", "inactive")
    require(actor, Permission.COACHING_CREATE, Facts(team_id=operator.team_id, operator_id=operator.id))
    known = queries.criteria_of(session, [evaluation.scorecard_version_id for evaluation in evaluations])
    check_criteria(new.criteria, known, findings)
    findings.raise_if_any()
    plan = CoachingPlan(
        operator_id=operator.id,
        team_id=operator.team_id,
        owner_id=actor.id,
        status=PlanStatus.OPEN.value,
        objective=new.objective,
        criteria=list(dict.fromkeys(new.criteria)),
        due_on=new.due_on,
        created_at=now,
        updated_at=now,
    )
    session.add(plan)
    session.flush()
    ids = tuple(evaluation.id for evaluation in evaluations)
    session.add_all(CoachingPlanSource(plan_id=plan.id, evaluation_id=identity) for identity in ids)
    session.add_all(CoachingAction(plan_id=plan.id, position=at, text=text) for at, text in enumerate(new.actions))
    session.flush()
    emit(session, PlanCreated(**identity_of(plan), due_on=plan.due_on, evaluation_ids=ids))
    return plan


def _find_evaluations(
    session: Session, actor: Actor, evaluation_ids: Sequence[UUID], findings: Findings
) -> list[Evaluation]:
    found: list[Evaluation] = []
    for at, identity in enumerate(evaluation_ids):
        pointer = f"/evaluation_ids/{at}"
        try:
            evaluation = get_evaluation(session, actor, identity).evaluation
        except NotFound as problem:
            findings.add(pointer, problem.detail, "not-found")
            continue
        if evaluation.status == Status.DRAFT.value:
            findings.add(pointer, "Publique a monitoria antes de fazer um plano a partir dela.", "draft")
        elif found and evaluation.operator_id != found[0].operator_id:
            findings.add(pointer, "Um plano é de um atendente só: esta monitoria é de outro.", "other-operator")
        elif evaluation.id not in {other.id for other in found}:
            found.append(evaluation)
    return found
