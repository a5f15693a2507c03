"""A million rows of a CSV imported, against PostgreSQL's own COPY of the same rows into the same indexed table."""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
import xlsxwriter
from sqlalchemy.orm import Session

from bench.stage import postgres, prepare
from monitoria.app import make_bus
from monitoria.imports import service
from monitoria.imports.rules.fields import ImportKind
from monitoria.imports.rules.options import Options
from monitoria.platform.access import Actor, Role
from monitoria.platform.clock import Zone, utc_now
from monitoria.platform.database import Database, make_engine, new_id
from monitoria.platform.events import Circumstances
from monitoria.platform.storage import DiskStorage

LEAST_SHARE = 0.25
MOST_MEMORY_MB = 300
SAMPLE = 1_000
# What `platform/tables/workbook` takes at most, less a row.
WORKBOOK_CELLS = 1_600_000
READ_WORKBOOK = """
import sys, time
from pathlib import Path
from monitoria.imports.rules.fields import ImportKind
from monitoria.imports.rules.options import Options
from monitoria.imports.service.examine import examine_file
from monitoria.imports.service.tables import file_rows, reading_from
path, options, began = Path(sys.argv[1]), Options(source="bench"), time.monotonic()
found = examine_file(path, ImportKind.CALLS, options, None)
rows = sum(1 for _ in file_rows(path, reading_from(found.reading), options))
print(rows, time.monotonic() - began)
print(int(next(l for l in open("/proc/self/status") if l.startswith("VmHWM")).split()[1]) / 1024)
"""
ZONE = Zone("America/Sao_Paulo")
HEADER = "Id da chamada;Atendente;Início;Duração;Categoria;Telefone;Cliente;Assunto;Observações\n"
_SUBJECTS = ("Segunda via da fatura", "Cancelamento do plano", "Internet lenta à noite", "Mudança de endereço")
_KEPT = """id, protocol, operator_id, team_id, channel, category, priority, status, customer_name, customer_phone,
    customer_document, subject, notes, started_at, ended_at, duration_seconds, external_id, source, import_id,
    evaluations_count, published_count, search, version, created_by_id, created_at, updated_at"""


@dataclass(frozen=True, slots=True)
class Stage:
    """Where the import runs."""

    database: Database
    storage: DiskStorage

    @contextmanager
    def work(self) -> Iterator[Session]:
        with self.database.unit_of_work(Circumstances(None, utc_now(), "bench")) as session:
            yield session

    def around(self) -> service.Surroundings:
        return service.Surroundings(self.work, self.storage.open, ZONE)


def run(rows: int) -> int:
    """Print the figures; 0 when the bars are met."""
    with tempfile.TemporaryDirectory(prefix="monitoria-bench-") as name, postgres(Path(name)) as server:
        is_modest = _measure_workbook(Path(name))
        url = prepare(server, SAMPLE, 0)
        engine = make_engine(url, pool_size=2, application="monitoria-bench")
        stage = Stage(Database(engine, make_bus()), DiskStorage(Path(name) / "files"))
        # Emptying a table whole takes its owner.
        plain = server.url(f"bench_{SAMPLE}").replace("postgresql+psycopg://", "postgresql://", 1)
        with psycopg.connect(plain, autocommit=True) as connection:
            found = _measure(stage, connection, Path(name), rows)
        engine.dispose()
    return found or int(not is_modest)


def _measure_workbook(folder: Path) -> bool:
    """What reading the largest workbook that is taken needs of memory, in a process of its own."""
    path = folder / "largest.xlsx"
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    sheet = book.add_worksheet()
    columns = HEADER.strip().split(";")
    rows = WORKBOOK_CELLS // len(columns)
    sheet.write_row(0, 0, columns)
    start = datetime(2026, 1, 1, 8)  # noqa: DTZ001 - local, as centres write
    for number in range(1, rows):
        sheet.write_row(number, 0, [*_line(number, ["Ana"], start).split(";")[:7], "", ""])
    book.close()
    done = subprocess.run([sys.executable, "-c", READ_WORKBOOK, str(path)], capture_output=True, text=True, check=True)
    read, seconds, memory = map(float, done.stdout.split())
    print(f"workbook of {rows} rows, {path.stat().st_size / 1e6:.0f} MB: read {read:.0f} in {seconds:.1f} s")
    is_met = memory <= MOST_MEMORY_MB
    print(f"  {'met   ' if is_met else 'MISSED'} memory at its most {memory:.0f} MB (at most {MOST_MEMORY_MB})")
    return is_met


