"""Shapes of calls that cross HTTP."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from monitoria.calls.queries import CallFilter, CallRow, LocalTime
from monitoria.calls.rules import (
    DEFAULT_CATEGORY,
    HIGHEST_CSAT,
    LOWEST_CSAT,
    CallStatus,
    Channel,
    EvaluationBrief,
    Priority,
)
from monitoria.platform.access import Actor, Facts, Permission, allowed
from monitoria.platform.clock import Zone
from monitoria.platform.http import Day, Instant, Page, PageQuery, Payload, Shape, Version
from monitoria.platform.http.shapes import days_between
from monitoria.platform.masking import mask_document, mask_phone, mask_text

CategoryKey = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]
RevealReason = Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=300)]
CustomerName = Annotated[str, StringConstraints(strip_whitespace=True, max_length=160)]
CustomerNumber = Annotated[str, StringConstraints(strip_whitespace=True, max_length=40)]
Subject = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)]
Notes = Annotated[str, StringConstraints(strip_whitespace=True, max_length=10_000)]
ExternalId = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]
Source = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]
Seconds = Annotated[int, Field(ge=0, le=2_147_483_647)]
Csat = Annotated[
    Decimal,
    Field(ge=LOWEST_CSAT, le=HIGHEST_CSAT, decimal_places=2, description="What the customer said in a survey, 1 to 5."),
]
Sort = Literal[
    "-started_at",
    "started_at",
    "-created_at",
    "created_at",
    "-protocol",
    "protocol",
    "-priority",
    "priority",
    "-duration_seconds",
    "duration_seconds",
]


class CallBody(Payload):
    """A call to register. Times without an offset are local; the duration, when absent, is the span."""

    operator_id: UUID
    channel: Channel = Channel.PHONE
    category: CategoryKey = DEFAULT_CATEGORY
    priority: Priority = Priority.MEDIUM
    status: CallStatus = CallStatus.OPEN
    customer_name: CustomerName | None = None
    customer_phone: CustomerNumber | None = None
    customer_document: CustomerNumber | None = None
    subject: Subject | None = None
    notes: Notes | None = None
    started_at: Instant | None = Field(None, description="Now, when absent.")
    ended_at: Instant | None = None
    duration_seconds: Seconds | None = None
    csat: Csat | None = None
    external_id: ExternalId | None = Field(None, description="The call's identifier in `source`; unique there.")
    source: Source | None = None


class CallUpdateBody(Payload):
    """Fields that are absent stay; so do those that can't be empty when they come as null."""

    version: Version
    operator_id: UUID | None = None
    channel: Channel | None = None
    category: CategoryKey | None = None
    priority: Priority | None = None
    status: CallStatus | None = None
    customer_name: CustomerName | None = None
    customer_phone: CustomerNumber | None = None
    customer_document: CustomerNumber | None = None
    subject: Subject | None = None
    notes: Notes | None = None
    started_at: Instant | None = None
    ended_at: Instant | None = None
    duration_seconds: Seconds | None = None
    csat: Csat | None = None


class CallQuery(PageQuery):
    """Filters of the list. Those that take a choice may be repeated: any of the given ones."""

    status: list[CallStatus] | None = Field(None, max_length=20)
    priority: list[Priority] | None = Field(None, max_length=20)
    category: list[CategoryKey] | None = Field(None, max_length=50)
    channel: list[Channel] | None = Field(None, max_length=20)
    operator_id: list[UUID] | None = Field(None, max_length=50)
    team_id: list[UUID] | None = Field(None, max_length=50)
    without_team: bool | None = Field(None, description="Those of no team, or those of one.")
    from_: Day | None = Field(None, alias="from", description="First local day of `started_at`.")
    to: Day | None = Field(None, description="Last local day of `started_at`, included.")
    evaluated: bool | None = Field(None, description="Whether it has a published evaluation.")
    weekday: int | None = Field(None, ge=1, le=7, description="Began on this local weekday; Monday is 1.")
    hour: int | None = Field(None, ge=0, le=23, description="Began in this local hour.")
    q: str | None = Field(None, max_length=200, description="Words of customer, subject or notes; protocol; numbers.")
    sort: Sort = "-started_at"

    def as_filter(self, zone: Zone) -> CallFilter:
        """What the caller wants. Raises `Invalid` when `to` comes before `from`."""
        is_timed = self.weekday is not None or self.hour is not None
        return CallFilter(
            statuses=self.status or (),
            priorities=self.priority or (),
            categories=self.category or (),
            channels=self.channel or (),
            operator_ids=self.operator_id or (),
            team_ids=self.team_id or (),
            is_without_team=self.without_team,
            days=days_between(zone, self.from_, self.to),
            is_evaluated=self.evaluated,
            local=LocalTime(zone.name, self.weekday, self.hour) if is_timed else None,
            text=self.q,
        )


