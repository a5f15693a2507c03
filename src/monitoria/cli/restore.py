"""`monitoria restore`: a copy comes back. It is read to its end before anything is touched.

Then the files come, each under its own key beside those that are there; then the database, in one transaction: in that
moment everything changes. At last what the copy does not know is removed. Whatever fails before leaves the installation
as it was.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import psycopg

from monitoria.cli.backup import NAMED, named_files, note, who_asks
from monitoria.cli.bar import Bar
from monitoria.cli.database import migrate_to_newest
from monitoria.cli.dump import kept_prefixes
from monitoria.cli.errors import CommandError
from monitoria.cli.rollups import fill_if_missing
from monitoria.platform.backup import (
    DATABASE,
    FILES,
    HEADER,
    MAGIC,
    MANIFEST,
    VERSION,
    ArchiveReader,
    Broken,
    Damaged,
    Decrypting,
    KeySet,
    Member,
    WrongPassphrase,
)
from monitoria.platform.config import Config
from monitoria.platform.errors import Problem
from monitoria.platform.postgres.tools import load
from monitoria.platform.schema import SchemaState, state_of_revision
from monitoria.platform.storage import Storage, make_storage
from monitoria.settings.events import BackupRestored


@dataclass(frozen=True, slots=True)
class Copy:
    """What a copy says of itself, after it was read to its end."""

    path: Path
    passphrase: str | None
    header: dict[str, Any]
    manifest: dict[str, Any]

    @property
    def made_at(self) -> str:
        return str(self.header["made_at"])


def restore(config: Config, path: Path, passphrase: str | None, *, replace: bool) -> int:
    """Bring a copy back into this installation. Raises `CommandError`."""
    try:
        with KeySet() as keys:
            copy = examine(path, passphrase, keys)
            server = _check_target(config, copy, replace=replace)
            _bring_back(config, copy, keys, server)
    except Broken as broken:
        raise CommandError(str(broken)) from None
    except Problem as problem:
        raise CommandError(f"Nada foi mudado: {problem.detail}") from None
    migrate_to_newest(config)
    fill_if_missing(config)
    note(config, BackupRestored(by=who_asks(), made_at=copy.made_at))
    print(f"A cópia de {copy.made_at} está de volta: banco de dados e {copy.manifest['files']} arquivo(s).")
    print("Confira a trilha com “monitoria audit verify”.")
    return 0


def verify(path: Path, passphrase: str | None) -> int:
    """Read a copy to its end and say what it is. Raises `CommandError`."""
    try:
        with KeySet() as keys:
            copy = examine(path, passphrase, keys)
    except Broken as broken:
        raise CommandError(str(broken)) from None
    product, files = copy.header["product"], copy.manifest["files"]
    print(f"✓ Cópia íntegra de {copy.made_at}: Monitoria {product}, {files} arquivo(s).")
    for name in (*copy.manifest["missing"], *copy.manifest["damaged"]):
        print(f"  já faltava ou estava danificado quando foi feita: {name}")
    return 0


@contextmanager
def _reading(path: Path, passphrase: str | None) -> Iterator[ArchiveReader]:
    try:
        with path.open("rb") as file:
            yield ArchiveReader(_opened(file, passphrase))
    except OSError as error:
        raise CommandError(f"A cópia {path} não pode ser lida: {error.strerror or error}.") from None
    except WrongPassphrase:
        raise CommandError("A senha não é a desta cópia.") from None
    except Damaged:
        raise CommandError("A cópia está danificada ou incompleta: ela não é o que foi gravado.") from None


def _opened(file: BinaryIO, passphrase: str | None) -> Any:
    begins = file.read(len(MAGIC))
    file.seek(0)
    if begins != MAGIC:
        return file
    if not passphrase:
        raise CommandError(
            "Esta cópia está cifrada: dê a senha com --passphrase-file ou em MONITORIA_BACKUP_PASSPHRASE."
        )
    return Decrypting(file, passphrase)


def examine(path: Path, passphrase: str | None, keys: KeySet) -> Copy:
    """Read all of it, noting the keys of its files. Raises `Broken`, `CommandError`."""
    header: dict[str, Any] = {}
    manifest: dict[str, Any] = {}
    with _reading(path, passphrase) as archive:
        for number, member in enumerate(archive):
            if number == 0:
                header = _checked_header(member)
            elif member.name.startswith(FILES):
                keys.add([(member.name.removeprefix(FILES), None)])
            elif member.name == MANIFEST:
                manifest = member.json()
    return Copy(path, passphrase, header, manifest)


def _checked_header(member: Member) -> dict[str, Any]:
    header = member.json() if member.name == HEADER else {}
    if header.get("monitoria") != "backup":
        raise Broken("O arquivo não é uma cópia feita por “monitoria backup”.")
    if header.get("version") != VERSION:
        raise Broken(f"A cópia tem o formato {header.get('version')}, que esta versão do Monitoria não lê: atualize-a.")
    if state_of_revision(header.get("schema")) in (SchemaState.AHEAD, SchemaState.EMPTY):
        raise Broken(
            f"A cópia é do Monitoria {header.get('product')}, mais novo que este: instale aquela versão para trazê-la."
        )
    return header


def _check_target(config: Config, copy: Copy, *, replace: bool) -> int:
    """The server's version. Raises `CommandError` when the copy may not, or can't, come back there."""
    with psycopg.connect(config.owner_url.replace("+psycopg", "", 1)) as connection:
        server = connection.info.server_version // 10_000
        needed = int(copy.header["postgres"])
        if server < needed:
            raise CommandError(f"A cópia é de um PostgreSQL {needed}, e este é um {server}: atualize-o.")
        is_used = _is_used(connection) or _has_files(make_storage(config))
        if is_used and not replace:
            raise CommandError(
                "Esta instalação não está vazia: com --replace, tudo o que há nela é trocado pelo que há na cópia."
            )
        others = connection.execute(
            "SELECT DISTINCT coalesce(nullif(application_name, ''), 'sem nome') FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
        ).fetchall()
    if others:
        names = ", ".join(sorted(str(row[0]) for row in others))
        raise CommandError(f"O banco de dados está em uso ({names}): pare a web e o worker antes.")
    return server


def _is_used(connection: psycopg.Connection[Any]) -> bool:
    found = connection.execute("SELECT to_regclass('public.users') IS NOT NULL").fetchone()
    if not found or not found[0]:
        return False
    return connection.execute("SELECT 1 FROM users LIMIT 1").fetchone() is not None


def _has_files(storage: Storage) -> bool:
    return any(next(iter(storage.list(prefix)), None) is not None for prefix in kept_prefixes())


def _bring_back(config: Config, copy: Copy, keys: KeySet, server: int) -> None:
    storage = make_storage(config)
    with KeySet() as added:
        try:
            _bring_files(storage, copy, added)
            with _reading(copy.path, copy.passphrase) as archive:
                load(config.owner_url, _database(archive), server)
        except Exception:
            if not _are_named(config, added):
                for key in added:
                    storage.delete(key)
            raise
    for prefix in kept_prefixes():
        for stored in storage.list(prefix):
            if stored.key not in keys:
                storage.delete(stored.key)


def _are_named(config: Config, added: KeySet) -> bool:
    """Whether the database came after all, its last word lost on the way: then its files stay. So they do in doubt."""
    try:
        with psycopg.connect(config.owner_url.replace("+psycopg", "", 1)) as connection:
            return any(key in added for table in NAMED for key, _ in named_files(connection, table))
    except psycopg.errors.UndefinedTable:
        return False
    except psycopg.Error:
        return True


def _bring_files(storage: Storage, copy: Copy, added: KeySet) -> None:
    bar = Bar("Trazendo", copy.manifest["files"], "arquivos")
    with KeySet() as present, _reading(copy.path, copy.passphrase) as archive:
        for prefix in kept_prefixes():
            present.add((stored.key, None) for stored in storage.list(prefix))
        for number, member in enumerate(archive):
            if member.name.startswith(FILES):
                key = member.name.removeprefix(FILES)
                if key not in present:
                    added.add([(key, None)])
                with storage.receive() as incoming:
                    for chunk in member.chunks():
                        incoming.write(chunk)
                    incoming.keep(key)
                bar.show(number)
    bar.end()


def _database(archive: ArchiveReader) -> Iterator[bytes]:
    """The dump; reading ends where it ends."""
    has_begun = False
    for member in archive:
        if member.name.startswith(DATABASE):
            has_begun = True
            yield from member.chunks()
        elif has_begun:
            return
