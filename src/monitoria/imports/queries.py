"""Every SELECT about imports; a person reaches his own, an admin all of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, func, select, text, true
from sqlalchemy.orm import Session, defer

from monitoria.imports.models import Import, ImportPreset, ImportProblem, ImportTrace, ImportValue
from monitoria.imports.rules.fields import ImportKind
from monitoria.imports.rules.lifecycle import TraceKind
from monitoria.imports.rules.problems import ProblemCount
from monitoria.people.models import User
from monitoria.platform.access import Actor
from monitoria.platform.errors import NotFound
from monitoria.platform.http import PageQuery, Slice, SortKey, read_page

NEWEST_FIRST = SortKey("-created_at", (Import.id,), is_descending=True)
BY_ROW = SortKey("row", (ImportProblem.row, ImportProblem.position, ImportProblem.rule))


def _reach(actor: Actor) -> ColumnElement[bool]:
    return true() if actor.is_admin else Import.created_by_id == actor.id


def list_imports(session: Session, actor: Actor, kind: ImportKind | None, page: PageQuery) -> Slice[Import]:
    """A page of the imports in reach, the newest first."""
    statement = select(Import).where(*import_conditions(actor, kind)).options(defer(Import.sample))
    return read_page(
        session, statement, page=page, sort=NEWEST_FIRST, shape=lambda row: row[0], key=lambda row: (row[0].id,)
    )


def import_conditions(actor: Actor, kind: ImportKind | None) -> list[ColumnElement[bool]]:
    """What makes an import one of those in reach that are wanted."""
    return [_reach(actor), *([] if kind is None else [Import.kind == kind.value])]


def get_import(session: Session, actor: Actor, import_id: UUID, *, lock: bool = False) -> Import:
    """One import in reach; raises `NotFound`."""
    statement = select(Import).where(Import.id == import_id, _reach(actor))
    if lock:
        statement = statement.with_for_update().execution_options(populate_existing=True)
    found = session.scalars(statement).one_or_none()
    if found is None:
        raise NotFound("Esta importação não existe ou não está ao seu alcance.")
    return found


def load_import(session: Session, import_id: UUID) -> Import | None:
    """One import, locked, for the job that works on it."""
    statement = select(Import).where(Import.id == import_id).with_for_update()
    return session.scalars(statement.execution_options(populate_existing=True)).one_or_none()


def list_problems(
    session: Session,
    actor: Actor,
    import_id: UUID,
    page: PageQuery,
    *,
    rule: str | None = None,
    column: int | None = None,
) -> Slice[ImportProblem]:
    """A page of an import's problems by row and column; only those of a rule, of a column (-1: of the whole row).

    Raises `NotFound`.
    """
    found = get_import(session, actor, import_id)
    statement = select(ImportProblem).where(ImportProblem.import_id == found.id)
    if rule is not None:
        statement = statement.where(ImportProblem.rule == rule)
    if column is not None:
        statement = statement.where(ImportProblem.position == column)
    return read_page(
        session,
        statement,
        page=page,
        sort=BY_ROW,
        shape=lambda row: row[0],
        key=lambda row: (row[0].row, row[0].position, row[0].rule),
    )


_COUNTS = text(
    "SELECT rule, position, (array_agg(message ORDER BY row))[1], count(*), is_warning FROM import_problems "
    "WHERE import_id = :id GROUP BY rule, position, is_warning ORDER BY is_warning, count(*) DESC, position, rule"
)


def count_problems(session: Session, actor: Actor, import_id: UUID) -> list[ProblemCount]:
    """How many rows have each kind of problem, what keeps rows out first. Raises `NotFound`."""
    found = get_import(session, actor, import_id)
    return [
        ProblemCount(rule, None if position < 0 else position, message, rows, is_warning)
        for rule, position, message, rows, is_warning in session.execute(_COUNTS, {"id": found.id})
    ]


def values_of(session: Session, import_id: UUID) -> list[ImportValue]:
    """The unknown values of an import found in reach, those with most rows first."""
    statement = select(ImportValue).where(ImportValue.import_id == import_id)
    return list(session.scalars(statement.order_by(ImportValue.field.desc(), ImportValue.rows.desc(), ImportValue.key)))


def known_keys(session: Session, keys: Sequence[str]) -> set[str]:
    """Which of these stored files belong to an import, whoever may see it."""
    return set(session.scalars(select(Import.storage_key).where(Import.storage_key.in_(keys)))) if keys else set()


def count_undecided(session: Session, import_id: UUID) -> int:
    """How many unknown values nobody decided about."""
    undecided = select(func.count()).select_from(ImportValue)
    undecided = undecided.where(ImportValue.import_id == import_id, ImportValue.decision.is_(None))
    return int(session.execute(undecided).scalar_one())


def refused_rows(session: Session, import_id: UUID, first: int, last: int) -> set[int]:
    """The rows between these two that have a problem which keeps them out."""
    statement = select(ImportProblem.row).where(
        ImportProblem.import_id == import_id,
        ImportProblem.row.between(first, last),
        ImportProblem.is_warning.is_(False),
    )
    return set(session.scalars(statement))


def count_refused(session: Session, import_id: UUID) -> tuple[int, int]:
    """How many rows are kept out, and how many only warned of."""
    statement = text(
        "SELECT count(DISTINCT row) FILTER (WHERE NOT is_warning), count(DISTINCT row) FILTER (WHERE is_warning) "
        "FROM import_problems WHERE import_id = :id"
    )
    refused, warned = session.execute(statement, {"id": import_id}).one()
    return refused, warned


def reasons_by_row(session: Session, import_id: UUID) -> Iterator[tuple[int, str]]:
    """Row by row in order, everything that keeps it out in one text."""
    statement = text(
        "SELECT row, string_agg(message, ' ' ORDER BY position, rule) FROM import_problems "
        "WHERE import_id = :id AND NOT is_warning GROUP BY row ORDER BY row"
    )
    yield from ((row[0], row[1]) for row in session.execute(statement, {"id": import_id}))


_IN_USE = {
    ImportKind.CALLS: (
        "SELECT EXISTS (SELECT 1 FROM calls WHERE import_id = :id AND evaluations_count > 0) OR EXISTS ("
        "SELECT 1 FROM import_changes JOIN calls ON calls.id = call_id "
        "WHERE import_changes.import_id = :id AND evaluations_count > 0) OR EXISTS ("
        "SELECT 1 FROM recordings JOIN calls ON calls.id = call_id WHERE import_id = :id)"
    ),
    ImportKind.EVALUATIONS: """
        SELECT EXISTS (
            SELECT 1 FROM import_traces t JOIN evaluations e ON e.id = t.thing_id
             WHERE t.import_id = :id AND t.kind = 'evaluation' AND (e.status <> 'published' OR e.version > 1)
        ) OR EXISTS (
            SELECT 1 FROM import_traces t JOIN evaluations e ON e.call_id = t.thing_id
             WHERE t.import_id = :id AND t.kind = 'call' AND NOT EXISTS (
                   SELECT 1 FROM import_traces o
                    WHERE o.import_id = :id AND o.kind = 'evaluation' AND o.thing_id = e.id)
        ) OR EXISTS (
            SELECT 1 FROM import_traces t JOIN recordings r ON r.call_id = t.thing_id
             WHERE t.import_id = :id AND t.kind = 'call')
        """,
    ImportKind.PEOPLE: """
        SELECT EXISTS (
            SELECT 1 FROM import_traces t
             WHERE t.import_id = :id AND t.kind = 'user' AND t.before IS NULL AND (
                   EXISTS (SELECT 1 FROM sign_in_sessions s WHERE s.user_id = t.thing_id)
                   OR EXISTS (SELECT 1 FROM calls c WHERE c.operator_id = t.thing_id)
                   OR EXISTS (SELECT 1 FROM evaluations e WHERE e.evaluator_id = t.thing_id))
        )
        """,
}


def is_in_use(session: Session, found: Import) -> bool:
    """Whether undoing would take something from people: what was made is evaluated, heard, acknowledged, signed in."""
    return bool(session.execute(text(_IN_USE[ImportKind(found.kind)]), {"id": found.id}).scalar_one())


def traces_of(session: Session, import_id: UUID, kind: TraceKind, most: int | None = None) -> list[ImportTrace]:
    """What the import made or changed of this kind."""
    statement = select(ImportTrace).where(ImportTrace.import_id == import_id, ImportTrace.kind == kind.value)
    return list(session.scalars(statement.order_by(ImportTrace.thing_id).limit(most)))


def list_presets(session: Session, kind: ImportKind | None) -> list[ImportPreset]:
    """Every saved preset by name: they are shared by all who import."""
    statement = select(ImportPreset).order_by(ImportPreset.name_key)
    if kind is not None:
        statement = statement.where(ImportPreset.kind == kind.value)
    return list(session.scalars(statement))


def find_preset(session: Session, preset_id: UUID) -> ImportPreset | None:
    """One saved preset."""
    return session.get(ImportPreset, preset_id)


def may_delete_preset(actor: Actor, preset: ImportPreset) -> bool:
    """Whether this person may forget it: whoever saved it, or an admin."""
    return actor.is_admin or preset.created_by_id == actor.id


def name_of(session: Session, user_id: UUID | None) -> str | None:
    """Who brought the file."""
    return None if user_id is None else session.execute(select(User.full_name).where(User.id == user_id)).scalar()
