"""Rules of people."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from monitoria.people.rules import Owner, check_email, check_password, check_username, wait_after_failures

NOW = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)


@pytest.mark.parametrize("username", ["joão.silva", "ana_santos", "x-9", "MARIA@centro"])
def test_user_names_welcome_accents(username: str) -> None:
    assert check_username(username) == []


@pytest.mark.parametrize("username", ["", "a", "dois nomes", "a/b", "x" * 65, "<b>", "ͺͺ", "ﷺﷺ"])
def test_an_odd_user_name_is_refused_with_its_place(username: str) -> None:
    assert [error.pointer for error in check_username(username)] == ["/username"]


@pytest.mark.parametrize("password", ["curta", "x" * 129])
def test_a_password_has_8_to_128_characters(password: str) -> None:
    assert check_password(password, Owner("ana"))[0].rule == "length"


def test_a_password_is_not_the_user_name() -> None:
    assert check_password("Joao.Silva", Owner("joao.silva"))[0].rule == "same-as-username"
    assert check_password("supervisor123", Owner("supervisor")) == []


def test_an_email_is_optional_but_looks_like_one() -> None:
    assert check_email(None) == []
    assert check_email("ana@centro.com.br") == []
    assert check_email("ana@centro")[0].rule == "format"


def test_nine_failures_leave_sign_in_open_and_ten_close_it() -> None:
    failures = [NOW - timedelta(minutes=k) for k in range(9)]
    assert wait_after_failures(failures, NOW) is None
    failures.append(NOW - timedelta(minutes=10))
    assert wait_after_failures(failures, NOW) == timedelta(minutes=5)


def test_old_failures_stop_counting() -> None:
    failures = [NOW - timedelta(minutes=16)] * 20
    assert wait_after_failures(failures, NOW) is None
