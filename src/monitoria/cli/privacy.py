"""`monitoria privacy purge`: what is over its time goes now, or is only counted."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime

from sqlalchemy.orm import Session

from monitoria.app import make_bus
from monitoria.platform.clock import utc_now
from monitoria.platform.config import Config
from monitoria.platform.database import Database, make_engine
from monitoria.platform.events import Circumstances
from monitoria.platform.jobs import work_off
from monitoria.privacy.queries import what_is_due
from monitoria.privacy.service import PURGED_AT_ONCE, purge_recordings, purge_records


def purge(config: Config, *, dry_run: bool) -> int:
    """Say what is over its time and, unless it is a dry run, purge it; files go with the worker."""
    engine = make_engine(str(config.database_url), pool_size=1, application="monitoria-cli")
    database = Database(engine, make_bus())
    try:
        with database.unit_of_work(Circumstances(None, utc_now())) as session:
            due = what_is_due(session, utc_now())
        print(f"Fora do prazo: {due.recordings} gravação(ões), {due.recording_bytes / 1e6:.1f} MB; ", end="")
        print(f"dados do cliente de {due.records} chamada(s).")
        print(f"Ficam: {due.held} sob guarda legal, {due.contested} com contestação aberta.")
        if dry_run:
            print("Nada foi apagado (--dry-run).")
            return 0
        recordings, records = (_all(database, verb) for verb in (purge_recordings, purge_records))
        print(f"Apagados: {recordings} gravação(ões), dados do cliente de {records} chamada(s).")
    finally:
        engine.dispose()
    return 0


def _all(database: Database, verb: Callable[[Session, datetime], int]) -> int:
    def opening() -> AbstractContextManager[Session]:
        return database.unit_of_work(Circumstances(None, utc_now()))

    return work_off(opening, PURGED_AT_ONCE, lambda session: verb(session, utc_now()))
