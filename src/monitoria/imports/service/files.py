"""A file comes in, and a person says how it is to be read."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.orm import Session

from monitoria.imports import queries
from monitoria.imports.errors import ImportMoveRefused
from monitoria.imports.events import ImportDeleted, ImportUpdated, ImportUploaded
from monitoria.imports.models import Import, ImportProblem, ImportValue
from monitoria.imports.rules.changes import ImportChanges
from monitoria.imports.rules.decisions import Decision, DecisionAction, check_decision
from monitoria.imports.rules.fields import ImportKind, field_names
from monitoria.imports.rules.lifecycle import ImportMove, ImportStatus, is_possible
from monitoria.imports.rules.options import Options, options_document, options_from
from monitoria.imports.rules.past import ITEM
from monitoria.imports.service.examine import Examined, examine_file
from monitoria.people.errors import NotByKey
from monitoria.platform.access import Actor, Permission, require
from monitoria.platform.errors import Findings, Forbidden, StaleVersion
from monitoria.platform.events import emit

# Changing one of these means that the file is read anew.
_OF_THE_FILE = ("encoding", "separator", "sheet", "has_header", "format")


class LocalFile(Protocol):
    """A kept file that can be had on this machine."""

    def local(self) -> AbstractContextManager[Path]: ...


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file that has arrived."""

    kind: ImportKind
    file_name: str
    storage_key: str
    size_bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Layout:
    """How a file is to be read, of a preset: columns by their names. `mapping` None: guess."""

    options: Options
    mapping: Mapping[str, str] | None = None


def require_kind(actor: Actor, kind: ImportKind) -> None:
    """Whoever leads teams brings calls; people and past evaluations are an admin's. Raises `Forbidden`."""
    require(actor, Permission.IMPORT_CREATE)
    if kind is not ImportKind.CALLS and not actor.is_admin:
        raise Forbidden("Só um administrador importa pessoas e monitorias antigas.")
    if kind is ImportKind.PEOPLE and actor.key is not None:  # a file may change administrators
        raise NotByKey()


def create_import(
    session: Session, actor: Actor, file: NewFile, path: Path, layout: Layout, now: datetime, *, user_id: UUID | None
) -> Import:
    """Take a file in: examined and guessed at, nothing of it written.

    `user_id` is whose import it is, None for whoever runs this machine. Raises `Forbidden`, `FileRefused` or
    `NotAboutCalls`.
    """
    require_kind(actor, file.kind)
    examined = examine_file(path, file.kind, layout.options, layout.mapping)
    made = Import(
        kind=file.kind.value,
        status=ImportStatus.UPLOADED.value,
        file_name=file.file_name[:255],
        storage_key=file.storage_key,
        size_bytes=file.size_bytes,
        sha256=file.sha256,
        counts={},
        rows_done=0,
        run=0,
        run_rows_from=0,
        is_cancel_requested=False,
        created_by_id=user_id,
        created_at=now,
        updated_at=now,
    )
    _keep(made, examined)
    session.add(made)
    session.flush()
    told = ImportUploaded(
        import_id=made.id,
        file_name=made.file_name,
        kind=made.kind,
        size_bytes=made.size_bytes,
        sha256=made.sha256,
    )
    emit(session, told)
    return made


def _keep(made: Import, examined: Examined) -> None:
    made.reading, made.sheets, made.columns = examined.reading, examined.sheets, examined.columns
    made.dates, made.sample = examined.dates, examined.sample
    made.mapping, made.options = examined.mapping, options_document(examined.options)
    made.rows_total = examined.rows


def update_import(
    session: Session, actor: Actor, import_id: UUID, changes: ImportChanges, file: LocalFile, now: datetime
) -> Import:
    """Change how the file is read, or what becomes of unknown values. What was checked before must be checked again
    unless only decisions changed.

    Raises `NotFound`, `Forbidden`, `StaleVersion`, `ImportMoveRefused`, `FileRefused` or `Invalid`.
    """
    found = take_import(session, actor, ImportMove.UPDATE, import_id)
    if found.version != changes.version:
        raise StaleVersion()
    if changes.decisions:
        _decide(session, actor, found, changes.decisions)
    before = (dict(found.mapping), dict(found.options))
    if changes.options is not None:
        _change_options(found, changes.options, file)
    if changes.mapping is not None:
        found.mapping = _checked_mapping(found, changes.mapping)
    if before != (found.mapping, found.options):
        _begin_again(session, found)
    found.updated_at = now
    session.flush()
    emit(session, ImportUpdated(import_id=found.id, file_name=found.file_name))
    return found


