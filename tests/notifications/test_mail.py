"""Letters, against a real SMTP server: each leaves once, and an outage loses none."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text

from monitoria.app import make_bus
from monitoria.notifications import service
from monitoria.notifications.service.mailing import REST
from monitoria.platform.clock import Zone, utc_now
from monitoria.platform.database import Database, make_engine
from monitoria.platform.events import Circumstances, emit
from tests.notifications.conftest import Facts, Happen
from tests.platform.test_cli import free_port
from tests.support.jobs import work_off
from tests.support.mail import PUBLIC, Postbox, only, post_office, real_worker
from tests.support.people import Cast, make_cast


@pytest.fixture
def box() -> Iterator[Postbox]:
    with post_office() as opened:
        yield opened


class Clock:
    """The post's own time."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def pass_by(self, **time: float) -> None:
        self.now += timedelta(**time)


@pytest.fixture
def clock(now: datetime) -> Clock:
    return Clock(now)


def _post(database: Database, box: Postbox, clock: Clock, **more: Any) -> service.Post:
    config = box.config(**more)
    return service.Post(
        lambda: database.unit_of_work(Circumstances(None, clock(), "job-test")), config, Zone(config.time_zone), clock
    )


def _states(database: Database, now: datetime) -> list[str]:
    with database.unit_of_work(Circumstances(None, now)) as session:
        return list(session.execute(text("SELECT state FROM notification_deliveries ORDER BY told_at")).scalars())


def _parts(letter: Any) -> tuple[str, str]:
    return letter.get_body(("plain",)).get_content(), letter.get_body(("html",)).get_content()


@pytest.mark.usefixtures("addresses")
def test_a_letter_leaves_with_the_news_says_it_twice_and_is_named(
    database: Database, cast: Cast, facts: Facts, happen: Happen, box: Postbox
) -> None:
    happen(facts.published(), by=cast.evaluator)
    assert "notifications:send_letters" in work_off(database, box.config())
    [letter] = box.letters
    assert letter["Subject"] == "Nova monitoria da chamada 2026112000000001"
    assert (letter["To"], letter["From"]) == ("ana@exemplo.com.br", "Monitoria <avisos@exemplo.com.br>")
    assert letter["List-Id"] == "Monitoria <avisos.monitoria.exemplo.com.br>"
    assert letter["Message-ID"].endswith("@monitoria.exemplo.com.br>")
    assert letter["Auto-Submitted"] == "auto-generated"
    for part in _parts(letter):
        assert "A monitoria da chamada 2026112000000001 foi publicada" in part
        assert f"{PUBLIC}/evaluations/{facts.evaluation_id}" in part
        assert f"{PUBLIC}/notifications/preferences" in part


@pytest.mark.usefixtures("addresses")
def test_nothing_is_sent_twice_and_read_news_not_at_all(
    database: Database, cast: Cast, facts: Facts, happen: Happen, box: Postbox, clock: Clock, now: datetime
) -> None:
    happen(facts.published(), by=cast.evaluator)
    for _ in range(3):
        service.send_due_letters(_post(database, box, clock))
    happen(facts.revised(), at=now + timedelta(seconds=1))
    with database.unit_of_work(Circumstances(cast.ana.id, now)) as session:
        session.execute(text("UPDATE notifications SET read_at = :now"), {"now": now})
    clock.pass_by(minutes=1)
    service.send_due_letters(_post(database, box, clock))
    assert (len(box.letters), _states(database, now)) == (1, ["sent", "skipped"])


@pytest.mark.usefixtures("addresses")
def test_a_digest_gathers_a_day_in_the_language_of_its_reader(
    database: Database, cast: Cast, facts: Facts, happen: Happen, box: Postbox, clock: Clock, as_user: Any
) -> None:
    choices = [{"kind": f"evaluation.{kind}", "in_app": True, "email": "digest"} for kind in ("published", "closed")]
    body = {"version": 1, "language": "en", "kinds": choices}
    assert as_user(cast.ana).put("/api/notifications/preferences", json=body).status_code == 200
    happen(facts.published(), by=cast.evaluator)
    happen(facts.closed("expired"), at=clock() + timedelta(minutes=1))
    clock.pass_by(hours=1)  # 13:00 in São Paulo
    service.send_due_letters(_post(database, box, clock))
    assert box.letters == []
    clock.pass_by(days=2)  # a worker that was away for a day is only late
    service.send_due_letters(_post(database, box, clock))
    service.send_due_letters(_post(database, box, clock))
    [letter] = box.letters
    assert letter["Subject"] == "Daily digest: 2 notices"
    plain, _ = _parts(letter)
    assert "was published" in plain
    assert "The deadline passed" in plain


@pytest.mark.usefixtures("addresses")
def test_a_server_that_is_away_for_a_day_loses_nothing_and_is_not_besieged(
    database: Database, cast: Cast, facts: Facts, happen: Happen, clock: Clock, now: datetime
) -> None:
    happen(facts.published(), by=cast.evaluator)
    away = Postbox()
    away.port = free_port()
    for _ in range(24 * 10):
        service.send_due_letters(_post(database, away, clock))
        clock.pass_by(minutes=6)
    with database.unit_of_work(Circumstances(None, now)) as session:
        row = session.execute(text("SELECT state, attempts, problem FROM notification_deliveries")).one()
    assert row.state == "pending"
    assert 20 <= row.attempts <= 40
    assert "Refused" in row.problem
    with post_office(away.port) as box:
        clock.pass_by(hours=1)
        service.send_due_letters(_post(database, box, clock))
        assert len(box.letters) == 1
    assert _states(database, now) == ["sent"]


