"""The verbs about calls."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import func, text
from sqlalchemy.orm import Session

from monitoria.calls import queries
from monitoria.calls.errors import CallHasEvaluations, ExternalIdTaken, OperatorIsFixed
from monitoria.calls.events import (
    CallCreated,
    CallDeleted,
    CallErased,
    CallFacts,
    CallRevealed,
    CallUpdated,
    Change,
)
from monitoria.calls.models import Call
from monitoria.calls.rules import (
    DEFAULT_CATEGORY,
    CallStatus,
    Channel,
    Priority,
    Times,
    check_times,
    is_measured,
    make_protocol,
    measure,
    read_instant,
)
from monitoria.people.models import User
from monitoria.people.queries import find_operator
from monitoria.platform.access import Actor, Facts, Permission, Role, require
from monitoria.platform.clock import Zone
from monitoria.platform.errors import FieldError, Findings, StaleVersion
from monitoria.platform.events import emit
from monitoria.platform.masking import MASK
from monitoria.platform.search import search_text
from monitoria.settings.queries import find_category

_CUSTOMER = ("customer_name", "customer_phone", "customer_document", "subject", "notes")
_CHOICES = ("channel", "category", "priority", "status")
_TIMES = ("started_at", "ended_at", "duration_seconds")


@dataclass(frozen=True, slots=True)
class NewCall:
    """What it takes to register a call."""

    operator_id: UUID
    channel: Channel = Channel.PHONE
    category: str = DEFAULT_CATEGORY
    priority: Priority = Priority.MEDIUM
    status: CallStatus = CallStatus.OPEN
    customer_name: str | None = None
    customer_phone: str | None = None
    customer_document: str | None = None
    subject: str | None = None
    notes: str | None = None
    started_at: datetime | None = None
    ended_at: datetime | None = None
    duration_seconds: int | None = None
    csat: Decimal | None = None
    external_id: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class CallChanges:
    """Fields to change, by name; a field that is absent stays as it is."""

    version: int
    fields: Mapping[str, Any]


def create_call(session: Session, actor: Actor, new: NewCall, now: datetime, zone: Zone) -> Call:
    """Register a call in its operator's present team. Raises `Forbidden`, `Invalid` or `ExternalIdTaken`."""
    require(actor, Permission.CALL_CREATE)
    findings = Findings()
    operator = _find_operator(session, actor, new.operator_id, findings)
    _check_category(session, new.category, findings)
    _refuse_masked({name: getattr(new, name) for name in _CUSTOMER}, findings)
    times = _times_of({name: getattr(new, name) for name in _TIMES}, Times(now, None, None), zone)
    findings.errors += check_times(times, now)
    findings.raise_if_any()
    assert operator is not None  # noqa: S101 - its absence was a finding
    if new.external_id is not None and queries.is_external_id_taken(session, new.source, new.external_id):
        raise ExternalIdTaken(errors=[FieldError("/external_id", "Já está em uso.", "taken")])
    call = Call(
        protocol=make_protocol(zone.day_of(now), queries.next_protocol_number(session)),
        operator_id=operator.id,
        team_id=operator.team_id,
        channel=new.channel.value,
        category=new.category,
        priority=new.priority.value,
        status=new.status.value,
        **{name: getattr(new, name) or None for name in _CUSTOMER},
        **_as_fields(times),
        csat=new.csat,
        external_id=new.external_id,
        source=new.source,
        search=_search_vector({name: getattr(new, name) for name in _CUSTOMER}),
        created_by_id=actor.id,
        created_at=now,
        updated_at=now,
    )
    session.add(call)
    session.flush()
    emit(session, CallCreated(**_identity(call), after=_facts(call, zone)))
    return call


