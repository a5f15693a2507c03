"""`monitoria export`: a list into a file, with its own filters, for whoever runs this machine."""

from __future__ import annotations

from collections import defaultdict
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from monitoria.app import make_bus
from monitoria.cli.bar import Bar
from monitoria.cli.errors import CommandError
from monitoria.cli.whole import whole_file
from monitoria.platform.access import Actor, Role
from monitoria.platform.clock import Zone, utc_now
from monitoria.platform.config import Config
from monitoria.platform.database import Database, make_engine, new_id
from monitoria.platform.errors import Problem
from monitoria.platform.events import Circumstances, emit
from monitoria.platform.tables import Format
from monitoria.reports.queries.lists import LISTINGS, Asked
from monitoria.reports.schemas.exports import ExportBody
from monitoria.reports.schemas.lists import list_query
from monitoria.reports.service import Making, taken


@dataclass(frozen=True, slots=True)
class ExportWishes:
    """What the flags say; without a format, the name of the file says it."""

    list_name: str
    filters: tuple[str, ...]
    to: Path
    format: str | None
    language: str


def export(config: Config, wishes: ExportWishes) -> int:
    """Write the list; 0 when it is whole. Raises `CommandError` with the reason when something is refused."""
    if wishes.list_name not in LISTINGS:
        raise CommandError(f"A lista {wishes.list_name} não existe. As que há: {', '.join(LISTINGS)}.")
    engine = make_engine(str(config.database_url), pool_size=1, application="monitoria-cli")
    try:
        return _export(config, Database(engine, make_bus()), wishes)
    except Problem as problem:
        reasons = [f"{error.pointer}: {error.message}" for error in problem.errors] or [problem.detail]
        raise CommandError(" ".join(reasons)) from None
    finally:
        engine.dispose()


def _export(config: Config, database: Database, wishes: ExportWishes) -> int:
    body = ExportBody.model_validate(
        {
            "list": wishes.list_name,
            "format": wishes.format or _format_of(wishes.to),
            "lang": wishes.language,
            "filters": read_filters(wishes.filters),
        }
    )
    listing, query = body.listing(), body.as_query()
    unknown = read_filters(wishes.filters).keys() - {
        field.alias or name for name, field in type(query).model_fields.items()
    }
    if unknown:
        raise CommandError(f"A lista {listing.name} não tem o filtro {', '.join(sorted(unknown))}.")
    actor, now = Actor(new_id(), Role.ADMIN), utc_now()
    asked = Asked(actor, list_query(listing, query), Zone(config.time_zone), now)
    making = Making(listing, asked, query.format, query.lang)
    circumstances = Circumstances(None, now, "cli")
    with database.unit_of_work(circumstances) as session:
        bar = Bar("Exportando", making.count(session))
        making.tell = bar.show
        with whole_file(wishes.to) as file:
            with closing(making.pieces(session)) as pieces:
                file.writelines(pieces)
            emit(session, taken(making, query.filters(), is_whole=True))
        bar.end()
    print(f"{making.rows} linhas em {wishes.to}.")
    return 0


def _format_of(path: Path) -> str:
    return Format.XLSX.value if path.suffix.lower() == ".xlsx" else Format.CSV.value


def read_filters(given: tuple[str, ...]) -> dict[str, list[str]]:
    """`name=value` parts by name. Raises `CommandError` for a part that is neither."""
    found: dict[str, list[str]] = defaultdict(list)
    for part in given:
        name, equals, value = part.partition("=")
        if not equals:
            raise CommandError(f"“{part}” não é um filtro: escreva NOME=VALOR, por exemplo status=open.")
        found[name].append(value)
    return dict(found)