@pytest.mark.usefixtures("addresses")
def test_while_a_server_rests_other_news_do_not_knock(
    database: Database, cast: Cast, facts: Facts, happen: Happen, clock: Clock
) -> None:
    away = Postbox()
    away.port = free_port()
    happen(facts.published(), by=cast.evaluator)
    service.send_due_letters(_post(database, away, clock))
    happen(facts.revised(), at=clock())
    assert not service.has_due_letters(_post(database, away, clock))
    clock.pass_by(seconds=REST.total_seconds() + 1)
    assert service.has_due_letters(_post(database, away, clock))


@pytest.mark.usefixtures("addresses")
@pytest.mark.parametrize(
    ("reply", "state"), [("550 no such person", "failed"), ("450 busy", "pending"), ("421 going away", "pending")]
)
def test_what_a_server_refuses_for_good_ends_and_what_it_refuses_for_now_waits(
    database: Database,
    cast: Cast,
    facts: Facts,
    happen: Happen,
    box: Postbox,
    clock: Clock,
    reply: str,
    state: str,
) -> None:
    box.refuses["RCPT"] = reply
    happen(facts.published(), by=cast.evaluator)
    service.send_due_letters(_post(database, box, clock))
    assert _states(database, clock()) == [state]
    box.refuses.clear()
    clock.pass_by(hours=2)
    service.send_due_letters(_post(database, box, clock))
    assert len(box.letters) == (1 if state == "pending" else 0)


@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
@pytest.mark.usefixtures("addresses")
def test_a_user_and_password_open_the_server_and_a_wrong_one_is_not_told(
    database: Database, cast: Cast, facts: Facts, happen: Happen, clock: Clock, capfd: Any
) -> None:
    happen(facts.published(), by=cast.evaluator)
    with post_office(**only("monitoria", "s3gr/do")) as box:
        host = f"127.0.0.1:{box.port}"
        wrong = _post(database, box, clock)
        for password in ("err@do".replace("@", "%40"), "s3gr%2Fdo"):
            config = wrong.config.__class__(
                smtp_url=f"smtp://monitoria:{password}@{host}?tls=none",
                mail_from=wrong.config.mail_from,
                public_url=wrong.config.public_url,
            )
            service.send_due_letters(service.Post(wrong.opening, config, wrong.zone, clock))
            clock.pass_by(minutes=5)
        assert len(box.letters) == 1
    said = capfd.readouterr()
    assert "err" + "@do" not in said.out + said.err + repr(config)
    assert "s3gr" not in said.out + said.err + repr(config)


@pytest.mark.usefixtures("addresses")
def test_without_a_mail_server_notices_are_shown_and_no_letter_waits(
    database: Database, cast: Cast, facts: Facts, happen: Happen, config: Any, as_user: Any
) -> None:
    happen(facts.published(), by=cast.evaluator)
    work_off(database, config)
    assert _states(database, facts.now) == ["skipped"]
    assert as_user(cast.ana).get("/api/notifications/unread-count").get_json()["unread"] == 1


def _news_of(database: Database, now: datetime) -> UUID:
    with database.unit_of_work(Circumstances(None, now)) as session:
        cast = make_cast(session, now)
        session.execute(text("UPDATE users SET email = 'ana@exemplo.com.br' WHERE id = :id"), {"id": cast.ana.id})
        emit(session, Facts(cast, now).published())
        return cast.ana.id


def test_a_worker_killed_before_the_letter_left_leaves_it_to_the_next_who_sends_it_once(own_database_url: str) -> None:
    engine = make_engine(own_database_url)
    database, now = Database(engine, make_bus()), utc_now()
    with post_office() as box:
        box.hangs_at = "MAIL"
        _news_of(database, now)
        with real_worker(own_database_url, box) as worker:
            _wait(lambda: "MAIL" in box.seen)
            assert _states(database, now) == ["sending"]
            os.kill(worker.pid, signal.SIGKILL)
            worker.wait(10)
        box.hangs_at = ""
        with database.unit_of_work(Circumstances(None, now)) as session:  # as the next minute's job would
            session.execute(text("UPDATE procrastinate_jobs SET status = 'todo'"))
        with real_worker(own_database_url, box):
            _wait(lambda: _states(database, now) == ["sent"])
        assert len(box.letters) == 1
    engine.dispose()


@pytest.mark.usefixtures("addresses")
def test_a_letter_that_may_have_left_when_its_sender_died_is_not_sent_again(
    database: Database, cast: Cast, facts: Facts, happen: Happen, box: Postbox, clock: Clock
) -> None:
    happen(facts.published(), by=cast.evaluator)
    with database.unit_of_work(Circumstances(None, clock())) as session:
        left = text("UPDATE notification_deliveries SET state = 'sending', handed_at = :now")
        session.execute(left, {"now": clock()})
    service.send_due_letters(_post(database, box, clock))
    assert (_states(database, clock()), box.letters) == (["unsure"], [])


def _wait(condition: Any) -> None:
    end = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.05)
