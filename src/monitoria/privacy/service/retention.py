"""Policies, holds, and the purge of what is over its time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from monitoria.calls.queries import get_call
from monitoria.calls.service import erase_customer
from monitoria.people.queries import get_team
from monitoria.platform.access import Actor, Permission, require
from monitoria.platform.errors import Invalid, NotFound, StaleVersion, named_by
from monitoria.platform.events import emit
from monitoria.privacy import queries
from monitoria.privacy.errors import AlreadyReleased
from monitoria.privacy.events import HoldPlaced, HoldReleased, RetentionRemoved, RetentionUpdated
from monitoria.privacy.models import LegalHold, RetentionPolicy
from monitoria.privacy.rules import Due, check_policy
from monitoria.recordings.service import purge_recording

PURGED_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Wish:
    """How long to keep; None: until somebody deletes it. `version` None: the team has no policy of its own yet."""

    version: int | None
    is_regulated: bool
    recording_days: int | None
    record_years: int | None


def set_policy(session: Session, actor: Actor, team_id: UUID | None, wish: Wish, now: datetime) -> RetentionPolicy:
    """Set a team's policy, or for None that of all others.

    Raises `Forbidden`, `NotFound`, `StaleVersion` or `Invalid`.
    """
    require(actor, Permission.RETENTION_UPDATE)
    faults = check_policy(wish.is_regulated, wish.recording_days, wish.record_years)
    if faults:
        raise Invalid(errors=faults)
    if team_id is not None:
        get_team(session, actor, team_id)
    policy = queries.find_policy(session, team_id)
    if (None if policy is None else policy.version) != wish.version:
        raise StaleVersion()
    before = _said(policy)
    if policy is None:
        policy = RetentionPolicy(team_id=team_id, updated_at=now, is_regulated=wish.is_regulated)
        session.add(policy)
    policy.is_regulated, policy.updated_at = wish.is_regulated, now
    policy.recording_days, policy.record_years = wish.recording_days, wish.record_years
    session.flush()
    after = _said(policy)
    changes = {name: (before[name], after[name]) for name in after if before[name] != after[name]}
    emit(session, RetentionUpdated(team_id=team_id, changes=changes))
    return policy


def _said(policy: RetentionPolicy | None) -> dict[str, object]:
    names = ("is_regulated", "recording_days", "record_years")
    return {name: None if policy is None else getattr(policy, name) for name in names}


def remove_policy(session: Session, actor: Actor, team_id: UUID) -> None:
    """Let a team follow the policy of all others again. Raises `Forbidden` or `NotFound`."""
    require(actor, Permission.RETENTION_UPDATE)
    policy = queries.find_policy(session, team_id)
    if policy is None:
        raise NotFound("Esta equipe não tem uma política própria.")
    session.delete(policy)
    session.flush()
    emit(session, RetentionRemoved(team_id=team_id))


def place_hold(
    session: Session, actor: Actor, call_id: UUID | None, team_id: UUID | None, reason: str, now: datetime
) -> LegalHold:
    """Keep a call, or all of a team, from purge and deletion. Raises `Forbidden`, `NotFound` or `Invalid`."""
    require(actor, Permission.HOLD_PLACE)
    if (call_id is None) == (team_id is None):
        raise Invalid.at("/call_id", "Escolha uma chamada ou uma equipe.", "one-of")
    held_team = team_id
    if call_id is not None:
        with named_by("/call_id"):
            held_team = get_call(session, actor, call_id).team_id
    elif team_id is not None:
        with named_by("/team_id"):
            get_team(session, actor, team_id)
    hold = LegalHold(call_id=call_id, team_id=team_id, reason=reason, placed_by_id=actor.id, placed_at=now)
    session.add(hold)
    session.flush()
    emit(session, HoldPlaced(hold_id=hold.id, call_id=call_id, team_id=held_team, reason=reason))
    return hold


def release_hold(session: Session, actor: Actor, hold_id: UUID, now: datetime) -> LegalHold:
    """End a hold; it stays on record. Raises `Forbidden`, `NotFound` or `AlreadyReleased`."""
    require(actor, Permission.HOLD_RELEASE)
    hold = queries.get_hold(session, hold_id)
    if hold.released_at is not None:
        raise AlreadyReleased()
    hold.released_at, hold.released_by_id = now, actor.id
    session.flush()
    emit(session, HoldReleased(hold_id=hold.id, call_id=hold.call_id, team_id=hold.team_id, reason=hold.reason))
    return hold


def preview_purge(session: Session, actor: Actor, now: datetime) -> Due:
    """What a purge would take now. Nothing is changed. Raises `Forbidden`."""
    require(actor, Permission.RETENTION_READ)
    return queries.what_is_due(session, now)


def purge_recordings(session: Session, now: datetime, most: int = PURGED_AT_ONCE) -> int:
    """Delete the next recordings that are over their time, each told; their files go once that is certain."""
    due = queries.purgeable_recordings(session, now, most)
    for recording_id, days in due:
        purge_recording(session, recording_id, days)
    return len(due)


def purge_records(session: Session, now: datetime, most: int = PURGED_AT_ONCE) -> int:
    """Erase the customer's data of the next calls that are over their time; the calls and their scores stay."""
    calls = queries.purgeable_calls(session, now, most)
    for call in calls:
        erase_customer(session, call, now)
    return len(calls)