class RevealBody(Payload):
    reason: RevealReason = Field(description="Why the customer's data are needed; it is kept in the audit trail.")


class RevealedOut(Shape):
    """What lists and pages show masked."""

    customer_phone: str | None
    customer_document: str | None
    subject: str | None
    notes: str | None


class CallOut(Shape):
    """A call. `evaluated`: it has a published evaluation. `actions`: what the caller may do with it.

    The customer's phone and document, and CPF or card numbers in the subject and the notes, are masked: `reveal`.
    """

    id: UUID
    protocol: str
    operator_id: UUID
    operator_name: str
    team_id: UUID | None
    team_name: str | None
    channel: Channel
    category: str
    priority: Priority
    status: CallStatus
    customer_name: str | None
    customer_phone: str | None
    customer_document: str | None
    subject: str | None
    notes: str | None
    started_at: datetime
    ended_at: datetime | None
    duration_seconds: int | None
    csat: float | None
    external_id: str | None
    source: str | None
    evaluated: bool
    version: int
    created_by_id: UUID | None
    created_at: datetime
    updated_at: datetime
    actions: list[str]


class CallPage(Page[CallOut]):
    """Calls."""


class CallEvaluationOut(Shape):
    """One evaluation of a call, in brief."""

    id: UUID
    status: str
    outcome: str | None
    overall_score: float | None
    scorecard_name: str
    evaluator_id: UUID
    evaluator_name: str
    created_at: datetime
    published_at: datetime | None


class CallDetailOut(CallOut):
    """A call and those of its evaluations that the caller may see."""

    evaluations: list[CallEvaluationOut]


_CHANNELS = {channel.value: channel for channel in Channel}
_PRIORITIES = {priority.value: priority for priority in Priority}
_STATUSES = {status.value: status for status in CallStatus}
_ACTIONS = (Permission.CALL_UPDATE, Permission.CALL_DELETE, Permission.CALL_EVALUATE, Permission.CALL_REVEAL)
MASKED = ("customer_phone", "customer_document", "subject", "notes")


def _fields(actor: Actor, row: CallRow) -> dict[str, object]:
    fields = dict(row._mapping)
    fields["channel"] = _CHANNELS[row.channel]
    fields["priority"] = _PRIORITIES[row.priority]
    fields["status"] = _STATUSES[row.status]
    fields["evaluated"] = row.is_evaluated
    fields["csat"] = None if row.csat is None else float(row.csat)
    fields["customer_phone"] = mask_phone(row.customer_phone)
    fields["customer_document"] = mask_document(row.customer_document)
    fields["subject"], fields["notes"] = mask_text(row.subject), mask_text(row.notes)
    is_masked = any(fields[name] != getattr(row, name) for name in MASKED)
    fields["actions"] = _actions(actor, row, is_masked=is_masked)
    return {name: fields[name] for name in CallOut.model_fields}


def _actions(actor: Actor, row: CallRow, *, is_masked: bool) -> list[str]:
    words = allowed(actor, _ACTIONS, Facts(team_id=row.team_id, operator_id=row.operator_id))
    moot = {word for word, is_moot in (("delete", row.evaluations_count), ("reveal", not is_masked)) if is_moot}
    return [word for word in words if word not in moot]


def show_call(actor: Actor, row: CallRow) -> CallOut:
    """A call as `actor` sees it. Built from our own values, so nothing is checked twice."""
    return CallOut.model_construct(**_fields(actor, row))  # type: ignore[arg-type]


def show_detail(actor: Actor, row: CallRow, evaluations: Iterable[EvaluationBrief]) -> CallDetailOut:
    """A call with its evaluations as `actor` sees them."""
    briefs = [CallEvaluationOut.model_validate(brief) for brief in evaluations]
    return CallDetailOut.model_construct(evaluations=briefs, **_fields(actor, row))  # type: ignore[arg-type]
