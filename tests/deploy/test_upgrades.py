"""An upgrade in the open: what was running goes on, migrations only add, and nobody waits behind one."""

from __future__ import annotations

import io
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Timer

import psycopg
import pytest
from alembic import command
from flask.testing import FlaskClient

from monitoria.app import assemble, make_bus
from monitoria.platform import database as database_module
from monitoria.platform import schema as schema_module
from monitoria.platform.config import Config
from monitoria.platform.database import (
    Database,
    MigrationBlocked,
    alembic_config,
    make_engine,
    migrate,
    newest_revision,
)
from monitoria.platform.schema import PREVIOUS_REVISION, SchemaState, state_of_revision
from tests.conftest import _admin, _sibling
from tests.support.additive import Column, SchemaFacts, facts_of, tightened
from tests.support.people import PASSWORD
from tests.support.processes import ROOT, clean_environment

# What a migration takes away or tightens on purpose, a version after the last program that used it: what the comparison
# names ("table", "table.column" or a rule), and why no program of the version before meets it.
SECOND_PHASE: dict[str, str] = {}


def _plain(url: str) -> str:
    return url.replace("+psycopg", "", 1)


@pytest.fixture(scope="module")
def older_url(server_url: str, request: pytest.FixtureRequest) -> Iterator[str]:
    """An empty database at the schema of the version before."""
    worker = getattr(request.config, "workerinput", {}).get("workerid", "main")
    name = f"monitoria_older_{worker}"
    _admin(server_url, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
    _admin(server_url, f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'")
    url = _sibling(server_url, name)
    command.upgrade(alembic_config(url), PREVIOUS_REVISION)
    yield url
    _admin(server_url, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def test_the_version_before_works_on_the_schema_of_this_one(older_url: str, own_database_url: str) -> None:
    found = tightened(facts_of(older_url), facts_of(own_database_url))
    told = [said for said in found if said.partition(":")[0] not in SECOND_PHASE]
    assert not told, "a migration takes away or tightens in one step: see docs/decisions/0028-deploying.md"


def test_the_comparison_sees_what_would_break_a_program() -> None:
    text, required = Column("text", None, False, False), Column("text", None, True, False)
    two, one = ("CHECK (status = ANY (ARRAY['a'::text, 'b'::text]))", "CHECK (status = ANY (ARRAY['a'::text]))")
    columns = {("calls", "id"): text, ("calls", "notes"): text, ("old", "id"): text}
    before = SchemaFacts(columns, {("calls", "ck_status"): two})
    after = SchemaFacts(
        {("calls", "notes"): required, ("calls", "must"): required, ("new", "id"): required},
        {
            ("calls", "ck_status"): one,
            ("calls", "uq_notes"): "UNIQUE (notes)",
            ("calls", "uq_must"): "UNIQUE (must)",
            ("new", "ck_new"): "CHECK (id > '')",
        },
    )
    assert [said.partition(":")[0] for said in tightened(before, after)] == [
        "old",
        "calls.id",
        "calls.notes",
        "calls.must",
        "ck_status",
        "uq_notes",
    ]
    wider = SchemaFacts(columns, {("calls", "ck_status"): two.replace("'b'::text", "'b'::text, 'c'::text")})
    assert not list(tightened(before, wider))


def test_states_are_told_apart() -> None:
    assert state_of_revision(None) is SchemaState.EMPTY
    assert state_of_revision(newest_revision()) is SchemaState.CURRENT
    assert state_of_revision("9999_futuro") is SchemaState.AHEAD
    assert state_of_revision("0001_people") is SchemaState.TOO_OLD
    assert state_of_revision(PREVIOUS_REVISION).is_servable
    assert not SchemaState.TOO_OLD.is_servable


@contextmanager
def _client_on(url: str, home: Path) -> Iterator[FlaskClient]:
    engine = make_engine(url)
    yield assemble(Config(database_url=url, home=home), Database(engine, make_bus())).test_client()
    engine.dispose()


def test_this_version_answers_on_the_schema_of_the_one_before(older_url: str, tmp_path: Path) -> None:
    with _client_on(older_url, tmp_path) as client:
        assert client.get("/readyz").status_code == 200
        assert client.get("/api/openapi.json").status_code == 200
        who = {"username": "primeira", "password": PASSWORD, "full_name": "Ana Primeira"}
        answers = [client.post(f"/api/auth/{path}", json=who) for path in ("register", "login")]
        token = (answers[-1].get_json() or {}).get("access_token")
        paths = ("auth/me", "calls", "users", "scorecards", "evaluations", "version") if token else ()
        answers += [client.get(f"/api/{path}", headers={"Authorization": f"Bearer {token}"}) for path in paths]
    for answer in answers:
        assert answer.status_code < 500 or answer.get_json()["type"] == "/problems/not-ready", answer.get_data()
    if newest_revision() == PREVIOUS_REVISION:
        assert {answer.status_code for answer in answers} <= {200, 201}


def test_what_needs_a_table_that_comes_says_so_until_it_is_there(
    own_database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As if the newest migration were the one that makes the table."""
    older = schema_module._revisions()[1]
    monkeypatch.setattr(schema_module, "PREVIOUS_REVISION", older)
    with (
        psycopg.connect(_plain(own_database_url), autocommit=True) as connection,
        _client_on(own_database_url, tmp_path) as client,
    ):
        who = {"username": "primeira", "password": PASSWORD, "full_name": "Ana Primeira"}
        assert client.post("/api/auth/register", json=who).status_code == 201
        token = client.post("/api/auth/login", json=who).get_json()["access_token"]
        may = {"Authorization": f"Bearer {token}"}
        connection.execute("ALTER TABLE categories RENAME TO categories_of_tomorrow")
        connection.execute("UPDATE alembic_version SET version_num = %s", [older])
        assert client.get("/readyz").get_json() == {"status": "ok", "schema": "behind"}
        assert client.get("/api/auth/me", headers=may).status_code == 200, "what does not need it goes on"
        answer = client.get("/api/categories", headers=may)
        assert (answer.status_code, answer.get_json()["type"]) == (503, "/problems/not-ready")
        assert answer.headers["Retry-After"]
        version = client.get("/api/version", headers=may).get_json()
        assert (version["schema_found"], version["schema_state"]) == (older, "behind")
        connection.execute("UPDATE alembic_version SET version_num = %s", [newest_revision()])
        assert client.get("/api/categories", headers=may).status_code == 500, "without that excuse it is our fault"


def older_source(to: Path) -> str:
    """Put the source of the version before under `to`; why that can't be done here, empty when it could."""
    later = schema_module._revisions()[: schema_module._revisions().index(PREVIOUS_REVISION)]
    if not later:
        return "no migration has come since the version before: it is this one"
    commit = _commit_at({f"{name}.py" for name in later})
    packed = _git("archive", commit, "src") if commit else None
    if packed is None or packed.returncode != 0:
        return "the history of the source has no program at exactly the schema before (no git, or a shallow clone)"
    with tarfile.open(fileobj=io.BytesIO(packed.stdout)) as tar:
        tar.extractall(to, filter="data")
    return ""


def _commit_at(later: set[str]) -> str:
    """The newest state of the main line that has the migration `PREVIOUS_REVISION` and none of these."""
    folder = "src/monitoria/migrations/versions/"
    for commit in _git("log", "--first-parent", "-m", "--format=%H", "--", folder).stdout.decode().split():
        for one in (commit, f"{commit}^"):
            listed = _git("ls-tree", "--name-only", one, folder).stdout.decode().split()
            names = {name.rpartition("/")[2] for name in listed}
            if f"{PREVIOUS_REVISION}.py" in names and not names & later:
                return one
    return ""


def _git(*words: str) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(["git", *words], cwd=ROOT, capture_output=True, check=False)
    except FileNotFoundError:
        return subprocess.CompletedProcess(words, 127, b"", b"")


def test_the_program_of_the_version_before_does_the_main_job_on_this_schema(
    own_database_url: str, tmp_path: Path
) -> None:
    """Its own source, from the history, in a process of its own; the comparison above is what holds everywhere."""
    reason = older_source(tmp_path)
    if reason:
        pytest.skip(reason)
    command = [sys.executable, "-P", ROOT / "tests" / "support" / "older.py", own_database_url, tmp_path / "home"]
    around = {**clean_environment(), "PYTHONPATH": str(tmp_path / "src")}
    done = subprocess.run(command, env=around, capture_output=True, text=True, check=False, timeout=90)
    answers = done.stdout.splitlines()
    assert done.returncode == 0, done.stderr + done.stdout
    assert len(answers) == 14
    assert not [answer for answer in answers if not answer.startswith("20")]


def test_who_migrates_waits_in_short_turns_and_says_when_it_is_in_vain(
    own_database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A table that is held by another: here the one that says where the database stands."""
    monkeypatch.setattr(database_module, "LONGEST_PAUSE_SECONDS", 0.05)
    with psycopg.connect(_plain(own_database_url)) as holder:
        holder.execute("LOCK TABLE alembic_version IN ACCESS EXCLUSIVE MODE")
        monkeypatch.setattr(database_module, "MIGRATION_TRIES", 1)
        with pytest.raises(MigrationBlocked):
            migrate(own_database_url)
        monkeypatch.setattr(database_module, "MIGRATION_TRIES", 25)
        freeing = Timer(0.5, holder.rollback)
        freeing.start()
        migrate(own_database_url)
        freeing.join()
