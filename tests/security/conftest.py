"""What attacks are tried on."""

from __future__ import annotations

import pytest

from monitoria.platform.database import Database
from monitoria.platform.http.application import Application
from tests.security.world import World, make_world
from tests.support.people import Cast


@pytest.fixture
def world(app: Application, database: Database, cast: Cast) -> World:
    """One of everything."""
    return make_world(app, database, cast)
