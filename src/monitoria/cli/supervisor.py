"""Keeps the processes of `serve` alive and ends them in order."""

from __future__ import annotations

import signal
import subprocess
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from monitoria.cli.errors import CommandError
from monitoria.platform.postgres import EmbeddedPostgres, PostgresError
from monitoria.platform.processes import start_child, stop_children

FIRST_DELAY = 0.2
LONGEST_DELAY = 10.0
# A process that lived this long has recovered: its next fall counts as the first.
HEALTHY_SECONDS = 30.0
PATIENCE_SECONDS = 10.0
LOOK_SECONDS = 0.1


@dataclass(frozen=True, slots=True)
class Service:
    """A child process: its name on the screen, its command, and when its falls end the whole.

    `falls_allowed` in a row (None: any number) are tried again; the exit status `hopeless` is not.
    """

    name: str
    command: tuple[str, ...]
    descriptors: tuple[int, ...] = ()
    falls_allowed: int | None = None
    hopeless: int | None = None


@dataclass
class _State:
    process: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    falls: int = 0
    retry_at: float = field(default=0.0)

    def fell(self, now: float) -> float:
        """Count a fall; the seconds to wait before the next start."""
        self.falls = 1 if now - self.started_at > HEALTHY_SECONDS else self.falls + 1
        delay: float = min(FIRST_DELAY * 2.0 ** (self.falls - 1), LONGEST_DELAY)
        self.retry_at = now + delay
        return delay


class Supervisor:
    """Starts the services and PostgreSQL's successors; a process that dies is started again, ever more slowly."""

    def __init__(
        self, environment: Mapping[str, str], postgres: EmbeddedPostgres | None, report: Callable[[str], None]
    ) -> None:
        self._report = report
        self._services: dict[Service, _State] = {}
        self._environment = environment
        self._postgres = postgres
        self._postgres_state = _State(started_at=time.monotonic())

    def add(self, service: Service) -> None:
        """Keep this service alive from the next round on."""
        self._services[service] = _State()

    def run(self, each_round: Callable[[], None]) -> None:
        """Watch until an exception ends it, calling `each_round` every time; then stop every service.

        Raises `CommandError` when a service keeps falling.
        """
        try:
            while True:
                each_round()
                self._watch_postgres()
                for service, state in self._services.items():
                    self._watch(service, state)
                time.sleep(LOOK_SECONDS)
        finally:
            running = [state.process for state in self._services.values() if state.process is not None]
            stop_children(running, [(signal.SIGTERM, PATIENCE_SECONDS)])

    def _watch(self, service: Service, state: _State) -> None:
        now = time.monotonic()
        if state.process is not None:
            status = state.process.poll()
            if status is None:
                return
            state.process = None
            if status == service.hopeless:
                raise CommandError(f"O processo {service.name} não pode iniciar: veja a explicação acima.")
            delay = state.fell(now)
            self._report(f"O processo {service.name} terminou (situação {status}); novo início em {delay:.1f} s.")
            if service.falls_allowed is not None and state.falls > service.falls_allowed:
                raise CommandError(f"O processo {service.name} terminou {state.falls} vezes seguidas: desisto.")
        if now >= state.retry_at:
            state.process = start_child(
                service.command,
                death_signal=signal.SIGTERM,
                env=self._environment,
                pass_fds=service.descriptors,
            )
            state.started_at = now

    def _watch_postgres(self) -> None:
        server, state, now = self._postgres, self._postgres_state, time.monotonic()
        if server is None or server.is_running():
            state.retry_at = 0.0
            return
        if not state.retry_at:
            self._report(f"O PostgreSQL terminou; novo início em {state.fell(now):.1f} s.")
        if now < state.retry_at:
            return
        try:
            server.restart()
            state.started_at = time.monotonic()
            self._report("O PostgreSQL voltou.")
        except PostgresError as error:
            self._report(f"{error} Nova tentativa em {state.fell(now):.1f} s.")
