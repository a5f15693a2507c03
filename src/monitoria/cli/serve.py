"""`monitoria serve`: PostgreSQL, migrations, web and worker, as one command that ends whole."""

from __future__ import annotations

import errno
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from monitoria.cli.database import DATA_FOLDER
from monitoria.cli.errors import CommandError
from monitoria.cli.prepare import SAMPLE_PRESENT
from monitoria.cli.settings import environment_of
from monitoria.cli.supervisor import Service, Supervisor
from monitoria.platform.config import Config
from monitoria.platform.postgres import EmbeddedPostgres
from monitoria.platform.processes import start_child, stop_children

WEB_FALLS_ALLOWED = 5
BACKLOG = 1024
SAMPLE_SIGN_INS = (
    "Usuários de exemplo:",
    "  administrador  admin / admin123",
    "  supervisor     supervisor / supervisor123",
    "  operadores     joão.silva, ana.santos, pedro.oliveira, carla.souza, lucas.ferreira / operator123",
)


class StopRequested(BaseException):
    """SIGTERM or Ctrl-C came: unwind, ending everything that was started."""


def serve(config: Config, *, with_worker: bool) -> int:
    """Serve until SIGTERM or SIGINT, then end every process. Raises `CommandError` when it can't start or go on."""
    with suppress(StopRequested), _stop_signals(), ExitStack() as started:
        refuse_unsafe_production(config)
        listener = started.enter_context(_listen(config))
        _make_home(config.home)
        server: EmbeddedPostgres | None = None
        if config.database_url is None:
            server = started.enter_context(EmbeddedPostgres(config.home / DATA_FOLDER))
            config = replace(config, database_url=server.url())
        has_sample = _prepare(config)
        services = _services(listener, with_worker=with_worker)
        announce = _Announcement(config, listener.getsockname()[1], has_sample=has_sample)
        Supervisor(services, environment_of(config), server).run(announce)
    return 0


def refuse_unsafe_production(config: Config) -> None:
    """Raises `CommandError` when production would run with a secret that anybody knows or can guess."""
    problem = config.secret_problem() if config.is_production else None
    if problem is not None:
        raise CommandError(problem)
    if config.is_production and config.demo:
        raise CommandError("Os dados de exemplo (--demo) não entram em produção: as senhas deles são públicas.")


def _services(listener: socket.socket, *, with_worker: bool) -> list[Service]:
    descriptor = listener.fileno()
    web = (sys.executable, "-m", "monitoria.cli.web", str(descriptor))
    services = [Service("web", web, WEB_FALLS_ALLOWED, (descriptor,))]
    if with_worker:
        services.append(Service("de tarefas", (sys.executable, "-m", "monitoria.worker")))
    return services


@contextmanager
def _stop_signals() -> Iterator[None]:
    """The first signal raises `StopRequested`; later ones must not disturb the stop that it began."""
    numbers = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)

    def stop(number: int, frame: object) -> None:  # noqa: ARG001 - the signal module's signature
        for other in numbers:
            signal.signal(other, signal.SIG_IGN)
        raise StopRequested

    before = {number: signal.signal(number, stop) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def _listen(config: Config) -> Iterator[socket.socket]:
    """The listening socket, held by us: a web process that is started again answers on the same one."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(config.host, config.port, type=socket.SOCK_STREAM)[0]
    except OSError:
        raise CommandError(f"O endereço “{config.host}” não existe nesta máquina.") from None
    with socket.socket(family, kind, protocol) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(address)
            listener.listen(BACKLOG)
        except OSError as error:
            raise CommandError(_why_not_bound(config, error)) from None
        yield listener


def _why_not_bound(config: Config, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"A porta {config.port} já está em uso em {config.host}: escolha outra com --port."
    if error.errno == errno.EACCES:
        return f"Sem permissão para usar a porta {config.port}: escolha uma acima de 1023 com --port."
    return f"Não é possível atender em {config.host}:{config.port}: {error.strerror}."


def _make_home(home: Path) -> None:
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        probe = home / f".write-test-{os.getpid()}"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise CommandError(
            f"Não é possível escrever na pasta {home} ({error.strerror}): escolha outra com --home."
        ) from None


def _prepare(config: Config) -> bool:
    """Migrate and, for a demonstration, fill: in a process of its own, whose memory is given back."""
    command = (sys.executable, "-m", "monitoria.cli.prepare")
    child = start_child(command, death_signal=signal.SIGTERM, env=environment_of(config), stdout=subprocess.PIPE)
    try:
        said = child.communicate()[0].decode()
    except BaseException:
        stop_children([child], [(signal.SIGTERM, 3)])
        raise
    if child.returncode != 0:
        raise CommandError("O banco de dados não pôde ser preparado: veja a explicação acima.")
    return SAMPLE_PRESENT in said.split()


class _Announcement:
    """Says the address once the web process answers there."""

    def __init__(self, config: Config, port: int, *, has_sample: bool) -> None:
        host = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(config.host, config.host)  # noqa: S104
        self._address = f"{host}:{port}"
        self._has_sample = has_sample
        self._is_due = True

    def __call__(self) -> None:
        if self._is_due and self._answers():
            self._is_due = False
            lines = [f"Monitoria em http://{self._address}", *(SAMPLE_SIGN_INS if self._has_sample else ())]
            print("\n".join([*lines, "Ctrl+C encerra."]), flush=True)

    def _answers(self) -> bool:
        connection = HTTPConnection(self._address, timeout=1)
        try:
            connection.request("GET", "/healthz")
            return connection.getresponse().status == 200
        except (OSError, HTTPException):
            time.sleep(0.05)
            return False
        finally:
            connection.close()
