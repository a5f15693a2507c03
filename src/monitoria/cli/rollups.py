"""`monitoria rollups`: are the sums that charts read what the rows say? And make them so."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import text
from sqlalchemy.orm import Session

from monitoria.analytics.queries import has_no_rollups
from monitoria.analytics.service import Wrong, rebuild_rollups, verify_rollups
from monitoria.app import make_bus
from monitoria.platform.clock import Zone, utc_now
from monitoria.platform.config import Config
from monitoria.platform.database import Database, make_engine
from monitoria.platform.events import Circumstances, emit
from monitoria.system.events import SystemVerified


def verify(config: Config) -> int:
    """Compute every sum anew: 0 and one sentence when all are true, 1 with each difference when they are not."""
    with _working(config) as session:
        wrong = 0
        for found in verify_rollups(session, Zone(config.time_zone)):
            wrong += 1
            print(f"✗ {_said(found)}")
        emit(session, SystemVerified(what="rollups", is_whole=not wrong))
    if wrong:
        print(f"{wrong} soma(s) não conferem com os registros. “monitoria rollups rebuild” as refaz.")
        return 1
    print("✓ As somas dos painéis conferem com os registros.")
    return 0


def rebuild(config: Config) -> int:
    """Replace every sum by what the rows say."""
    with _working(config) as session:
        rebuild_rollups(session, Zone(config.time_zone))
        emit(session, SystemVerified(what="rollups", is_whole=True))
    print("As somas dos painéis foram refeitas a partir dos registros.")
    return 0


def fill_if_missing(config: Config) -> None:
    """Make the sums of an installation that was brought up from a version that did not keep them."""
    with _working(config) as session:
        if has_no_rollups(session):
            rebuild_rollups(session, Zone(config.time_zone))


def _said(found: Wrong) -> str:
    kept, true = ("nada" if value is None else value for value in (found.kept, found.true))
    return f"{found.table} ({', '.join(found.key)}) {found.column}: guardado {kept}, verdadeiro {true}"


@contextmanager
def _working(config: Config) -> Iterator[Session]:
    engine = make_engine(str(config.database_url), pool_size=1, application="monitoria-cli")
    try:
        with Database(engine, make_bus()).unit_of_work(Circumstances(None, utc_now())) as session:
            session.execute(text("SET LOCAL idle_in_transaction_session_timeout = 0"))
            yield session
    finally:
        engine.dispose()
