"""A call of Ana's that waits for its evaluation."""

from __future__ import annotations

from datetime import datetime

import pytest

from monitoria.calls.models import Call
from monitoria.platform.database import Database
from monitoria.platform.events import Circumstances
from tests.support.calls import make_call
from tests.support.people import Cast


@pytest.fixture
def call(database: Database, cast: Cast, now: datetime) -> Call:
    """A call that Ana took in the North."""
    with database.unit_of_work(Circumstances(cast.admin.id, now, "test")) as session:
        return make_call(session, cast.admin, cast.ana, now)
