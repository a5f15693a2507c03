"""`monitoria audit`: is the trail whole? And an anchor to keep elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import text
from sqlalchemy.orm import Session

from monitoria.app import make_bus
from monitoria.audit.queries import chain_state
from monitoria.audit.rules import Anchor, Break, BreakKind, read_anchor
from monitoria.audit.service import SEALED_AT_ONCE, seal_entries, verify_chain
from monitoria.cli.errors import CommandError
from monitoria.platform.clock import utc_now
from monitoria.platform.config import Config
from monitoria.platform.database import Database, make_engine
from monitoria.platform.events import Circumstances, emit
from monitoria.platform.jobs import work_off
from monitoria.system.events import SystemVerified

_WORDS = {
    BreakKind.CHANGED: "o registro {entry}, na posição {position}, não é mais o que foi selado",
    BreakKind.MISSING: "o registro {entry}, selado na posição {position}, não existe mais",
    BreakKind.GAP: "falta o selo da posição {position}",
    BreakKind.CUT: "a cadeia termina antes da âncora: falta da posição {position} em diante",
    BreakKind.OTHER: "a cadeia passa pela posição {position} com outro valor que o da âncora",
    BreakKind.SLIPPED_IN: "o registro {entry} diz ser anterior ao fim da cadeia e não está nela",
}


def verify(config: Config, anchor: str | None) -> int:
    """Compute the chain anew: 0 when it is whole, 1 with the first break when it is not."""
    wanted = _anchor(anchor)
    with _working(config) as session:
        verdict = verify_chain(session, wanted)
        emit(session, SystemVerified(what="trail", is_whole=verdict.is_whole))
    waiting = verdict.state.waiting
    if verdict.found is not None:
        print(f"✗ A trilha foi alterada: {_said(verdict.found)}.")
        print(f"  Inteira até a posição {verdict.whole}; {waiting} registro(s) ainda não selado(s).")
        return 1
    print(f"✓ A trilha está inteira: {verdict.whole} registro(s) selado(s), {waiting} ainda não.")
    return 0


def print_anchor(config: Config) -> int:
    """Seal what is ready and print the end of the chain, to be kept where this installation does not reach."""
    work_off(lambda: _working(config), SEALED_AT_ONCE, lambda session: seal_entries(session, utc_now()))
    with _working(config) as session:
        print(chain_state(session).last)
    return 0


def _anchor(said: str | None) -> Anchor | None:
    try:
        return None if said is None else read_anchor(said)
    except ValueError:
        raise CommandError(f"“{said}” não é uma âncora: copie-a como “monitoria audit anchor” a imprimiu.") from None


def _said(found: Break) -> str:
    return _WORDS[found.kind].format(position=found.position, entry=found.entry_id)


@contextmanager
def _working(config: Config) -> Iterator[Session]:
    engine = make_engine(str(config.database_url), pool_size=1, application="monitoria-cli")
    try:
        with Database(engine, make_bus()).unit_of_work(Circumstances(None, utc_now())) as session:
            session.execute(text("SET LOCAL statement_timeout = 0"))
            session.execute(text("SET LOCAL idle_in_transaction_session_timeout = 0"))
            yield session
    finally:
        engine.dispose()
