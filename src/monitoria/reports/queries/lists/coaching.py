"""Coaching plans as they leave: plans, what is to be done, conversations held. Notes stay on the plan's page."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import aliased

from monitoria.coaching.models import CoachingAction, CoachingPlan, CoachingSession
from monitoria.coaching.queries import SORT_KEYS, plan_conditions
from monitoria.coaching.schemas import PlanQuery
from monitoria.people.models import Team, User
from monitoria.platform.access import Permission
from monitoria.platform.tables import Kind, Words
from monitoria.reports.queries.lists.listing import (
    Asked,
    Listing,
    Sheet,
    always,
    choice_of,
    column,
    in_order,
    joined,
    moment_of,
    name_of,
    rows_of,
    text_of,
)
from monitoria.reports.queries.lists.words import PLAN_STATUSES

_Operator, _Owner = aliased(User), aliased(User)


def _count(table: Any, *conditions: Any) -> Any:
    return select(func.count()).where(table.plan_id == CoachingPlan.id, *conditions).scalar_subquery()


_OF_PLAN = (
    text_of("Atendente", "Operator", _Operator.full_name, 28),
    text_of("Objetivo", "Objective", CoachingPlan.objective, 40),
    column("Prazo", "Due on", Kind.DAY, CoachingPlan.due_on, 12),
    choice_of("Situação", "Status", CoachingPlan.status, PLAN_STATUSES),
)
_PLAN_COLUMNS = always(
    *_OF_PLAN,
    text_of("Equipe", "Team", Team.name, 20),
    text_of("Responsável", "Owner", _Owner.full_name, 28),
    text_of("Itens da ficha", "Criteria", joined(CoachingPlan.criteria), 28),
    column("Ações", "Actions", Kind.INTEGER, _count(CoachingAction), 8),
    column(
        "Ações feitas", "Actions done", Kind.INTEGER, _count(CoachingAction, CoachingAction.done_at.is_not(None)), 8
    ),
    column("Encontros", "Sessions", Kind.INTEGER, _count(CoachingSession), 8),
    text_of("Como terminou", "How it ended", CoachingPlan.closing_note, 40),
    moment_of("Criado em", "Created at", CoachingPlan.created_at),
    moment_of("Encerrado em", "Ended at", CoachingPlan.ended_at),
)
_ACTION_COLUMNS = always(
    *_OF_PLAN,
    column("Ordem", "Order", Kind.INTEGER, CoachingAction.position, 8),
    text_of("Ação", "Action", CoachingAction.text, 48),
    moment_of("Feita em", "Done at", CoachingAction.done_at),
    text_of("Marcada por", "Marked by", name_of(CoachingAction.done_by_id), 28),
)
_SESSION_COLUMNS = always(
    *_OF_PLAN,
    column("Encontro em", "Held on", Kind.DAY, CoachingSession.held_on, 12),
    text_of("Com", "Held by", name_of(CoachingSession.held_by_id), 28),
    text_of("O que se conversou", "Notes", CoachingSession.notes, 48),
    moment_of("Ciência em", "Acknowledged at", CoachingSession.acknowledged_at),
)


def _plans(asked: Asked, found: Select[Any] | None = None) -> Select[Any]:
    query: PlanQuery = asked.query
    found = rows_of(CoachingPlan) if found is None else found
    found = (
        found.join(_Operator, _Operator.id == CoachingPlan.operator_id)
        .join(_Owner, _Owner.id == CoachingPlan.owner_id)
        .outerjoin(Team, Team.id == CoachingPlan.team_id)
    )
    found = found.where(*plan_conditions(asked.actor, query.as_filter()))
    return in_order(found, SORT_KEYS[query.sort])


def _actions(asked: Asked) -> Select[Any]:
    found = rows_of(CoachingAction).join(CoachingPlan, CoachingPlan.id == CoachingAction.plan_id)
    return _plans(asked, found).order_by(CoachingAction.position, CoachingAction.id)


def _sessions(asked: Asked) -> Select[Any]:
    found = rows_of(CoachingSession).join(CoachingPlan, CoachingPlan.id == CoachingSession.plan_id)
    return _plans(asked, found).order_by(CoachingSession.held_on, CoachingSession.id)


PLANS = Listing(
    name="plans",
    rule="/api/coaching/plans/export",
    permission=Permission.COACHING_READ,
    query=PlanQuery,
    file_name=Words("planos-de-acao", "coaching-plans"),
    sheets=(
        Sheet(Words("Planos", "Plans"), _PLAN_COLUMNS, _plans),
        Sheet(Words("Ações", "Actions"), _ACTION_COLUMNS, _actions),
        Sheet(Words("Encontros", "Sessions"), _SESSION_COLUMNS, _sessions),
    ),
)
