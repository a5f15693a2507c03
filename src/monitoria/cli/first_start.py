"""`monitoria first-start`: the secrets of an installation in containers, made once, each where its reader looks."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from monitoria.cli.certificate import make_certificate
from monitoria.cli.errors import CommandError
from monitoria.platform.postgres import APPLICATION_ROLE

OWNER, DATABASE, HOST = "monitoria", "monitoria", "database"


def first_start(folder: Path, name: str) -> int:
    """Make what is missing under `folder`; what is there stays. Raises `CommandError` when it can't be written."""
    application, database = folder / "application", folder / "database"
    try:
        # The database's own user is another: the folder is only ever shown to it.
        owner = _kept(database / "owner_password", _password(), 0o444)
        member = _kept(database / "application_password", _password(), 0o444)
        _kept(application / "secret_key", secrets.token_urlsafe(48), 0o400)
        _kept(application / "migration_database_url", _address(OWNER, owner), 0o400)
        _kept(application / "database_url", _address(APPLICATION_ROLE, member), 0o400)
    except OSError as error:
        raise CommandError(f"Os segredos não podem ser gravados em {folder}: {error.strerror or error}.") from None
    print(f"Os segredos estão em {folder}.")
    return make_certificate(folder / "certificates", name)


def _password() -> str:
    return secrets.token_urlsafe(32)


def _address(role: str, password: str) -> str:
    return f"postgresql://{role}:{password}@{HOST}:5432/{DATABASE}"


def _kept(path: Path, new: str, mode: int) -> str:
    """What the file holds; `new` where there was none."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists():
        return path.read_text().strip()
    partial = path.with_name(f".{path.name}.part")
    partial.unlink(missing_ok=True)
    with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "w") as file:
        file.write(f"{new}\n")
    partial.rename(path)
    return new
