"""Delivering to a real receiver: signed, tried again, given up, never sent for what was undone."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.orm import Session

from monitoria.calls.events import CallCreated, CallFacts
from monitoria.platform.clock import utc_now
from monitoria.platform.config import Config
from monitoria.platform.database import Database
from monitoria.platform.events import Circumstances, emit
from monitoria.webhooks import service
from monitoria.webhooks.models import WebhookDelivery, WebhookEndpoint
from monitoria.webhooks.service import Courier
from tests.journeys.test_main_job import answers
from tests.support.jobs import run_job, work_off
from tests.support.people import Cast
from tests.support.receiver import Receiver, receiving
from tests.webhooks.conftest import make_webhook


@pytest.fixture
def told(admin: Any, cast: Cast) -> Any:
    """`told()`: something happens that webhooks may be told of; the call's identifier."""

    def happen() -> str:
        answer = admin.post("/api/calls", json={"operator_id": str(cast.ana.id), "customer_name": "Zuleica"})
        assert answer.status_code == 201
        return str(answer.get_json()["id"])

    return happen


@pytest.fixture
def couriered(database: Database, config: Config) -> Any:
    """`couriered(webhook, later=…)`: what a sender does at that time."""

    def go(made: dict[str, Any], later: timedelta = timedelta(), lookup: Any = None) -> None:
        @contextmanager
        def opening() -> Iterator[Session]:
            with database.unit_of_work(Circumstances(None, utc_now() + later, "job")) as session:
                yield session

        service.deliver(Courier(opening, config, lambda: utc_now() + later, lookup), UUID(made["id"]))

    return go


def delivery(admin: Any, made: dict[str, Any]) -> dict[str, Any]:
    found = admin.get(f"/api/webhooks/deliveries?webhook_id={made['id']}").get_json()["items"]
    latest: dict[str, Any] = found[0]
    return latest


def test_what_happens_is_told_and_signed(
    admin: Any, receiver: Receiver, told: Any, database: Database, config: Config, cast: Cast
) -> None:
    made = make_webhook(admin, receiver.url)
    call_id = told()
    work_off(database, config)
    heard = receiver.heard[0]
    assert heard.is_signed_by(made["secret"])
    assert not heard.is_signed_by("whsec_AAAA")
    assert heard.headers["content-type"] == "application/json"
    assert heard.told["id"] == heard.id
    assert heard.told["type"] == "call.created"
    assert heard.told["data"] == {
        "call_id": call_id,
        "operator_id": str(cast.ana.id),
        "team_id": str(cast.north.id),
    }
    found = delivery(admin, made)
    assert (found["state"], found["status"], found["tries"], found["answer"]) == ("delivered", 200, 1, "ok")
    assert found["message_id"] == heard.id
    assert json.loads(found["body"]) == heard.told


def test_evaluations_are_told_without_scores_or_words_unless_scores_were_chosen(
    admin: Any, receiver: Receiver, as_user: Any, database: Database, config: Config, cast: Cast
) -> None:
    with receiving() as other:
        kinds = ("evaluation.published", "contest.opened")
        make_webhook(admin, receiver.url, *kinds)
        make_webhook(admin, other.url, *kinds, with_scores=True)
        call = admin.post("/api/calls", json={"operator_id": str(cast.ana.id)}).get_json()
        body = {"call_id": call["id"], "answers": answers(), "publish": True, "summary": "Resumo em segredo"}
        published = as_user(cast.evaluator).post("/api/evaluations", json=body).get_json()
        contest = {"items": [{"criterion": "empathy", "value": 10, "reason": "Motivo em segredo"}], "comment": "Texto"}
        assert as_user(cast.ana).post(f"/api/evaluations/{published['id']}/contest", json=contest).status_code == 200
        work_off(database, config)
        assert [heard.told["type"] for heard in receiver.heard] == list(kinds)
        plain, scored = receiver.heard[0].told["data"], other.heard[0].told["data"]
    assert {"final_score", "outcome", "has_fatal"} == set(scored) - set(plain)
    assert scored["final_score"] == published["overall_score"]
    assert plain["evaluation_id"] == published["id"]
    everything = b"".join(heard.body for heard in (*receiver.heard, *other.heard)).decode()
    assert "segredo" not in everything
    assert receiver.heard[0].id != other.heard[0].id


def test_what_is_not_chosen_is_not_told(admin: Any, receiver: Receiver, told: Any, database: Database) -> None:
    made = make_webhook(admin, receiver.url, "import.committed")
    told()
    assert admin.get(f"/api/webhooks/deliveries?webhook_id={made['id']}").get_json()["items"] == []


