"""Many calls at once: copied into a stage, then set by set into their table.

A call is known again by its source and external identifier. What the file does not speak of stays as it is, and a row
that changes nothing touches nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

from monitoria.calls.events import CallFacts, CallsCounted
from monitoria.calls.models import PROTOCOL_SEQUENCE
from monitoria.calls.rules import PROTOCOL_DIGITS
from monitoria.platform.access import Actor, Permission, Role, require
from monitoria.platform.clock import Zone
from monitoria.platform.events import emit
from monitoria.platform.search import search_text

# What a file may say of a call that is there already. The team follows the operator, and only when he changes.
UPDATABLE = (
    "operator_id",
    "channel",
    "category",
    "priority",
    "status",
    "customer_name",
    "customer_phone",
    "customer_document",
    "subject",
    "notes",
    "started_at",
    "ended_at",
    "duration_seconds",
    "csat",
)
_SEARCHED = frozenset({"customer_name", "customer_phone", "customer_document", "subject", "notes"})
_TIMES = frozenset({"started_at", "ended_at"})


class StagedCall(NamedTuple):
    """One row to write. `number` is its row in the file; `words` is what `search_words` gave."""

    number: int
    id: UUID
    external_id: str
    operator_id: UUID
    team_id: UUID | None
    channel: str
    category: str
    priority: str
    status: str
    customer_name: str | None
    customer_phone: str | None
    customer_document: str | None
    subject: str | None
    notes: str | None
    started_at: datetime
    ended_at: datetime | None
    duration_seconds: int | None
    csat: Decimal | None
    words: str


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the rows come from, and which fields they speak of."""

    source: str
    import_id: UUID
    spoken: frozenset[str]


@dataclass(slots=True)
class BulkResult:
    """What became of the rows. `refused`: row → why; `before`: what each changed call said until now."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    refused: dict[int, str] = field(default_factory=dict)
    before: dict[UUID, dict[str, Any]] = field(default_factory=dict)


OUT_OF_REACH = "out-of-reach"
OPERATOR_IS_FIXED = "operator-is-fixed"

_STAGE_COLUMNS = ", ".join(StagedCall._fields)
_STAGE = """
    CREATE TEMP TABLE IF NOT EXISTS call_stage (
        number integer, id uuid, external_id text, operator_id uuid, team_id uuid, channel text, category text,
        priority text, status text, customer_name text, customer_phone text, customer_document text, subject text,
        notes text, started_at timestamptz, ended_at timestamptz, duration_seconds integer,
        csat numeric, words text, call_id uuid
    ) ON COMMIT DELETE ROWS
"""
# What the planner knows of a table that grows while it is read is old: it must not walk all of it for a few rows.
_PLAN = ("enable_seqscan = off", "statement_timeout = 0")
# One look-up a row, in this order and no other: a join might begin from the calls.
_FIND_KNOWN = text(
    """
    UPDATE call_stage SET call_id = (
        SELECT id FROM calls WHERE source = :source AND external_id = call_stage.external_id AND external_id IS NOT NULL
    )
    """
)
_COPIED = ", ".join(name for name in StagedCall._fields if name not in ("number", "words"))
_FACTS = (
    "(started_at AT TIME ZONE :zone)::date, team_id, category, status, priority, "
    "extract(hour FROM started_at AT TIME ZONE :zone)::integer"
)
_INSERT = text(
    f"""
    WITH numbered AS (
        SELECT *, nextval('{PROTOCOL_SEQUENCE.name}')::text AS n FROM call_stage WHERE call_id IS NULL ORDER BY number
    ), written AS (
        INSERT INTO calls ({_COPIED}, protocol, source, import_id, search, version, created_by_id, created_at, updated_at)
        SELECT {_COPIED}, :day || lpad(n, greatest({PROTOCOL_DIGITS}, length(n)), '0'), :source, :import_id,
               strip(to_tsvector('simple', words)), 1, :actor_id, :now, :now
          FROM numbered
            ON CONFLICT (source, external_id) WHERE external_id IS NOT NULL DO NOTHING
        RETURNING started_at, team_id, category, status, priority
    )
    SELECT {_FACTS}, count(*) FROM written GROUP BY 1, 2, 3, 4, 5, 6
    """  # noqa: E501 - one line of names
)
_REMOVE = text(
    f"""
    WITH gone AS (
        DELETE FROM calls WHERE id IN (
            SELECT id FROM calls WHERE import_id = :import_id AND evaluations_count = 0 LIMIT :most FOR UPDATE
        ) RETURNING started_at, team_id, category, status, priority
    )
    SELECT {_FACTS}, count(*) FROM gone GROUP BY 1, 2, 3, 4, 5, 6
    """
)


def search_words(values: Sequence[str | None], phone: str | None, document: str | None) -> str:
    """What `q` looks through: the words of all these, and the customer's numbers as plain digits too."""
    digits = ("".join(filter(str.isdigit, number)) if number else None for number in (phone, document))
    return search_text(*values, *digits)


