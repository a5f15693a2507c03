"""`monitoria serve`: PostgreSQL, migrations, web and worker, as one command that ends whole."""

from __future__ import annotations

import errno
import os
import socket
import struct
import sys
from collections.abc import Callable
from contextlib import ExitStack, suppress
from pathlib import Path

from monitoria.cli.database import DATA_FOLDER, check_server, on_server
from monitoria.cli.errors import CommandError
from monitoria.cli.news import READY_WITH_SAMPLE, UNSERVABLE
from monitoria.cli.settings import environment_of
from monitoria.cli.stopping import StopSignals
from monitoria.cli.supervisor import Service, Supervisor
from monitoria.cli.telling import teller
from monitoria.platform.config import Config
from monitoria.platform.metrics.folder import VARIABLE, metrics_folder
from monitoria.platform.postgres import EmbeddedPostgres

WEB_FALLS_ALLOWED = 8
BACKLOG = 1024
# A client that is silent for so long in the middle of its request, or of our answer, gives its thread back.
SILENCE_SECONDS = 20
SAMPLE_SIGN_INS = (
    "Usuários de exemplo:",
    "  administrador  admin / admin123",
    "  supervisor     supervisor / supervisor123",
    "  atendentes     joão.silva, ana.santos, pedro.oliveira, carla.souza, lucas.ferreira / operator123",
)


def serve(config: Config, *, with_worker: bool) -> int:
    """Serve until SIGTERM or SIGINT, then end every process. Raises `CommandError` when it can't start or go on."""
    with StopSignals() as stop, ExitStack() as started:
        refuse_unsafe_production(config)
        listener = started.enter_context(listening(config))
        make_home(config.home)
        server: EmbeddedPostgres | None = None
        if config.database_url is None:
            server = started.enter_context(EmbeddedPostgres(config.home / DATA_FOLDER, heed=stop.check))
            config = on_server(config, server)
        else:
            check_server(config.database_url)
        counts = started.enter_context(metrics_folder())
        _run(config, listener, server, stop, counts, with_worker=with_worker)
    return 0


def refuse_unsafe_production(config: Config) -> None:
    """Raises `CommandError` when production would run with a secret that anybody knows or can guess."""
    problem = config.secret_problem() if config.is_production else None
    if problem is not None:
        raise CommandError(problem)
    if config.is_production and config.demo:
        raise CommandError("Os dados de exemplo (--demo) não entram em produção: as senhas deles são públicas.")


def _run(
    config: Config,
    listener: socket.socket,
    server: EmbeddedPostgres | None,
    stop: StopSignals,
    counts: Path,
    *,
    with_worker: bool,
) -> None:
    news, told = os.pipe2(os.O_NONBLOCK)
    environment = environment_of(config) | {VARIABLE: str(counts)}
    supervisor = Supervisor(environment, server, teller(config.log_form))
    descriptors = (listener.fileno(), told)
    web = (sys.executable, "-m", "monitoria.cli.web", *map(str, descriptors))
    supervisor.add(Service("web", web, descriptors, WEB_FALLS_ALLOWED, UNSERVABLE))

    def greet(has_sample: bool) -> None:
        print(_greeting(config, listener.getsockname()[1], has_sample=has_sample), flush=True)
        if with_worker:
            supervisor.add(Service("de tarefas", (sys.executable, "-m", "monitoria.worker")))

    hear = _News(news, greet)

    def each_round() -> None:
        stop.check()
        hear()

    supervisor.run(each_round)


def listening(config: Config) -> socket.socket:
    """The listening socket, held by us: a web process that is started again answers on the same one."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(config.host, config.port, type=socket.SOCK_STREAM)[0]
    except OSError:
        raise CommandError(f"O endereço “{config.host}” não existe nesta máquina.") from None
    listener = socket.socket(family, kind, protocol)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    lose_patience(listener)
    try:
        listener.bind(address)
        listener.listen(BACKLOG)
    except OSError as error:
        listener.close()
        raise CommandError(_why_not_bound(config, error)) from None
    return listener


def lose_patience(listener: socket.socket) -> None:
    """Have the connections of `listener`, which inherit it, end when nothing moves for `SILENCE_SECONDS`."""
    for direction in (socket.SO_RCVTIMEO, socket.SO_SNDTIMEO):
        listener.setsockopt(socket.SOL_SOCKET, direction, struct.pack("@ll", SILENCE_SECONDS, 0))


def _why_not_bound(config: Config, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"A porta {config.port} já está em uso em {config.host}: escolha outra com --port."
    if error.errno == errno.EACCES:
        return f"Sem permissão para usar a porta {config.port}: escolha uma acima de 1023 com --port."
    return f"Não é possível atender em {config.host}:{config.port}: {error.strerror}."


def make_home(home: Path) -> None:
    """Make the data folder where there is none. Raises `CommandError` when it can't be written."""
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        probe = home / f".write-test-{os.getpid()}"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise CommandError(
            f"Não é possível escrever na pasta {home} ({error.strerror}): escolha outra com --home."
        ) from None


class _News:
    """Reads what the web process tells: at its first word the address is printed and the worker may start."""

    def __init__(self, pipe: int, greet: Callable[[bool], None]) -> None:
        self._pipe = pipe
        self._greet = greet
        self._is_due = True

    def __call__(self) -> None:
        with suppress(BlockingIOError):
            said = os.read(self._pipe, 4096).decode().split()
            if self._is_due and said:
                self._is_due = False
                self._greet(READY_WITH_SAMPLE in said)


def _greeting(config: Config, port: int, *, has_sample: bool) -> str:
    host = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(config.host, config.host)  # noqa: S104
    lines = [f"Monitoria em http://{host}:{port}", *(SAMPLE_SIGN_INS if has_sample else ())]
    return "\n".join([*lines, "Ctrl+C encerra."])
