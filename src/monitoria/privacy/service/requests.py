"""Registering what a data subject asks for, and answering it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from monitoria.people.queries import get_user
from monitoria.platform.access import Actor, Permission, require
from monitoria.platform.errors import Invalid, StaleVersion, named_by
from monitoria.platform.events import emit
from monitoria.privacy import queries
from monitoria.privacy.errors import RequestClosed
from monitoria.privacy.events import DataRequestRegistered, DataRequestUpdated
from monitoria.privacy.models import DataRequest
from monitoria.privacy.rules import RequestKind, RequestStatus, due_on


@dataclass(frozen=True, slots=True)
class NewRequest:
    """What was asked, by whom, and when it came (today, when None). `user_id`: when he is a user of the system."""

    kind: RequestKind
    subject_name: str
    user_id: UUID | None = None
    details: str = ""
    received_on: date | None = None


def register_request(session: Session, actor: Actor, new: NewRequest, today: date, now: datetime) -> DataRequest:
    """Write down a request; its deadline follows from the day it came. Raises `Forbidden`, `NotFound`, `Invalid`."""
    require(actor, Permission.DATA_REQUEST_CREATE)
    received = new.received_on or today
    if received > today:
        raise Invalid.at("/received_on", "O pedido não pode ter chegado no futuro.", "future")
    if new.user_id is not None:
        with named_by("/user_id"):
            get_user(session, actor, new.user_id)
    request = DataRequest(
        kind=new.kind.value,
        status=RequestStatus.OPEN.value,
        subject_name=new.subject_name,
        user_id=new.user_id,
        details=new.details,
        answer="",
        received_on=received,
        due_on=due_on(received),
        created_by_id=actor.id,
        created_at=now,
        updated_at=now,
    )
    session.add(request)
    session.flush()
    emit(
        session,
        DataRequestRegistered(request=request.id, kind=request.kind, user_id=request.user_id, due_on=request.due_on),
    )
    return request


def change_request(
    session: Session,
    actor: Actor,
    request_id: UUID,
    version: int,
    status: RequestStatus,
    answer: str,
    now: datetime,
) -> DataRequest:
    """Answer a request, or note how far it is.

    Raises `Forbidden`, `NotFound`, `StaleVersion`, `RequestClosed` or `Invalid`.
    """
    require(actor, Permission.DATA_REQUEST_UPDATE)
    request = queries.get_request(session, actor, request_id, lock=True)
    if request.version != version:
        raise StaleVersion()
    if request.status != RequestStatus.OPEN.value:
        raise RequestClosed()
    if status is not RequestStatus.OPEN and not answer:
        raise Invalid.at("/answer", "Diga o que foi respondido, ou por que foi recusado.", "required")
    before = request.status
    request.status, request.answer, request.updated_at = status.value, answer, now
    if status is not RequestStatus.OPEN:
        request.closed_at, request.closed_by_id = now, actor.id
    session.flush()
    emit(
        session,
        DataRequestUpdated(
            request=request.id,
            kind=request.kind,
            user_id=request.user_id,
            changes={"status": (before, request.status)} if before != request.status else {},
        ),
    )
    return request
