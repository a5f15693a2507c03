"""`monitoria openapi`: what is printed from the application itself, without a database."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from monitoria.app import create_app
from monitoria.cli.errors import CommandError
from monitoria.platform.config import Config
from monitoria.platform.http.application import Application
from monitoria.platform.http.printouts import access_matrix_text, openapi_text, problem_catalogue_text
from monitoria.platform.metrics.catalogue import catalogue_text
from monitoria.system.queries import FIGURES

# The documents are made from the routes alone: this address is never connected to.
NOWHERE = "postgresql+psycopg:///nowhere"


def openapi_document(config: Config) -> str:
    """The OpenAPI 3.1 document."""
    return openapi_text(_application(config))


def write_printouts(config: Config, docs: Path) -> list[Path]:
    """Write every generated document under `docs`; the files written. Raises `CommandError` without that folder."""
    if not docs.is_dir():
        raise CommandError(f"A pasta {docs} não existe: rode este comando na raiz do repositório.")
    app = _application(config)
    texts = {
        "openapi.json": openapi_text(app),
        "reference/access-matrix.md": access_matrix_text(app),
        "reference/problems.md": problem_catalogue_text(),
        "reference/metrics.md": catalogue_text(FIGURES),
    }
    for name, text in texts.items():
        path = docs / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return [docs / name for name in texts]


def _application(config: Config) -> Application:
    return create_app(replace(config, database_url=NOWHERE))
