"""Logs: one line a thing that happened, on standard error; secrets and personal data are never among the fields.

In production every line of every process and library is one JSON object; for a person at a terminal it is a short
sentence, and requests are not told one by one. What happens inside a request or a job carries what was bound there.
"""

from __future__ import annotations

import json
import logging
import re
import sys
import threading
from collections.abc import Iterator, Mapping, MutableMapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, Literal, TextIO

import structlog

Form = Literal["json", "text"]

LONGEST_VALUE = 2_000
LONGEST_TRACE = 20_000
# What would begin a line, or hide one, in a viewer of lines; JSON escapes only the first 32.
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
# PostgreSQL says there which values collided.
_VALUES = re.compile(r"(?m)^(\s*)(DETAIL|CONTEXT):.*$")
# Libraries that tell what they do, job by job: we tell it ourselves.
_QUIET = ("procrastinate", "urllib3", "botocore", "s3transfer", "alembic")
_NOTHING: Mapping[str, object] = {}
_BOUND: ContextVar[Mapping[str, object]] = ContextVar("monitoria_bound", default=_NOTHING)


class _Told:
    """Where lines go, and whether each request is one."""

    stream: TextIO | None = None
    tells_requests: bool = False


def configure_logs(level: str, form: Form = "text", stream: TextIO | None = None) -> None:
    """Set up structlog and the standard library's logging for this process. `level`: debug, info, warning, error."""
    number = logging.getLevelNamesMapping()[level.upper()]
    _Told.stream = stream
    _Told.tells_requests = number <= (logging.INFO if form == "json" else logging.DEBUG)
    render = _as_json if form == "json" else _as_text
    shape: list[Any] = [_add_bound, structlog.processors.add_log_level, _format_trace]
    structlog.configure(
        processors=[*shape, render],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=_Writer,
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(_Stream())
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[structlog.stdlib.add_logger_name, *shape],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, render],
        )
    )
    logging.basicConfig(level=max(number, logging.WARNING), handlers=[handler], force=True)
    for name in _QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    logging.captureWarnings(form == "json")
    if form == "json":
        sys.excepthook = _tell_end
        threading.excepthook = lambda told: _tell_end(told.exc_type, told.exc_value or SystemExit(), told.exc_traceback)


def tells_requests() -> bool:
    """Whether each request is a line of its own."""
    return _Told.tells_requests


@contextmanager
def bound(**fields: object) -> Iterator[None]:
    """While the block runs, every line of this thread has these fields."""
    token = _BOUND.set({**_BOUND.get(), **fields})
    try:
        yield
    finally:
        _BOUND.reset(token)


def bind_anew(**fields: object) -> None:
    """From now on every line of this thread has these fields and no others."""
    _BOUND.set(fields)


def bind(**fields: object) -> None:
    """From now on every line of this thread has these fields too."""
    _BOUND.set({**_BOUND.get(), **fields})


def bound_field(name: str) -> str | None:
    """What was bound under this name."""
    value = _BOUND.get().get(name)
    return None if value is None else str(value)


class _Stream:
    """Standard error as it is by now, or what was given instead."""

    def write(self, line: str) -> None:
        (_Told.stream or sys.stderr).write(line)

    def flush(self) -> None:
        (_Told.stream or sys.stderr).flush()


class _Writer:
    """What structlog hands a finished line to: written in one piece, so that processes do not mix theirs."""

    def __init__(self, *_: object) -> None: ...

    def msg(self, line: str) -> None:
        stream = _Told.stream or sys.stderr
        stream.write(line + "\n")
        stream.flush()

    debug = info = warning = error = critical = exception = msg


def _add_bound(_logger: object, _method: str, line: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    for name, value in _BOUND.get().items():
        line.setdefault(name, value)
    return line


def _format_trace(logger: Any, method: str, line: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    if line.get("exc_info"):
        line = structlog.processors.format_exc_info(logger, method, line)
        line["exception"] = _VALUES.sub(r"\1\2: …", str(line["exception"]))[-LONGEST_TRACE:]
    return line


def _as_json(_logger: object, _method: str, line: MutableMapping[str, Any]) -> str:
    told = {"time": datetime.now(UTC).isoformat(timespec="milliseconds"), "level": line.pop("level", "info")}
    told["event"] = _cut(line.pop("event", ""))
    trace = line.pop("exception", None)
    for name, value in line.items():
        told[name] = value if value is None or isinstance(value, (int, float, bool)) else _cut(value)
    if trace:
        told["exception"] = trace
    return _UNSEEN.sub(_escaped, json.dumps(told, ensure_ascii=False))


def _as_text(_logger: object, _method: str, line: MutableMapping[str, Any]) -> str:
    level, event, trace = line.pop("level", "info"), line.pop("event", ""), line.pop("exception", "")
    fields = "".join(f" {name}={value}" for name, value in line.items() if value is not None)
    said = f"{datetime.now().astimezone():%H:%M:%S} {level} {_cut(event)}{_cut(fields)}"
    return _UNSEEN.sub(_escaped, said) + (f"\n{trace}" if trace else "")


def _cut(value: object) -> str:
    return str(value)[:LONGEST_VALUE]


def _escaped(found: re.Match[str]) -> str:
    return f"\\u{ord(found.group()):04x}"


def _tell_end(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        return
    structlog.get_logger(__name__).critical("the process ends with a fault", exc_info=(kind, error, trace))
