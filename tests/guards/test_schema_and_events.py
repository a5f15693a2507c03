"""Models equal migrations, every event has its sentence, and no dependency brings a licence we refuse."""

from __future__ import annotations

import importlib
import importlib.metadata
import json
import pkgutil
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.engine import Engine

import monitoria
from monitoria.audit.rules import SENTENCES
from monitoria.platform.database import MIGRATIONS, Base
from monitoria.platform.events import Event

ROOT = Path(__file__).resolve().parents[2]


def _load_everything() -> None:
    for module in pkgutil.walk_packages(monitoria.__path__, "monitoria."):
        if not module.name.startswith(("monitoria.migrations", "monitoria.cli.__main__")):
            importlib.import_module(module.name)


def _kinds(kind: type[Event]) -> list[type[Event]]:
    """The product's kinds of event; those that tests make up are not its business."""
    children = [child for child in kind.__subclasses__() if child.__module__.startswith("monitoria.")]
    return [kind, *(k for child in children for k in _kinds(child))]


def test_models_equal_migrations_and_there_is_one_head(engine: Engine) -> None:
    _load_everything()
    assert len(ScriptDirectory(str(MIGRATIONS)).get_heads()) == 1
    with engine.connect() as connection:
        context = MigrationContext.configure(connection)
        differences = [d for d in compare_metadata(context, Base.metadata) if "procrastinate_" not in str(d)]
    assert differences == []


def test_every_event_has_an_audit_sentence_and_every_sentence_an_event() -> None:
    _load_everything()
    named = {kind.name for kind in _kinds(Event) if isinstance(kind.__dict__.get("name"), str)}
    assert named == set(SENTENCES)


def test_an_audit_sentence_uses_only_facts_of_its_event() -> None:
    _load_everything()
    for kind in _kinds(Event):
        if not isinstance(kind.__dict__.get("name"), str):
            continue
        wanted = set(re.findall(r"\{(\w+)\}", SENTENCES[kind.name]))
        assert wanted <= set(kind.__dataclass_fields__), kind.__name__


@pytest.mark.parametrize("language", ["pt-BR", "en"])
def test_the_screen_can_say_every_event_in_both_languages(language: str) -> None:
    spoken = _leaves(json.loads((ROOT / "web/src/i18n/locales" / language / "events.json").read_text()))
    blanks = {name: set(re.findall(r"\{\{(\w+)\}\}", text)) for name, text in spoken.items()}
    assert blanks == {name: set(re.findall(r"\{(\w+)\}", text)) for name, text in SENTENCES.items()}


def _leaves(tree: dict[str, Any], prefix: str = "") -> dict[str, str]:
    found: dict[str, str] = {}
    for key, value in tree.items():
        found |= _leaves(value, f"{prefix}{key}.") if isinstance(value, dict) else {prefix + key: value}
    return found


def _runtime_packages() -> set[str]:
    """The closure of the project's own dependencies in the lock (extras and development groups left out)."""
    lock = tomllib.loads((ROOT / "uv.lock").read_text())
    needs = {p["name"]: [d["name"] for d in p.get("dependencies", [])] for p in lock["package"]}
    found: set[str] = set()
    waiting = list(needs["monitoria"])
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += needs.get(name, [])
    return found


def test_no_runtime_dependency_is_gpl() -> None:
    for name in sorted(_runtime_packages()):
        try:
            about = importlib.metadata.metadata(name)
        except importlib.metadata.PackageNotFoundError:
            continue  # for another platform
        words = " ".join([about.get("License-Expression") or "", *(about.get_all("Classifier") or [])])
        licence = words if about.get("License-Expression") else f"{words} {(about.get('License') or '')[:200]}"
        is_gpl = re.search(r"\bA?GPL|GNU (Affero )?General Public", licence) is not None
        assert not is_gpl, f"{name}: {licence}"