def _measure(stage: Stage, connection: psycopg.Connection[Any], folder: Path, rows: int) -> int:
    names = [row[0] for row in connection.execute("SELECT full_name FROM users WHERE role = 'operator'")]
    key, size = _write_file(stage, names, rows)
    print(f"{rows} rows, {size / 1e6:.0f} MB")
    import_id = _timed("upload and guess", rows, lambda: _upload(stage, key, size))[1]
    _timed("check", rows, lambda: service.run_check(stage.around(), import_id))
    _request(stage, import_id, "commit")
    commit, _ = _timed("commit", rows, lambda: service.run_commit(stage.around(), import_id))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    copy = _copy_again(connection, folder)
    share = copy / commit
    print(f"  COPY of the same rows {copy:>20.1f} s {rows / copy:>10.0f} rows a second")
    print(f"  memory at its most {memory:.0f} MB (at most {MOST_MEMORY_MB})")
    is_met = share >= LEAST_SHARE and memory <= MOST_MEMORY_MB
    print(f"  {'met   ' if is_met else 'MISSED'} import / COPY {share:.2f} (at least {LEAST_SHARE})")
    return 0 if is_met else 1


def _timed(name: str, rows: int, act: Any) -> tuple[float, Any]:
    began = time.monotonic()
    result = act()
    taken = time.monotonic() - began
    print(f"  {name:<21} {taken:>20.1f} s {rows / taken:>10.0f} rows a second", flush=True)
    return taken, result


def _write_file(stage: Stage, names: list[str], rows: int) -> tuple[str, int]:
    key, size, start = f"imports/{new_id().hex}", 0, datetime(2026, 1, 1, 8)  # noqa: DTZ001 - local, as centres write
    with stage.storage.receive() as incoming:
        incoming.write(HEADER.encode())
        for first in range(0, rows, 10_000):
            lines = [_line(number, names, start) for number in range(first, min(rows, first + 10_000))]
            content = "".join(lines).encode()
            incoming.write(content)
            size += len(content)
        incoming.keep(key)
    return key, size


def _line(number: int, names: list[str], start: datetime) -> str:
    at = start + timedelta(seconds=number * 25)
    return (
        f"C-{number:08};{names[number * 7 % len(names)]};{at:%d/%m/%Y %H:%M:%S};00:{number % 30:02}:{number % 60:02};"
        f"Outros;(11) 9{number % 9000 + 1000}-{number * 13 % 9000 + 1000};Cliente {number % 5000} da Silva;"
        f"{_SUBJECTS[number % 4]};Cliente pediu {number % 97} vezes e recebeu a resposta por e-mail\n"
    )


def _upload(stage: Stage, key: str, size: int) -> UUID:
    with stage.work() as session, stage.storage.open(key).local() as path:
        file = service.NewFile(ImportKind.CALLS, "million.csv", key, size, "0" * 64)
        layout = service.Layout(Options(source="bench"))
        admin = Actor(new_id(), Role.ADMIN)
        made = service.create_import(session, admin, file, path, layout, utc_now(), user_id=None)
        import_id = made.id
    _request(stage, import_id, "check")
    return import_id


def _request(stage: Stage, import_id: UUID, verb: str) -> None:
    act = {"check": service.request_check, "commit": service.request_commit}[verb]
    with stage.work() as session:
        act(session, Actor(new_id(), Role.ADMIN), import_id, utc_now(), is_queued=False)


def _copy_again(connection: psycopg.Connection[Any], folder: Path) -> float:
    """Take the imported rows out, empty the table, and let COPY alone put them back."""
    path = folder / "calls.copy"
    kept = f"COPY (SELECT {_KEPT} FROM calls WHERE source = 'bench') TO STDOUT"
    with path.open("wb") as file, connection.cursor() as cursor, cursor.copy(kept) as out:
        for chunk in out:
            file.write(chunk)
    connection.execute("TRUNCATE calls CASCADE")
    connection.execute("VACUUM ANALYZE calls")
    connection.execute("CHECKPOINT")
    began = time.monotonic()
    with (
        path.open("rb") as file,
        connection.cursor() as cursor,
        cursor.copy(f"COPY calls ({_KEPT}) FROM STDIN") as into,
    ):
        while chunk := file.read(1 << 18):
            into.write(chunk)
    return time.monotonic() - began
