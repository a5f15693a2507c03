"""The sums, computed anew from the calls and evaluations themselves: to replace them, or to prove them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from monitoria.analytics.models import NO_TEAM
from monitoria.analytics.queries.cuts import cut_of, names_of
from monitoria.analytics.queries.rows import BAND_ROWS, CALL_ROWS, CRITERION_ROWS, SCORE_ROWS
from monitoria.analytics.service.rollups import CALL_TABLES, FACTS, TABLES
from monitoria.calls.rules import CallStatus, Priority
from monitoria.platform.clock import Zone
from monitoria.platform.database import Base

_COUNTS = ", ".join(
    [
        "count(*) AS calls",
        *(f"count(*) FILTER (WHERE status = '{word.value}') AS status_{word.value}" for word in CallStatus),
        *(f"count(*) FILTER (WHERE priority = '{word.value}') AS priority_{word.value}" for word in Priority),
    ]
)
_HOURS = "SELECT grain, CAST(date_trunc(grain, CAST(day AS timestamp)) AS date) AS day, team_id, weekday, hour, "
_OF_CALLS = dict(
    zip(
        CALL_TABLES,
        (
            f"SELECT day, team_id, {_COUNTS} FROM ({CALL_ROWS}) AS c GROUP BY 1, 2 ORDER BY 1, 2",
            f"SELECT day, team_id, category, count(*) AS calls FROM ({CALL_ROWS}) AS c "
            "GROUP BY 1, 2, 3 ORDER BY 1, 2, 3",
            f"{_HOURS} count(*) AS calls FROM ({CALL_ROWS}) AS c CROSS JOIN (VALUES ('day'), ('month')) AS g (grain) "
            "GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5",
        ),
        strict=True,
    )
)
_ROWS = dict(zip(FACTS, (SCORE_ROWS, CRITERION_ROWS, BAND_ROWS), strict=True))


@dataclass(frozen=True, slots=True)
class Wrong:
    """One sum that is not what the rows say: `key` and `column` of `table`. None: there is no such row."""

    table: str
    key: tuple[str, ...]
    column: str
    kept: int | None
    true: int | None


def rebuild_rollups(session: Session, zone: Zone) -> None:
    """Replace every sum by what the rows say, with days of `zone`: after a bulk load or a change of zone.

    Writers wait until the transaction ends; nothing they do is lost or counted twice.
    """
    _hold(session, "EXCLUSIVE")
    for table in TABLES:
        session.execute(text(f"DELETE FROM {table.__tablename__}"))
    for table, names, rows in _truth():
        session.execute(text(f"INSERT INTO {table.__tablename__} ({names}) {rows}"), _given(rows, zone))


def _hold(session: Session, mode: str) -> None:
    names = ", ".join(table.__tablename__ for table in TABLES)
    for setting in ("statement_timeout = 0", "work_mem = '256MB'"):
        session.execute(text(f"SET LOCAL {setting}"))
    session.execute(text(f"LOCK TABLE {names} IN {mode} MODE"))


def _given(rows: str, zone: Zone) -> dict[str, Any]:
    return {"zone": zone.name, "no_team": NO_TEAM} if ":zone" in rows else {}


def _truth(prefix: str = "") -> Iterator[tuple[type[Base], str, str]]:
    """Each table, its columns and what the rows say; later ones follow from those before, by their prefix."""
    for table, rows in _OF_CALLS.items():
        yield table, ", ".join(column.name for column in table.__table__.columns), rows
    for finest, cubes in FACTS.items():
        kept = f"(SELECT * FROM {prefix}{finest.__tablename__} WHERE grain = 'day')"
        own, others = cubes[-1], cubes[:-1]
        yield finest, names_of(own), cut_of(own, f"({_ROWS[finest]})")
        for cube in others:
            yield cube.table, names_of(cube), cut_of(cube, kept)


def verify_rollups(session: Session, zone: Zone) -> Iterator[Wrong]:
    """Every sum that is not what the rows say, each in turn. Writers wait meanwhile; nothing is changed."""
    _hold(session, "SHARE")
    for table, names, rows in _truth("true_"):
        name = table.__tablename__
        session.execute(text(f"CREATE TEMPORARY TABLE true_{name} (LIKE {name}) ON COMMIT DROP"))
        session.execute(text(f"INSERT INTO true_{name} ({names}) {rows}"), _given(rows, zone))
        yield from _differences(session, table)


def _differences(session: Session, table: type[Base]) -> Iterator[Wrong]:
    name, columns = table.__tablename__, table.__table__.columns
    keys = [column.name for column in columns if column.primary_key]
    sums = [column.name for column in columns if not column.primary_key]
    same = " AND ".join(f"t.{key} = k.{key}" for key in keys)
    differs = " OR ".join(f"coalesce(t.{column}, 0) <> coalesce(k.{column}, 0)" for column in sums)
    found = session.execute(
        text(
            f"SELECT {', '.join(f'coalesce(t.{key}, k.{key})' for key in keys)}, "
            f"{', '.join(f'k.{column}, t.{column}' for column in sums)} "
            f"FROM {name} AS k FULL JOIN true_{name} AS t ON {same} WHERE {differs} "
            f"ORDER BY {', '.join(str(place + 1) for place in range(len(keys)))}"
        )
    )
    for row in found:
        key = tuple(str(part) for part in row[: len(keys)])
        pairs = zip(sums, row[len(keys) :: 2], row[len(keys) + 1 :: 2], strict=True)
        yield from (Wrong(name, key, column, kept, true) for column, kept, true in pairs if (kept or 0) != (true or 0))
