"""/api/calls."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from uuid import UUID

from sqlalchemy.orm import Session

from monitoria.calls import queries, service
from monitoria.calls.rules import EvaluationBrief
from monitoria.calls.schemas import (
    CallBody,
    CallDetailOut,
    CallOut,
    CallPage,
    CallQuery,
    CallUpdateBody,
    RevealBody,
    RevealedOut,
    show_call,
    show_detail,
)
from monitoria.platform.access import Actor, Permission
from monitoria.platform.http import IdPath, Router, Work

router = Router("calls", "/api/calls")

# The evaluations of a call that an actor may see: asked of the floor above, which the application names.
FindEvaluations = Callable[[Session, Actor, UUID], Iterable[EvaluationBrief]]


def no_evaluations(session: Session, actor: Actor, call_id: UUID) -> tuple[EvaluationBrief, ...]:  # noqa: ARG001
    """Where nobody evaluates."""
    return ()


def make_routers(find_evaluations: FindEvaluations = no_evaluations) -> tuple[Router, ...]:
    """The routes of calls; the page of a call shows what `find_evaluations` gives."""
    detail = Router("calls", "/api/calls")

    @detail.get("/<id>", Permission.CALL_READ)
    def get_call(work: Work, path: IdPath) -> CallDetailOut:
        """One call with its evaluations; drafts only to whoever writes them."""
        row = queries.view_call(work.session, work.actor, path.id)
        return show_detail(work.actor, row, find_evaluations(work.session, work.actor, path.id))

    return (router, detail)


@router.get("", Permission.CALL_READ)
def list_calls(work: Work, query: CallQuery) -> CallPage:
    """The calls in reach, the latest first unless asked otherwise."""
    wanted, sort = query.as_filter(work.zone), queries.SORT_KEYS[query.sort]
    page = queries.list_calls(work.session, work.actor, wanted, query, sort)
    return page.as_page(CallPage, lambda row: show_call(work.actor, row))


@router.post("", Permission.CALL_CREATE, status=201)
def create_call(work: Work, body: CallBody) -> CallOut:
    """Register a call; the server gives the protocol."""
    new = service.NewCall(**body.model_dump())
    call = service.create_call(work.session, work.actor, new, work.now, work.zone)
    return show_call(work.actor, queries.view_call(work.session, work.actor, call.id))


@router.put("/<id>", Permission.CALL_UPDATE)
def update_call(work: Work, path: IdPath, body: CallUpdateBody) -> CallOut:
    """Change a call; absent fields stay."""
    given = {name: getattr(body, name) for name in body.model_fields_set - {"version"}}
    changes = service.CallChanges(body.version, given)
    service.update_call(work.session, work.actor, path.id, changes, work.now, work.zone)
    return show_call(work.actor, queries.view_call(work.session, work.actor, path.id))


@router.post("/<id>/reveal", Permission.CALL_REVEAL)
def reveal_call(work: Work, path: IdPath, body: RevealBody) -> RevealedOut:
    """Read what is masked of a call; who did and why stays in the audit trail."""
    return RevealedOut.model_validate(service.reveal_call(work.session, work.actor, path.id, body.reason))


@router.delete("/<id>", Permission.CALL_DELETE, status=204)
def delete_call(work: Work, path: IdPath) -> None:
    """Delete a call that nobody evaluated; its protocol is never given again."""
    service.delete_call(work.session, work.actor, path.id, work.zone)
