"""The passphrase of a copy: from a file or the environment, never from the command line, which everybody can see."""

from __future__ import annotations

import os
from pathlib import Path

from monitoria.cli.errors import CommandError

VARIABLE = "MONITORIA_BACKUP_PASSPHRASE"
SHORTEST = 12


def read_passphrase(path: Path | None, *, is_new: bool = False) -> str | None:
    """What was given, None when nothing was. Raises `CommandError` for a file without it, and for a short new one."""
    if path is None:
        given = os.environ.get(VARIABLE) or None
    else:
        try:
            given = next(iter(path.read_text(encoding="utf-8").splitlines()), "").strip()
        except (OSError, UnicodeDecodeError):
            raise CommandError(f"A senha não pode ser lida de {path}.") from None
        if not given:
            raise CommandError(f"O arquivo {path} não tem senha na primeira linha.")
    if is_new and given is not None and len(given) < SHORTEST:
        raise CommandError(f"A senha da cópia é curta: use ao menos {SHORTEST} caracteres.")
    return given
