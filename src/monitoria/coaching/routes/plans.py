"""/api/coaching/plans."""

from __future__ import annotations

from uuid import UUID

from monitoria.coaching import queries, service
from monitoria.coaching.rules import compare_criteria
from monitoria.coaching.schemas import (
    ActionMarkBody,
    ActionPath,
    NoteBody,
    PlanBody,
    PlanComparisonOut,
    PlanEndBody,
    PlanOut,
    PlanPage,
    PlanQuery,
    PlanStartBody,
    PlanUpdateBody,
    SessionBody,
    SessionPath,
    show_comparison,
    show_plan,
    show_plan_summary,
)
from monitoria.platform.access import Permission
from monitoria.platform.http import IdPath, Router, Work

router = Router("coaching", "/api/coaching/plans")


def _shown(work: Work, plan_id: UUID) -> PlanOut:
    found = queries.get_plan(work.session, work.actor, plan_id)
    parts = queries.view_parts(work.session, work.actor, found.plan)
    return show_plan(work.actor, found, parts, work.zone.day_of(work.now))


@router.get("", Permission.COACHING_READ)
def list_plans(work: Work, query: PlanQuery) -> PlanPage:
    """The plans in reach, the latest first unless asked otherwise."""
    page = queries.list_plans(work.session, work.actor, query.as_filter(), query, queries.SORT_KEYS[query.sort])
    today = work.zone.day_of(work.now)
    return page.as_page(PlanPage, lambda found: show_plan_summary(work.actor, found, today))


@router.get("/<id>", Permission.COACHING_READ)
def get_plan(work: Work, path: IdPath) -> PlanOut:
    """One plan with its things to do, notes and sessions; private notes only for those who lead."""
    return _shown(work, path.id)


@router.get("/<id>/comparison", Permission.COACHING_READ)
def get_plan_comparison(work: Work, path: IdPath) -> PlanComparisonOut:
    """What the calls before the plan and after it gave on the criteria aimed at, and whether chance explains it."""
    plan = queries.get_plan(work.session, work.actor, path.id).plan
    evaluations, left_out = queries.list_earned(work.session, work.actor, plan)
    whole, single = compare_criteria(plan.criteria, evaluations)
    criteria = queries.view_criteria(work.session, plan)
    return show_comparison(work.zone.day_of(plan.created_at), whole, single, criteria, left_out)


@router.post("", Permission.COACHING_CREATE, status=201)
def create_plan(work: Work, body: PlanBody) -> PlanOut:
    """Make a plan from published evaluations of one operator."""
    plan = service.create_plan(work.session, work.actor, body.as_new(), work.now, work.zone)
    return _shown(work, plan.id)


@router.put("/<id>", Permission.COACHING_UPDATE)
def update_plan(work: Work, path: IdPath, body: PlanUpdateBody) -> PlanOut:
    """Change the objective, the criteria, the due date or the things to do."""
    service.update_plan(work.session, work.actor, path.id, body.as_changes(), work.now, work.zone)
    return _shown(work, path.id)


@router.post("/<id>/start", Permission.COACHING_START)
def start_plan(work: Work, path: IdPath, body: PlanStartBody) -> PlanOut:
    """Say that the work on it has begun."""
    service.start_plan(work.session, work.actor, path.id, body.version, work.now)
    return _shown(work, path.id)


@router.put("/<id>/steps/<action_id>", Permission.COACHING_MARK)
def mark_action(work: Work, path: ActionPath, body: ActionMarkBody) -> PlanOut:
    """Mark one of the things to do; the operator does it himself."""
    service.mark_action(work.session, work.actor, path.id, path.action_id, is_done=body.is_done, now=work.now)
    return _shown(work, path.id)


@router.post("/<id>/notes", Permission.COACHING_NOTE, status=201)
def create_note(work: Work, path: IdPath, body: NoteBody) -> PlanOut:
    """Write a note: shared, or private to those who lead."""
    service.add_note(work.session, work.actor, path.id, body.text, is_private=body.is_private, now=work.now)
    return _shown(work, path.id)


@router.post("/<id>/sessions", Permission.COACHING_HOLD_SESSION, status=201)
def create_session(work: Work, path: IdPath, body: SessionBody) -> PlanOut:
    """Record a session that was held."""
    service.hold_session(work.session, work.actor, path.id, body.as_new(), work.now, work.zone)
    return _shown(work, path.id)


@router.post("/<id>/sessions/<session_id>/acknowledge", Permission.COACHING_ACKNOWLEDGE_SESSION)
def acknowledge_session(work: Work, path: SessionPath) -> PlanOut:
    """The operator says that the session took place."""
    service.acknowledge_session(work.session, work.actor, path.id, path.session_id, work.now)
    return _shown(work, path.id)


@router.post("/<id>/conclude", Permission.COACHING_CONCLUDE)
def conclude_plan(work: Work, path: IdPath, body: PlanEndBody) -> PlanOut:
    """Say that it is done, and how it went."""
    service.conclude_plan(work.session, work.actor, path.id, body.version, body.closing_note, work.now)
    return _shown(work, path.id)


@router.post("/<id>/cancel", Permission.COACHING_CANCEL)
def cancel_plan(work: Work, path: IdPath, body: PlanEndBody) -> PlanOut:
    """Give it up, and say why."""
    service.cancel_plan(work.session, work.actor, path.id, body.version, body.closing_note, work.now)
    return _shown(work, path.id)
