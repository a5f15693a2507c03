"""Towards a billion calls: the tables partitioned by month and sharded by team, measured small and drawn out.

The partitioned copies take columns and indexes from the migrated tables, and rows from the sample, so that a
row and its indexes are as large as real ones. What is measured and what is only calculated is told apart.
"""

from __future__ import annotations

import re
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import Any

import psycopg

from bench.billion_plan import print_plan, project
from bench.keeping import keep
from bench.stage import postgres, prepare

TEMPLATE_CALLS, TEMPLATE_EVALUATIONS = 20_000, 2_000
MONTHS, SHARDS, ROUNDS = 24, 4, 15
FIRST_MONTH = date(2024, 12, 1)
LIVE_ROWS = 5_000
# Which column a table's months are of, and how many rows it has for each call.
TABLES = {"calls": ("started_at", 1.0), "evaluations": ("dated_at", 0.1)}


def run(sizes: Sequence[int]) -> int:
    """Measure every size, then the shards, then draw it out to a billion."""
    began = time.monotonic()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="monitoria-billion-")))
        server = stack.enter_context(postgres(folder))
        prepare(server, TEMPLATE_CALLS, TEMPLATE_EVALUATIONS)
        url = server.url(f"bench_{TEMPLATE_CALLS}").replace("+psycopg", "", 1)
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("SET statement_timeout = 0")
            connection.execute("SET maintenance_work_mem = '256MB'")
            connection.execute("SET jit = off")
            found = []
            for size in sizes:
                found.append(_measure_size(connection, size))
                print(f"  {size} calls in {time.monotonic() - began:.0f} s: {found[-1]}", flush=True)
            retention = _measure_retention(connection)
            print(f"  retention: {retention}", flush=True)
            shards = _measure_shards(connection, url)
            print(f"  shards: {shards}", flush=True)
    content = {
        "months": MONTHS,
        "sizes": found,
        "retention": retention,
        "shards": shards,
        "projection": project(found, shards),
        "seconds": round(time.monotonic() - began),
    }
    print_plan(content)
    keep("billion", content)
    return 0


