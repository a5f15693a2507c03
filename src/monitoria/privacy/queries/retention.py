"""Policies, holds, and what is over its time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, or_, select, text
from sqlalchemy.orm import Session, aliased

from monitoria.calls.models import Call
from monitoria.people.models import Team, User
from monitoria.platform.access import Actor, Permission, require
from monitoria.platform.errors import NotFound
from monitoria.platform.http import PageQuery, Slice, SortKey, read_page
from monitoria.privacy.models import LegalHold, RetentionPolicy
from monitoria.privacy.rules import Due

LATEST = SortKey("-placed_at", (LegalHold.id,), is_descending=True)


@dataclass(frozen=True, slots=True)
class PolicyRow:
    """A policy and the name of its team, None for all other teams."""

    policy: RetentionPolicy
    team_name: str | None


@dataclass(frozen=True, slots=True)
class HoldRow:
    """A hold with what it holds and who placed and released it."""

    hold: LegalHold
    protocol: str | None
    team_name: str | None
    placed_by_name: str
    released_by_name: str | None


def list_policies(session: Session, actor: Actor) -> list[PolicyRow]:
    """Every policy: that of all teams first, then by team. Raises `Forbidden`."""
    require(actor, Permission.RETENTION_READ)
    statement: Any = select(RetentionPolicy, Team.name).outerjoin(Team, Team.id == RetentionPolicy.team_id)
    return [PolicyRow(*row) for row in session.execute(statement.order_by(Team.name_key.asc().nulls_first()))]


def find_policy(session: Session, team_id: UUID | None) -> RetentionPolicy | None:
    """The policy of a team's own, or for None that of all others, locked."""
    own = select(RetentionPolicy).where(RetentionPolicy.team_id.is_not_distinct_from(team_id))
    return session.scalars(own.with_for_update()).one_or_none()


_Placer, _Releaser = aliased(User), aliased(User)
_HOLDS: Any = (
    select(LegalHold, Call.protocol, Team.name, _Placer.full_name, _Releaser.full_name)
    .outerjoin(Call, Call.id == LegalHold.call_id)
    .outerjoin(Team, Team.id == LegalHold.team_id)
    .join(_Placer, _Placer.id == LegalHold.placed_by_id)
    .outerjoin(_Releaser, _Releaser.id == LegalHold.released_by_id)
)


def view_hold(session: Session, actor: Actor, hold_id: UUID) -> HoldRow:
    """One hold as lists show it; raises `Forbidden` or `NotFound`."""
    require(actor, Permission.RETENTION_READ)
    row = session.execute(_HOLDS.where(LegalHold.id == hold_id)).one_or_none()
    if row is None:
        raise NotFound("Esta guarda legal não existe.")
    return HoldRow(*row)


def select_holds(actor: Actor, is_released: bool | None) -> Select[Any]:
    """The holds with their labels, released or not, None for all, in no order. Raises `Forbidden`."""
    require(actor, Permission.RETENTION_READ)
    statement: Select[Any] = _HOLDS
    if is_released is None:
        return statement
    return statement.where(LegalHold.released_at.is_not(None) if is_released else LegalHold.released_at.is_(None))


def list_holds(session: Session, actor: Actor, page: PageQuery, is_released: bool | None) -> Slice[HoldRow]:
    """A page of the holds, the latest first. Raises `Forbidden`."""
    return read_page(
        session,
        select_holds(actor, is_released),
        page=page,
        sort=LATEST,
        shape=lambda row: HoldRow(*row),
        key=lambda row: (row[0].id,),
    )


def get_hold(session: Session, hold_id: UUID) -> LegalHold:
    """One hold, locked; raises `NotFound`."""
    hold = session.scalars(select(LegalHold).where(LegalHold.id == hold_id).with_for_update()).one_or_none()
    if hold is None:
        raise NotFound("Esta guarda legal não existe.")
    return hold


def holds_of_call(session: Session, call_id: UUID) -> list[LegalHold]:
    """Every hold that was ever placed on a call."""
    return list(session.scalars(select(LegalHold).where(LegalHold.call_id == call_id)))


