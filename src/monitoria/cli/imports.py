"""`monitoria import calls`: the same way as on the screen, done here and now, with a progress bar."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import UUID

from sqlalchemy.orm import Session

from monitoria.app import make_bus
from monitoria.cli.bar import Bar
from monitoria.cli.errors import CommandError
from monitoria.imports import queries, service
from monitoria.imports.models import Import
from monitoria.imports.rules.changes import ImportChanges
from monitoria.imports.rules.decisions import Decision, DecisionAction
from monitoria.imports.rules.fields import ImportKind
from monitoria.imports.rules.lifecycle import ImportStatus
from monitoria.imports.rules.moments import DateOrder
from monitoria.imports.rules.options import options_from
from monitoria.platform.access import Actor, Role
from monitoria.platform.clock import Zone, utc_now
from monitoria.platform.config import Config
from monitoria.platform.database import Database, make_engine, new_id
from monitoria.platform.errors import Problem
from monitoria.platform.events import Circumstances
from monitoria.platform.http import PageQuery
from monitoria.platform.storage import Storage, make_storage, new_key

SHOWN_PROBLEMS = 20
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the flags say; None: as the file shows, and unknown names stop the import."""

    preset: str | None
    source: str | None
    date_order: str | None
    unknown: str | None
    rejected: Path | None
    dry_run: bool


class _Place:
    """The database, the storage, and whoever runs this machine."""

    def __init__(self, config: Config, database: Database, storage: Storage) -> None:
        self.config, self.storage, self._database = config, storage, database
        self.actor = Actor(new_id(), Role.ADMIN)

    @contextmanager
    def work(self) -> Iterator[Session]:
        with self._database.unit_of_work(Circumstances(None, utc_now(), "cli")) as session:
            yield session

    def around(self, bar: Bar) -> service.Surroundings:
        return service.Surroundings(self.work, self.storage.open, Zone(self.config.time_zone), bar.show)

    def load(self, import_id: UUID) -> Import:
        with self.work() as session:
            return queries.get_import(session, self.actor, import_id)


def import_calls(config: Config, path: Path, wishes: Wishes) -> int:
    """Import the file; 0 when it is in (or, with `dry_run`, when nothing is wrong with it).

    Raises `CommandError` with the reason when the file or the wishes are refused.
    """
    if not path.is_file():
        raise CommandError(f"O arquivo {path} não existe.")
    engine = make_engine(str(config.database_url), pool_size=2, application="monitoria-cli")
    try:
        place = _Place(config, Database(engine, make_bus()), make_storage(config))
        return _import(place, path, wishes)
    except Problem as problem:
        reasons = [error.message for error in problem.errors] or [problem.detail]
        raise CommandError(" ".join(reasons)) from None
    finally:
        engine.dispose()


def _import(place: _Place, path: Path, wishes: Wishes) -> int:
    import_id = _upload(place, path, wishes)
    found = _check(place, import_id)
    if found.status != ImportStatus.CHECKED.value:
        raise CommandError(found.problem or "O arquivo não pôde ser conferido.")
    _tell_findings(place, found)
    if wishes.dry_run:
        with place.work() as session:
            undecided = queries.count_undecided(session, import_id)
        _write_rejected(place, found, wishes.rejected)
        _forget(place, found)
        return 1 if found.counts["rejected"] or undecided else 0
    _decide(place, found, wishes.unknown)
    return _commit(place, import_id, wishes)