def month(number: int) -> date:
    """The first day of the `number`-th month."""
    months = FIRST_MONTH.month - 1 + number
    return date(FIRST_MONTH.year + months // 12, months % 12 + 1, 1)


def _measure_size(connection: psycopg.Connection[Any], size: int) -> dict[str, Any]:
    found: dict[str, Any] = {"rows": size}
    began = time.monotonic()
    for table, (column, share) in TABLES.items():
        _make(connection, f"big_{table}", table, column)
        for number in range(MONTHS):
            _fill(connection, f"big_{table}", table, column, number, int(size * share / MONTHS))
    found["load_rows_per_second"] = round(size * 1.1 / (time.monotonic() - began))
    began = time.monotonic()
    for table, (column, _) in TABLES.items():
        _index(connection, f"big_{table}", table, column)
        connection.execute(f"VACUUM ANALYZE big_{table}")
    found["index_seconds"] = round(time.monotonic() - began, 1)
    for table, (_, share) in TABLES.items():
        found[table] = _sizes(connection, f"big_{table}", size * share)
    found["milliseconds"] = _measure_queries(connection)
    found["live_rows_per_second"] = _measure_live(connection)
    return found


def _make(connection: psycopg.Connection[Any], name: str, like: str, column: str) -> None:
    connection.execute(f"DROP TABLE IF EXISTS {name}")
    including = "INCLUDING DEFAULTS INCLUDING GENERATED INCLUDING STORAGE"
    connection.execute(f"CREATE TABLE {name} (LIKE {like} {including}) PARTITION BY RANGE ({column})")
    for number in range(MONTHS):
        connection.execute(
            f"CREATE TABLE {name}_{number} PARTITION OF {name} FOR VALUES FROM ('{month(number)}') "
            f"TO ('{month(number + 1)}')"
        )


def _columns(connection: psycopg.Connection[Any], table: str) -> list[str]:
    rows = connection.execute(
        "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped "
        "AND attgenerated = ''",
        [table],
    ).fetchall()
    return [name for (name,) in rows]


def _fill(connection: psycopg.Connection[Any], name: str, like: str, column: str, number: int, rows: int) -> None:
    """So many rows of the sample, moved into a month, with identities of their own that grow with time."""
    moved = f"(timestamptz '{month(number)}' + random() * (timestamptz '{month(number + 1)}' - '{month(number)}'))"
    new = {
        "id": "uuidv7(at.moment - clock_timestamp())",
        column: "at.moment",
        "created_at": "at.moment",
        "published_at": "at.moment",
        "updated_at": "at.moment",
        "ended_at": "at.moment + (t.ended_at - t.started_at)",
        "protocol": f"to_char(at.moment, 'YYYYMM') || lpad((n * {MONTHS} + {number})::text, 10, '0')",
        "external_id": "NULL",
        "call_id": "uuidv7(at.moment - clock_timestamp())",
    }
    names = [column for column in _columns(connection, like) if like == "calls" or column != "ended_at"]
    values = ", ".join(new.get(column, f"t.{column}") for column in names)
    connection.execute(
        f"INSERT INTO {name} ({', '.join(names)}) SELECT {values} FROM "
        f"(SELECT *, row_number() OVER () AS k FROM {like}) t "
        f"CROSS JOIN LATERAL generate_series(0, {rows} / (SELECT count(*) FROM {like})) AS g, "
        f"LATERAL (SELECT t.k + g * (SELECT count(*) FROM {like}) AS n) AS numbered, "
        f"LATERAL (SELECT {moved} + t.k * interval '0' AS moment) AS at WHERE n <= {rows} AND at.moment < "
        f"'{month(number + 1)}'"
    )


def _index(connection: psycopg.Connection[Any], name: str, like: str, column: str) -> None:
    """Every index of the real table; a unique one has to hold the month's column too."""
    rows = connection.execute(
        "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename = %s", [like]
    ).fetchall()
    for index, definition in rows:
        made = re.sub(rf" INDEX {index} ON (ONLY )?public\.{like} ", f" INDEX big_{index} ON {name} ", definition)
        if made.startswith("CREATE UNIQUE") and column not in made.partition(" WHERE ")[0]:
            made = re.sub(r"(USING btree \([^)]*)\)", rf"\1, {column})", made, count=1)
        connection.execute(made)


def _sizes(connection: psycopg.Connection[Any], name: str, rows: float) -> dict[str, Any]:
    total, indexes = connection.execute(
        "SELECT sum(pg_total_relation_size(relid)), sum(pg_indexes_size(relid)) FROM pg_partition_tree(%s) "
        "WHERE isleaf",
        [name],
    ).fetchone() or (0, 0)
    return {
        "bytes": int(total),
        "bytes_a_row": round(float(total) / rows),
        "index_bytes_a_row": round(float(indexes) / rows),
    }


def _queries(connection: psycopg.Connection[Any]) -> dict[str, tuple[str, list[Any]]]:
    """What people ask: its name, the statement, what is given."""
    last, middle = month(MONTHS), month(MONTHS // 2)
    team = connection.execute("SELECT team_id FROM calls WHERE team_id IS NOT NULL LIMIT 1").fetchone()
    some = connection.execute(
        "SELECT id, protocol, started_at FROM big_calls WHERE started_at >= %s LIMIT 1", [middle]
    ).fetchone()
    assert team is not None
    assert some is not None
    listed = "SELECT * FROM big_calls WHERE {} ORDER BY started_at DESC, id DESC LIMIT 26"
    thirty = "dated_at >= %s::date - 30 AND dated_at < %s::date"
    return {
        "list, page 1": (listed.format("true"), []),
        "list of a team, page 1": (listed.format("team_id = %s"), [team[0]]),
        "list, from the middle": (listed.format("(started_at, id) < (%s, %s)"), [some[2], some[0]]),
        "list, rare words": (listed.format("search @@ to_tsquery('simple', 'conceicao & vasconcelos')"), []),
        "detail by id alone": ("SELECT * FROM big_calls WHERE id = %s", [some[0]]),
        "detail by id and month": ("SELECT * FROM big_calls WHERE id = %s AND started_at = %s", [some[0], some[2]]),
        "by protocol": ("SELECT * FROM big_calls WHERE protocol = %s", [some[1]]),
        "30 days of a team, raw rows": (
            f"SELECT count(*), avg(final_score) FROM big_evaluations WHERE team_id = %s AND {thirty}",
            [team[0], last, last],
        ),
        "30 days of all teams, raw rows": (
            f"SELECT team_id, count(*), avg(final_score) FROM big_evaluations WHERE {thirty} GROUP BY 1",
            [last, last],
        ),
    }


def _measure_queries(connection: psycopg.Connection[Any]) -> dict[str, dict[str, float]]:
    found = {}
    for name, (statement, given) in _queries(connection).items():
        taken = [_timed(lambda s=statement, g=given: connection.execute(s, g).fetchall()) for _ in range(ROUNDS)]
        plan = connection.execute(f"EXPLAIN (ANALYZE, FORMAT JSON, SUMMARY) {statement}", given).fetchone()
        assert plan is not None
        scanned = len(set(_read_by(plan[0][0]["Plan"])))
        planning = float(plan[0][0]["Planning Time"])
        found[name] = {"p50": statistics.median(taken), "partitions": scanned, "planning": round(planning, 2)}
    return found


def _read_by(plan: dict[str, Any]) -> list[str]:
    """The tables that a plan really read."""
    own = [plan["Relation Name"]] if "Relation Name" in plan and plan["Actual Loops"] else []
    return own + [name for part in plan.get("Plans", []) for name in _read_by(part)]


def _timed(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return round((time.perf_counter() - began) * 1000, 2)


def _measure_live(connection: psycopg.Connection[Any]) -> int:
    """Rows a second into the newest month with all its indexes in place, committed by the hundred."""
    began = time.perf_counter()
    for _ in range(LIVE_ROWS // 100):
        _fill(connection, "big_calls", "calls", "started_at", MONTHS - 1, 100)
    return round(LIVE_ROWS / (time.perf_counter() - began))


def _measure_retention(connection: psycopg.Connection[Any]) -> dict[str, float]:
    """A month that goes: taken off and dropped, against its rows deleted; and a month that comes."""
    rows = (connection.execute("SELECT count(*) FROM big_calls_1").fetchone() or (0,))[0]
    deleted = _timed(lambda: connection.execute("DELETE FROM big_calls_1"))
    detached = _timed(lambda: connection.execute("ALTER TABLE big_calls DETACH PARTITION big_calls_0 CONCURRENTLY"))
    attached = _timed(
        lambda: connection.execute(
            f"ALTER TABLE big_calls ATTACH PARTITION big_calls_0 FOR VALUES FROM ('{month(0)}') TO ('{month(1)}')"
        )
    )
    connection.execute("ALTER TABLE big_calls DETACH PARTITION big_calls_0")
    dropped = _timed(lambda: connection.execute("DROP TABLE big_calls_0"))
    coming = f"FOR VALUES FROM ('{month(MONTHS)}') TO ('{month(MONTHS + 1)}')"
    made = _timed(lambda: connection.execute(f"CREATE TABLE big_calls_new PARTITION OF big_calls {coming}"))
    return {
        "rows": rows,
        "delete_ms": deleted,
        "detach_ms": detached,
        "drop_ms": dropped,
        "attach_ms": attached,
        "new_month_ms": made,
    }


def _measure_shards(connection: psycopg.Connection[Any], url: str) -> dict[str, Any]:
    """The last year by team on so many databases' worth of schemas: what one answers, and what all have to be asked."""
    for shard in range(SHARDS):
        connection.execute(f"DROP SCHEMA IF EXISTS shard_{shard} CASCADE")
        connection.execute(f"CREATE SCHEMA shard_{shard}")
        for table, (column, _) in TABLES.items():
            target = f"shard_{shard}.{table}"
            connection.execute(f"CREATE TABLE {target} (LIKE {table} INCLUDING ALL)")
            names = ", ".join(_columns(connection, table))
            connection.execute(
                f"INSERT INTO {target} ({names}) SELECT {names} FROM big_{table} WHERE {column} >= '{month(12)}' "
                f"AND abs(hashtext(team_id::text)) %% {SHARDS} = {shard} LIMIT 100000 "
                "ON CONFLICT DO NOTHING",
                [],
            )
            connection.execute(f"ANALYZE {target}")
    team = connection.execute("SELECT team_id FROM shard_0.calls LIMIT 1").fetchone()
    some = connection.execute("SELECT id FROM shard_0.calls LIMIT 1").fetchone()
    assert team is not None
    assert some is not None
    listed = "SELECT started_at, id FROM calls WHERE {} ORDER BY started_at DESC, id DESC LIMIT 26"
    asked: dict[str, tuple[str, list[Any], int]] = {
        "list of a team": (listed.format("team_id = %s"), [team[0]], 1),
        "list of all teams": (listed.format("true"), [], SHARDS),
        "detail by id alone": ("SELECT * FROM calls WHERE id = %s", [some[0]], SHARDS),
        "year of a team": ("SELECT count(*), avg(final_score) FROM evaluations WHERE team_id = %s", [team[0]], 1),
        "year of all teams": ("SELECT team_id, count(*), sum(final_score) FROM evaluations GROUP BY 1", [], SHARDS),
    }
    with ExitStack() as stack:
        options = [f"-c search_path=shard_{shard} -c jit=off" for shard in range(SHARDS)]
        nodes = [stack.enter_context(psycopg.connect(url, autocommit=True, options=each)) for each in options]
        pool = stack.enter_context(ThreadPoolExecutor(SHARDS))
        return {name: _measure_spread(pool, nodes, *what) for name, what in asked.items()}


def _measure_spread(
    pool: ThreadPoolExecutor, nodes: Sequence[psycopg.Connection[Any]], statement: str, given: list[Any], count: int
) -> dict[str, Any]:
    def ask(node: psycopg.Connection[Any]) -> list[Any]:
        return node.execute(statement, given).fetchall()

    def all_of_them() -> list[Any]:
        return sorted((row for rows in pool.map(ask, nodes[:count]) for row in rows), key=str, reverse=True)

    one = statistics.median(_timed(lambda: ask(nodes[0])) for _ in range(ROUNDS))
    together = statistics.median(_timed(all_of_them) for _ in range(ROUNDS))
    return {"shards_asked": count, "one_ms": one, "all_ms": together}
