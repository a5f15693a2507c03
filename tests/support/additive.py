"""Two schemas side by side: what in the newer one would refuse, or surprise, a program made for the older one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

import psycopg


class Column(NamedTuple):
    """What a program relies on of a column."""

    type: str
    length: int | None
    is_required: bool
    has_default: bool


@dataclass(frozen=True, slots=True)
class SchemaFacts:
    """Tables with their columns, rules (CHECK, UNIQUE, foreign keys) and unique indexes, by (table, name)."""

    columns: dict[tuple[str, str], Column]
    rules: dict[tuple[str, str], str] = field(default_factory=dict)

    @property
    def tables(self) -> set[str]:
        return {table for table, _ in self.columns}

    def columns_of(self, table: str) -> set[str]:
        return {column for owner, column in self.columns if owner == table}


_COLUMNS = """
SELECT table_name, column_name, data_type, character_maximum_length, is_nullable = 'NO',
       column_default IS NOT NULL OR is_identity = 'YES' OR is_generated = 'ALWAYS'
  FROM information_schema.columns WHERE table_schema = 'public'
"""
_RULES = """
SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
 WHERE connamespace = 'public'::regnamespace AND conrelid <> 0 AND contype IN ('c', 'u', 'f', 'x')
UNION ALL
SELECT tablename, indexname, indexdef FROM pg_indexes
 WHERE schemaname = 'public' AND indexdef LIKE 'CREATE UNIQUE%'
"""


def facts_of(url: str) -> SchemaFacts:
    """The schema of that database."""
    with psycopg.connect(url.replace("+psycopg", "", 1)) as connection:
        columns = {(row[0], row[1]): Column(*row[2:]) for row in connection.execute(_COLUMNS)}
        rules = {(row[0], row[1]): str(row[2]) for row in connection.execute(_RULES)}
    return SchemaFacts(columns, rules)


def tightened(before: SchemaFacts, after: SchemaFacts) -> Iterator[str]:
    """Each thing that is taken away or asked for anew: `what: how`."""
    for table in sorted(before.tables - after.tables):
        yield f"{table}: the table is gone"
    for (table, name), column in sorted(before.columns.items()):
        if table in after.tables:
            yield from _changed(f"{table}.{name}", column, after.columns.get((table, name)))
    for (table, name), column in sorted(after.columns.items()):
        is_new = table in before.tables and (table, name) not in before.columns
        if is_new and column.is_required and not column.has_default:
            yield f"{table}.{name}: new, and must be given"
    for (table, name), rule in sorted(after.rules.items()):
        if table in before.tables and not _is_lenient(before, after, table, name, rule):
            yield f"{name}: a new rule for {table}: {rule}"


def _changed(where: str, old: Column, new: Column | None) -> Iterator[str]:
    if new is None:
        yield f"{where}: the column is gone"
        return
    if old.type != new.type or (new.length or 10**9) < (old.length or 10**9):
        yield f"{where}: another or a narrower type"
    if new.is_required and not old.is_required:
        yield f"{where}: must be given from now on"


def _is_lenient(before: SchemaFacts, after: SchemaFacts, table: str, name: str, rule: str) -> bool:
    """Whether the older program never meets the rule: it is as it was, allows more, or is about what only we know."""
    earlier = before.rules.get((table, name))
    if earlier is not None and (earlier == rule or _allows_more(earlier, rule)):
        return True
    unknown = after.columns_of(table) - before.columns_of(table)
    return bool(unknown & set(re.findall(r"[a-z_][a-z0-9_]*", _without_words(rule).partition(" REFERENCES ")[0])))


def _allows_more(before: str, after: str) -> bool:
    """Whether a CHECK of a list of words is the same but for more words."""
    words, more = (set(re.findall(r"'([^']*)'", rule)) for rule in (before, after))
    return words <= more and _without_words(before) == _without_words(after)


def _without_words(rule: str) -> str:
    return re.sub(r"(, )?'[^']*'(::[a-z ]+)?(\[\])?", "", rule)
