"""Everything leaves and comes back the same; what is broken comes in not at all."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from monitoria.app import make_bus
from monitoria.audit.service import seal_entries, verify_chain
from monitoria.cli.dump import dump, kept_prefixes, load
from monitoria.cli.errors import CommandError
from monitoria.demo import install_sample
from monitoria.platform.clock import utc_now
from monitoria.platform.config import Config
from monitoria.platform.database import Database, make_engine, migrate
from monitoria.platform.events import Circumstances
from monitoria.platform.storage import make_storage, store_bytes
from tests.conftest import _admin, _clone


@pytest.fixture
def source(server_url: str, own_database_url: str, tmp_path: Path) -> Config:
    """An installation with the sample in it, sealed, and a file."""
    config = Config(database_url=own_database_url, home=tmp_path / "source")
    assert install_sample(config)
    engine = make_engine(own_database_url)
    database, sealed, ends = Database(engine, make_bus()), 0, time.monotonic() + 30
    while not sealed and time.monotonic() < ends:  # a transaction of another test may still hold the trail open
        with database.unit_of_work(Circumstances(None, utc_now())) as session:
            sealed = seal_entries(session, utc_now())
    engine.dispose()
    store_bytes(make_storage(config), "recordings/2026-11/probe", bytes(range(256)) * 1_000)
    return config


@pytest.fixture
def target(server_url: str, own_database_url: str, tmp_path: Path) -> Iterator[Config]:
    """An installation that waits for its first user."""
    name = "monitoria_loaded"
    url = _clone(server_url, name)
    migrate(url)
    yield Config(database_url=url, home=tmp_path / "target")
    _admin(server_url, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def without_time(path: Path) -> list[str]:
    header, *lines = path.read_text().splitlines()
    return [json.dumps({**json.loads(header), "made_at": ""}), *lines]


def count_users(config: Config) -> int:
    engine = make_engine(str(config.database_url))
    with engine.connect() as connection:
        found = connection.execute(text("SELECT count(*) FROM users")).scalar_one()
    engine.dispose()
    return int(found)


def test_what_is_dumped_and_loaded_dumps_the_same(source: Config, target: Config, tmp_path: Path) -> None:
    first, second = tmp_path / "first.jsonl", tmp_path / "second.jsonl"
    dump(source, first, with_files=True)
    assert first.stat().st_mode & 0o077 == 0, "for its owner's eyes"
    load(target, first)
    dump(target, second, with_files=True)
    assert without_time(first) == without_time(second)
    engine = make_engine(str(target.database_url))
    with Session(engine) as session:
        assert verify_chain(session).is_whole
        assert session.execute(text("SELECT count(*) FROM audit_seals")).scalar_one() > 0
    engine.dispose()
    assert b"".join(make_storage(target).open("recordings/2026-11/probe").read()) == bytes(range(256)) * 1_000
    with pytest.raises(CommandError, match="já tem dados"):
        load(target, first)


def test_a_broken_dump_is_named_by_its_line_and_leaves_nothing(source: Config, target: Config, tmp_path: Path) -> None:
    whole, broken = tmp_path / "whole.jsonl", tmp_path / "broken.jsonl"
    dump(source, whole, with_files=True)
    lines = whole.read_text().splitlines()
    row = next(at for at, line in enumerate(lines) if line.startswith('{"table":"calls"'))
    orphan = lines[row].replace('"operator_id":"', '"operator_id":"00000000-0000-0000-0000-0000', 1)
    header = json.loads(lines[0])

    def refused(said: list[str], part: str) -> None:
        broken.write_text("\n".join(said) + "\n")
        with pytest.raises(CommandError, match=part):
            load(target, broken)
        assert count_users(target) == 0
        assert not [path for path in target.home.rglob("*") if path.is_file()]

    refused([*lines[:row], "{", *lines[row + 1 :]], f"Linha {row + 1}: não é JSON")
    refused([*lines[:row], orphan, *lines[row + 1 :]], f"Linha {row + 1}: ")
    refused([*lines[:row], lines[row].replace('"protocol"', '"protocolo"'), *lines[row + 1 :]], "as colunas não são")
    refused(lines[:-1], "está cortado")
    entry = next(at for at, line in enumerate(lines) if line.startswith('{"table":"audit_entries"'))
    refused([*lines[:entry], *lines[entry + 1 :]], "faltam algumas")
    refused([json.dumps({**header, "version": 99}), *lines[1:]], "é da versão 99")
    refused([json.dumps({**header, "schema": "0001_people"}), *lines[1:]], "do esquema 0001_people")
    refused(["qualquer coisa"], "Linha 1: não é JSON")
    part = next(at for at, line in enumerate(lines) if '"part":"' in line)
    refused([*lines[:part], *lines[part + 1 :]], "não é o que saiu")


def test_the_prefix_of_every_kept_file_is_dumped() -> None:
    assert {"recordings", "imports", "exports"} <= kept_prefixes()