def update_call(session: Session, actor: Actor, call_id: UUID, changes: CallChanges, now: datetime, zone: Zone) -> Call:
    """Change a call. Raises `NotFound`, `Forbidden`, `StaleVersion`, `OperatorIsFixed` or `Invalid`."""
    call = queries.get_call(session, actor, call_id, lock=True)
    require(actor, Permission.CALL_UPDATE, Facts(team_id=call.team_id, operator_id=call.operator_id))
    if call.version != changes.version:
        raise StaleVersion()
    facts, before = _facts(call, zone), _visible(call)
    _apply(session, actor, call, changes.fields, now, zone)
    after = _visible(call)
    differing = {name for name in before if before[name] != after[name]}
    if not differing:
        return call
    if differing & set(_CUSTOMER):
        call.search = _search_vector(after)
    call.updated_at = now
    session.flush()
    told: dict[str, Change] = {name: (before[name], after[name]) for name in before if name in differing - {*_CUSTOMER}}
    rewritten = tuple(name for name in _CUSTOMER if name in differing)
    event = CallUpdated(**_identity(call), before=facts, after=_facts(call, zone), changes=told, rewritten=rewritten)
    emit(session, event)
    return call


def reveal_call(session: Session, actor: Actor, call_id: UUID, reason: str) -> Call:
    """Let the actor read what is masked of a call, on the record. Raises `NotFound` or `Forbidden`."""
    call = queries.get_call(session, actor, call_id)
    require(actor, Permission.CALL_REVEAL, Facts(team_id=call.team_id, operator_id=call.operator_id))
    emit(session, CallRevealed(**_identity(call), reason=reason))
    return call


def erase_customer(session: Session, call: Call, now: datetime) -> None:
    """Take the customer's data and the free texts out of a call that was locked; it and its scores stay."""
    _set(call, dict.fromkeys(_CUSTOMER))
    call.search = _search_vector(dict.fromkeys(_CUSTOMER))
    call.erased_at = now
    session.flush()
    emit(session, CallErased(**_identity(call)))


def delete_call(session: Session, actor: Actor, call_id: UUID, zone: Zone) -> None:
    """Delete a call that has no evaluation. Raises `NotFound`, `Forbidden` or `CallHasEvaluations`."""
    call = queries.get_call(session, actor, call_id, lock=True)
    require(actor, Permission.CALL_DELETE, Facts(team_id=call.team_id, operator_id=call.operator_id))
    if call.evaluations_count:
        raise CallHasEvaluations()
    facts, identity = _facts(call, zone), _identity(call)
    session.delete(call)
    session.flush()
    emit(session, CallDeleted(**identity, before=facts))


# Written out because every evaluation runs it.
_COUNT = text(
    """
    UPDATE calls
       SET evaluations_count = evaluations_count + :evaluations, published_count = published_count + :published
     WHERE id = :call_id
    """
)


def record_evaluation(session: Session, call_id: UUID, *, published: bool) -> None:
    """Count an evaluation that has just been begun: a draft, or one that was published at once.

    Not a change of the call: its version stays.
    """
    _count(session, call_id, evaluations=1, published=int(published))


def record_publication(session: Session, call_id: UUID) -> None:
    """Count that a draft of the call, counted before, is now published."""
    _count(session, call_id, evaluations=0, published=1)


def record_discard(session: Session, call_id: UUID) -> None:
    """Take back the count of a draft that was discarded."""
    _count(session, call_id, evaluations=-1, published=0)


def record_withdrawal(session: Session, call_id: UUID) -> None:
    """Take back the count of a published evaluation whose import is undone."""
    _count(session, call_id, evaluations=-1, published=-1)


def _count(session: Session, call_id: UUID, *, evaluations: int, published: int) -> None:
    session.connection().execute(_COUNT, {"call_id": call_id, "evaluations": evaluations, "published": published})


def _find_operator(session: Session, actor: Actor, operator_id: UUID, findings: Findings) -> User | None:
    """The active operator; one of a team that a supervisor does not lead is as unknown to him as any other."""
    operator = find_operator(session, operator_id)
    is_reached = operator is not None and (actor.role is not Role.SUPERVISOR or operator.team_id in actor.team_ids)
    if operator is None or not operator.is_active or not is_reached:
        findings.add("/operator_id", "Este atendente não existe, está inativo ou não está ao seu alcance.", "unknown")
        return None
    return operator


