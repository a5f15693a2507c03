"""Figures that nobody counts as they change: looked up when somebody asks, and remembered for some seconds."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import structlog
from prometheus_client import Metric
from prometheus_client.metrics_core import GaugeMetricFamily
from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from monitoria.platform.config import Config

log = structlog.get_logger(__name__)

# Whoever asks does not wait longer than this for one of them.
_PATIENCE = text("SET LOCAL statement_timeout = 3000")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with a name, told once for each set of labels."""

    name: str
    help: str
    labels: tuple[str, ...] = ()


Reading = tuple[Figure, Sequence[tuple[tuple[str, ...], float]]]


@dataclass(frozen=True, slots=True)
class FigureSource:
    """Figures that are read together, at most every so many seconds; it only reads, and cheaply."""

    declared: tuple[Figure, ...]
    read: Callable[[Session, Config], Iterable[Reading]]
    every_seconds: float = 10.0


DATABASE_UP = Figure("monitoria_database_up", "1 when the database answers, 0 when it does not.")


@dataclass(slots=True)
class _Kept:
    at: float = float("-inf")
    readings: list[Reading] = field(default_factory=list)


class HasEngine(Protocol):
    """The database; looked at anew each time."""

    engine: Engine | Connection


class Figures:
    """Every source of an installation, asked one after the other, by one thread at a time."""

    def __init__(self, database: HasEngine, config: Config, sources: Sequence[FigureSource]) -> None:
        self._database = database
        self._config = config
        self._kept = {source: _Kept() for source in sources}
        self._lock = threading.Lock()

    def collect(self) -> Iterator[Metric]:
        """As prometheus-client wants them. A database that does not answer is a figure too."""
        with self._lock:
            try:
                readings = [reading for source, kept in self._kept.items() for reading in self._read(source, kept)]
                up = 1.0
            except SQLAlchemyError as error:
                log.warning("figures can't be read", error=type(error).__name__)
                readings, up = [], 0.0
        for figure, values in [*readings, (DATABASE_UP, [((), up)])]:
            family = GaugeMetricFamily(figure.name, figure.help, labels=figure.labels)
            for labels, value in values:
                family.add_metric(labels, value)
            yield family

    def _read(self, source: FigureSource, kept: _Kept) -> list[Reading]:
        if time.monotonic() - kept.at >= source.every_seconds:
            with Session(self._database.engine, join_transaction_mode="create_savepoint") as session:
                session.execute(_PATIENCE)
                kept.readings = list(source.read(session, self._config))
            kept.at = time.monotonic()
        return kept.readings
