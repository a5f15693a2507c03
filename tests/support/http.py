"""Clients that are somebody."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask.testing import FlaskClient
from flask_jwt_extended import create_access_token

from monitoria.people.models import SignInSession, User
from monitoria.platform.clock import utc_now
from monitoria.platform.database import Database
from monitoria.platform.events import Circumstances
from monitoria.platform.http.application import Application
from monitoria.platform.http.auth import issue_access


class SignedInClient(FlaskClient):
    """Sends a bearer token with every request."""

    token = ""

    def open(self, *args: Any, **kwargs: Any) -> Any:
        headers = dict(kwargs.pop("headers", None) or {})
        headers.setdefault("Authorization", f"Bearer {self.token}")
        return super().open(*args, headers=headers, **kwargs)


def signed_in_client(app: Application, database: Database, user: User) -> SignedInClient:
    """A client that holds an open session of `user`."""
    now = utc_now()
    with database.unit_of_work(Circumstances(user.id, now)) as session:
        opened = SignInSession(
            user_id=user.id, address="127.0.0.1", created_at=now, used_at=now, expires_at=now + timedelta(days=1)
        )
        session.add(opened)
        session.flush()
        session_id = opened.id
    client = SignedInClient(app, app.response_class)
    with app.app_context():
        client.token = issue_access(user.id, session_id)
    return client


def expired_token(app: Application, user: User) -> str:
    """An access token of `user` that ran out a minute ago."""
    with app.app_context():
        return str(
            create_access_token(
                identity=str(user.id),
                additional_claims={"sid": str(user.id)},
                expires_delta=timedelta(minutes=-1),
            )
        )
