"""`monitoria health` and `monitoria version`: what containers, units and scripts ask."""

from __future__ import annotations

import http.client
import sys
from importlib.metadata import version

from monitoria.cli.errors import CommandError
from monitoria.platform.config import Config

PATIENCE_SECONDS = 5


def check_part(config: Config, part: str) -> int:
    """0 when that part of the installation does its work, 1 with a sentence when it does not."""
    problem = _web_problem(config) if part == "web" else _worker_problem(config)
    if problem:
        print(f"monitoria: {problem}", file=sys.stderr)
    return 1 if problem else 0


def _web_problem(config: Config) -> str:
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(config.host, config.host)  # noqa: S104
    asking = http.client.HTTPConnection(host, config.port, timeout=PATIENCE_SECONDS)
    try:
        asking.request("GET", "/readyz")
        status = asking.getresponse().status
    except (OSError, http.client.HTTPException) as error:
        return f"O processo web não responde em {config.host}:{config.port}: {error}."
    finally:
        asking.close()
    return "" if status == 200 else f"O processo web responde {status} em /readyz."


def _worker_problem(config: Config) -> str:
    from sqlalchemy.exc import SQLAlchemyError  # noqa: PLC0415 - asking the web process needs none of this
    from sqlalchemy.orm import Session  # noqa: PLC0415

    from monitoria.cli.database import database_for  # noqa: PLC0415
    from monitoria.platform.database import make_engine  # noqa: PLC0415
    from monitoria.system.queries import find_workers  # noqa: PLC0415

    with database_for(config) as found:
        engine = make_engine(str(found.database_url), pool_size=1, application="monitoria-health")
        try:
            with Session(engine) as session:
                alive = find_workers(session).alive
        except SQLAlchemyError as error:
            return f"O banco de dados não responde: {error}"
        finally:
            engine.dispose()
    return "" if alive else "Nenhum worker está em execução: inicie “monitoria serve” ou “monitoria worker”."


def print_version(config: Config) -> int:
    """The program, the schema it expects, the schema found; 1 when the database can't be served as it stands."""
    from monitoria.cli.database import database_for  # noqa: PLC0415
    from monitoria.platform.database import make_engine, newest_revision  # noqa: PLC0415
    from monitoria.platform.schema import found_revision, state_of_revision  # noqa: PLC0415

    print(f"Monitoria {version('monitoria')}")
    print(f"Esquema esperado: {newest_revision()}")
    try:
        with database_for(config) as found:
            engine = make_engine(found.owner_url, pool_size=1, application="monitoria-version")
            with engine.connect() as connection:
                revision = found_revision(connection)
            engine.dispose()
    except CommandError as error:
        print(f"monitoria: {error}", file=sys.stderr)
        return 1
    state = state_of_revision(revision)
    print(f"Esquema encontrado: {revision or 'nenhum'} ({state})")
    return 0 if state.is_servable else 1