def is_held(session: Session, call_id: UUID, team_id: UUID | None) -> bool:
    """Whether a hold stands on this call or on its team."""
    of_it = LegalHold.call_id == call_id
    if team_id is not None:
        of_it = or_(of_it, LegalHold.team_id == team_id)
    standing = select(LegalHold.id).where(LegalHold.released_at.is_(None), of_it)
    return session.execute(standing.limit(1)).first() is not None


# The policy of the call's team, else that of all others.
_POLICY = """
    JOIN LATERAL (SELECT p.recording_days, p.record_years FROM retention_policies p
                   WHERE p.team_id = c.team_id OR p.team_id IS NULL ORDER BY p.team_id NULLS LAST LIMIT 1) p ON true
"""
_HELD = """EXISTS (SELECT FROM legal_holds h WHERE h.released_at IS NULL
                    AND (h.call_id = c.id OR h.team_id = c.team_id))"""
_CONTESTED = "EXISTS (SELECT FROM evaluations e WHERE e.call_id = c.id AND e.status = 'contested')"
_OLD_RECORDING = "p.recording_days IS NOT NULL AND c.started_at < :now - make_interval(days => p.recording_days)"
# A record counts from its resolution: the end of the call or the last change of its record, whichever came later.
_OLD_RECORD = """
    p.record_years IS NOT NULL AND c.erased_at IS NULL AND c.status IN ('resolved', 'closed')
    AND greatest(coalesce(c.ended_at, c.started_at), c.updated_at) < :now - make_interval(years => p.record_years)
"""
_DUE = text(
    f"""
    WITH old_recordings AS (
        SELECT r.size_bytes, {_HELD} AS held, {_CONTESTED} AS contested
          FROM recordings r JOIN calls c ON c.id = r.call_id {_POLICY} WHERE {_OLD_RECORDING}
    ), old_records AS (
        SELECT {_HELD} AS held, {_CONTESTED} AS contested FROM calls c {_POLICY} WHERE {_OLD_RECORD}
    )
    SELECT (SELECT count(*) FROM old_recordings WHERE NOT held AND NOT contested),
           (SELECT coalesce(sum(size_bytes), 0)::bigint FROM old_recordings WHERE NOT held AND NOT contested),
           (SELECT count(*) FROM old_records WHERE NOT held AND NOT contested),
           (SELECT count(*) FROM old_recordings WHERE held) + (SELECT count(*) FROM old_records WHERE held),
           (SELECT count(*) FROM old_recordings WHERE contested AND NOT held)
           + (SELECT count(*) FROM old_records WHERE contested AND NOT held)
    """
)
_RECORDINGS = text(
    f"""
    SELECT r.id, p.recording_days FROM recordings r JOIN calls c ON c.id = r.call_id {_POLICY}
     WHERE {_OLD_RECORDING} AND NOT {_HELD} AND NOT {_CONTESTED}
     ORDER BY c.started_at LIMIT :most FOR UPDATE OF r, c SKIP LOCKED
    """
)
_CALLS = text(
    f"""
    SELECT c.id FROM calls c {_POLICY} WHERE {_OLD_RECORD} AND NOT {_HELD} AND NOT {_CONTESTED}
     LIMIT :most FOR UPDATE OF c SKIP LOCKED
    """
)


def what_is_due(session: Session, now: datetime) -> Due:
    """What a purge would take now, and what it would leave because it is held or contested."""
    return Due(*session.execute(_DUE, {"now": now}).one())


def purgeable_recordings(session: Session, now: datetime, most: int) -> list[tuple[UUID, int]]:
    """The next recordings whose time is over, locked, each with the days it was to be kept."""
    return [(row[0], row[1]) for row in session.execute(_RECORDINGS, {"now": now, "most": most})]


def purgeable_calls(session: Session, now: datetime, most: int) -> list[Call]:
    """The next calls whose customer's data are over their time, locked."""
    found = session.execute(_CALLS, {"now": now, "most": most}).scalars().all()
    return list(session.scalars(select(Call).where(Call.id.in_(found))))
