"""Who can be told of what, in which words, and when letters leave: no database."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from monitoria.notifications.rules import (
    KINDS,
    SAYINGS,
    choices_for,
    digest_cutoff,
    message_id,
    saying_of,
    screen_of,
    sentence_of,
    subject_of,
)
from monitoria.people.events import SecurityEvent
from monitoria.platform.access import Role
from monitoria.platform.mail import LONGEST_WAIT, next_try

ZONE = ZoneInfo("America/Sao_Paulo")
NOW = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)
LOCALES = Path(__file__).resolve().parents[2] / "web/src/i18n/locales"
# All that a letter, which passes through other people's machines, may tell of a thing.
SAYABLE = {
    "webhook_name",
    "protocol",
    "due_at",
    "decide_by",
    "created",
    "updated",
    "rejected",
    "due_on",
    "held_on",
    "file_name",
    "expires_at",
    "device",
}
NEVER = re.compile(r"nota|score|cliente|customer|cpf|document|telefone|phone|R\$", re.IGNORECASE)


def _blanks(words: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", words))


def _variants(kind: str) -> list[dict[str, Any]]:
    return {
        "evaluation.decided": [{"changed": True}, {"changed": False}],
        "evaluation.closed": [{"reason": "expired"}, {"reason": "concluded"}],
        "evaluation.deadline-neared": [{"waits_for": word} for word in ("acknowledge", "contest", "decide")],
        "account.security": [{"what": kind.what} for kind in SecurityEvent.__subclasses__()],
    }.get(kind, [{}])


def test_every_kind_is_said_in_every_way_it_can_happen() -> None:
    said = {saying_of(kind, facts) for kind in KINDS for facts in _variants(kind)}
    assert said == set(SAYINGS)


@pytest.mark.parametrize("saying", SAYINGS)
def test_no_letter_tells_a_score_a_customer_or_a_document(saying: str) -> None:
    for words in (SAYINGS[saying].pt, SAYINGS[saying].en):
        assert _blanks(words.subject) <= {"protocol"}
        assert _blanks(words.sentence) <= SAYABLE
        assert not NEVER.search(words.subject + words.sentence)


def test_both_languages_say_the_same_facts_and_only_those_that_are_kept() -> None:
    for kind in KINDS.values():
        for facts in _variants(kind.name):
            saying = SAYINGS[saying_of(kind.name, facts)]
            assert _blanks(saying.pt.sentence) == _blanks(saying.en.sentence) <= set(kind.facts)
            assert _blanks(saying.pt.subject) == _blanks(saying.en.subject)


@pytest.mark.parametrize(("language", "side"), [("pt-BR", "pt"), ("en", "en")])
def test_the_screen_says_the_same_as_the_letter(language: str, side: str) -> None:
    spoken = json.loads((LOCALES / language / "notifications.json").read_text())["sayings"]
    wanted = {name: getattr(saying, side).sentence for name, saying in SAYINGS.items()}
    flat = {f"{area}.{name}": words for area, ways in spoken.items() for name, words in ways.items()}
    assert {name: re.sub(r"\{\{(\w+)\}\}", r"{\1}", words) for name, words in flat.items()} == wanted


def test_dates_are_days_of_the_installation_in_the_language_of_the_reader() -> None:
    facts = {"protocol": "P-1", "due_at": "2026-11-28T02:59:59+00:00"}
    portuguese = sentence_of("evaluation.decision-overdue", facts, "pt-BR", ZONE)
    assert "27/11/2026" in portuguese
    assert "27 November 2026" in sentence_of("evaluation.decision-overdue", facts, "en", ZONE)
    assert subject_of("evaluation.decision-overdue", facts, "pt-BR", ZONE) == "Decisão atrasada: chamada P-1"


def test_a_notice_of_another_version_is_still_shown() -> None:
    assert sentence_of("something.else", {}, "en", ZONE) == "something.else"
    assert screen_of(None, {}) == "/notifications"


def test_an_operator_chooses_only_about_what_can_concern_him() -> None:
    assert {kind.name for kind in choices_for(Role.OPERATOR.value)} == {
        "evaluation.published",
        "evaluation.decided",
        "evaluation.revised",
        "evaluation.closed",
        "evaluation.deadline-neared",
        "plan.created",
        "plan.note-added",
        "plan.session-held",
        "plan.due-neared",
        "plan.concluded",
        "plan.cancelled",
        "export.ready",
        "export.failed",
        "account.security",
    }
    assert all(choices_for(role.value) for role in Role)


def test_a_letter_is_tried_again_after_one_two_four_minutes_and_at_last_every_hour() -> None:
    waits = [(next_try(attempts, NOW) - NOW) for attempts in range(1, 9)]
    assert [wait / timedelta(minutes=1) for wait in waits[:4]] == [1, 2, 4, 8]
    assert waits[-1] == next_try(10_000, NOW) - NOW == LONGEST_WAIT


@pytest.mark.parametrize(
    ("now", "cutoff"),
    [
        ("2026-11-20T09:59:59+00:00", "2026-11-19T10:00:00+00:00"),  # 6:59 in São Paulo
        ("2026-11-20T10:00:00+00:00", "2026-11-20T10:00:00+00:00"),
        ("2026-11-21T02:00:00+00:00", "2026-11-20T10:00:00+00:00"),  # 23:00
    ],
)
def test_a_digest_holds_what_was_told_before_its_hour(now: str, cutoff: str) -> None:
    assert digest_cutoff(datetime.fromisoformat(now), ZONE, 7) == datetime.fromisoformat(cutoff)


def test_every_attempt_at_a_letter_has_the_same_name() -> None:
    notice = UUID("01a210a8-b22b-720c-82f3-95ff02e63b21")
    assert message_id("exemplo.com.br", notice) == "<01a210a8b22b720c82f395ff02e63b21@exemplo.com.br>"
