"""What data subjects asked for."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from monitoria.platform.access import Actor, Permission, require
from monitoria.platform.errors import NotFound
from monitoria.platform.http import PageQuery, Slice, SortKey, read_page
from monitoria.privacy.models import DataRequest
from monitoria.privacy.rules import RequestStatus

NEXT_DUE = SortKey("due_on", (DataRequest.due_on, DataRequest.id))


def list_requests(session: Session, actor: Actor, page: PageQuery, status: RequestStatus | None) -> Slice[DataRequest]:
    """A page of the requests, what is due first on top. Raises `Forbidden`."""
    return read_page(
        session,
        select_requests(actor, status),
        page=page,
        sort=NEXT_DUE,
        shape=lambda row: row[0],
        key=lambda row: (row[0].due_on, row[0].id),
    )


def select_requests(actor: Actor, status: RequestStatus | None) -> Select[DataRequest]:
    """The requests in this status, None for all, in no order. Raises `Forbidden`."""
    require(actor, Permission.DATA_REQUEST_READ)
    statement = select(DataRequest)
    return statement if status is None else statement.where(DataRequest.status == status.value)


def get_request(session: Session, actor: Actor, request_id: UUID, *, lock: bool = False) -> DataRequest:
    """One request; raises `Forbidden` or `NotFound`."""
    require(actor, Permission.DATA_REQUEST_READ)
    statement = select(DataRequest).where(DataRequest.id == request_id)
    found = session.scalars(statement.with_for_update() if lock else statement).one_or_none()
    if found is None:
        raise NotFound("Este pedido não existe.")
    return found
