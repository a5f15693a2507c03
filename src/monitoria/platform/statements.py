"""Statements that the database is sent: the slow ones are told, each can be a span. Their parameters are in neither."""

from __future__ import annotations

import time
from typing import Any

import structlog
from sqlalchemy import Engine, event
from sqlalchemy.engine.interfaces import ExceptionContext

from monitoria.platform import logs, tracing
from monitoria.platform.metrics import meters

log = structlog.get_logger(__name__)


def watch_statements(engine: Engine, slow_seconds: float) -> None:
    """Tell of each statement on this engine that took so long, or that was given up: its text, route and request."""

    def before(_connection: Any, _cursor: Any, statement: str, _parameters: Any, context: Any, _many: bool) -> None:
        context._monitoria_began = time.perf_counter()
        context._monitoria_span = tracing.begin_statement(statement)

    def after(_connection: Any, cursor: Any, statement: str, _parameters: Any, context: Any, _many: bool) -> None:
        seconds = time.perf_counter() - context._monitoria_began
        tracing.end_statement(context._monitoria_span)
        if seconds >= slow_seconds:
            _tell(statement, seconds, cursor.rowcount)

    def failed(fault: ExceptionContext) -> None:
        context: Any = fault.execution_context
        began = getattr(context, "_monitoria_began", None)
        if began is None:
            return
        tracing.end_statement(context._monitoria_span, is_failed=True)
        seconds = time.perf_counter() - began
        if seconds >= slow_seconds:
            _tell(fault.statement or "", seconds, None)

    event.listen(engine, "before_cursor_execute", before)
    event.listen(engine, "after_cursor_execute", after)
    event.listen(engine, "handle_error", failed)


def _tell(statement: str, seconds: float, rows: int | None) -> None:
    where = logs.bound_field("route") or logs.bound_field("task") or "other"
    meters.SLOW_STATEMENTS.labels(where).inc()
    log.warning(
        "slow statement",
        statement=" ".join(statement.split()),
        duration_seconds=round(seconds, 6),
        rows=rows,
        is_given_up=rows is None,
    )