def take_import(session: Session, actor: Actor, move: ImportMove, import_id: UUID) -> Import:
    """The import, locked for a move that its status allows. Raises `NotFound`, `Forbidden`, `ImportMoveRefused`."""
    found = queries.get_import(session, actor, import_id, lock=True)
    require_kind(actor, ImportKind(found.kind))
    if not is_possible(ImportStatus(found.status), move):
        raise ImportMoveRefused()
    return found


def _change_options(found: Import, options: Options, file: LocalFile) -> None:
    present = options_from(found.options)
    if all(getattr(options, name) == getattr(present, name) for name in _OF_THE_FILE):
        found.options = options_document(options)
        return
    with file.local() as path:
        examined = examine_file(path, ImportKind(found.kind), options, None)
    chosen = replace(examined.options, date_order=options.date_order) if options.date_order else examined.options
    _keep(found, replace(examined, options=chosen))


def _checked_mapping(found: Import, mapping: Mapping[str, int]) -> dict[str, int]:
    findings, known = Findings(), field_names(ImportKind(found.kind))
    for field, column in mapping.items():
        if field not in known and not (field == f"{ITEM}{column}" and found.kind == ImportKind.EVALUATIONS.value):
            findings.add(f"/mapping/{field}", "Este campo não existe.", "unknown")
        elif not 0 <= column < len(found.columns):
            findings.add(f"/mapping/{field}", "O arquivo não tem esta coluna.", "unknown")
    findings.raise_if_any()
    return dict(mapping)


def _begin_again(session: Session, found: Import) -> None:
    found.status = ImportStatus.UPLOADED.value
    found.counts, found.rows_done, found.problem = {}, 0, None
    session.execute(delete(ImportProblem).where(ImportProblem.import_id == found.id))


def _decide(
    session: Session, actor: Actor, found: Import, decisions: Mapping[tuple[str, str], Decision | None]
) -> None:
    findings = Findings()
    if any(decision is not None and decision.action is DecisionAction.CREATE for decision in decisions.values()):
        if not actor.is_admin:
            raise Forbidden("Só um administrador cria atendentes e categorias: associe ou recuse estes valores.")
    values = {(value.field, value.key): value for value in queries.values_of(session, found.id)}
    for index, (place, decision) in enumerate(decisions.items()):
        value = values.get(place)
        if value is None:
            findings.add(f"/decisions/{index}/value", "Este valor não está entre os desconhecidos.", "unknown")
        elif decision is None:
            value.decision = None
        else:
            findings.errors += check_decision(decision, value.field, f"/decisions/{index}")
            value.decision = decision.as_document()
    findings.raise_if_any()


def delete_import(session: Session, actor: Actor, import_id: UUID) -> None:
    """Remove a file that left nothing behind. Raises `NotFound`, `Forbidden` or `ImportMoveRefused`."""
    found = take_import(session, actor, ImportMove.DELETE, import_id)
    told = ImportDeleted(import_id=found.id, file_name=found.file_name, storage_key=found.storage_key)
    session.execute(delete(ImportValue).where(ImportValue.import_id == found.id))
    session.delete(found)
    session.flush()
    emit(session, told)


def required_findings(found: Import, options: Options) -> Findings:
    """What is still missing before the file can be checked."""
    findings: Findings = Findings()
    mapping: dict[str, Any] = found.mapping
    kind = ImportKind(found.kind)
    if kind is ImportKind.CALLS and not {"started_at", "date"} & mapping.keys():
        findings.add("/mapping/started_at", "Diga qual coluna tem a data da chamada.", "required")
    if kind is ImportKind.PEOPLE and "full_name" not in mapping:
        findings.add("/mapping/full_name", "Diga qual coluna tem o nome.", "required")
    if kind is ImportKind.EVALUATIONS and not any(name.startswith(ITEM) for name in mapping):
        findings.add("/mapping", "Diga quais colunas são itens da ficha.", "required")
    if kind is not ImportKind.PEOPLE and options.date_order is None:
        findings.add("/options/date_order", "Diga se as datas trazem primeiro o dia ou o mês.", "required")
    return findings
