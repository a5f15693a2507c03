"""A copy brings everything back; what is broken comes in not at all, and what can't be copied whole is not copied."""

from __future__ import annotations

import hashlib
import io
import json
import os
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
import pytest

from monitoria.app import make_bus
from monitoria.cli.backup import backup
from monitoria.cli.dump import dump
from monitoria.cli.errors import CommandError
from monitoria.cli.passphrase import read_passphrase
from monitoria.cli.restore import restore, verify
from monitoria.platform.backup import ArchiveWriter
from monitoria.platform.config import Config
from monitoria.platform.database import Database, make_engine, newest_revision
from monitoria.platform.events import Circumstances
from monitoria.platform.postgres import PostgresError
from monitoria.platform.storage import make_storage, store_bytes
from monitoria.recordings.models import Recording
from tests.conftest import NOW, _admin, _clone
from tests.support.calls import make_call
from tests.support.disk import largest_file
from tests.support.people import make_cast

# What is kept for all that is refused is made once.
pytestmark = pytest.mark.xdist_group("backup")
WORDS = "correta-cavalo-bateria"
KEY = "recordings/2026-11/0123456789abcdef"
SOUND = bytes(range(256)) * 6_000
MEBIBYTE = 1 << 20


def _recording(call_id: UUID) -> Recording:
    digest = hashlib.sha256(SOUND).digest()
    facts = {"file_name": "a.wav", "format": "wav", "content_type": "audio/wav", "status": "waiting"}
    times = {"created_at": NOW, "updated_at": NOW}
    return Recording(call_id=call_id, storage_key=KEY, size_bytes=len(SOUND), sha256=digest, **facts, **times)


@dataclass(frozen=True, slots=True)
class Place:
    """An installation that nobody serves."""

    config: Config
    folder: Path

    def ask(self, statement: str) -> Any:
        with psycopg.connect(str(self.config.database_url).replace("+psycopg", "", 1), autocommit=True) as connection:
            found = connection.execute(statement)  # type: ignore[call-overload]
            return found.fetchall() if found.description else None

    def everything(self) -> list[str]:
        """All rows and files, but what the trail says of copies."""
        path = self.folder / "everything"
        dump(self.config, path, with_files=True)
        header, *lines = path.read_text().splitlines()
        tables = json.loads(header)["tables"]
        kept = [line for line in lines if '"backup.' not in line and '"end"' not in line]
        return [str({name: n for name, n in tables.items() if not name.startswith("audit")}), *kept]


