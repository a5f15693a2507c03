"""The unit of work under two writers at once."""

from __future__ import annotations

from datetime import datetime

import pytest
from sqlalchemy import text

from monitoria.people.models import Team
from monitoria.platform.database import Database, make_engine
from monitoria.platform.errors import StaleVersion
from monitoria.platform.events import Bus, Circumstances
from tests.support.people import make_team


def test_a_write_over_somebody_else_s_is_a_stale_version_not_a_fault(own_database_url: str, now: datetime) -> None:
    database = Database(make_engine(own_database_url, pool_size=2), Bus())
    with database.unit_of_work(Circumstances(None, now)) as session:
        team_id = make_team(session, now, "Norte").id
    with pytest.raises(StaleVersion), database.unit_of_work(Circumstances(None, now)) as mine:
        team = mine.get_one(Team, team_id)
        with database.unit_of_work(Circumstances(None, now)) as theirs:
            theirs.get_one(Team, team_id).name = "Sul"
        team.name = "Leste"
    with database.unit_of_work(Circumstances(None, now)) as session:
        assert session.get_one(Team, team_id).name == "Sul"
    database.engine.dispose()


def test_a_fault_does_not_show_the_data_it_was_about(own_database_url: str) -> None:
    engine = make_engine(own_database_url)
    with engine.connect() as connection, pytest.raises(Exception, match="hidden") as fault:
        connection.execute(text("SELECT CAST(:document AS nonsense)"), {"document": "529.982.247-25"})
    engine.dispose()
    assert "529.982" not in str(fault.value)
