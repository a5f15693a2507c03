"""The configuration of a command: the environment, then its flags; and back to an environment for child processes."""

from __future__ import annotations

import argparse
import os
from collections.abc import Mapping
from dataclasses import fields, replace
from pathlib import Path

from monitoria.platform.config import PREFIX, Config

# Many threads that each check passwords (19 MiB at a time) would otherwise keep that much for ever: with these, web and
# worker held 230 MB instead of 465 MB after a burst of sign-ins. See mallopt(3).
MODEST_MEMORY = {
    "MALLOC_ARENA_MAX": "2",
    "MALLOC_TRIM_THRESHOLD_": "131072",
    "MALLOC_MMAP_THRESHOLD_": "131072",
}


def read_config(flags: argparse.Namespace, environ: Mapping[str, str] = os.environ) -> Config:
    """The settings in the environment, overridden by the flags that were given. Raises `ConfigError`."""
    given = {name: str(value) for name, value in vars(flags).items() if value is not None}
    overrides = {f"{PREFIX}{name.upper()}": given[name] for name in ("home", "host", "port") if name in given}
    config = Config.from_environment({**environ, **overrides})
    return replace(config, demo=True) if getattr(flags, "demo", False) else config


def environment_of(config: Config) -> dict[str, str]:
    """This process's environment with every setting as `config` has it, and a C library that is modest with memory."""
    environ = MODEST_MEMORY | {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)}
    for item in fields(config):
        value = getattr(config, item.name)
        if value is not None:
            environ[f"{PREFIX}{item.name.upper()}"] = _as_text(value)
    return environ


def _as_text(value: bool | int | str | Path) -> str:
    return str(int(value)) if isinstance(value, bool) else str(value)