@contextmanager
def place(server_url: str, name: str, folder: Path) -> Iterator[Place]:
    """A migrated database and an empty folder."""
    home = folder / name
    home.mkdir()
    name = f"{name}_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"
    url = _clone(server_url, name)
    yield Place(Config(database_url=url, home=home), folder)
    _admin(server_url, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


@contextmanager
def used_place(server_url: str, name: str, folder: Path) -> Iterator[Place]:
    """People, a call and its recording, with what was derived from it."""
    with place(server_url, name, folder) as made:
        engine = make_engine(str(made.config.database_url))
        with Database(engine, make_bus()).unit_of_work(Circumstances(None, NOW, "test")) as session:
            cast = make_cast(session, NOW)
            call = make_call(session, cast.admin, cast.ana, NOW)
            session.add(_recording(call.id))
        engine.dispose()
        storage = make_storage(made.config)
        store_bytes(storage, KEY, SOUND)
        store_bytes(storage, f"{KEY}.peaks", b"picos")
        yield made


@pytest.fixture
def source(server_url: str, tmp_path: Path) -> Iterator[Place]:
    """An installation to be harmed."""
    with used_place(server_url, "monitoria_copied", tmp_path) as made:
        yield made


@dataclass(frozen=True, slots=True)
class Kept:
    """An installation that no test here may change, what is in it, and its copies."""

    place: Place
    everything: list[str]
    plain: bytes
    sealed: bytes

    def refuses(self, copy: bytes, sentence: str, words: str | None = None) -> None:
        """Restoring `copy` fails with the sentence and changes nothing."""
        path = self.place.folder / "quebrada"
        path.write_bytes(copy)
        with pytest.raises((CommandError, PostgresError), match=sentence):
            restore(self.place.config, path, words, replace=True)
        assert self.place.everything() == self.everything


@pytest.fixture(scope="module")
def kept(server_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kept]:
    """One for all that is refused."""
    with used_place(server_url, "monitoria_kept", tmp_path_factory.mktemp("kept")) as made:
        plain, sealed = copied(made).read_bytes(), copied(made, WORDS).read_bytes()
        yield Kept(made, made.everything(), plain, sealed)


@pytest.fixture
def target(server_url: str, tmp_path: Path) -> Iterator[Place]:
    """An installation that waits for its first user."""
    with place(server_url, "monitoria_restored", tmp_path) as made:
        yield made


def copied(made: Place, words: str | None = None, *, allow_damaged: bool = False) -> Path:
    """A copy of it."""
    to = made.folder / "copia"
    assert backup(made.config, to, words, allow_damaged=allow_damaged) == 0
    return to


@pytest.mark.parametrize("words", [None, WORDS])
def test_after_a_disaster_everything_is_as_it_was(source: Place, words: str | None) -> None:
    before, copy = source.everything(), copied(source, words)
    assert (SOUND[:1000] in copy.read_bytes()) is (words is None), "what is encrypted can't be read"
    source.ask("DELETE FROM recordings")
    source.ask("DROP TABLE evaluation_answers CASCADE")
    storage = make_storage(source.config)
    storage.delete(KEY)
    store_bytes(storage, "recordings/2026-11/nova", b"depois da copia")
    assert restore(source.config, copy, words, replace=True) == 0
    assert source.everything() == before
    assert b"".join(storage.open(KEY).read()) == SOUND
    noted = source.ask("SELECT name, facts->>'by' FROM audit_entries WHERE name LIKE 'backup.%'")
    assert [name for name, _ in noted] == ["backup.restored"]
    assert "@" in noted[0][1], "who did it, as the machine knows him"


def test_a_copy_comes_into_an_empty_installation(source: Place, target: Place) -> None:
    assert restore(target.config, copied(source), None, replace=False) == 0
    assert target.everything() == source.everything()
    assert [name for (name,) in source.ask("SELECT name FROM audit_entries WHERE name LIKE 'backup.%'")] == [
        "backup.made"
    ]


def test_a_copy_opens_with_ordinary_tools(kept: Kept) -> None:
    with tarfile.open(fileobj=io.BytesIO(kept.plain)) as tar:
        names = tar.getnames()
        sums = tar.extractfile("SHA256SUMS")
        assert sums is not None
        told = dict(reversed(line.split("  ")) for line in sums.read().decode().splitlines())
        for name, digest in told.items():
            content = tar.extractfile(name)
            assert content is not None
            assert hashlib.sha256(content.read()).hexdigest() == digest
    assert {"database/000001", f"files/{KEY}", f"files/{KEY}.peaks"} <= set(told)
    assert names[0] == "backup.json"


def _cut(copy: bytes) -> bytes:
    return copy[: len(copy) // 2]


def _without_end(copy: bytes) -> bytes:
    return copy[: copy.rindex(b"seal")]


def _flipped(copy: bytes) -> bytes:
    place = copy.index(SOUND[:4096]) + 777
    return copy[:place] + bytes([copy[place] ^ 1]) + copy[place + 1 :]


def _renamed(copy: bytes) -> bytes:
    return copy.replace(b'"product"', b'"pr0duct"')


@pytest.mark.parametrize("harm", [_cut, _without_end, _flipped, _renamed])
def test_a_broken_copy_changes_nothing(kept: Kept, harm: Any) -> None:
    kept.refuses(harm(kept.plain), r"danificada|incompleta")


def test_a_copy_without_its_passphrase_changes_nothing(kept: Kept) -> None:
    kept.refuses(kept.sealed, "A senha não é a desta cópia", "outra-senha-qualquer")
    kept.refuses(kept.sealed, "está cifrada: dê a senha")
    kept.refuses(kept.sealed[:-1], "danificada ou incompleta", WORDS)


def made_by_hand(path: Path, **header: Any) -> Path:
    """A sealed copy that says this of itself, with a database that is none and one more file."""
    facts = {"monitoria": "backup", "version": 1, "product": "9.9", "schema": newest_revision(), "postgres": 15}
    with path.open("wb") as file, ArchiveWriter(file, {**facts, "made_at": "2026-11-20", **header}) as archive:
        archive.add_database([b"isto nao e um despejo"])
        archive.add("files/recordings/2026-11/estranha", 5, io.BytesIO(b"outra"))
        archive.finish({"files": 1, "missing": [], "damaged": []})
    return path


@pytest.mark.parametrize(
    ("header", "sentence"),
    [
        ({"schema": "9999_futuro"}, "mais novo que este"),
        ({"version": 99}, "formato 99"),
        ({"monitoria": "outra coisa"}, "não é uma cópia"),
        ({"postgres": 99}, "é de um PostgreSQL 99"),
    ],
)
def test_a_copy_from_elsewhere_is_refused_in_words(target: Place, header: dict[str, Any], sentence: str) -> None:
    copy = made_by_hand(target.folder / "copia", **header)
    with pytest.raises(CommandError, match=sentence):
        restore(target.config, copy, None, replace=True)


def test_a_database_that_does_not_come_leaves_all_as_it_was(kept: Kept) -> None:
    copy = made_by_hand(kept.place.folder / "inventada")
    kept.refuses(copy.read_bytes(), "não pode ser lido")


def test_what_is_used_is_only_replaced_on_demand_and_in_peace(kept: Kept) -> None:
    path = kept.place.folder / "copia-inteira"
    path.write_bytes(kept.plain)
    with pytest.raises(CommandError, match="não está vazia"):
        restore(kept.place.config, path, None, replace=False)
    url = str(kept.place.config.database_url).replace("+psycopg", "", 1)
    with psycopg.connect(url, application_name="monitoria-worker"):
        kept.refuses(kept.plain, r"em uso \(.*monitoria-worker")


@pytest.mark.parametrize("harm", ["missing", "damaged"])
def test_a_recording_that_is_not_what_came_in_is_named(source: Place, harm: str) -> None:
    storage = make_storage(source.config)
    storage.delete(KEY)
    if harm == "damaged":
        store_bytes(storage, KEY, SOUND[:-1] + b"x")
    with pytest.raises(CommandError, match=f"1 {'arquivo' if harm == 'missing' else 'não são'}.*{KEY}"):
        copied(source)
    assert not (source.folder / "copia").exists(), "nothing half-done"
    assert not list(source.folder.glob(".*.part"))
    assert verify(copied(source, allow_damaged=True), None) == 0


def test_a_full_disk_leaves_no_half_copy(kept: Kept, tmp_path: Path) -> None:
    with largest_file(MEBIBYTE), pytest.raises(CommandError, match="não pode ser gravado"):
        backup(kept.place.config, tmp_path / "copia", None, allow_damaged=False)
    assert not list(tmp_path.iterdir())


def test_a_disk_that_fills_while_restoring_leaves_all_as_it_was(kept: Kept, target: Place) -> None:
    copy = target.folder / "copia"
    copy.write_bytes(kept.plain)
    with largest_file(MEBIBYTE), pytest.raises(CommandError, match="Nada foi mudado"):
        restore(target.config, copy, None, replace=False)
    assert target.ask("SELECT count(*) FROM users") == [(0,)]
    assert not [stored.key for stored in make_storage(target.config).list("recordings")]


def test_a_passphrase_is_read_from_a_file_and_long_enough(tmp_path: Path) -> None:
    path = tmp_path / "senha"
    path.write_text(f"{WORDS}\nsegunda linha\n")
    assert read_passphrase(path, is_new=True) == WORDS
    path.write_text("curta\n")
    with pytest.raises(CommandError, match="ao menos 12"):
        read_passphrase(path, is_new=True)
    path.write_text("\n")
    with pytest.raises(CommandError, match="não tem senha"):
        read_passphrase(path)
    with pytest.raises(CommandError, match="não pode ser lida"):
        read_passphrase(tmp_path / "nenhum")
