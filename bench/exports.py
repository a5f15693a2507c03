"""A list of a million rows as CSV, against PostgreSQL's own COPY TO of the same query; a workbook of 100,000 rows."""

from __future__ import annotations

import http.client
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from uuid import uuid4

import psutil
from sqlalchemy.orm import Session

from bench.stage import Server, postgres, prepare, serving
from monitoria.platform.access import Actor, Role
from monitoria.platform.clock import Zone, utc_now
from monitoria.platform.database import make_engine
from monitoria.platform.tables import Format
from monitoria.reports.queries.lists import LISTINGS, Asked

LEAST_SHARE = 0.30
MOST_MEMORY_MB = 200
MOST_WORKBOOK_CPU = 25.0
WORKBOOK_ROWS = 100_000
ROUNDS = 3
ZONE = Zone("America/Sao_Paulo")
# In a process of its own, whose memory and processor time are its alone. The second number ends the list early.
EXPORT = """
import resource, sys, time
from uuid import uuid4
from sqlalchemy.orm import Session
from monitoria.platform.access import Actor, Role
from monitoria.platform.clock import Zone, utc_now
from monitoria.platform.database import make_engine
from monitoria.platform.tables import Format
from monitoria.reports.queries.lists import LISTINGS, Asked
from monitoria.reports.service import Making
url, form, most = sys.argv[1], Format(sys.argv[2]), int(sys.argv[3])
listing = LISTINGS["calls"]
sheet = listing.sheets[0]
if most:
    rows = sheet.rows
    object.__setattr__(sheet, "rows", lambda asked: rows(asked).limit(most))
asked = Asked(Actor(uuid4(), Role.ADMIN), listing.query(), Zone("America/Sao_Paulo"), utc_now())
making = Making(listing, asked, form, "pt-BR")
before, began = time.process_time(), time.monotonic()
with Session(make_engine(url)) as session:
    size = sum(map(len, making.pieces(session)))
print(making.rows, size, time.monotonic() - began, time.process_time() - before)
print(int(next(l for l in open("/proc/self/status") if l.startswith("VmHWM")).split()[1]) / 1024)
"""


def run(home: Path | None, rows: int) -> int:
    """Print the figures; 0 when the bars are met."""
    with ExitStack() as stack:
        folder = home or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="monitoria-bench-")))
        server = stack.enter_context(postgres(folder))
        url = prepare(server, rows, rows // 10)
        are_met = [_measure_csv(url), _measure_workbook(url)]
        with serving(folder, url, "--no-worker") as web:
            _measure_request(web)
    return int(not all(are_met))


def _copy_seconds(url: str) -> float:
    """PostgreSQL's own COPY TO STDOUT of the query of the export, thrown away as it comes."""
    engine = make_engine(url)
    asked = Asked(Actor(uuid4(), Role.ADMIN), LISTINGS["calls"].query(), ZONE, utc_now())
    statement = LISTINGS["calls"].sheets[0].statement(asked, Format.CSV)
    with Session(engine) as session:
        said = str(statement.compile(session.connection(), compile_kwargs={"literal_binds": True})).replace("%%", "%")
        raw = session.connection().connection.driver_connection
        raw.execute("SELECT set_config('statement_timeout', '0', true), set_config('TimeZone', %s, true)", (ZONE.name,))
        began = time.monotonic()
        with raw.cursor() as cursor, cursor.copy(f"COPY ({said}) TO STDOUT (FORMAT csv, DELIMITER ';')") as copy:
            while copy.read():
                pass
        seconds = time.monotonic() - began
    engine.dispose()
    return seconds


def _export(url: str, form: str, most: int = 0) -> tuple[int, float, float, float]:
    """Rows, seconds, seconds of processor and mebibytes of an export in a process of its own."""
    command = [sys.executable, "-c", EXPORT, url, form, str(most)]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    return int(said[0]), float(said[2]), float(said[3]), float(said[4])


def _measure_csv(url: str) -> bool:
    copies, exports, memory, rows = [], [], 0.0, 0
    for _ in range(ROUNDS):
        copies.append(_copy_seconds(url))
        rows, seconds, cpu, mebibytes = _export(url, "csv")
        exports.append(seconds)
        memory = max(memory, mebibytes)
        print(f"  COPY TO {copies[-1]:.1f} s · CSV {seconds:.1f} s ({cpu:.1f} s CPU, {mebibytes:.0f} MiB)")
    share = median(copies) / median(exports)
    print(f"CSV of {rows} rows: {rows / median(exports):.0f} rows/s, {share:.0%} of COPY TO (bar {LEAST_SHARE:.0%})")
    print(f"memory of the process: {memory:.0f} MiB (bar {MOST_MEMORY_MB})")
    return share >= LEAST_SHARE and memory <= MOST_MEMORY_MB


def _measure_workbook(url: str) -> bool:
    rows, seconds, cpu, memory = _export(url, "xlsx", WORKBOOK_ROWS)
    print(f"workbook of {rows} rows: {cpu:.1f} s CPU (bar {MOST_WORKBOOK_CPU:.0f}), {seconds:.1f} s, {memory:.0f} MiB")
    return cpu <= MOST_WORKBOOK_CPU


def _measure_request(web: Server) -> None:
    """The same CSV over HTTP, for the figure: how long, until the first byte, and what the server takes."""
    headers = {"Authorization": web.client().authorization}
    connection = http.client.HTTPConnection("127.0.0.1", web.port, timeout=600)
    began = time.monotonic()
    connection.request("GET", "/api/calls/export?format=csv", headers=headers)
    answer = connection.getresponse()
    size = len(answer.read(1))
    first = time.monotonic() - began
    while piece := answer.read(1 << 20):
        size += len(piece)
    seconds = time.monotonic() - began
    own = [psutil.Process(web.process.pid), *psutil.Process(web.process.pid).children(recursive=True)]
    largest = max(process.memory_info().rss for process in own if process.name() != "postgres") / 1e6
    print(f"over HTTP: {answer.status}, {size / 1e6:.0f} MB in {seconds:.1f} s, first byte after {first:.2f} s")
    print(f"largest process of the server afterwards: {largest:.0f} MB")
