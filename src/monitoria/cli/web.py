"""The web process: Gunicorn over an inherited listening socket. Run as `python -m monitoria.cli.web DESCRIPTOR`."""

from __future__ import annotations

import gc
import os
import sys
from typing import Any

from gunicorn.app.base import BaseApplication

from monitoria.app import create_app
from monitoria.platform.config import Config

REQUEST_SECONDS = 60
STOP_SECONDS = 6


class WebServer(BaseApplication):  # type: ignore[misc]
    """A master that holds the imported code, and workers that each build their own application and connections."""

    def __init__(self, config: Config, descriptor: int) -> None:
        self.settings = config
        self.descriptor = descriptor
        super().__init__()

    def load_config(self) -> None:
        """Told by our settings alone: no Gunicorn file or variable is read."""
        for name, value in gunicorn_settings(self.settings, self.descriptor).items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """In each worker, after the fork: connections are never shared between processes."""
        return create_app(self.settings)


def gunicorn_settings(config: Config, descriptor: int) -> dict[str, object]:
    """Gunicorn's own names for what we want of it."""
    return {
        "bind": [f"fd://{descriptor}"],
        "workers": config.web_workers,
        "threads": config.web_threads,
        "worker_class": "gthread",
        "timeout": REQUEST_SECONDS,
        "graceful_timeout": STOP_SECONDS,
        "keepalive": 5,
        "loglevel": "warning",
        "proc_name": "monitoria-web",
        "control_socket_disable": True,
        # A heartbeat on a disk that stalls would look like a dead worker.
        "worker_tmp_dir": "/dev/shm" if os.access("/dev/shm", os.W_OK) else None,  # noqa: S108
    }


def main() -> None:
    """Serve until told to stop. Settings come from the environment."""
    config = Config.from_environment(os.environ)
    gc.collect()
    gc.freeze()  # the imported code stays shared between the workers
    WebServer(config, int(sys.argv[1])).run()


if __name__ == "__main__":
    main()
