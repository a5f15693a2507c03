"""Shapes of policies, holds and purges."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints

from monitoria.platform.access import Actor, Permission, allowed
from monitoria.platform.http import Page, PageQuery, Payload, Shape, Version
from monitoria.privacy.queries import HoldRow, PolicyRow
from monitoria.privacy.rules import Due

HoldReason = Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=500)]


class TeamPath(BaseModel):
    team_id: UUID


class PolicyBody(Payload):
    """How long to keep; null keeps until somebody deletes. `version` null: the team has no policy of its own yet."""

    version: Version | None = None
    regulated: bool = Field(description="The minimum of the regulated services holds: 90 days and 2 years.")
    recording_days: Annotated[int, Field(ge=1, le=36_500)] | None = None
    record_years: Annotated[int, Field(ge=1, le=100)] | None = None


class PolicyOut(Shape):
    """A policy; `team_id` null: that of every team without one of its own."""

    team_id: UUID | None
    team_name: str | None
    regulated: bool
    recording_days: int | None
    record_years: int | None
    version: int
    updated_at: datetime
    actions: list[str]


class PolicyListOut(Shape):
    """Every policy: that of all teams first."""

    items: list[PolicyOut]


class PurgePreviewOut(Shape):
    """What a purge would take now: recordings with their bytes, and records (the customer's data of a call).

    `held` and `contested`: recordings and records that are over their time and stay all the same.
    """

    recordings: int
    recording_bytes: int
    records: int
    held: int
    contested: int


class HoldBody(Payload):
    """A call or a team to keep, and why."""

    call_id: UUID | None = None
    team_id: UUID | None = None
    reason: HoldReason


class HoldQuery(PageQuery):
    released: bool | None = None


class HoldOut(Shape):
    """A hold: nothing of its call, or of its team, is purged or deleted until it is released."""

    id: UUID
    call_id: UUID | None
    protocol: str | None
    team_id: UUID | None
    team_name: str | None
    reason: str
    placed_by_name: str
    placed_at: datetime
    released_by_name: str | None
    released_at: datetime | None
    actions: list[str]


class HoldPage(Page[HoldOut]):
    """Holds, the latest first."""


def show_policy(actor: Actor, row: PolicyRow) -> PolicyOut:
    """A policy as `actor` sees it."""
    policy = row.policy
    return PolicyOut(
        team_id=policy.team_id,
        team_name=row.team_name,
        regulated=policy.is_regulated,
        recording_days=policy.recording_days,
        record_years=policy.record_years,
        version=policy.version,
        updated_at=policy.updated_at,
        actions=allowed(actor, [Permission.RETENTION_UPDATE]),
    )


def show_due(due: Due) -> PurgePreviewOut:
    """What a purge would take."""
    return PurgePreviewOut.model_validate(due)


def show_hold(actor: Actor, row: HoldRow) -> HoldOut:
    """A hold as `actor` sees it."""
    hold = row.hold
    return HoldOut(
        id=hold.id,
        call_id=hold.call_id,
        protocol=row.protocol,
        team_id=hold.team_id,
        team_name=row.team_name,
        reason=hold.reason,
        placed_by_name=row.placed_by_name,
        placed_at=hold.placed_at,
        released_by_name=row.released_by_name,
        released_at=hold.released_at,
        actions=allowed(actor, [Permission.HOLD_RELEASE]) if hold.released_at is None else [],
    )
