"""Evaluation sheets as PDF: processor time of one, warm, and of many as one ZIP."""

from __future__ import annotations

import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from uuid import uuid4

from bench.stage import postgres, prepare
from monitoria.app import make_bus
from monitoria.evaluations.queries import EvaluationFilter
from monitoria.platform.access import Actor, Role
from monitoria.platform.clock import Zone, utc_now
from monitoria.platform.database import Database, make_engine
from monitoria.platform.events import Circumstances
from monitoria.reports.queries.batches import find_evaluations
from monitoria.reports.service.batches import SheetsMaking
from monitoria.reports.service.printing import print_evaluation

MOST_SHEET_CPU = 0.5
ROUNDS = 20
ZONE = Zone("America/Sao_Paulo")


def run(home: Path | None, sheets: int) -> int:
    """Print the figures; 0 when a sheet is within its bar."""
    with ExitStack() as stack:
        folder = home or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="monitoria-bench-")))
        folder.mkdir(parents=True, exist_ok=True)
        url = prepare(stack.enter_context(postgres(folder)), 10_000, 1_000)
        engine = make_engine(url, pool_size=1)
        stack.callback(engine.dispose)
        database, actor, now = Database(engine, make_bus()), Actor(uuid4(), Role.ADMIN), utc_now()
        with database.unit_of_work(Circumstances(None, now, "bench")) as session:
            ids = find_evaluations(session, actor, EvaluationFilter(), most=sheets)
            print_evaluation(session, actor, ids[0], "pt-BR", ZONE, now)
            spent = []
            for evaluation_id in ids[:ROUNDS]:
                before = time.process_time()
                print_evaluation(session, actor, evaluation_id, "pt-BR", ZONE, now)
                spent.append(time.process_time() - before)
            making = SheetsMaking(actor, ids, "pt-BR", ZONE, now)
            before, began = time.process_time(), time.monotonic()
            size = sum(map(len, making.pieces(session)))
            cpu, wall = time.process_time() - before, time.monotonic() - began
    one = median(spent)
    print(f"one sheet, warm: {one * 1000:.0f} ms of CPU, longest {max(spent) * 1000:.0f} (bar {MOST_SHEET_CPU} s)")
    print(f"{making.rows} sheets in one ZIP: {cpu:.1f} s of CPU, {wall:.1f} s, {size / 1e6:.1f} MB")
    return 0 if one <= MOST_SHEET_CPU else 1
