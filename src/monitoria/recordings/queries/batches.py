"""Batches, and the calls that their files may belong to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from monitoria.calls.models import Call
from monitoria.people.models import User
from monitoria.platform.access import Actor, reach_calls
from monitoria.platform.errors import NotFound
from monitoria.platform.http import PageQuery, Slice, SortKey, read_page
from monitoria.recordings.models import RecordingBatch, RecordingBatchItem
from monitoria.recordings.rules import NearCall

LATEST = SortKey("-created_at", (RecordingBatch.id,), is_descending=True)
_MOST_NEAR = 200


@dataclass(frozen=True, slots=True)
class CallBrief:
    """A call as a preview names it."""

    id: UUID
    protocol: str
    operator_name: str
    started_at: datetime


def _reach(actor: Actor) -> ColumnElement[bool]:
    return reach_calls(actor, operator=Call.operator_id, team=Call.team_id)


def _own(actor: Actor) -> ColumnElement[bool]:
    """Whoever sent the files, and admins."""
    return RecordingBatch.id.is_not(None) if actor.is_admin else RecordingBatch.created_by_id == actor.id


def list_batches(session: Session, actor: Actor, page: PageQuery) -> Slice[RecordingBatch]:
    """The batches that the actor sent, or all for an admin, the latest first."""
    return read_page(
        session,
        select(RecordingBatch).where(_own(actor)),
        page=page,
        sort=LATEST,
        shape=lambda row: row[0],
        key=lambda row: (row[0].id,),
    )


def get_batch(session: Session, actor: Actor, batch_id: UUID, *, lock: bool = False) -> RecordingBatch:
    """One batch in reach; raises `NotFound`."""
    statement = select(RecordingBatch).where(RecordingBatch.id == batch_id, _own(actor))
    if lock:
        statement = statement.with_for_update().execution_options(populate_existing=True)
    batch = session.scalars(statement).one_or_none()
    if batch is None:
        raise NotFound("Este lote não existe ou não está ao seu alcance.")
    return batch


def stale_batches(session: Session, before: datetime) -> list[RecordingBatch]:
    """The open batches that nobody has touched since, of everybody, locked; those in somebody's hands are left."""
    stale = select(RecordingBatch).where(RecordingBatch.status == "open", RecordingBatch.updated_at < before)
    return list(session.scalars(stale.order_by(RecordingBatch.id).with_for_update(skip_locked=True)))


def items_of(session: Session, batch_id: UUID) -> list[RecordingBatchItem]:
    """The files of a batch that was found in reach, in the order they came."""
    of_batch = select(RecordingBatchItem).where(RecordingBatchItem.batch_id == batch_id)
    return list(session.scalars(of_batch.order_by(RecordingBatchItem.position)))


def count_items(session: Session, batch_ids: Iterable[UUID]) -> dict[UUID, tuple[int, int]]:
    """How many files each batch has, and how many of them have a call."""
    item = RecordingBatchItem
    counted = select(item.batch_id, func.count(), func.count(item.call_id)).where(item.batch_id.in_(list(batch_ids)))
    return {batch: (files, matched) for batch, files, matched in session.execute(counted.group_by(item.batch_id))}


def briefs_of(session: Session, actor: Actor, call_ids: Iterable[UUID]) -> dict[UUID, CallBrief]:
    """The calls in reach among these."""
    columns: Any = (Call.id, Call.protocol, User.full_name, Call.started_at)
    found = select(*columns).join(User, User.id == Call.operator_id)
    rows = session.execute(found.where(Call.id.in_(list(call_ids)), _reach(actor)))
    return {row[0]: CallBrief(*row) for row in rows}


def calls_by_protocol(session: Session, actor: Actor, protocols: Iterable[str]) -> dict[str, UUID]:
    """The calls in reach with these protocols."""
    rows = session.execute(select(Call.protocol, Call.id).where(Call.protocol.in_(list(protocols)), _reach(actor)))
    return {protocol: call_id for protocol, call_id in rows}


def calls_by_external_id(session: Session, actor: Actor, external_ids: Iterable[str]) -> dict[str, list[UUID]]:
    """The calls in reach with these external identifiers, whatever their source."""
    found: dict[str, list[UUID]] = defaultdict(list)
    wanted = select(Call.external_id, Call.id).where(Call.external_id.in_(list(external_ids)), _reach(actor))
    for external_id, call_id in session.execute(wanted):
        found[external_id or ""].append(call_id)
    return found


def calls_near(session: Session, actor: Actor, at: datetime, window: timedelta) -> list[NearCall]:
    """The calls in reach that began within `window` of `at`."""
    columns: Any = (Call.id, Call.started_at, User.username_key, User.name_key)
    found = select(*columns).join(User, User.id == Call.operator_id)
    rows = session.execute(
        found.where(Call.started_at.between(at - window, at + window), _reach(actor)).limit(_MOST_NEAR)
    )
    return [NearCall(row[0], row[1], (row[2], row[3])) for row in rows]
