"""Health: `/healthz` says that the process lives, `/readyz` that it can serve (database reachable and migrated)."""

from __future__ import annotations

from flask import Flask, Response, jsonify
from sqlalchemy.exc import SQLAlchemyError

from monitoria.platform.database import Database, is_migrated
from monitoria.platform.errors import Unavailable


class NotReady(Unavailable):
    slug = "not-ready"
    title = "Ainda não está pronto"


def serve_health(app: Flask, database: Database) -> None:
    """Add both addresses; neither needs a token, neither tells anything else."""

    def healthz() -> Response:
        return jsonify(status="ok")

    def readyz() -> Response:
        try:
            migrated = is_migrated(database)
        except SQLAlchemyError:
            raise NotReady("O banco de dados não responde.") from None
        if not migrated:
            raise NotReady("O banco de dados não está migrado: rode “monitoria migrate”.")
        return jsonify(status="ok")

    app.add_url_rule("/healthz", "healthz", healthz)
    app.add_url_rule("/readyz", "readyz", readyz)
