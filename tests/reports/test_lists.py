"""Lists as files: the list's own filters, the asker's reach, harmless cells, and who took them."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import select
from sqlalchemy.orm import Session

from monitoria.app import assemble, make_bus
from monitoria.audit.models import AuditEntry
from monitoria.platform.access import GRANTS, Role
from monitoria.platform.clock import utc_now
from monitoria.platform.config import Config
from monitoria.platform.database import Database, make_engine
from monitoria.platform.events import Circumstances
from monitoria.platform.tables import fetching
from monitoria.reports.queries.lists import LISTINGS
from monitoria.reports.service import taking
from tests.journeys.test_main_job import answers
from tests.support.http import signed_in_client
from tests.support.people import Cast, make_cast


def rows_of(answer: Any, delimiter: str = ";") -> list[list[str]]:
    assert answer.status_code == 200, answer.get_data(as_text=True)
    text = answer.get_data().decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


def new_call(client: Any, operator: Any, **fields: Any) -> dict[str, Any]:
    answer = client.post("/api/calls", json={"operator_id": str(operator.id), **fields})
    assert answer.status_code == 201, answer.get_data(as_text=True)
    return answer.get_json()


def test_a_brazilian_csv_opens_in_excel_as_it_stands(as_user: Any, cast: Cast) -> None:
    evaluator = as_user(cast.evaluator)
    call = new_call(
        evaluator, cast.ana, started_at="2026-11-19T23:30:00-03:00", duration_seconds=90, subject="=1+1;\n x"
    )
    answer = evaluator.get("/api/calls/export?format=csv")
    assert answer.get_data().startswith("\ufeffProtocolo;Início".encode())
    assert answer.get_data().count(b"\r\n") == 2
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert "filename*=UTF-8''atendimentos-20" in answer.headers["Content-Disposition"]
    titles, row = rows_of(answer)
    said = dict(zip(titles, row, strict=True))
    assert said["Protocolo"] == call["protocol"]
    assert said["Início"] == "19/11/2026 23:30:00"
    assert said["Assunto"] == "'=1+1;\n x"
    assert said["Tem monitoria"] == "não"


@pytest.mark.parametrize("name", sorted(LISTINGS))
def test_every_list_leaves_in_every_form_for_whoever_may_read_it(as_user: Any, cast: Cast, name: str) -> None:
    listing = LISTINGS[name]
    admin = as_user(cast.admin)
    for user in (cast.supervisor, cast.evaluator, cast.ana):
        is_open = listing.permission in GRANTS[Role(user.role)]
        assert as_user(user).get(listing.rule).status_code == (200 if is_open else 403)
    assert len(rows_of(admin.get(f"{listing.rule}?format=csv-intl&lang=en"), ",")[0]) > 2
    book = CalamineWorkbook.from_filelike(io.BytesIO(admin.get(f"{listing.rule}?format=xlsx").get_data()))
    assert len(book.sheet_names) == len(listing.sheets)


def test_the_filters_order_and_reach_are_those_of_the_list(as_user: Any, cast: Cast) -> None:
    evaluator = as_user(cast.evaluator)
    for operator in (cast.ana, cast.bruno, cast.carla):
        for status in ("open", "resolved"):
            new_call(evaluator, operator, status=status, subject=f"Assunto de {operator.username}")
    questions = (
        "",
        "status=open&sort=protocol",
        "status=open&status=resolved&sort=-duration_seconds",
        f"operator_id={cast.ana.id}&operator_id={cast.carla.id}",
        f"team_id={cast.north.id}&q=assunto",
        "q=bruno",
        "from=2030-01-01",
    )
    for user in (cast.admin, cast.supervisor, cast.other_supervisor, cast.bruno):
        client = as_user(user)
        for question in questions:
            shown = client.get(f"/api/calls?limit=200&{question}").get_json()["items"]
            rows = rows_of(client.get(f"/api/calls/export?{question}"))[1:]
            assert [row[0] for row in rows] == [call["protocol"] for call in shown], question
    assert len(rows_of(as_user(cast.bruno).get("/api/calls/export"))) == 3


def test_customers_data_are_masked_as_on_the_list(as_user: Any, cast: Cast) -> None:
    admin = as_user(cast.admin)
    told = {"customer_phone": "(11) 98765-4321", "customer_document": "529.982.247-25", "notes": "CPF 529.982.247-25."}
    call = new_call(admin, cast.ana, **told)
    said = dict(zip(*rows_of(admin.get("/api/calls/export")), strict=True))
    shown = admin.get(f"/api/calls/{call['id']}").get_json()
    kept = ("Telefone", "Documento", "Observações")
    assert [said[name] for name in kept] == [shown[name] for name in told]
    assert not [text for text in said.values() if "529.982" in text or "52998224725" in text]


def test_each_answer_is_a_row(as_user: Any, cast: Cast) -> None:
    evaluator = as_user(cast.evaluator)
    call = new_call(evaluator, cast.ana)
    given = [{"criterion": answer["criterion"], "value": answer["value"]} for answer in answers()]
    body = {"call_id": call["id"], "answers": given, "publish": True}
    assert evaluator.post("/api/evaluations", json=body).status_code == 201
    titles, *rows = rows_of(as_user(cast.ana).get("/api/evaluations/answers/export"))
    found = [dict(zip(titles, row, strict=True)) for row in rows]
    assert [row["Chave do item"] for row in found] == [answer["criterion"] for answer in given]
    assert [row["Valor"] for row in found] == [str(answer["value"]) for answer in given]
    assert {row["Protocolo"] for row in found} == {call["protocol"]}
    assert sum(float(row["Peso aplicado (%)"].replace(",", ".")) for row in found) == pytest.approx(100, abs=0.01)
    assert rows_of(as_user(cast.bruno).get("/api/evaluations/answers/export")) == [titles]
    titles, row = rows_of(as_user(cast.ana).get("/api/evaluations/export"))
    assert dict(zip(titles, row, strict=True))["Situação"] == "Publicada"


def test_an_export_of_nothing_is_a_file_with_its_titles(as_user: Any, cast: Cast) -> None:
    admin = as_user(cast.admin)
    assert len(rows_of(admin.get("/api/calls/export"))) == 1
    book = CalamineWorkbook.from_filelike(io.BytesIO(admin.get("/api/calls/export?format=xlsx").get_data()))
    assert [row[0] for row in book.get_sheet_by_name("Atendimentos").to_python()] == ["Protocolo"]


def test_bad_questions_are_problems_and_no_files(as_user: Any, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    admin = as_user(cast.admin)
    bad = {"from=2026-02-01&to=2026-01-01": "/to", "format=pdf": "/format", "status=x": "/status/0", "lang=fr": "/lang"}
    for question, pointer in bad.items():
        answer = admin.get(f"/api/calls/export?{question}")
        assert (answer.status_code, answer.get_json()["errors"][0]["pointer"]) == (422, pointer)
    new_call(admin, cast.ana)
    monkeypatch.setattr(taking, "MOST_ROWS_AT_ONCE", 0)
    answer = admin.get("/api/calls/export?format=xlsx")
    assert (answer.status_code, answer.get_json()["type"]) == (409, "/problems/export-too-large")


def test_whoever_goes_away_midway_is_on_the_record_with_what_he_got(own_database_url: str, tmp_path: Path) -> None:
    engine = make_engine(own_database_url)
    database = Database(engine, make_bus())
    with database.unit_of_work(Circumstances(None, utc_now())) as session:
        people = make_cast(session, utc_now())
        for _ in range(3):
            session.add(AuditEntry(at=utc_now(), name="session.signed-out", subject_type="session", facts={}))
    app = assemble(Config(database_url=own_database_url, home=tmp_path), database)
    client = signed_in_client(app, database, people.admin)
    whole = client.get("/api/audit/export")
    assert len(rows_of(whole)) == 4
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fetching, "BLOCK_ROWS", 1)
        part = client.get("/api/audit/export", buffered=False)
        pieces = iter(part.response)
        assert next(pieces)
        assert next(pieces)
        part.close()
    entries = client.get("/api/audit?name=export.taken").get_json()["items"]
    with Session(engine) as session:
        facts = session.scalars(
            select(AuditEntry.facts).where(AuditEntry.name == "export.taken").order_by(AuditEntry.id)
        )
        told = [(fact["is_whole"], fact["rows"]) for fact in facts]
    assert len(entries) == 2
    assert told[0] == (True, 3)
    assert not told[1][0]
    assert 1 <= told[1][1] < 4
    assert engine.pool.checkedout() == 0, "no connection stays with somebody who went away"
    engine.dispose()
