"""Lists as files: the list's own filters, the asker's reach, harmless cells, and who took them."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from monitoria.platform.access import GRANTS, Role
from monitoria.reports.queries.lists import LISTINGS
from tests.support.people import Cast


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
    for user in (cast.admin, cast.supervisor, cast.evaluator, cast.ana):
        client = as_user(user)
        is_open = listing.permission in GRANTS[Role(user.role)]
        for form in ("csv", "csv-intl", "xlsx"):
            answer = client.get(f"{listing.rule}?format={form}&lang=en")
            assert answer.status_code == (200 if is_open else 403), answer.get_data(as_text=True)
            if is_open and form == "csv-intl":
                assert len(rows_of(answer, ",")[0]) > 2
            if is_open and form == "xlsx":
                book = CalamineWorkbook.from_filelike(io.BytesIO(answer.get_data()))
                assert len(book.sheet_names) == len(listing.sheets)