def test_what_is_undone_is_never_told(
    admin: Any, receiver: Receiver, cast: Cast, database: Database, config: Config, session: Session
) -> None:
    make_webhook(admin, receiver.url)
    before = session.execute(text("SELECT count(*) FROM procrastinate_jobs")).scalar_one()

    class Undone(Exception): ...

    facts = CallFacts(utc_now().date(), None, "other", "open", "normal", 12)
    with pytest.raises(Undone), database.unit_of_work(Circumstances(None, utc_now())) as doomed:
        emit(
            doomed,
            CallCreated(call_id=cast.ana.id, protocol="1", operator_id=cast.ana.id, team_id=None, after=facts),
        )
        assert doomed.scalars(select(WebhookDelivery)).all() != []
        raise Undone()
    assert session.execute(text("SELECT count(*) FROM procrastinate_jobs")).scalar_one() == before
    assert session.scalars(select(WebhookDelivery)).all() == []
    work_off(database, config)
    assert receiver.heard == []


def test_what_fails_is_tried_again_later_under_the_same_identifier(
    admin: Any, receiver: Receiver, told: Any, couriered: Any
) -> None:
    made = make_webhook(admin, receiver.url)
    receiver.answers = [500, 503]
    told()
    couriered(made)
    found = delivery(admin, made)
    assert (found["state"], found["tries"], found["status"]) == ("pending", 1, 500)
    due = datetime.fromisoformat(found["due_at"]) - datetime.fromisoformat(found["tried_at"])
    assert timedelta(seconds=11) < due < timedelta(seconds=20)
    couriered(made)  # not due yet
    assert len(receiver.heard) == 1
    couriered(made, timedelta(minutes=1))
    couriered(made, timedelta(minutes=5))
    assert delivery(admin, made)["state"] == "delivered"
    assert len({heard.id for heard in receiver.heard}) == 1
    stamps = [int(heard.headers["webhook-timestamp"]) for heard in receiver.heard]
    assert stamps == sorted(set(stamps))
    assert admin.get(f"/api/webhooks/{made['id']}").get_json()["failures"] == 0


def test_after_eight_tries_it_is_given_up_and_may_be_sent_again_by_hand(
    admin: Any, receiver: Receiver, told: Any, couriered: Any
) -> None:
    made = make_webhook(admin, receiver.url)
    receiver.status = 500
    told()
    for hours in (0, 0.1, 0.2, 1, 4, 12, 26, 40):
        couriered(made, timedelta(hours=hours))
    found = delivery(admin, made)
    assert (found["state"], found["tries"], found["actions"]) == ("failed", 8, ["resend"])
    assert found["problem"] == "O recebedor respondeu 500."
    receiver.status = 200
    resent = admin.post(f"/api/webhooks/deliveries/{found['id']}/resend").get_json()
    assert (resent["state"], resent["actions"]) == ("pending", [])
    assert admin.post(f"/api/webhooks/deliveries/{found['id']}/resend").status_code == 409
    couriered(made)
    assert delivery(admin, made)["state"] == "delivered"
    assert len({heard.id for heard in receiver.heard}) == 1


def test_an_address_that_is_gone_is_switched_off_and_admins_are_told(
    admin: Any, receiver: Receiver, told: Any, couriered: Any
) -> None:
    made = make_webhook(admin, receiver.url)
    told()
    told()
    receiver.status = 410
    couriered(made)
    now = admin.get(f"/api/webhooks/{made['id']}").get_json()
    assert (now["active"], now["off_reason"], len(receiver.heard)) == (False, "gone", 1)
    states = [d["state"] for d in admin.get("/api/webhooks/deliveries").get_json()["items"]]
    assert sorted(states) == ["cancelled", "failed"]
    notice = admin.get("/api/notifications?kind=webhook.switched-off").get_json()["items"][0]
    assert "CRM" in notice["sentence"]
    told()
    assert len(admin.get("/api/webhooks/deliveries").get_json()["items"]) == 2
    body = {"name": "CRM", "url": receiver.url, "kinds": ["call.created"], "version": now["version"]}
    again = admin.put(f"/api/webhooks/{made['id']}", json=body).get_json()
    assert (again["active"], again["off_reason"], again["failures"]) == (True, None, 0)


def test_an_address_that_never_answers_is_switched_off_after_hours_not_after_a_burst(
    admin: Any, receiver: Receiver, told: Any, couriered: Any
) -> None:
    made = make_webhook(admin, receiver.url)
    receiver.status = 500
    for _ in range(25):
        told()
    couriered(made)
    now = admin.get(f"/api/webhooks/{made['id']}").get_json()
    assert (now["active"], now["failures"]) == (True, 25)
    couriered(made, timedelta(hours=13))
    now = admin.get(f"/api/webhooks/{made['id']}").get_json()
    assert (now["active"], now["off_reason"], now["failures"]) == (False, "failing", 26)
    assert len(receiver.heard) == 26


def test_a_rotated_secret_signs_beside_the_old_one_for_a_day(
    admin: Any, receiver: Receiver, told: Any, couriered: Any
) -> None:
    made = make_webhook(admin, receiver.url)
    rotated = admin.post(f"/api/webhooks/{made['id']}/rotate-secret", json={"version": 1}).get_json()
    told()
    couriered(made)
    assert receiver.heard[0].is_signed_by(made["secret"])
    assert receiver.heard[0].is_signed_by(rotated["secret"])
    told()
    couriered(made, timedelta(hours=25))
    assert len(receiver.heard[1].headers["webhook-signature"].split(" ")) == 1