def _check_category(session: Session, key: str, findings: Findings) -> None:
    category = find_category(session, key)
    if category is None or not category.is_active:
        findings.add("/category", "Esta categoria não existe ou está inativa.", "unknown")


def _refuse_masked(fields: Mapping[str, Any], findings: Findings) -> None:
    """What was shown masked must not come back as if it were the value."""
    for name in _CUSTOMER:
        if MASK in (fields.get(name) or ""):
            message = "Este texto está mascarado: revele o valor antes de mudá-lo, ou deixe o campo como está."
            findings.add(f"/{name}", message, "masked")


def _times_of(given: Mapping[str, Any], present: Times, zone: Zone) -> Times:
    """The times after the given ones replace the present; a duration that only followed the span keeps following."""
    started = read_instant(given["started_at"], zone.info) if given.get("started_at") else present.started_at
    ended = present.ended_at
    if "ended_at" in given:
        ended = read_instant(given["ended_at"], zone.info) if given["ended_at"] else None
    seconds = None if is_measured(present) else present.duration_seconds
    return measure(started, ended, given.get("duration_seconds", seconds))


def _apply(session: Session, actor: Actor, call: Call, fields: Mapping[str, Any], now: datetime, zone: Zone) -> None:
    findings = Findings()
    if fields.get("operator_id") not in (None, call.operator_id):
        _hand_over(session, actor, call, fields["operator_id"], findings)
    if fields.get("category") not in (None, call.category):
        _check_category(session, fields["category"], findings)
    _refuse_masked(fields, findings)
    if any(name in fields for name in _TIMES):
        present = Times(call.started_at, call.ended_at, call.duration_seconds)
        times = _times_of(fields, present, zone)
        findings.errors += check_times(times, now)
        _set(call, _as_fields(times))
    findings.raise_if_any()
    _set(call, {name: str(fields[name]) for name in _CHOICES if fields.get(name) is not None})
    _set(call, {name: fields[name] or None for name in _CUSTOMER if name in fields})
    _set(call, {name: fields[name] for name in ("csat",) if name in fields})


def _hand_over(session: Session, actor: Actor, call: Call, operator_id: UUID, findings: Findings) -> None:
    """A call registered under the wrong person goes to the right one and his team, unless it was evaluated."""
    if call.evaluations_count:
        raise OperatorIsFixed(errors=[FieldError("/operator_id", "Não pode mudar.", "fixed")])
    operator = _find_operator(session, actor, operator_id, findings)
    if operator is not None:
        call.operator_id, call.team_id = operator.id, operator.team_id


def _set(call: Call, fields: Mapping[str, Any]) -> None:
    """Set what differs: an equal value would still make the row look changed."""
    for name, value in fields.items():
        if getattr(call, name) != value:
            setattr(call, name, value)


def _as_fields(times: Times) -> dict[str, Any]:
    return {name: getattr(times, name) for name in _TIMES}


def _search_vector(texts: Mapping[str, Any]) -> Any:
    """What `q` looks through: words, and the customer's numbers both in their groups and as plain digits."""
    numbers = ["".join(filter(str.isdigit, texts[name] or "")) for name in ("customer_phone", "customer_document")]
    words = search_text(*(texts[name] for name in _CUSTOMER), *numbers)
    return func.strip(func.to_tsvector("simple", words))  # where a word stands is never asked


def _identity(call: Call) -> dict[str, Any]:
    return {
        "call_id": call.id,
        "protocol": call.protocol,
        "operator_id": call.operator_id,
        "team_id": call.team_id,
    }


def _facts(call: Call, zone: Zone) -> CallFacts:
    day, hour = zone.day_of(call.started_at), zone.hour_of(call.started_at)
    return CallFacts(day, call.team_id, call.category, call.status, call.priority, hour)


def _visible(call: Call) -> dict[str, Any]:
    names = ("operator_id", "team_id", *_CHOICES, *_CUSTOMER, *_TIMES, "csat")
    return {name: getattr(call, name) for name in names}
