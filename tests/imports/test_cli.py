"""`monitoria import`, on a database of its own."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from monitoria.app import make_bus
from monitoria.cli import main
from monitoria.platform.clock import utc_now
from monitoria.platform.database import Database, make_engine
from monitoria.platform.events import Circumstances
from tests.support.forms import connect, section, single
from tests.support.imports import CALLS
from tests.support.people import make_cast

Ask = Callable[..., int]
Count = Callable[[str], Any]


@pytest.fixture
def own(own_database_url: str) -> Iterator[Database]:
    engine = make_engine(own_database_url)
    database = Database(engine, make_bus())
    with database.unit_of_work(Circumstances(None, utc_now())) as session:
        make_cast(session, utc_now())
    yield database
    engine.dispose()


@pytest.fixture
def count(own: Database) -> Count:
    def ask(statement: str) -> Any:
        with own.unit_of_work(Circumstances(None, utc_now())) as session:
            return session.execute(text(statement)).scalar_one()

    return ask


@pytest.fixture
def ask(own_database_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Ask:
    monkeypatch.setenv("MONITORIA_DATABASE_URL", own_database_url)
    monkeypatch.setenv("MONITORIA_HOME", str(tmp_path / "home"))

    def run(content: str, *flags: str) -> int:
        path = tmp_path / "chamadas.csv"
        path.write_text(content)
        return main(["import", "calls", str(path), *flags])

    return run


def test_a_file_is_imported_with_progress_and_twice_changes_nothing(
    ask: Ask, count: Count, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ask(CALLS) == 0
    told = capsys.readouterr()
    assert "3 chamadas novas" in told.out
    assert "Importando 100%" in told.err
    assert ask(CALLS) == 0
    assert "0 chamadas novas, 0 alteradas, 3 iguais" in capsys.readouterr().out
    assert count("SELECT count(*) FROM calls") == 3
    assert count("SELECT count(*) FROM procrastinate_jobs") == 0


def test_a_dry_run_writes_nothing_and_tells_every_problem(
    ask: Ask, count: Count, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    wrong = tmp_path / "recusadas.csv"
    assert ask(CALLS.replace("13/11/2026", "33/11/2026"), "--dry-run", "--rejected", str(wrong)) == 1
    assert "linha 3, coluna Início" in capsys.readouterr().out
    assert "33/11/2026" in wrong.read_text()
    assert count("SELECT count(*) FROM calls") + count("SELECT count(*) FROM imports") == 0
    assert not [path for path in (tmp_path / "home").rglob("*") if path.is_file()]


def test_unknown_names_need_a_word(ask: Ask, count: Count, capsys: pytest.CaptureFixture[str]) -> None:
    content = CALLS.replace("Ana Conceição", "Zuleica Nova")
    assert ask(content) == 1
    assert "--unknown" in capsys.readouterr().err
    assert count("SELECT count(*) FROM calls") == 0
    assert ask(content, "--unknown", "create") == 0
    assert count("SELECT count(*) FROM users WHERE full_name = 'Zuleica Nova'") == 1


def test_a_file_that_is_refused_says_why(ask: Ask, capsys: pytest.CaptureFixture[str]) -> None:
    assert ask("olá\ntudo bem\n") == 1
    assert "Nada foi importado" in capsys.readouterr().err


def test_a_form_becomes_a_draft_or_is_refused_with_its_faults(
    ask: Ask, count: Count, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path, cards = tmp_path / "ficha.json", "SELECT count(*) FROM scorecards WHERE status = 'draft'"
    path.write_text(json.dumps(connect(section("s", single("q", 100)), Tags={"a": "b"})))
    assert main(["import", "scorecard", str(path)]) == 0
    told = capsys.readouterr().out
    assert "A ficha “Ficha do Connect” está em rascunho." in told
    assert "/file/Tags: " in told
    path.write_text(json.dumps(connect(section("s", single("q", 60)))))
    assert main(["import", "scorecard", str(path)]) == 1
    assert "/file/Items: Os pesos das perguntas somam 60" in capsys.readouterr().err
    assert count(cards) == 1
