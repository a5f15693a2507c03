"""`monitoria report`: a sheet, a month, a blank sheet, or many sheets as a ZIP, for whoever runs this machine."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from monitoria.app import make_bus
from monitoria.cli.bar import Bar
from monitoria.cli.errors import CommandError
from monitoria.cli.export import read_filters
from monitoria.cli.whole import whole_file
from monitoria.platform.access import Actor, Role
from monitoria.platform.clock import Zone, utc_now
from monitoria.platform.config import Config
from monitoria.platform.database import Database, make_engine, new_id
from monitoria.platform.errors import Problem
from monitoria.platform.events import Circumstances
from monitoria.reports.queries.batches import find_evaluations
from monitoria.reports.schemas.batches import BatchBody
from monitoria.reports.service import printing
from monitoria.reports.service.batches import SheetsMaking


@dataclass(frozen=True, slots=True)
class ReportWishes:
    """What the flags say. `about`: an identifier, or the filters of a batch."""

    kind: str
    about: tuple[str, ...]
    month: str | None
    to: Path
    language: str


def report(config: Config, wishes: ReportWishes) -> int:
    """Print it into the file; 0 when it is whole. Raises `CommandError` with the reason when something is refused."""
    engine = make_engine(str(config.database_url), pool_size=1, application="monitoria-cli")
    database, now = Database(engine, make_bus()), utc_now()
    try:
        with database.unit_of_work(Circumstances(None, now, "cli")) as session:
            making = _batch if wishes.kind == "batch" else _one
            return making(session, Actor(new_id(), Role.ADMIN), wishes, Zone(config.time_zone), now)
    except Problem as problem:
        reasons = [error.message for error in problem.errors] or [problem.detail]
        raise CommandError(" ".join(reasons)) from None
    finally:
        engine.dispose()


def _one(session: Session, actor: Actor, wishes: ReportWishes, zone: Zone, now: datetime) -> int:
    identity, month = _id(wishes.about), _month(wishes.month)
    verbs: dict[str, Callable[[], printing.Printed]] = {
        "evaluation": lambda: printing.print_evaluation(session, actor, identity, wishes.language, zone, now),
        "user": lambda: printing.print_person_month(session, actor, identity, month, wishes.language, zone, now),
        "team": lambda: printing.print_team_month(session, actor, identity, month, wishes.language, zone, now),
        "blank": lambda: printing.print_blank(session, actor, identity, wishes.language),
    }
    printed = verbs[wishes.kind]()
    with whole_file(wishes.to) as file:
        file.write(printed.content)
    print(f"{wishes.to}: {len(printed.content)} bytes.")
    return 0


def _batch(session: Session, actor: Actor, wishes: ReportWishes, zone: Zone, now: datetime) -> int:
    given: Any = {"filters": read_filters(wishes.about), "lang": wishes.language}
    wanted = BatchBody.model_validate(given).as_query().as_filter(zone)
    found = find_evaluations(session, actor, wanted, most=None)
    if not found:
        raise CommandError("Nenhuma monitoria publicada corresponde a estes filtros.")
    bar = Bar("Imprimindo", len(found))
    making = SheetsMaking(actor, found, wishes.language, zone, now, tell=bar.show)
    with whole_file(wishes.to) as file, closing(making.pieces(session)) as pieces:
        file.writelines(pieces)
    bar.end()
    print(f"{making.rows} fichas em {wishes.to}.")
    return 0


def _id(given: tuple[str, ...]) -> UUID:
    try:
        (text,) = given
        return UUID(text)
    except ValueError:
        raise CommandError("Diga um identificador, como está no endereço da página.") from None


def _month(given: str | None) -> date | None:
    try:
        return None if given is None else date.fromisoformat(f"{given}-01")
    except ValueError:
        raise CommandError(f"“{given}” não é um mês: escreva como 2026-11.") from None