def write_calls(
    session: Session, actor: Actor, rows: Iterable[StagedCall], origin: Origin, now: datetime, zone: Zone
) -> BulkResult:
    """Create the calls that are new, update those that differ. Raises `Forbidden`.

    A known call that the actor does not reach, or whose operator would change though it was evaluated, is refused row
    by row. Operators and categories must have been checked before.
    """
    require(actor, Permission.CALL_CREATE)
    staged = _stage(session, rows)
    session.execute(_FIND_KNOWN, {"source": origin.source})
    result = BulkResult()
    counted: Counter[CallFacts] = Counter()
    if session.execute(text("SELECT 1 FROM call_stage WHERE call_id IS NOT NULL LIMIT 1")).first():
        _update_known(session, actor, origin, now, zone, result, counted)
    given = {
        "source": origin.source,
        "import_id": origin.import_id,
        "actor_id": actor.id if _is_person(session, actor) else None,
        "now": now,
        "day": f"{zone.day_of(now):%Y%m%d}",
        "zone": zone.name,
    }
    for *facts, calls in session.execute(_INSERT, given):
        counted[CallFacts(*facts)] += calls
        result.created += calls
    result.unchanged = staged - result.created - result.updated - len(result.refused)
    _tell(session, counted)
    return result


def _is_person(session: Session, actor: Actor) -> bool:
    """Whether the actor is registered: whoever runs this machine acts without being anybody."""
    return session.execute(text("SELECT 1 FROM users WHERE id = :id"), {"id": actor.id}).first() is not None


