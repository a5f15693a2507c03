"""A home made before the application had a role of its own goes on: migrated by its owner, used by the role."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from alembic import command
from sqlalchemy import text

from monitoria.cli.audit import print_anchor, verify
from monitoria.cli.database import DATA_FOLDER, database_for
from monitoria.cli.prepare import prepare
from monitoria.cli.privacy import purge
from monitoria.platform.config import Config
from monitoria.platform.database import alembic_config, is_trail_protected, make_engine
from monitoria.platform.postgres import APPLICATION_ROLE, EmbeddedPostgres

_OLD = """
    INSERT INTO users
           (id, username, username_key, full_name, name_key, role, password_hash, version, created_at, updated_at)
    VALUES (gen_random_uuid(), 'ana', 'ana', 'Ana', 'ana', 'operator', 'x', 1, now(), now());
    INSERT INTO audit_entries (id, at, name, subject_type, facts)
    VALUES (gen_random_uuid(), now(), 'user.registered', 'user', '{"username": "ana"}');
"""


def _make_old_home(home: Path) -> None:
    with EmbeddedPostgres(home / DATA_FOLDER) as server:
        command.upgrade(alembic_config(server.url()), "0011_recording_batches")
        engine = make_engine(server.url(), pool_size=1)
        with engine.begin() as connection:
            connection.execute(text(f"DROP ROLE {APPLICATION_ROLE}"))
            for statement in filter(str.strip, _OLD.split(";")):
                connection.execute(text(statement))
        engine.dispose()


def test_an_old_home_is_brought_forward_and_its_trail_protected_and_sealed(tmp_path: Path) -> None:
    _make_old_home(tmp_path)
    with database_for(Config(home=tmp_path)) as found:
        assert found.database_url != found.owner_url
        prepare(replace(found))
        prepare(replace(found))  # and nothing is lost by doing it twice
        engine = make_engine(str(found.database_url), pool_size=1)
        assert is_trail_protected(engine)
        with engine.connect() as connection:
            owing = connection.execute(text("SELECT username FROM users WHERE owes_terms")).scalars().all()
        engine.dispose()
        assert owing == ["ana"]
        assert print_anchor(found) == 0
        assert verify(found, None) == 0
        assert purge(found, dry_run=True) == 0
        assert purge(found, dry_run=False) == 0