def test_a_receiver_that_is_silent_is_asked_once_a_turn(
    admin: Any, told: Any, couriered: Any, receiver: Receiver
) -> None:
    def hang_up(handler: Any) -> None:
        handler.connection.close()

    made = make_webhook(admin, receiver.url)
    receiver.reply = hang_up
    for _ in range(3):
        told()
    couriered(made)
    assert len(receiver.heard) == 1
    receiver.reply = None
    couriered(made, timedelta(minutes=1))
    assert [d["state"] for d in admin.get("/api/webhooks/deliveries").get_json()["items"]] == ["delivered"] * 3


def test_a_redirect_into_the_house_is_not_followed(admin: Any, receiver: Receiver, told: Any, couriered: Any) -> None:
    made = make_webhook(admin, receiver.url)
    receiver.status, receiver.headers = 302, {"Location": "http://127.0.0.1:5432/"}
    told()
    couriered(made)
    found = delivery(admin, made)
    assert (found["state"], found["status"]) == ("pending", 302)
    assert "redirecionamentos não são seguidos" in found["problem"]


def test_a_name_that_turns_private_is_refused_when_it_is_used(admin: Any, told: Any, couriered: Any) -> None:
    made = make_webhook(admin, "https://nome.exemplo.test/")
    told()
    couriered(made, lookup=lambda *_: ["10.0.0.8"])
    found = delivery(admin, made)
    assert (found["state"], found["status"]) == ("pending", None)
    assert "não é público" in found["problem"]


def test_of_an_answer_a_kilobyte_is_kept(admin: Any, receiver: Receiver, told: Any, couriered: Any) -> None:
    made = make_webhook(admin, receiver.url)
    receiver.body = b"\x00\xff" + b"x" * 100_000
    told()
    couriered(made)
    answer = delivery(admin, made)["answer"]
    assert len(answer) <= 1024
    assert "\x00" not in answer


def test_what_a_dead_sender_left_is_sent_again_under_the_same_identifier(
    admin: Any, receiver: Receiver, told: Any, couriered: Any, database: Database
) -> None:
    """Killed between sending and writing down that it was taken."""
    made = make_webhook(admin, receiver.url)
    told()
    couriered(made)
    with database.unit_of_work(Circumstances(None, utc_now())) as session:
        session.execute(update(WebhookDelivery).values(state="sending", delivered_at=None, status=None))
    couriered(made)
    assert delivery(admin, made)["state"] == "delivered"
    assert len(receiver.heard) == 2
    assert receiver.heard[0].id == receiver.heard[1].id
    assert receiver.heard[0].body == receiver.heard[1].body


def test_a_test_is_sent_though_nothing_happened(
    admin: Any, receiver: Receiver, database: Database, config: Config
) -> None:
    made = make_webhook(admin, receiver.url)
    asked = admin.post(f"/api/webhooks/{made['id']}/test")
    assert asked.status_code == 201
    work_off(database, config)
    assert receiver.heard[0].told["type"] == "webhook.test"
    assert receiver.heard[0].is_signed_by(made["secret"])
    assert delivery(admin, made)["state"] == "delivered"


def test_every_minute_what_is_due_is_taken_up(
    admin: Any, receiver: Receiver, told: Any, database: Database, config: Config
) -> None:
    make_webhook(admin, receiver.url)
    told()
    with database.unit_of_work(Circumstances(None, utc_now())) as session:
        session.execute(text("DELETE FROM procrastinate_jobs"))  # the worker that took it died
        session.execute(update(WebhookDelivery).values(state="sending"))
    run_job(database, config, "webhooks:deliver_due_webhooks", timestamp=0)
    work_off(database, config)
    assert len(receiver.heard) == 1


def test_a_secret_that_can_not_be_opened_is_said(
    admin: Any, receiver: Receiver, told: Any, couriered: Any, database: Database
) -> None:
    made = make_webhook(admin, receiver.url)
    told()
    with database.unit_of_work(Circumstances(None, utc_now())) as session:
        session.execute(update(WebhookEndpoint).values(sealed_secret="bm90IG91cnM="))
    couriered(made)
    found = delivery(admin, made)
    assert (found["state"], receiver.heard) == ("failed", [])
    assert "troque-o" in found["problem"]


def test_old_deliveries_are_forgotten(admin: Any, receiver: Receiver, told: Any, database: Database) -> None:
    make_webhook(admin, receiver.url)
    told()
    with database.unit_of_work(Circumstances(None, utc_now())) as session:
        service.forget_old_deliveries(session, utc_now() + timedelta(days=29))
        assert len(session.scalars(select(WebhookDelivery)).all()) == 1
        service.forget_old_deliveries(session, utc_now() + timedelta(days=31))
        assert session.scalars(select(WebhookDelivery)).all() == []


def test_nobody_to_tell_costs_one_small_question(told: Any, count_queries: Any) -> None:
    with count_queries() as queries:
        began = time.monotonic()
        told()
        assert time.monotonic() - began < 30
    asked = [query for query in queries if "webhook" in query]
    assert len(asked) == 1
    assert asked[0].startswith("SELECT id, with_scores")