def _stage(session: Session, rows: Iterable[StagedCall]) -> int:
    connection = session.connection()
    for setting in _PLAN:
        connection.execute(text(f"SET LOCAL {setting}"))
    connection.execute(text(_STAGE))
    connection.execute(text("TRUNCATE call_stage"))
    driver: Any = connection.connection.driver_connection
    staged = 0
    with driver.cursor() as cursor, cursor.copy(f"COPY call_stage ({_STAGE_COLUMNS}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)
            staged += 1
    connection.execute(text("ANALYZE call_stage"))
    return staged


def _update_known(
    session: Session,
    actor: Actor,
    origin: Origin,
    now: datetime,
    zone: Zone,
    result: BulkResult,
    counted: Counter[CallFacts],
) -> None:
    """Look at the known calls that differ, leave out what may not change, write the rest."""
    spoken = [name for name in UPDATABLE if name in origin.spoken]
    if not spoken:
        return
    differs = " OR ".join(f"c.{name} IS DISTINCT FROM s.{name}" for name in spoken)
    both = ", ".join(f"c.{name} AS old_{name}, s.{name} AS new_{name}" for name in (*UPDATABLE, "team_id"))
    found = session.execute(
        text(
            f"SELECT s.number, c.id, c.evaluations_count, {both} FROM call_stage s JOIN calls c ON c.id = s.call_id "
            f"WHERE {differs} ORDER BY c.id FOR UPDATE OF c"
        )
    )
    for row in map(dict, found.mappings()):
        reason = _refusal(actor, row, "operator_id" in spoken)
        if reason is not None:
            result.refused[row["number"]] = reason
            continue
        result.before[row["id"]] = {name: row[f"old_{name}"] for name in (*spoken, "team_id")}
        counted[_facts_of(row, (), zone)] -= 1
        counted[_facts_of(row, spoken, zone)] += 1
    result.updated = len(result.before)
    _write_changes(session, spoken, list(result.before), now)


def _refusal(actor: Actor, row: Mapping[str, Any], speaks_of_operator: bool) -> str | None:
    if actor.role is Role.SUPERVISOR and row["old_team_id"] not in actor.team_ids:
        return OUT_OF_REACH
    if speaks_of_operator and row["evaluations_count"] and row["old_operator_id"] != row["new_operator_id"]:
        return OPERATOR_IS_FIXED
    return None


def _facts_of(row: Mapping[str, Any], spoken: Sequence[str], zone: Zone) -> CallFacts:
    """What is counted of the call, with the new values of what the file speaks of."""
    value = {name: row[f"new_{name}"] if name in spoken else row[f"old_{name}"] for name in UPDATABLE}
    team = row["old_team_id"] if value["operator_id"] == row["old_operator_id"] else row["new_team_id"]
    started = value["started_at"]
    day: date = zone.day_of(started)
    return CallFacts(day, team, value["category"], value["status"], value["priority"], zone.hour_of(started))


def _write_changes(session: Session, spoken: Sequence[str], call_ids: list[UUID], now: datetime) -> None:
    if not call_ids:
        return
    sets = [f"{name} = s.{name}" for name in spoken]
    if "operator_id" in spoken:
        sets.append("team_id = CASE WHEN calls.operator_id = s.operator_id THEN calls.team_id ELSE s.team_id END")
    if _SEARCHED & set(spoken):
        sets.append("search = strip(to_tsvector('simple', s.words))")
    session.execute(
        text(
            f"UPDATE calls SET {', '.join(sets)}, version = version + 1, updated_at = :now FROM call_stage s "
            "WHERE calls.id = s.call_id AND calls.id = ANY(:ids)"
        ),
        {"now": now, "ids": call_ids},
    )


def remove_imported_calls(session: Session, actor: Actor, import_id: UUID, zone: Zone, most: int) -> int:
    """Delete so many of the calls that an import made and nobody evaluated; how many there were. Raises `Forbidden`."""
    require(actor, Permission.CALL_DELETE)
    counted: Counter[CallFacts] = Counter()
    session.execute(text("SET LOCAL statement_timeout = 0"))
    for *facts, calls in session.execute(_REMOVE, {"import_id": import_id, "most": most, "zone": zone.name}):
        counted[CallFacts(*facts)] -= calls
    _tell(session, counted)
    return -sum(counted.values())


def restore_calls(
    session: Session, actor: Actor, before: Mapping[UUID, Mapping[str, Any]], now: datetime, zone: Zone
) -> int:
    """Give calls back what they said before an import changed them; how many. Raises `Forbidden`."""
    require(actor, Permission.CALL_UPDATE)
    counted: Counter[CallFacts] = Counter()
    restored = 0
    for call_id, values in before.items():
        present = session.execute(
            text("SELECT * FROM calls WHERE id = :id AND evaluations_count = 0 FOR UPDATE"), {"id": call_id}
        ).mappings()
        found = present.one_or_none()
        if found is None:
            continue
        row = dict(found)
        _restore(session, call_id, {**row, **_typed(values)}, values, now)
        counted[_plain_facts(row, zone)] -= 1
        counted[_plain_facts({**row, **_typed(values)}, zone)] += 1
        restored += 1
    _tell(session, counted)
    return restored


def _typed(values: Mapping[str, Any]) -> dict[str, Any]:
    """Values that were kept as JSON, as the table has them."""
    found: dict[str, Any] = {}
    for name, value in values.items():
        if value is not None and name in _TIMES:
            found[name] = datetime.fromisoformat(value)
        elif value is not None and name == "csat":
            found[name] = Decimal(value)
        elif value is not None and name.endswith("_id"):
            found[name] = UUID(value)
        else:
            found[name] = value
    return found


def _restore(
    session: Session, call_id: UUID, whole: Mapping[str, Any], values: Mapping[str, Any], now: datetime
) -> None:
    names = [name for name in (*UPDATABLE, "team_id") if name in values]
    words = search_words([whole[name] for name in _SEARCHED], whole["customer_phone"], whole["customer_document"])
    sets = ", ".join(f"{name} = :{name}" for name in names)
    session.execute(
        text(
            f"UPDATE calls SET {sets}, search = strip(to_tsvector('simple', :words)), version = version + 1, "
            "updated_at = :now WHERE id = :call_id"
        ),
        {**{name: whole[name] for name in names}, "words": words, "now": now, "call_id": call_id},
    )


def _plain_facts(row: Mapping[str, Any], zone: Zone) -> CallFacts:
    day, hour = zone.day_of(row["started_at"]), zone.hour_of(row["started_at"])
    return CallFacts(day, row["team_id"], row["category"], row["status"], row["priority"], hour)


def _tell(session: Session, counted: Counter[CallFacts]) -> None:
    changed = tuple((facts, calls) for facts, calls in counted.items() if calls)
    if changed:
        emit(session, CallsCounted(counted=changed))
