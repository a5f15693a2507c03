"""Shapes of the audit trail that cross HTTP."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import Field

from monitoria.audit.queries import AuditFilter, ChainState, Entry
from monitoria.audit.rules import changes_of, sentence, spoken_facts
from monitoria.platform.clock import Zone
from monitoria.platform.http import Day, Page, PageQuery, Shape
from monitoria.platform.http.shapes import days_between


class AuditQuery(PageQuery):
    """Filters of the trail."""

    name: list[str] | None = Field(None, max_length=50, description="Kinds of event, like `evaluation.published`.")
    actor_id: UUID | None = Field(None, description="Who did it.")
    operator_id: UUID | None = Field(None, description="The operator whom it concerns.")
    subject_type: str | None = Field(None, max_length=30)
    subject_id: str | None = Field(None, max_length=64)
    call_id: UUID | None = None
    evaluation_id: UUID | None = None
    request_id: str | None = Field(None, max_length=64)
    from_: Day | None = Field(None, alias="from", description="First local day.")
    to: Day | None = Field(None, description="Last local day, included.")
    q: str | None = Field(None, max_length=200, description="Part of a protocol or of a name; a whole identifier.")

    def as_filter(self, zone: Zone) -> AuditFilter:
        """What the caller wants. Raises `Invalid` when `to` comes before `from`."""
        return AuditFilter(
            names=self.name or (),
            actor_id=self.actor_id,
            operator_id=self.operator_id,
            subject_type=self.subject_type,
            subject_id=self.subject_id,
            call_id=self.call_id,
            evaluation_id=self.evaluation_id,
            request_id=self.request_id,
            days=days_between(zone, self.from_, self.to),
            text=self.q,
        )


class AuditChangeOut(Shape):
    """One field before and after, as text; null where there was nothing."""

    field: str
    before: str | None
    after: str | None


class AuditEntryOut(Shape):
    """One fact. `sentence` has no subject: `actor_name` is it, null when the system did it. `position`: its place in
    the chain, null while it waits to be sealed. `key_id`, `key_name`: the API key by which it was done, if it was."""

    id: UUID
    at: datetime
    event: str
    sentence: str
    facts: dict[str, str]
    actor_id: UUID | None
    actor_name: str | None
    subject_type: str
    subject_id: str | None
    team_id: UUID | None
    operator_id: UUID | None
    call_id: UUID | None
    evaluation_id: UUID | None
    request_id: str | None
    key_id: UUID | None
    key_name: str | None
    changes: list[AuditChangeOut]
    position: int | None


class AuditPage(Page[AuditEntryOut]):
    """The audit trail, the latest first."""


class AuditChainOut(Shape):
    """How far the chain reaches. `anchor`, written down elsewhere, proves later that no end was cut off."""

    sealed: int
    waiting: int = Field(description="Entries not sealed yet, counted to 10,001.")
    anchor: str
    sealed_at: datetime | None


def show_entry(found: Entry) -> AuditEntryOut:
    """An entry as whoever may read the trail sees it."""
    entry = found.entry
    return AuditEntryOut(
        id=entry.id,
        at=entry.at,
        event=entry.name,
        sentence=sentence(entry.name, entry.facts),
        facts=spoken_facts(entry.name, entry.facts),
        actor_id=entry.actor_id,
        actor_name=found.actor_name,
        subject_type=entry.subject_type,
        subject_id=entry.subject_id,
        team_id=entry.team_id,
        operator_id=entry.operator_id,
        call_id=_id(entry.facts, "call_id"),
        evaluation_id=_id(entry.facts, "evaluation_id"),
        request_id=entry.request_id,
        key_id=_id(entry.facts, "by_key_id"),
        key_name=entry.facts.get("by_key_name"),
        changes=[
            AuditChangeOut(field=name, before=_text(before), after=_text(after))
            for name, (before, after) in changes_of(entry.facts).items()
        ],
        position=found.position,
    )


def show_chain(state: ChainState) -> AuditChainOut:
    """The state of the chain."""
    return AuditChainOut(sealed=state.sealed, waiting=state.waiting, anchor=str(state.last), sealed_at=state.sealed_at)


def _id(facts: Mapping[str, Any], name: str) -> UUID | None:
    value = facts.get(name)
    return UUID(value) if isinstance(value, str) else None


def _text(value: object) -> str | None:
    if value is None:
        return None
    if isinstance(value, list):
        return ", ".join(str(item) for item in value)
    return str(value)
