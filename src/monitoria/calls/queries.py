"""Every SELECT about calls; each begins from what the caller may see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Row,
    Select,
    and_,
    bindparam,
    extract,
    func,
    literal,
    not_,
    or_,
    select,
    text,
    tuple_,
)
from sqlalchemy.orm import Session

from monitoria.calls.models import DURATION_ORDER, PROTOCOL_SEQUENCE, Call
from monitoria.calls.rules import CallStatus, Channel, Priority
from monitoria.people.models import Team, User
from monitoria.platform.access import Actor, reach_calls
from monitoria.platform.clock import DayRange
from monitoria.platform.errors import NotFound
from monitoria.platform.http import PageQuery, Slice, SortKey, read_page
from monitoria.platform.http.pages import COUNTED_TO, decode_cursor
from monitoria.platform.masking import mask_text
from monitoria.platform.search import MOST_QUERY_TOKENS, tokens

CallRow = Row[Any]

_BY_TIME = (Call.started_at, Call.id)
_SORTS = {
    "started_at": _BY_TIME,
    "created_at": (Call.id,),  # identifiers grow with the time of creation
    "protocol": (Call.protocol,),
    "priority": (Call.priority_rank, *_BY_TIME),
    "duration_seconds": (DURATION_ORDER, Call.id),
}
SORT_KEYS = {
    f"{sign}{name}": SortKey(f"{sign}{name}", columns, is_descending=bool(sign))
    for name, columns in _SORTS.items()
    for sign in ("", "-")
}

# Digits from this many on may be the beginning of a protocol; fewer must be a whole word (an area code).
_FEWEST_DIGITS = 4
_HIDDEN = {"search", "created_by_id", "import_id", "erased_at"}
_COLUMNS = (
    *(column for column in Call.__table__.columns if column.name not in _HIDDEN),
    Call.__table__.c.created_by_id,
    select(User.full_name).where(User.id == Call.operator_id).scalar_subquery().label("operator_name"),
    select(Team.name).where(Team.id == Call.team_id).scalar_subquery().label("team_name"),
)
_LIST = (
    select(*_COLUMNS, DURATION_ORDER.label("duration_order")).select_from(
        Call
    )  # the count keeps no column to know it by
)
_SORT_NAMES = {
    name: ["duration_order" if column is DURATION_ORDER else column.name for column in columns]
    for name, columns in _SORTS.items()
}
# So many rows of the list are looked at to tell a common word from a rare one.
_LOOKED_AT = 2_000


@dataclass(frozen=True, slots=True)
class LocalTime:
    """When a call began on the clocks of a zone: the ISO weekday (Monday is 1), the hour, or both."""

    zone: str
    weekday: int | None
    hour: int | None


@dataclass(frozen=True, slots=True)
class CallFilter:
    """Which calls a list shows; what is empty or None means "any"."""

    statuses: Sequence[CallStatus] = ()
    priorities: Sequence[Priority] = ()
    categories: Sequence[str] = ()
    channels: Sequence[Channel] = ()
    operator_ids: Sequence[UUID] = ()
    team_ids: Sequence[UUID] = ()
    is_without_team: bool | None = None
    days: DayRange | None = None
    is_evaluated: bool | None = None
    local: LocalTime | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class HeldCall:
    """Whose a call is, and stays while it is held; what it is about, as of now."""

    id: UUID
    operator_id: UUID
    team_id: UUID | None
    protocol: str
    category: str
    channel: str


_NO_FILTER = CallFilter()


def _reach(actor: Actor) -> ColumnElement[bool]:
    return reach_calls(actor, operator=Call.operator_id, team=Call.team_id)


def call_conditions(actor: Actor, wanted: CallFilter) -> list[ColumnElement[bool]]:
    """What makes a call one of those in reach that are wanted: for whoever reads the whole list at once."""
    return [_reach(actor), *_conditions(wanted), *(_matches(wanted.text, Call) if wanted.text else ())]


def list_calls(session: Session, actor: Actor, wanted: CallFilter, page: PageQuery, sort: SortKey) -> Slice[CallRow]:
    """A page of the calls in reach, each with the names of its operator and team."""
    conditions = [_reach(actor), *_conditions(wanted)]
    if wanted != _NO_FILTER:
        # A plan that suits every word and status suits none of them.
        session.execute(text("SET LOCAL plan_cache_mode = force_custom_plan"))
    listed, counted = _LIST.where(*conditions), None
    if wanted.text:
        listed, sort, counted = _by_words(session, conditions, wanted.text, page, sort)
    names = _SORT_NAMES[sort.name.removeprefix("-")]
    return read_page(
        session,
        listed,
        page=page,
        sort=sort,
        shape=lambda row: row,
        key=lambda row: tuple(getattr(row, name) for name in names),
        counted=counted,
    )


def _by_words(
    session: Session, conditions: list[Any], wanted: str, page: PageQuery, sort: SortKey
) -> tuple[Select[Any], SortKey, Select[Any]]:
    """The list of calls with these words, how to sort it, and what to count.

    PostgreSQL can't tell a rare word from a common one by its beginning. It would look for a rare one by walking the
    whole list in order, and gather all rows with two common ones before it sorts them. So it is told: what the next
    rows are full of, or what is too much to gather, is looked for in the order of the list; anything else is
    gathered by the index of words and sorted afterwards.
    """
    by_index = _LIST.where(*conditions, *_matches(wanted, Call))
    if _is_near(session, conditions, wanted, page, sort) or _is_too_much(session, by_index):
        return _LIST.where(*conditions, *_matches(wanted, _WITHOUT_INDEX)), sort, by_index
    columns = tuple(map(_unordered, sort.columns))
    return by_index, SortKey(sort.name, columns, is_descending=sort.is_descending), by_index


def _is_too_much(session: Session, listed: Select[Any]) -> bool:
    found = listed.with_only_columns(literal(1)).limit(COUNTED_TO + 1).subquery()
    return bool(session.execute(select(func.count()).select_from(found)).scalar_one() > COUNTED_TO)


def _unordered(column: Any) -> Any:
    """The same value, which no index has in order."""
    return func.coalesce(column, column)


@dataclass(frozen=True, slots=True)
class _Words:
    """The columns that words are looked for in."""

    search: Any
    protocol: Any


_WITHOUT_INDEX = _Words(_unordered(Call.search), Call.protocol)


def _is_near(session: Session, conditions: list[Any], wanted: str, page: PageQuery, sort: SortKey) -> bool:
    """Whether the next few rows of the list fill the page."""
    ahead = select(Call.protocol, Call.search).where(*conditions)
    if page.cursor is not None:
        bound = [literal(v, c.type) for v, c in zip(decode_cursor(page.cursor, sort), sort.columns, strict=True)]
        row = tuple_(*sort.columns)
        ahead = ahead.where(row < tuple_(*bound) if sort.is_descending else row > tuple_(*bound))
    order = [column.desc() if sort.is_descending else column.asc() for column in sort.columns]
    near = ahead.order_by(*order).limit(_LOOKED_AT).subquery()
    found = select(near.c.protocol).where(*_matches(wanted, near.c)).limit(page.limit + 1).subquery()
    return bool(session.execute(select(func.count()).select_from(found)).scalar_one() > page.limit)


def _conditions(wanted: CallFilter) -> list[ColumnElement[bool]]:
    choices: list[tuple[Any, Sequence[Any]]] = [
        (Call.status, [status.value for status in wanted.statuses]),
        (Call.priority_rank, [rank_of(priority) for priority in wanted.priorities]),
        (Call.category, wanted.categories),
        (Call.channel, [channel.value for channel in wanted.channels]),
        (Call.operator_id, wanted.operator_ids),
        (Call.team_id, wanted.team_ids),
    ]
    found = [column.in_(values) for column, values in choices if values]
    if wanted.days is not None:
        found += [Call.started_at >= wanted.days.start, Call.started_at < wanted.days.end]
    if wanted.is_without_team is not None:
        found.append(Call.team_id.is_(None) if wanted.is_without_team else Call.team_id.is_not(None))
    if wanted.is_evaluated is not None:
        found.append(Call.is_evaluated if wanted.is_evaluated else not_(Call.is_evaluated))
    return [*found, *_at_local_time(wanted.local)]


def _at_local_time(wanted: LocalTime | None) -> list[ColumnElement[bool]]:
    if wanted is None:
        return []
    local = func.timezone(wanted.zone, Call.started_at)
    parts = (("isodow", wanted.weekday), ("hour", wanted.hour))
    return [extract(name, local) == value for name, value in parts if value is not None]


def rank_of(priority: Priority) -> int:
    """The number a priority sorts and is indexed by."""
    return list(Priority).index(priority) + 1


def _matches(wanted: str, table: Any) -> list[ColumnElement[bool]]:
    """Every word must begin a word of the call, or its protocol. A text without words finds everything."""
    words = list(dict.fromkeys(tokens(wanted)))[:MOST_QUERY_TOKENS]
    numbers = [word for word in words if word.isascii() and word.isdecimal() and len(word) >= _FEWEST_DIGITS]
    found: list[ColumnElement[bool]] = [
        or_(table.protocol.startswith(number), _search(table, f"{number}:*")) for number in numbers
    ]
    others = [word if word.isdecimal() else f"{word}:*" for word in words if word not in numbers]
    return [*found, _search(table, " & ".join(others))] if others else found


def _search(table: Any, query: str) -> ColumnElement[bool]:
    matches: ColumnElement[bool] = table.search.op("@@", is_comparison=True)(func.to_tsquery("simple", query))
    return matches


def get_call(session: Session, actor: Actor, call_id: UUID, *, lock: bool = False) -> Call:
    """One call in reach, locked against changes when asked; raises `NotFound`."""
    statement = select(Call).where(Call.id == call_id, _reach(actor))
    if lock:  # what was read before the lock may be old
        statement = statement.with_for_update().execution_options(populate_existing=True)
    call = session.scalars(statement).one_or_none()
    if call is None:
        raise NotFound("Esta chamada não existe ou não está ao seu alcance.")
    return call


_HELD = ("id", "operator_id", "team_id", "protocol", "category", "channel")
_OWNERS = select(*(Call.__table__.c[name] for name in _HELD)).with_for_update(read=True, key_share=True)


def hold_call(session: Session, actor: Actor, call_id: UUID) -> HeldCall:
    """Whose a call in reach is; raises `NotFound`.

    Until the transaction ends nobody hands it over or deletes it, while others may hold and count it too.
    """
    row = session.connection().execute(_OWNERS.where(Call.id == call_id, _reach(actor))).one_or_none()
    if row is None:
        raise NotFound("Esta chamada não existe ou não está ao seu alcance.")
    return HeldCall(*row)


def view_call(session: Session, actor: Actor, call_id: UUID) -> CallRow:
    """One call in reach as lists show it; raises `NotFound`."""
    row = session.execute(select(*_COLUMNS).where(Call.id == call_id, _reach(actor))).one_or_none()
    if row is None:
        raise NotFound("Esta chamada não existe ou não está ao seu alcance.")
    return row


def is_external_id_taken(session: Session, source: str | None, external_id: str) -> bool:
    """Whether a call of this source already has this external identifier, whoever may see it."""
    same = and_(Call.source.is_not_distinct_from(source), Call.external_id == external_id)
    return session.execute(select(Call.id).where(same)).first() is not None


def next_protocol_number(session: Session) -> int:
    """A number that no call has and none will get again. Never waits for other creators."""
    return int(session.execute(select(func.nextval(bindparam("name", PROTOCOL_SEQUENCE.name)))).scalar_one())


def protocols_of(session: Session, call_ids: Sequence[UUID]) -> dict[UUID, str]:
    """The protocols of calls, for the system itself."""
    rows = session.execute(select(Call.id, Call.protocol).where(Call.id.in_(call_ids)))
    return {identity: protocol for identity, protocol in rows}


def calls_of(session: Session, operator_id: UUID) -> list[dict[str, Any]]:
    """The calls that an operator took, the latest first, for him to take along. Customers' data are not his."""
    names = ("protocol", "channel", "category", "priority", "status", "started_at", "ended_at")
    columns = [Call.__table__.c[name] for name in (*names, "duration_seconds", "csat")]
    own = select(*columns, Call.subject).where(Call.operator_id == operator_id).order_by(*_latest_first())
    return [{**row._mapping, "subject": mask_text(row.subject)} for row in session.execute(own)]


def _latest_first() -> list[ColumnElement[Any]]:
    return [column.desc() for column in _BY_TIME]
