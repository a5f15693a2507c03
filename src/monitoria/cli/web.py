"""The web process: Gunicorn over an inherited listening socket.

`serve` runs it as `python -m monitoria.cli.web LISTENER NEWS`, two descriptors: the socket, and a pipe on which each
worker that is ready to answer writes a line, `READY` or `READY_WITH_SAMPLE`. `monitoria web` becomes it with one of two
words instead of NEWS, `OWN` or `LENT`, for whose socket it is: then it stands alone, migrates nothing, and takes the
time that an upload needs when it is told to stop.
"""

from __future__ import annotations

import gc
import os
import resource
import signal
import sys
import traceback
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from gunicorn.app.base import BaseApplication
from gunicorn.glogging import Logger
from gunicorn.http.unreader import SocketUnreader
from gunicorn.workers import gthread
from sqlalchemy.exc import OperationalError

from monitoria.app import create_app
from monitoria.cli.errors import CommandError
from monitoria.cli.news import LENT, OWN, READY, READY_WITH_SAMPLE, UNSERVABLE
from monitoria.cli.prepare import examine, prepare
from monitoria.cli.quiet import QuietArbiter
from monitoria.platform.config import Config
from monitoria.platform.http.multipart import CHUNK_BYTES
from monitoria.platform.logs import configure_logs
from monitoria.platform.metrics.folder import forget_process
from monitoria.platform.processes import tie_to_parent

REQUEST_SECONDS = 60
STOP_SECONDS = 6
# Of a web process on its own: an upload under way may end.
LONG_STOP_SECONDS = 60
# A process that stops keeps an idle connection for longer than nginx does (deploy/nginx): no request meets its end.
LINGER_SECONDS = 4.5
MOST_CONNECTIONS = 8_192
_HAS_SAMPLE = 10
_TRY_AGAIN = 75  # EX_TEMPFAIL


class OneLog(Logger):  # type: ignore[misc]
    """Gunicorn's own words go where everybody's go, in the same form."""

    def setup(self, cfg: Any) -> None:
        super().setup(cfg)
        self.error_log.handlers = []
        self.error_log.propagate = True


class WebServer(BaseApplication):  # type: ignore[misc]
    """A master that holds the imported code, and workers that each build their own application and connections."""

    def __init__(self, config: Config, gunicorn: Mapping[str, object]) -> None:
        self.settings = config
        self.gunicorn = gunicorn
        super().__init__()

    def load_config(self) -> None:
        """Told by our settings alone: no Gunicorn file or variable is read."""
        for name, value in self.gunicorn.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """In each worker, after the fork: connections are never shared between processes."""
        return create_app(self.settings)


class QuietServer(WebServer):
    """The same on a socket of its own, which it gives up without turning anybody away."""

    def run(self) -> None:
        QuietArbiter(self).run()


def gunicorn_settings(
    config: Config, listener: int, ready: Callable[[object], None], stop_seconds: int = STOP_SECONDS
) -> dict[str, object]:
    """Gunicorn's own names for what we want of it; `ready` is called in each worker that can answer."""
    return {
        "bind": [f"fd://{listener}"],
        "post_worker_init": ready,
        "child_exit": _forget,
        "workers": config.web_workers,
        "threads": config.web_threads,
        "worker_class": "monitoria.cli.pulsing.PulsingWorker",
        # Idle pages cost a worker a descriptor each, no thread: as many as a large centre opens, all on one worker.
        "worker_connections": MOST_CONNECTIONS,
        "timeout": REQUEST_SECONDS,
        "graceful_timeout": stop_seconds,
        "keepalive": 5,
        "logger_class": OneLog,
        "loglevel": "warning",
        "proc_name": "monitoria-web",
        "control_socket_disable": True,
        # A heartbeat on a disk that stalls would look like a dead worker.
        "worker_tmp_dir": "/dev/shm" if os.access("/dev/shm", os.W_OK) else None,  # noqa: S108
    }


def _forget(server: object, worker: Any) -> None:  # noqa: ARG001 - Gunicorn's signature
    forget_process(worker.pid)


def main() -> None:
    """Prepare the database, then serve until told to stop. Settings come from the environment."""
    listener, word = int(sys.argv[1]), sys.argv[2]
    news = None if word in (OWN, LENT) else int(word)
    config = Config.from_environment(os.environ)
    configure_logs(config.log_level, config.log_form)
    has_sample = _done_apart(partial(examine if news is None else prepare, config))
    line = READY_WITH_SAMPLE if has_sample else READY

    def ready(worker: object) -> None:  # noqa: ARG001 - Gunicorn's signature
        if news is not None:
            os.write(news, f"{line}\n".encode())

    _allow_many_descriptors()
    gc.collect()
    gc.freeze()  # the imported code stays shared between the workers
    # What the screen says of it follows from the data, not from how it was started.
    told = replace(config, demo=has_sample)
    SocketUnreader.max_body_chunk = CHUNK_BYTES  # Gunicorn's own, a mebibyte, is mapped anew for every piece
    gthread.STOP_KEEPALIVE_LINGER = LINGER_SECONDS
    stop_seconds = STOP_SECONDS if news is not None else LONG_STOP_SECONDS
    server = QuietServer if word == OWN else WebServer
    server(told, gunicorn_settings(config, listener, ready, stop_seconds)).run()


def _allow_many_descriptors() -> None:
    """The usual soft limit, 1,024, is less than the pages that may stay open; the hard one is the administrator's."""
    wanted = MOST_CONNECTIONS + 1_024
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        allowed = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (allowed, hard))


def _done_apart(work: Callable[[], bool]) -> bool:
    """`work` in a fork: what it needs of memory ends with it. Exits when the database can't be served."""
    parent = os.getpid()
    child = os.fork()
    if child == 0:
        tie_to_parent(signal.SIGTERM, parent)
        os._exit(_status_of(work))
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    forget_process(child)
    if status not in (0, _HAS_SAMPLE):
        sys.exit(status)
    return status == _HAS_SAMPLE


def _status_of(work: Callable[[], bool]) -> int:
    try:
        return _HAS_SAMPLE if work() else 0
    except CommandError as error:
        print(f"monitoria: {error}", file=sys.stderr, flush=True)
    except OperationalError as error:
        print(f"monitoria: O banco de dados não responde: {error.orig}", file=sys.stderr, flush=True)
        return _TRY_AGAIN
    except Exception:
        traceback.print_exc()
    return UNSERVABLE


if __name__ == "__main__":
    main()
