"""`monitoria dump` and `monitoria load`: everything an installation keeps, out and in again."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from monitoria.app import ROUTERS
from monitoria.cli.bar import Bar
from monitoria.cli.errors import CommandError
from monitoria.cli.whole import whole_file
from monitoria.platform.clock import utc_now
from monitoria.platform.config import Config
from monitoria.platform.database import Database, make_engine, migrate
from monitoria.platform.dump import DumpRefused, Told, load_dump, write_dump
from monitoria.platform.errors import Problem
from monitoria.platform.events import Bus, Circumstances
from monitoria.platform.http.routing import all_routes
from monitoria.platform.storage import make_storage
from monitoria.reports.rules import PREFIX

# Somebody registered is what tells an installation that is used from one that waits for its first user.
MUST_BE_EMPTY = ("users", "calls")


def kept_prefixes() -> set[str]:
    """Where files lie that are kept: whatever a route takes in, and what exports make."""
    return {route.upload.prefix for route in all_routes(ROUTERS) if route.upload is not None} | {PREFIX}


def dump(config: Config, to: Path, *, with_files: bool) -> int:
    """Write everything to `to`. Raises `CommandError`."""
    engine = make_engine(config.owner_url, pool_size=1, application="monitoria-dump")
    storage = make_storage(config) if with_files else None
    try:
        with (
            Database(engine, Bus()).unit_of_work(Circumstances(None, utc_now(), "cli")) as session,
            whole_file(to) as file,
        ):
            written = _write(file, write_dump(session, utc_now(), storage, kept_prefixes()))
    except Problem as problem:
        raise CommandError(problem.detail) from None
    finally:
        engine.dispose()
    print(f"{written} linhas em {to}. Guarde o arquivo bem: ele tem os dados de todos, e as senhas cifradas.")
    return 0


def _write(file: BinaryIO, lines: Iterator[str]) -> int:
    header = next(lines)
    file.write(f"{header}\n".encode())
    bar = Bar("Despejando", sum(json.loads(header)["tables"].values()))
    number = 1
    for number, line in enumerate(lines, start=2):
        file.write(f"{line}\n".encode())
        if number % 1_000 == 0:
            bar.show(number)
    bar.end()
    return number


def load(config: Config, path: Path) -> int:
    """Load what `dump` wrote into this installation, which must be empty. Raises `CommandError`."""
    if not path.is_file():
        raise CommandError(f"O arquivo {path} não existe.")
    migrate(config.owner_url, config.database_url)
    engine = make_engine(config.owner_url, pool_size=1, application="monitoria-load")
    bar = Bar("Carregando", _expected(path))
    try:
        with (
            path.open(encoding="utf-8", newline="\n") as file,
            Database(engine, Bus()).unit_of_work(Circumstances(None, utc_now(), "cli")) as session,
        ):
            load_dump(session, _lines(file), make_storage(config), MUST_BE_EMPTY, _sparse(bar))
    except DumpRefused as refused:
        raise CommandError(str(refused)) from None
    except Problem as problem:
        raise CommandError(problem.detail) from None
    except UnicodeDecodeError:
        raise CommandError("O arquivo não está em UTF-8: não é um despejo do Monitoria.") from None
    finally:
        engine.dispose()
    bar.end()
    print("Tudo carregado. Confira a trilha com “monitoria audit verify”.")
    return 0


def _lines(file: Iterable[str]) -> Iterator[str]:
    for line in file:
        yield line.removesuffix("\n")


def _expected(path: Path) -> int:
    try:
        with path.open(encoding="utf-8") as file:
            return sum(json.loads(file.readline(1_000_000))["tables"].values())
    except (ValueError, KeyError, TypeError, AttributeError):
        return 1  # what it is instead is said when it is read


def _sparse(bar: Bar) -> Told:
    def tell(number: int) -> None:
        if number % 1_000 == 0:
            bar.show(number)

    return tell
