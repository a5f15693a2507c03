"""`monitoria web`: the web process without the rest, for installations where each part is started by itself."""

from __future__ import annotations

import os
import socket
import sys

from monitoria.cli.errors import CommandError
from monitoria.cli.news import LENT, OWN
from monitoria.cli.serve import listening, lose_patience, make_home, refuse_unsafe_production
from monitoria.cli.settings import environment_of
from monitoria.platform.config import Config

_FIRST_PASSED = 3  # sd_listen_fds(3)


def become_web(config: Config) -> int:
    """Become the web process: on the socket that systemd passes on, else on MONITORIA_HOST and MONITORIA_PORT.

    Raises `CommandError` when it can't.
    """
    if config.database_url is None:
        raise CommandError("“monitoria web” precisa de MONITORIA_DATABASE_URL; com o banco embutido, use serve.")
    refuse_unsafe_production(config)
    make_home(config.home)
    lent = _passed_on()
    listener = lent or listening(config)
    os.set_inheritable(listener.fileno(), True)
    print(f"Monitoria (web) em {config.host}:{config.port}", flush=True)
    command = (sys.executable, "-m", "monitoria.cli.web", str(listener.detach()), LENT if lent else OWN)
    # Its settings of the C library's memory only count from the start of a process.
    os.execve(sys.executable, command, environment_of(config))  # noqa: S606 - ourselves


def _passed_on() -> socket.socket | None:
    if os.environ.pop("LISTEN_PID", "") != str(os.getpid()) or int(os.environ.pop("LISTEN_FDS", "0")) != 1:
        return None
    listener = socket.socket(fileno=_FIRST_PASSED)
    lose_patience(listener)
    return listener
