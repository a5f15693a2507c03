"""Every SELECT about the audit trail. Whoever may read it reads all of it: reach is the permission."""

from __future__ import annotations

from collections.abc import Collection, Generator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, String, and_, cast, exists, func, or_, select, text
from sqlalchemy.orm import Session, aliased

from monitoria.audit.models import AuditEntry, AuditSeal
from monitoria.audit.rules import GENESIS, Anchor, Link, Record
from monitoria.people.models import User
from monitoria.platform.access import Actor, Permission, require
from monitoria.platform.clock import DayRange
from monitoria.platform.errors import NotFound
from monitoria.platform.http import PageQuery, Slice, SortKey, read_page
from monitoria.platform.search import sort_key

LATEST = SortKey("-at", (AuditEntry.at, AuditEntry.id), is_descending=True)
_STREAMED = 2_000
# No transaction lasts so long; only asked where transaction numbers began anew (a database restored elsewhere).
_SURELY_COMMITTED = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class AuditFilter:
    """Which entries a list shows; what is empty or None means "any"."""

    names: Sequence[str] = ()
    actor_id: UUID | None = None
    subject_type: str | None = None
    subject_id: str | None = None
    call_id: UUID | None = None
    evaluation_id: UUID | None = None
    operator_id: UUID | None = None
    request_id: str | None = None
    days: DayRange | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry, who did it, and its place in the chain (None: not sealed yet)."""

    entry: AuditEntry
    actor_name: str | None
    position: int | None


@dataclass(frozen=True, slots=True)
class ChainState:
    """How far the chain reaches."""

    sealed: int
    waiting: int
    last: Anchor
    sealed_at: datetime | None
    waiting_since: datetime | None = None


_Doer = aliased(User)
_ENTRIES: Any = (
    select(AuditEntry, User.full_name, AuditSeal.position)
    .outerjoin(User, User.id == AuditEntry.actor_id)
    .outerjoin(AuditSeal, AuditSeal.entry_id == AuditEntry.id)
)


def list_entries(session: Session, actor: Actor, wanted: AuditFilter, page: PageQuery) -> Slice[Entry]:
    """A page of the trail, the latest first. Raises `Forbidden`."""
    require(actor, Permission.AUDIT_READ)
    return read_page(
        session,
        _ENTRIES.where(*_conditions(wanted)),
        page=page,
        sort=LATEST,
        shape=lambda row: Entry(*row),
        key=lambda row: (row[0].at, row[0].id),
        counted=select(AuditEntry.id).where(*_conditions(wanted)),
    )


# The latest, and all about now: a clock that was set back would otherwise hide new entries behind older ones.
_LAST_WRITES = text(
    """
    (SELECT id FROM audit_entries WHERE actor_id = :person ORDER BY at DESC, id DESC LIMIT 20)
    UNION
    (SELECT id FROM audit_entries WHERE actor_id = :person AND at BETWEEN :after AND :before
     ORDER BY at DESC, id DESC LIMIT 40)
    """
)
_ARRIVED = text("SELECT count(*) FROM audit_entries WHERE id = ANY(:ids)")
_ABOUT_NOW = timedelta(seconds=90)


def find_last_writes(session: Session, person: UUID, now: datetime) -> Sequence[UUID]:
    """The entries of what this person did last: where they are, what they tell of is too."""
    given = {"person": person, "after": now - _ABOUT_NOW, "before": now + _ABOUT_NOW}
    return session.connection().execute(_LAST_WRITES, given).scalars().all()


def have_arrived(session: Session, ids: Collection[UUID]) -> bool:
    """Whether all these entries are here."""
    return bool(session.connection().execute(_ARRIVED, {"ids": list(ids)}).scalar_one() == len(ids))


def entry_conditions(actor: Actor, wanted: AuditFilter) -> list[ColumnElement[bool]]:
    """What makes an entry one of those that are wanted. Raises `Forbidden`."""
    require(actor, Permission.AUDIT_READ)
    return _conditions(wanted)


def get_entry(session: Session, actor: Actor, entry_id: UUID) -> Entry:
    """One entry; raises `Forbidden` or `NotFound`."""
    require(actor, Permission.AUDIT_READ)
    row = session.execute(_ENTRIES.where(AuditEntry.id == entry_id)).one_or_none()
    if row is None:
        raise NotFound("Este registro não existe.")
    return Entry(*row)


def find_last(session: Session, name: str, what: str | None = None) -> AuditEntry | None:
    """The last entry of this name, and of this fact `what`: for the system, which tells when something last was."""
    statement = select(AuditEntry).where(AuditEntry.name == name).order_by(AuditEntry.at.desc(), AuditEntry.id.desc())
    if what is not None:
        statement = statement.where(AuditEntry.facts["what"].astext == what)
    return session.scalars(statement.limit(1)).one_or_none()


def _conditions(wanted: AuditFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.names:
        found.append(AuditEntry.name.in_(wanted.names))
    for column, value in (
        (AuditEntry.actor_id, wanted.actor_id),
        (AuditEntry.subject_type, wanted.subject_type),
        (AuditEntry.subject_id, wanted.subject_id),
        (AuditEntry.operator_id, wanted.operator_id),
        (AuditEntry.request_id, wanted.request_id),
    ):
        if value is not None:
            found.append(column == value)
    for name, identity in (("call_id", wanted.call_id), ("evaluation_id", wanted.evaluation_id)):
        if identity is not None:
            found.append(_speaks_of(name, identity))
    if wanted.days is not None:
        found += [AuditEntry.at >= wanted.days.start, AuditEntry.at < wanted.days.end]
    if wanted.text:
        found.append(_mentions(wanted.text))
    return found


def _speaks_of(name: str, identity: UUID) -> ColumnElement[bool]:
    kind = name.removesuffix("_id")
    as_subject = and_(AuditEntry.subject_type == kind, AuditEntry.subject_id == str(identity))
    return or_(as_subject, AuditEntry.facts[name].astext == str(identity))


def _mentions(words: str) -> ColumnElement[bool]:
    """Part of a protocol or name that the entry speaks of, or of the name of whoever did it; or a whole identifier."""
    told = func.concat_ws(
        " ", *(AuditEntry.facts[name].astext for name in ("protocol", "username", "team_name", "label", "file_name"))
    )
    named = select(_Doer.id).where(_Doer.name_key.contains(sort_key(words), autoescape=True))
    return or_(
        func.lower(cast(told, String)).contains(words.lower(), autoescape=True),
        AuditEntry.subject_id == words,
        AuditEntry.actor_id.in_(named),
    )


def last_seal(session: Session) -> AuditSeal | None:
    """The end of the chain."""
    return session.scalars(select(AuditSeal).order_by(AuditSeal.position.desc()).limit(1)).one_or_none()


def chain_state(session: Session) -> ChainState:
    """How far the chain reaches, and how many entries wait (counted to 10,000)."""
    last = last_seal(session)
    unsealed = _UNSEALED.where(AuditEntry.transaction_id >= (0 if last is None else last.transaction_id))
    some = unsealed.limit(10_001).subquery()
    waiting, since = session.execute(select(func.count(), func.min(some.c.at))).one()
    if last is None:
        return ChainState(0, waiting, Anchor(0, GENESIS), None, since)
    return ChainState(last.position, waiting, Anchor(last.position, last.hash), last.sealed_at, since)


_UNSEALED = select(AuditEntry.id, AuditEntry.at).where(~exists().where(AuditSeal.entry_id == AuditEntry.id))
_COLUMNS = """
    e.id, e.at, e.name, e.actor_id, e.subject_type, e.subject_id, e.team_id, e.operator_id, e.request_id, e.facts::text
