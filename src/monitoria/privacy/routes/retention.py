"""/api/privacy/retention and /api/privacy/holds: how long things are kept, and what is kept all the same."""

from __future__ import annotations

from uuid import UUID

from monitoria.platform.access import Permission
from monitoria.platform.http import IdPath, Router, Work
from monitoria.privacy import queries, service
from monitoria.privacy.schemas import (
    HoldBody,
    HoldOut,
    HoldPage,
    HoldQuery,
    PolicyBody,
    PolicyListOut,
    PolicyOut,
    PurgePreviewOut,
    TeamPath,
    show_due,
    show_hold,
    show_policy,
)

router = Router("privacy", "/api/privacy")


@router.get("/retention", Permission.RETENTION_READ)
def list_retention(work: Work) -> PolicyListOut:
    """Every policy: that of all teams first."""
    rows = queries.list_policies(work.session, work.actor)
    return PolicyListOut(items=[show_policy(work.actor, row) for row in rows])


@router.get("/retention/preview", Permission.RETENTION_READ)
def preview_purge(work: Work) -> PurgePreviewOut:
    """What a purge would take now; nothing is changed."""
    return show_due(service.preview_purge(work.session, work.actor, work.now))


@router.put("/retention", Permission.RETENTION_UPDATE)
def set_default_retention(work: Work, body: PolicyBody) -> PolicyOut:
    """Say how long teams without a policy of their own keep things."""
    return _set(work, None, body)


@router.put("/retention/<team_id>", Permission.RETENTION_UPDATE)
def set_team_retention(work: Work, path: TeamPath, body: PolicyBody) -> PolicyOut:
    """Give a team a policy of its own, or change it."""
    return _set(work, path.team_id, body)


@router.delete("/retention/<team_id>", Permission.RETENTION_UPDATE, status=204)
def remove_team_retention(work: Work, path: TeamPath) -> None:
    """Let a team follow the policy of all others again."""
    service.remove_policy(work.session, work.actor, path.team_id)


@router.get("/holds", Permission.RETENTION_READ)
def list_holds(work: Work, query: HoldQuery) -> HoldPage:
    """Legal holds, the latest first."""
    page = queries.list_holds(work.session, work.actor, query, query.released)
    return page.as_page(HoldPage, lambda row: show_hold(work.actor, row))


@router.post("/holds", Permission.HOLD_PLACE, status=201)
def place_hold(work: Work, body: HoldBody) -> HoldOut:
    """Keep a call, or all of a team, from purge and deletion."""
    hold = service.place_hold(work.session, work.actor, body.call_id, body.team_id, body.reason, work.now)
    return _show_hold(work, hold.id)


@router.post("/holds/<id>/release", Permission.HOLD_RELEASE)
def release_hold(work: Work, path: IdPath) -> HoldOut:
    """End a hold; it stays on record."""
    service.release_hold(work.session, work.actor, path.id, work.now)
    return _show_hold(work, path.id)


def _set(work: Work, team_id: UUID | None, body: PolicyBody) -> PolicyOut:
    wish = service.Wish(body.version, body.regulated, body.recording_days, body.record_years)
    service.set_policy(work.session, work.actor, team_id, wish, work.now)
    rows = queries.list_policies(work.session, work.actor)
    return show_policy(work.actor, next(row for row in rows if row.policy.team_id == team_id))


def _show_hold(work: Work, hold_id: UUID) -> HoldOut:
    return show_hold(work.actor, queries.view_hold(work.session, work.actor, hold_id))
