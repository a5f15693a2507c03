"""What is told, how it is signed, when it is tried again."""

from __future__ import annotations

import base64
import json
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitoria.webhooks.listeners import SUBSCRIPTIONS
from monitoria.webhooks.rules import (
    KINDS,
    MOST_TRIES,
    TEST,
    body_of,
    is_hopeless,
    new_secret,
    next_try,
    secret_bytes,
    sign,
    signatures,
)

NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)


def test_a_signature_is_the_one_of_the_specification_s_own_example() -> None:
    """The test vector of the Standard Webhooks reference libraries."""
    secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
    body = b'{"test": 2432232314}'
    found = sign(secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, body)
    assert found == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_a_secret_is_256_bits_after_its_mark() -> None:
    secret = new_secret()
    assert secret.startswith("whsec_")
    assert len(base64.b64decode(secret.removeprefix("whsec_"))) == len(secret_bytes(secret)) == 32


def test_two_secrets_sign_side_by_side() -> None:
    old, new = new_secret(), new_secret()
    headers = signatures([new, old], "msg_1", NOW, b"{}")
    stamp = int(NOW.timestamp())
    assert headers["webhook-signature"].split(" ") == [sign(s, "msg_1", stamp, b"{}") for s in (new, old)]


@given(st.binary(max_size=50), st.binary(max_size=50))
def test_another_body_has_another_signature(one: bytes, other: bytes) -> None:
    secret = "whsec_" + base64.b64encode(bytes(32)).decode()
    assert (sign(secret, "m", 1, one) == sign(secret, "m", 1, other)) == (one == other)


def test_eight_tries_take_about_a_day_and_their_waits_grow() -> None:
    waits = [next_try(tries, NOW, 0.5) for tries in range(1, MOST_TRIES)]
    lasting = [wait - NOW for wait in waits if wait is not None]
    assert len(lasting) == MOST_TRIES - 1 == 7
    assert lasting == sorted(lasting)
    assert timedelta(hours=18) < sum(lasting, timedelta()) < timedelta(hours=24)
    assert next_try(MOST_TRIES, NOW, 0.5) is None


def test_luck_moves_a_try_by_a_fifth_at_most() -> None:
    early, middle, late = (next_try(3, NOW, luck) for luck in (0.0, 0.5, 1.0))
    assert (early, middle, late) == tuple(NOW + timedelta(minutes=m) for m in (4, 5, 6))


@pytest.mark.parametrize(("failures", "hours", "is_over"), [(20, 12, True), (19, 100, False), (500, 11, False)])
def test_an_address_is_given_up_after_many_failures_over_many_hours(failures: int, hours: int, is_over: bool) -> None:
    assert is_hopeless(failures, NOW - timedelta(hours=hours), NOW) is is_over


def fact(**more: Any) -> SimpleNamespace:
    names = ("evaluation_id", "call_id", "operator_id", "evaluator_id", "scorecard_id", "plan_id", "owner_id")
    known = {name: UUID(int=place) for place, name in enumerate(names, start=1)}
    return SimpleNamespace(**known, team_id=None, protocol="em segredo", **more)


def counted(score: Decimal | None) -> SimpleNamespace:
    return SimpleNamespace(final_score=score, outcome="pass", has_fatal=False)


def test_a_body_holds_identifiers_and_no_score_unless_that_was_chosen() -> None:
    revised = fact(revision=2, before=counted(Decimal("70.50")), after=counted(None))
    plain = json.loads(body_of("msg_1", "evaluation.revised", NOW, revised, with_scores=False))
    assert plain == {
        "id": "msg_1",
        "type": "evaluation.revised",
        "created_at": "2026-11-25T12:00:00+00:00",
        "data": {
            "evaluation_id": str(UUID(int=1)),
            "call_id": str(UUID(int=2)),
            "operator_id": str(UUID(int=3)),
            "team_id": None,
            "evaluator_id": str(UUID(int=4)),
            "scorecard_id": str(UUID(int=5)),
            "revision": 2,
        },
    }
    scored = json.loads(body_of("msg_1", "evaluation.revised", NOW, revised, with_scores=True))
    assert (scored["data"]["before_final_score"], scored["data"]["after_final_score"]) == (70.5, None)


def test_a_test_tells_nothing() -> None:
    assert json.loads(body_of("msg_1", TEST, NOW, None, with_scores=True))["data"] == {}


def test_every_kind_tells_facts_that_its_event_has_and_no_words_of_anybody() -> None:
    """Every public event is listened for, and what it tells are fields of what is heard."""
    forbidden = {"protocol", "summary", "comment", "username", "customer_name", "criteria", "decisions", "objective"}
    for kind in KINDS.values():
        told = {name.partition(".")[0] for name in (*kind.facts, *kind.scores)}
        assert not told & forbidden, kind.name
        assert any(told <= set(event.__dataclass_fields__) for event, _ in SUBSCRIPTIONS), kind.name
    assert len(SUBSCRIPTIONS) == len(KINDS) + 1  # and what is asked for by hand


def test_days_and_numbers_are_told_as_json_has_them() -> None:
    plan = fact(due_on=date(2026, 12, 1))
    told = json.loads(body_of("m", "coaching.plan_created", NOW, plan, with_scores=False))
    assert told["data"]["due_on"] == "2026-12-01"