"""
_HORIZON = text("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
_READY = text(
    f"""
    SELECT e.transaction_id, {_COLUMNS} FROM audit_entries e
     WHERE (:is_anew OR e.transaction_id >= :since) AND (:is_anew OR e.transaction_id < :horizon)
       AND (NOT :is_anew OR e.at < :settled)
       AND NOT EXISTS (SELECT FROM audit_seals s WHERE s.entry_id = e.id)
     ORDER BY e.transaction_id, e.id LIMIT :most
    """
)


def ready_to_seal(session: Session, last: AuditSeal | None, now: datetime, most: int) -> list[tuple[int, Record]]:
    """The next entries in order, each with its transaction: of transactions older than every one that still runs.

    Nothing older can appear afterwards, so the order is final whatever the order of the commits.
    """
    horizon = session.execute(_HORIZON).scalar_one()
    since = 0 if last is None else last.transaction_id
    given = {
        "since": since,
        "horizon": horizon,
        "is_anew": since >= horizon,
        "settled": now - _SURELY_COMMITTED,
        "most": most,
    }
    return [(row[0], Record(*row[1:])) for row in session.execute(_READY, given)]


_LINKS = text(
    f"SELECT s.position, s.entry_id, s.hash, {_COLUMNS} "
    "FROM audit_seals s LEFT JOIN audit_entries e ON e.id = s.entry_id ORDER BY s.position"
)


def chain_links(session: Session) -> Generator[Link, None, None]:
    """The whole chain in order, read as it is asked for."""
    rows = session.connection().execute(_LINKS, execution_options={"yield_per": _STREAMED})
    try:
        for position, entry_id, digest, *said in rows:
            yield Link(position, entry_id, bytes(digest), None if said[0] is None else Record(*said))
    finally:
        rows.close()


_SLIPPED_IN = text(
    """
    SELECT e.id FROM audit_entries e
     WHERE e.transaction_id < :since AND NOT EXISTS (SELECT FROM audit_seals s WHERE s.entry_id = e.id) LIMIT 1
    """
)


def find_slipped_in(session: Session, last: AuditSeal | None) -> UUID | None:
    """An entry that claims to be older than the end of the chain and has no place in it."""
    horizon = session.execute(_HORIZON).scalar_one()
    if last is None or last.transaction_id >= horizon:  # where numbers began anew, older ones are still to come
        return None
    found: UUID | None = session.execute(_SLIPPED_IN, {"since": last.transaction_id}).scalar_one_or_none()
    return found
