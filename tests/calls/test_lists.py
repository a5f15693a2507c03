"""The list of calls: filters, words, orders, pages."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import event

from monitoria.calls.rules import CallStatus, Channel, Priority
from monitoria.calls.service import record_evaluation
from monitoria.platform.database import Database
from monitoria.platform.events import Circumstances
from tests.support.calls import make_call
from tests.support.people import Cast


@pytest.fixture
def calls(database: Database, cast: Cast, now: datetime) -> None:
    """Four calls, a day apart, "um" the latest."""
    rows: list[dict[str, Any]] = [
        {"subject": "um", "status": CallStatus.OPEN, "priority": Priority.HIGH, "category": "billing"},
        {"subject": "dois", "status": CallStatus.CLOSED, "priority": Priority.LOW, "channel": Channel.CHAT},
        {"subject": "três", "status": CallStatus.CLOSED, "priority": Priority.URGENT, "duration_seconds": 30},
        {"subject": "quatro", "status": CallStatus.RESOLVED, "duration_seconds": 90, "category": "sales"},
    ]
    with database.unit_of_work(Circumstances(None, now)) as session:
        operators = (cast.ana, cast.bruno, cast.carla, cast.ana)
        for days, (row, operator) in enumerate(zip(rows, operators, strict=True)):
            call = make_call(session, cast.admin, operator, now, started_at=now - timedelta(days=days), **row)
            if days in (0, 3):
                record_evaluation(session, call.id, published=days == 0)


def _subjects(client: Any, query: str = "") -> list[str]:
    answer = client.get(f"/api/calls/?{query}")
    assert answer.status_code == 200, answer.get_json()
    return [call["subject"] for call in answer.get_json()["items"]]


@pytest.mark.usefixtures("calls")
def test_the_total_of_a_list_that_nothing_narrows_is_that_of_all_its_rows(as_user: Any, cast: Cast) -> None:
    page = as_user(cast.admin).get("/api/calls?limit=1").get_json()
    assert (len(page["items"]), page["total"]) == (1, 4)


@pytest.mark.usefixtures("calls")
@pytest.mark.parametrize(
    ("query", "subjects"),
    [
        ("", ["um", "dois", "três", "quatro"]),
        ("status=closed", ["dois", "três"]),
        ("status=open&status=resolved", ["um", "quatro"]),
        ("priority=high&priority=low", ["um", "dois"]),
        ("category=billing", ["um"]),
        ("channel=chat", ["dois"]),
        ("operator_id={ana}", ["um", "quatro"]),
        ("team_id={south}", ["três"]),
        ("team_id={south}&operator_id={ana}", []),
        ("from=2026-11-19", ["um", "dois"]),
        ("to=2026-11-18", ["três", "quatro"]),
        ("from=2026-11-18&to=2026-11-18", ["três"]),
        ("weekday=4", ["dois"]),
        ("weekday=5&hour=12", ["um"]),
        ("hour=11", []),
        ("evaluated=true", ["um"]),
        ("evaluated=false", ["dois", "três", "quatro"]),
        ("sort=started_at", ["quatro", "três", "dois", "um"]),
        ("sort=-priority", ["três", "um", "quatro", "dois"]),
        ("sort=priority", ["dois", "quatro", "um", "três"]),
        ("sort=-duration_seconds&limit=2", ["quatro", "três"]),
        ("sort=protocol", ["um", "dois", "três", "quatro"]),
        ("sort=-created_at&status=closed", ["três", "dois"]),
        ("status=closed&sort=-priority", ["três", "dois"]),
        ("status=&q=", ["um", "dois", "três", "quatro"]),
    ],
)
def test_a_filter_shows_what_it_says(as_user: Any, cast: Cast, query: str, subjects: list[str]) -> None:
    asked = query.format(ana=cast.ana.id, south=cast.south.id)
    assert _subjects(as_user(cast.admin), asked) == subjects


@pytest.mark.usefixtures("calls")
def test_everybody_sees_only_his_own_part(as_user: Any, cast: Cast) -> None:
    assert _subjects(as_user(cast.evaluator)) == ["um", "dois", "três", "quatro"]
    assert _subjects(as_user(cast.supervisor)) == ["um", "dois", "quatro"]
    assert _subjects(as_user(cast.other_supervisor)) == ["três"]
    assert _subjects(as_user(cast.ana)) == ["um", "quatro"]
    assert _subjects(as_user(cast.ana), f"operator_id={cast.bruno.id}") == []
    assert _subjects(as_user(cast.supervisor), f"team_id={cast.south.id}") == []


@pytest.mark.usefixtures("calls")
@pytest.mark.parametrize("order", ["started_at", "created_at", "protocol", "priority", "duration_seconds"])
@pytest.mark.parametrize("sign", ["", "-"])
def test_pages_show_every_row_once_in_any_order(as_user: Any, cast: Cast, order: str, sign: str) -> None:
    admin = as_user(cast.admin)
    whole = _subjects(admin, f"sort={sign}{order}")
    seen, cursor = [], ""
    while cursor is not None:
        page = admin.get(f"/api/calls?limit=1&sort={sign}{order}" + (f"&cursor={cursor}" if cursor else "")).get_json()
        assert page["total"] == 4
        seen += [call["subject"] for call in page["items"]]
        cursor = page["next_cursor"]
    assert seen == whole
    assert len(seen) == 4


@pytest.mark.parametrize("order", ["started_at", "created_at", "protocol", "priority", "duration_seconds"])
@pytest.mark.parametrize("sign", ["", "-"])
def test_pages_of_a_search_show_every_match_once_in_any_order(
    as_user: Any, cast: Cast, database: Database, now: datetime, order: str, sign: str
) -> None:
    with database.unit_of_work(Circumstances(None, now)) as session:
        for number in range(8):
            fields = {"subject": f"fatura {number}" if number % 2 else "outro", "priority": list(Priority)[number % 4]}
            fields |= {"started_at": now - timedelta(hours=number * 5 % 7), "duration_seconds": number or None}
            make_call(session, cast.admin, cast.ana, now, **fields)
    admin, seen, cursor = as_user(cast.admin), [], ""
    while cursor is not None:
        path = f"/api/calls?q=faturas&limit=1&sort={sign}{order}" + (f"&cursor={cursor}" if cursor else "")
        page = admin.get(path).get_json()
        assert page["total"] == 4
        seen += [call["subject"] for call in page["items"]]
        cursor = page["next_cursor"]
    assert seen == _subjects(admin, f"q=faturas&sort={sign}{order}")
    assert sorted(seen) == ["fatura 1", "fatura 3", "fatura 5", "fatura 7"]


@pytest.mark.parametrize(
    ("query", "pointer"),
    [
        ("status=unknown", "/status/0"),
        ("priority=9", "/priority/0"),
        ("operator_id=7", "/operator_id/0"),
        ("from=20/11/2026", "/from"),
        ("from=2026-11-20&to=2026-11-19", "/to"),
        ("sort=notes", "/sort"),
        ("limit=0", "/limit"),
        ("limit=9999", "/limit"),
        ("cursor=made-up", "/cursor"),
        ("evaluated=perhaps", "/evaluated"),
    ],
)
def test_a_faulty_parameter_is_pointed_at(as_user: Any, cast: Cast, query: str, pointer: str) -> None:
    answer = as_user(cast.admin).get(f"/api/calls?{query}")
    assert answer.status_code == 422
    assert [error["pointer"] for error in answer.get_json()["errors"]] == [pointer]


def test_a_cursor_of_one_order_is_refused_by_another(as_user: Any, cast: Cast, calls: None) -> None:
    admin = as_user(cast.admin)
    cursor = admin.get("/api/calls?limit=1").get_json()["next_cursor"]
    assert admin.get(f"/api/calls?limit=1&sort=priority&cursor={cursor}").status_code == 422


@pytest.fixture
def customer(database: Database, cast: Cast, now: datetime) -> str:
    """One call of a customer whose words have accents and plurals; gives its protocol."""
    with database.unit_of_work(Circumstances(None, now)) as session:
        make_call(session, cast.admin, cast.bruno, now, subject="outro", notes="Nada a ver com isto")
        call = make_call(
            session,
            cast.admin,
            cast.ana,
            now,
            subject="Contestações da fatura",
            notes="Não reconhece as ligações interurbanas; pediu gravações.",
            customer_name="João D'Ávila Conceição",
            customer_phone="(11) 98765-4321",
            customer_document="529.982.247-25",
        )
        return call.protocol


@pytest.mark.parametrize(
    "words",
    [
        "contestação",
        "contestacoes",
        "LIGAÇÃO",
        "ligac",
        "gravação interurbana",
        "joao conceicao",
        "d'ávila",
        "não",
        "98765",
        "11987654321",
        "52998224725",
        "529.982.247-25",
        "(11) 98765-4321",
    ],
)
def test_words_find_a_call_without_accents_and_plurals(as_user: Any, cast: Cast, customer: str, words: str) -> None:
    listed = as_user(cast.admin).get("/api/calls", query_string={"q": words}).get_json()
    assert [call["protocol"] for call in listed["items"]] == [customer]


def test_a_protocol_is_found_by_its_beginning_and_with_a_word(as_user: Any, cast: Cast, customer: str) -> None:
    admin = as_user(cast.admin)
    assert admin.get(f"/api/calls?q={customer}").get_json()["total"] == 1
    assert admin.get(f"/api/calls?q={customer[:8]}").get_json()["total"] == 2
    assert admin.get(f"/api/calls?q={customer}+fatura").get_json()["total"] == 1
    assert admin.get(f"/api/calls?q={customer}+boleto").get_json()["total"] == 0


@pytest.mark.parametrize("words", ["'", "& | !", ":*", "a:*b", "\\", "%", "_", "'); DROP TABLE calls; --", "٣٤٥٦٧"])
def test_nothing_a_person_types_is_a_syntax_error(as_user: Any, cast: Cast, customer: str, words: str) -> None:
    assert as_user(cast.admin).get("/api/calls", query_string={"q": words}).status_code == 200


def test_a_page_costs_the_same_queries_however_long(as_user: Any, cast: Cast, calls: None, database: Database) -> None:
    admin = as_user(cast.admin)
    counts = [_queries(database, lambda n=n: admin.get(f"/api/calls?limit={n}")) for n in (1, 3)]
    assert counts[0] == counts[1]
    assert counts[0] <= 3  # who asks, the page, how many in all


def test_a_call_costs_few_queries(as_user: Any, cast: Cast, customer: str, database: Database) -> None:
    admin = as_user(cast.admin)
    call_id = admin.get("/api/calls?limit=1").get_json()["items"][0]["id"]
    assert _queries(database, lambda: admin.get(f"/api/calls/{call_id}")) <= 3  # who asks, the call, its evaluations


def _queries(database: Database, act: Any) -> int:
    seen: list[str] = []

    def note(connection: Any, cursor: Any, statement: str, *rest: Any) -> None:
        seen.append(statement)

    event.listen(database.engine, "before_cursor_execute", note)
    try:
        assert act().status_code == 200
    finally:
        event.remove(database.engine, "before_cursor_execute", note)
    return len([statement for statement in seen if "SAVEPOINT" not in statement])
