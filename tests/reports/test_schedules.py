"""Reports by e-mail: each leaves once, to those who may see it at that moment, with no figure but in the pages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import text

from monitoria.app import make_bus
from monitoria.people.models import User
from monitoria.platform.clock import Zone, utc_now
from monitoria.platform.database import Database, make_engine
from monitoria.platform.events import Circumstances
from monitoria.reports.rules.schedules import Frequency, Rhythm, ScheduledKind, next_due, told_month
from monitoria.reports.service import mailing, schedules
from tests.support.mail import Postbox, post_office, real_worker
from tests.support.pdf import text_of
from tests.support.people import Cast, actor_of, make_cast

PATH = "/api/reports/schedules"
ZONE = Zone("America/Sao_Paulo")
HOUR = 7


@pytest.fixture
def box() -> Iterator[Postbox]:
    with post_office() as opened:
        yield opened


@pytest.fixture
def people(database: Database, cast: Cast, now: datetime) -> Cast:
    """Who has an address: the supervisors and Ana."""
    with database.unit_of_work(Circumstances(cast.admin.id, now, "test")) as session:
        for who, address in ((cast.supervisor, "silvia"), (cast.other_supervisor, "otavio"), (cast.ana, "ana")):
            user = session.get(User, who.id)
            assert user is not None
            user.email, user.email_key = f"{address}@exemplo.com.br", f"{address}@exemplo.com.br"
    return cast


def team_body(cast: Cast, *recipients: User, **more: Any) -> dict[str, Any]:
    ids = [str(user.id) for user in recipients or (cast.supervisor,)]
    weekly = {"frequency": "weekly", "weekday": 1}
    return {"kind": "team-month", "team_id": str(cast.north.id), "recipient_ids": ids, **weekly, **more}


def created(client: Any, body: dict[str, Any]) -> dict[str, Any]:
    answer = client.post(PATH, json=body)
    assert answer.status_code == 201, answer.get_data(as_text=True)
    found: dict[str, Any] = answer.get_json()
    return found


def run(database: Database, box: Postbox, at: datetime) -> None:
    """What the job does at this time."""

    def opening() -> Any:
        return database.unit_of_work(Circumstances(None, at, "job-test"))

    with opening() as session:
        mailing.plan_reports(session, ZONE, HOUR, at)
    mailing.send_reports(mailing.Post(opening, box.config(), ZONE, lambda: at))


def due_morning(schedule: dict[str, Any], hour: int = 8) -> datetime:
    return ZONE.start_of(date.fromisoformat(schedule["next_due_on"])) + timedelta(hours=hour)


@pytest.mark.parametrize(
    ("after", "rhythm", "closing_day", "expected"),
    [
        (date(2026, 11, 25), Rhythm(Frequency.WEEKLY, weekday=3), None, date(2026, 12, 2)),
        (date(2026, 11, 25), Rhythm(Frequency.WEEKLY, weekday=4), None, date(2026, 11, 26)),
        (date(2026, 11, 25), Rhythm(Frequency.MONTHLY, day=25), None, date(2026, 12, 25)),
        (date(2026, 11, 25), Rhythm(Frequency.MONTHLY, day=28), None, date(2026, 11, 28)),
        (date(2026, 12, 31), Rhythm(Frequency.MONTHLY, day=1), None, date(2027, 1, 1)),
        (date(2026, 11, 25), Rhythm(Frequency.CLOSING), 25, date(2026, 11, 26)),
        (date(2026, 11, 26), Rhythm(Frequency.CLOSING), 25, date(2026, 12, 26)),
        (date(2026, 11, 25), Rhythm(Frequency.CLOSING), None, date(2026, 12, 1)),
    ],
)
def test_the_next_day_is_the_first_that_fits(
    after: date, rhythm: Rhythm, closing_day: int | None, expected: date
) -> None:
    assert next_due(after, rhythm, closing_day) == expected


def test_a_weekly_report_tells_of_the_month_so_far_and_others_of_the_last_whole_one() -> None:
    assert told_month(date(2026, 11, 25), Frequency.WEEKLY, None) == date(2026, 11, 1)
    assert told_month(date(2026, 12, 1), Frequency.CLOSING, None) == date(2026, 11, 1)
    assert told_month(date(2026, 11, 26), Frequency.CLOSING, 25) == date(2026, 11, 1)
    assert told_month(date(2026, 11, 10), Frequency.MONTHLY, 25) == date(2026, 10, 1)


def test_it_leaves_once_with_the_pages_and_no_figure_in_its_words(
    as_user: Any, people: Cast, database: Database, box: Postbox
) -> None:
    made = created(as_user(people.supervisor), team_body(people))
    run(database, box, due_morning(made, hour=6))
    assert box.letters == []
    for _ in range(3):
        run(database, box, due_morning(made))
    (letter,) = box.letters
    assert letter["To"] == "silvia@exemplo.com.br"
    assert letter["Subject"].startswith("Relatório: Mês da equipe: Equipe Norte · ")
    (attached,) = letter.iter_attachments()
    assert (attached.get_content_type(), attached.get_filename()[:4]) == ("application/pdf", "mes-")
    assert "Equipe Norte" in text_of(attached.get_content())
    body = letter.get_body(("plain",))
    assert body is not None
    assert "não o afixe" in body.get_content()
    after = as_user(people.supervisor).get(f"{PATH}/{made['id']}").get_json()
    assert after["last_sent_at"] is not None
    week = date.fromisoformat(made["next_due_on"]) + timedelta(days=7)
    assert after["next_due_on"] == week.isoformat()
    trail = [entry["sentence"] for entry in as_user(people.admin).get("/api/audit").get_json()["items"]]
    assert any("por e-mail a Sílvia Souza" in sentence for sentence in trail)


def test_who_may_no_longer_see_it_gets_nothing(
    as_user: Any, people: Cast, database: Database, box: Postbox, now: datetime
) -> None:
    body = {**team_body(people, people.ana, people.supervisor), "kind": "person-month", "team_id": None}
    made = created(as_user(people.supervisor), {**body, "operator_id": str(people.ana.id)})
    with database.unit_of_work(Circumstances(people.admin.id, now, "test")) as session:
        session.execute(text("UPDATE teams SET supervisor_id = NULL WHERE id = :id"), {"id": people.north.id})
    run(database, box, due_morning(made))
    assert [letter["To"] for letter in box.letters] == ["ana@exemplo.com.br"]
    with database.unit_of_work(Circumstances(None, now, "test")) as session:
        states = session.execute(text("SELECT state FROM report_deliveries ORDER BY state")).scalars().all()
    assert states == ["sent", "skipped"]


def test_an_outage_loses_none_and_a_paused_one_waits(
    as_user: Any, people: Cast, database: Database, box: Postbox
) -> None:
    supervisor = as_user(people.supervisor)
    made = created(supervisor, team_body(people))
    at = due_morning(made)
    box.refuses["RCPT"] = "451 later"
    run(database, box, at)
    assert box.letters == []
    box.refuses.clear()
    run(database, box, at + timedelta(minutes=2))
    assert len(box.letters) == 1
    path, body = f"{PATH}/{made['id']}", team_body(people, paused=True)
    paused = supervisor.put(path, json={**body, "version": supervisor.get(path).get_json()["version"]})
    assert paused.status_code == 200, paused.get_data(as_text=True)
    assert (paused.get_json()["paused"], paused.get_json()["next_due_on"]) == (True, None)
    run(database, box, at + timedelta(days=7))
    assert len(box.letters) == 1
    assert supervisor.put(path, json={**body, "version": made["version"]}).status_code == 409
    assert supervisor.delete(path).status_code == 204
    assert supervisor.get(PATH).get_json()["items"] == []


def test_one_that_died_after_handing_over_is_not_sent_again(
    as_user: Any, people: Cast, database: Database, box: Postbox, now: datetime
) -> None:
    made = created(as_user(people.supervisor), team_body(people))
    at = due_morning(made)
    with database.unit_of_work(Circumstances(None, at, "test")) as session:
        mailing.plan_reports(session, ZONE, HOUR, at)
        session.execute(text("UPDATE report_deliveries SET state = 'sending', handed_at = :at"), {"at": at})
    run(database, box, at)
    assert box.letters == []
    with database.unit_of_work(Circumstances(None, at, "test")) as session:
        assert session.execute(text("SELECT state FROM report_deliveries")).scalar_one() == "unsure"


def test_only_leaders_schedule_and_only_for_those_who_may_read(as_user: Any, people: Cast) -> None:
    supervisor = as_user(people.supervisor)
    for user in (people.ana, people.evaluator):
        assert as_user(user).post(PATH, json=team_body(people)).status_code == 403
        assert as_user(user).get(PATH).status_code == 403

    def fault(body: dict[str, Any]) -> tuple[str, str]:
        answer = supervisor.post(PATH, json=body)
        assert answer.status_code == 422, answer.get_data(as_text=True)
        (error,) = answer.get_json()["errors"]
        return error["pointer"], error["rule"]

    assert fault(team_body(people, people.ana)) == ("/recipient_ids/0", "recipient-may-not-read")
    assert fault(team_body(people, people.other_supervisor)) == ("/recipient_ids/0", "recipient-unknown")
    assert fault({**team_body(people), "team_id": str(people.south.id)}) == ("/team_id", "unknown")
    assert fault({**team_body(people), "weekday": None}) == ("/weekday", "required")
    assert fault({**team_body(people), "team_id": None}) == ("/team_id", "required")
    person = {**team_body(people, people.bruno), "kind": "person-month", "operator_id": str(people.bruno.id)}
    assert fault(person) == ("/recipient_ids/0", "recipient-without-email")
    made = created(supervisor, team_body(people))
    assert as_user(people.other_supervisor).get(f"{PATH}/{made['id']}").status_code == 404
    assert as_user(people.admin).get(PATH).get_json()["total"] == 1


def test_a_worker_sends_what_is_due_by_itself(own_database_url: str) -> None:
    engine = make_engine(own_database_url)
    database, now = Database(engine, make_bus()), utc_now()
    with database.unit_of_work(Circumstances(None, now)) as session:
        cast = make_cast(session, now)
        cast.supervisor.email = cast.supervisor.email_key = "silvia@exemplo.com.br"
        session.flush()
        subject = schedules.Subject(ScheduledKind.TEAM_MONTH, cast.north.id)
        wish = schedules.Wish(Rhythm(Frequency.WEEKLY, weekday=1), "pt-BR", [cast.supervisor.id], False)
        schedules.create_schedule(session, actor_of(cast.admin), subject, wish, ZONE, now)
        session.execute(text("UPDATE report_schedules SET next_due_on = :today"), {"today": ZONE.day_of(now)})
    with post_office() as box:
        # From midnight on, so that it is time at whatever hour this runs.
        with real_worker(own_database_url, box, digest_hour="0"):
            (letter,) = box.wait_for(1, seconds=60)
        assert letter["To"] == "silvia@exemplo.com.br"
        (page,) = letter.iter_attachments()
        assert "Mês da equipe: Equipe Norte" in text_of(page.get_content())
    engine.dispose()
