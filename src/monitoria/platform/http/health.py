"""Health: `/healthz` says that the process lives, `/readyz` that it can serve (database reachable and migrated)."""

from __future__ import annotations

from flask import Flask, Response, jsonify
from sqlalchemy.exc import SQLAlchemyError

from monitoria.platform.database import Database
from monitoria.platform.errors import Unavailable
from monitoria.platform.schema import SchemaState, state_of

# Found by what balances load and by who restarts processes one after the other; what the schema is helps an upgrade.
_SENTENCES = {
    SchemaState.EMPTY: "O banco de dados não está migrado: rode “monitoria migrate”.",
    SchemaState.TOO_OLD: "O banco de dados não está migrado: rode “monitoria migrate”.",
}


class NotReady(Unavailable):
    slug = "not-ready"
    title = "Ainda não está pronto"


def serve_health(app: Flask, database: Database) -> None:
    """Add both addresses; neither needs a token, neither tells anything else."""

    def healthz() -> Response:
        return jsonify(status="ok")

    def readyz() -> Response:
        try:
            state = state_of(database)
        except SQLAlchemyError:
            raise NotReady("O banco de dados não responde.") from None
        if not state.is_servable:
            raise NotReady(_SENTENCES[state])
        return jsonify(status="ok", schema=str(state))

    app.add_url_rule("/healthz", "healthz", healthz)
    app.add_url_rule("/readyz", "readyz", readyz)
