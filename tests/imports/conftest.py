"""Somebody who imports."""

from __future__ import annotations

from typing import Any

import pytest

from monitoria.platform.config import Config
from monitoria.platform.database import Database
from tests.support.imports import Journey
from tests.support.people import Cast


@pytest.fixture
def admin(as_user: Any, cast: Cast, config: Config, database: Database) -> Journey:
    """An admin on his way."""
    return Journey(as_user(cast.admin), config, database)


@pytest.fixture
def supervisor(as_user: Any, cast: Cast, config: Config, database: Database) -> Journey:
    """The supervisor of North on his way."""
    return Journey(as_user(cast.supervisor), config, database)