def _upload(place: _Place, path: Path, wishes: Wishes) -> UUID:
    key, digest = new_key("imports", utc_now()), hashlib.sha256()
    with path.open("rb") as file, place.storage.receive() as incoming:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
            incoming.write(chunk)
        incoming.keep(key)
    sent = service.NewFile(ImportKind.CALLS, path.name, key, path.stat().st_size, digest.hexdigest())
    try:
        with place.work() as session:
            layout = service.layout_of(session, wishes.preset, ImportKind.CALLS)
            if wishes.source is not None:
                layout = replace(layout, options=replace(layout.options, source=wishes.source))
            made = service.create_import(session, place.actor, sent, path, layout, utc_now(), user_id=None)
            if wishes.date_order is not None:
                options = replace(options_from(made.options), date_order=DateOrder(wishes.date_order))
                changes = ImportChanges(made.version, options=options)
                service.update_import(session, place.actor, made.id, changes, place.storage.open(key), utc_now())
            return made.id
    except Problem:
        place.storage.delete(key)
        raise


def _check(place: _Place, import_id: UUID) -> Import:
    with place.work() as session:
        found = service.request_check(session, place.actor, import_id, utc_now(), is_queued=False)
    bar = Bar("Conferindo", found.rows_total)
    service.run_check(place.around(bar), import_id)
    bar.end()
    return place.load(import_id)


def _tell_findings(place: _Place, found: Import) -> None:
    counts = found.counts
    print(f"{counts['rows']} linhas: {counts['good']} boas, {counts['rejected']} com problemas.")
    with place.work() as session:
        page = queries.list_problems(session, place.actor, found.id, PageQuery(limit=SHOWN_PROBLEMS, cursor=None))
        values = queries.values_of(session, found.id)
    names = [column["name"] for column in found.columns]
    for problem in page.items:
        where = f", coluna {names[problem.position]}" if 0 <= problem.position < len(names) else ""
        print(f"  linha {problem.row}{where}: {problem.message}")
    if page.next_cursor is not None:
        print("  … e outros; --rejected ARQUIVO grava todos.")
    for value in values:
        near = ", ".join(other["label"] for other in value.near) or "nenhum parecido"
        print(f"  desconhecido: “{value.value}” em {value.rows} linhas ({near})")


def _decide(place: _Place, found: Import, unknown: str | None) -> None:
    """Raises `CommandError` when nobody said what becomes of unknown names."""
    with place.work() as session:
        values = [value for value in queries.values_of(session, found.id) if value.decision is None]
        if not values:
            return
        if unknown is None:
            raise CommandError(
                f"Há {len(values)} nomes desconhecidos: diga --unknown reject ou --unknown create, ou decida na tela."
            )
        create, reject = Decision(DecisionAction.CREATE), Decision(DecisionAction.REJECT)
        chosen = {
            (value.field, value.key): create if unknown == "create" and value.value else reject for value in values
        }
        changes = ImportChanges(queries.get_import(session, place.actor, found.id).version, decisions=chosen)
        file = place.storage.open(found.storage_key)
        service.update_import(session, place.actor, found.id, changes, file, utc_now())


def _commit(place: _Place, import_id: UUID, wishes: Wishes) -> int:
    with place.work() as session:
        found = service.request_commit(session, place.actor, import_id, utc_now(), is_queued=False)
    bar = Bar("Importando", found.rows_total)
    service.run_commit(place.around(bar), import_id)
    bar.end()
    found = place.load(import_id)
    if found.status != ImportStatus.COMMITTED.value:
        raise CommandError(found.problem or "A importação foi interrompida; retome-a na tela.")
    counts = found.counts
    print(
        f"{counts['created']} chamadas novas, {counts['updated']} alteradas, {counts['unchanged']} iguais, "
        f"{counts['rejected']} recusadas."
    )
    _write_rejected(place, found, wishes.rejected)
    return 0


def _write_rejected(place: _Place, found: Import, path: Path | None) -> None:
    if path is None or not found.counts["rejected"]:
        return
    with place.work() as session, path.open("wb") as target:
        made = service.write_rejected(session, found, place.storage.open(found.storage_key))
        while chunk := made.read(_CHUNK):
            target.write(chunk)
        made.close()
    print(f"As linhas recusadas estão em {path}.")


def _forget(place: _Place, found: Import) -> None:
    with place.work() as session:
        service.delete_import(session, place.actor, found.id)
    place.storage.delete(found.storage_key)
