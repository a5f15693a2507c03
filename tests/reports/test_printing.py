"""Printed reports: what stands on them, for whom, and that machines and people can read them."""

from __future__ import annotations

import hashlib
import json
import re
from datetime import datetime
from typing import Any

import pytest

from monitoria.calls.models import Call
from monitoria.platform.access import Role
from monitoria.platform.database import Database
from monitoria.platform.events import Circumstances
from monitoria.platform.printing import printable
from monitoria.reports.rules.content import CONTENT
from tests.support.calls import make_call
from tests.support.evaluations import golden
from tests.support.pdf import check_ink, check_ua, structure_of, text_of
from tests.support.people import Cast, make_user


def published(client: Any, call_id: Any, **more: Any) -> dict[str, Any]:
    body = {"call_id": str(call_id), "answers": golden(), "publish": True, **more}
    answer = client.post("/api/evaluations", json=body)
    assert answer.status_code == 201, answer.get_data(as_text=True)
    found: dict[str, Any] = answer.get_json()
    return found


def pdf_of(client: Any, path: str) -> bytes:
    answer = client.get(path)
    assert answer.status_code == 200, answer.get_data(as_text=True)
    assert answer.content_type == "application/pdf"
    assert answer.headers["Content-Disposition"].startswith("attachment; filename*=UTF-8''")
    content: bytes = answer.get_data()
    assert content.startswith(b"%PDF-")
    return content


@pytest.fixture
def sheet(as_user: Any, cast: Cast, call: Call) -> str:
    """The address of an evaluation's sheet."""
    made = published(as_user(cast.evaluator), call.id, summary="Fale do <b>protocolo</b> #1 $x$ *já* @nada “certo” 😀")
    return f"/api/evaluations/{made['id']}/report.pdf"


def test_a_sheet_is_read_by_machines_and_by_eyes(as_user: Any, cast: Cast, sheet: str) -> None:
    pdf = pdf_of(as_user(cast.ana), sheet)
    check_ua(pdf, "pt-BR")
    (page,) = check_ink(pdf)
    assert (page[60:110, 40:260] < 128).any(), "no title"
    said = text_of(pdf)
    for told in ("Ficha de monitoria", "Ana Conceição", "80,00", "Abaixo da meta", "Resolução de problemas", "9 de 10"):
        assert told in said
    assert "“Empatia” custou 6,67 pontos." in said


def test_what_was_written_is_printed_as_it_stands_and_never_as_markup(as_user: Any, cast: Cast, sheet: str) -> None:
    assert "Fale do <b>protocolo</b> #1 $x$ *já* @nada “certo” [?]" in text_of(pdf_of(as_user(cast.ana), sheet))


def test_the_same_data_make_the_same_bytes_whoever_asks(as_user: Any, cast: Cast, sheet: str) -> None:
    first = pdf_of(as_user(cast.ana), sheet)
    assert pdf_of(as_user(cast.ana), sheet) == first
    assert pdf_of(as_user(cast.admin), sheet) == first


def test_the_content_hash_can_be_made_from_the_api_and_changes_with_what_happens(
    as_user: Any, cast: Cast, sheet: str
) -> None:
    ana, path = as_user(cast.ana), sheet.removesuffix("/report.pdf")

    def printed() -> str:
        shown = ana.get(path).get_json()
        told = {name: shown[name] for name in CONTENT}
        text = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        digest = hashlib.sha256(text.encode()).hexdigest()
        said = text_of(pdf_of(ana, sheet)).replace(" ", "")
        assert digest in said
        return digest

    before = printed()
    assert ana.post(f"{path}/acknowledge", json={"agrees": False, "comment": "Não concordo"}).status_code == 200
    assert printed() != before
    assert "Ciente, mas discordo, em" in text_of(pdf_of(ana, sheet))


def test_contests_and_revisions_stand_on_the_sheet_in_both_languages(as_user: Any, cast: Cast, sheet: str) -> None:
    ana, path = as_user(cast.ana), sheet.removesuffix("/report.pdf")
    item = {"criterion": "empathy", "value": 9, "reason": "Ouvi até o fim"}
    assert ana.post(f"{path}/contest", json={"items": [item]}).status_code == 200
    assert "Ainda sem decisão" in text_of(pdf_of(ana, sheet))
    decision = {"items": [{"criterion": "empathy", "decision": "accept"}], "reason": "Tem razão"}
    assert as_user(cast.supervisor).post(f"{path}/decide", json=decision).status_code == 200
    pdf = pdf_of(ana, sheet)
    check_ua(pdf, "pt-BR")
    check_ink(pdf)
    said = text_of(pdf)
    for told in ("Contestação 1", "Ouvi até o fim", "aceita a do atendente: 9 de 10", "vale esta", "Tem razão"):
        assert told in said
    english = pdf_of(ana, f"{sheet}?lang=en")
    check_ua(english, "en")
    for told in ("Evaluation sheet", "the operator's accepted: 9 of 10", "Raw", "85.00"):
        assert told in text_of(english)


def test_an_operator_prints_only_his_own(as_user: Any, cast: Cast, sheet: str) -> None:
    bruno = as_user(cast.bruno)
    assert bruno.get(sheet).status_code == 404
    assert bruno.get(f"/api/users/{cast.ana.id}/report.pdf").status_code == 404
    assert bruno.get(f"/api/teams/{cast.north.id}/report.pdf").status_code == 403
    assert as_user(cast.other_supervisor).get(f"/api/teams/{cast.north.id}/report.pdf").status_code == 404
    assert as_user(cast.evaluator).get(f"/api/teams/{cast.north.id}/report.pdf").status_code == 403
    assert as_user(cast.supervisor).get(f"/api/users/{cast.supervisor.id}/report.pdf").status_code == 404


def test_the_trail_says_what_was_printed(as_user: Any, cast: Cast, sheet: str) -> None:
    pdf_of(as_user(cast.ana), sheet)
    newest = as_user(cast.admin).get("/api/audit").get_json()["items"][0]
    assert (newest["event"], newest["sentence"][:15]) == ("report.printed", "imprimiu ficha-")


def test_a_button_is_there_for_whoever_may_print(as_user: Any, cast: Cast, sheet: str) -> None:
    path = sheet.removesuffix("/report.pdf")
    assert "print" in as_user(cast.ana).get(path).get_json()["actions"]
    assert "print" in as_user(cast.ana).get("/api/auth/me").get_json()["actions"]
    team = f"/api/teams/{cast.north.id}"
    listed = {
        who.username: [t["actions"] for t in as_user(who).get("/api/teams").get_json()["items"] if t["id"] in team]
        for who in (cast.supervisor, cast.evaluator, cast.ana)
    }
    assert {name: ["print" in actions for actions in found] for name, found in listed.items()} == {
        cast.supervisor.username: [True],
        cast.evaluator.username: [False],
        cast.ana.username: [False],
    }


def test_an_operators_month_tells_his_own_figures_and_nothing_of_a_small_team(
    as_user: Any, cast: Cast, sheet: str
) -> None:
    path = f"/api/users/{cast.ana.id}/report.pdf"
    pdf = pdf_of(as_user(cast.ana), path)
    check_ua(pdf, "pt-BR")
    check_ink(pdf)
    said = text_of(pdf)
    for told in ("Mês de Ana Conceição", "80,0", "amostra insuficiente", "não informada: menos de 5 pessoas"):
        assert told in said
    assert "Procedimentos" in said
    assert said.index("Procedimentos 1 100,0") < said.index("Empatia 1 60,0"), "strengths come first"
    figures = [element for element in structure_of(pdf) if element["/S"] == "/Figure"]
    assert len(figures) == 1
    assert "intervalo de 95" in str(figures[0]["/Alt"])
    assert "Bruno" not in text_of(pdf_of(as_user(cast.supervisor), path))
    assert "Nenhuma monitoria publicada neste mês." in text_of(pdf_of(as_user(cast.ana), f"{path}?month=2020-01"))
    assert as_user(cast.ana).get(f"{path}?month=2020-13").status_code == 422


def test_a_teams_month_names_operators_by_name_and_says_that_it_is_no_wall_chart(
    as_user: Any, cast: Cast, database: Database, now: datetime
) -> None:
    evaluator = as_user(cast.evaluator)
    for operator, value in ((cast.ana, 9), (cast.bruno, 6)):
        for _ in range(5):
            with database.unit_of_work(Circumstances(cast.admin.id, now, "test")) as session:
                call = make_call(session, cast.admin, operator, now)
            answers = [{**answer, "value": value} for answer in golden()]
            published(evaluator, call.id, answers=answers)
    pdf = pdf_of(as_user(cast.supervisor), f"/api/teams/{cast.north.id}/report.pdf")
    check_ua(pdf, "pt-BR")
    check_ink(pdf)
    said = text_of(pdf)
    assert "Ela não pode ser afixada em mural" in said
    assert said.index("Ana Conceição 5 90,0") < said.index("Bruno Lima 5 60,0")
    assert "distinta dos demais" in said
    assert "Escolhida 10 75,0" in said
    # How far feedback came, and each item by operator.
    for told in ("Da publicação ao encerramento", "Publicadas 10 100,0 %", "Lidas 0 0,0 %", "Cada item, por atendente"):
        assert told in said
    assert "Toda a equipe 75 n = 10" in said
    last = said.index("Cada item, por atendente")
    assert last < said.index("Ana Conceição 90 n = 5", last) < said.index("Bruno Lima 60 n = 5", last)


def test_a_teams_month_says_how_far_feedback_came_and_where_a_sample_is_too_small(
    as_user: Any, cast: Cast, database: Database, now: datetime
) -> None:
    made = []
    for operator in (cast.ana, cast.ana, cast.bruno):
        with database.unit_of_work(Circumstances(cast.admin.id, now, "test")) as session:
            call = make_call(session, cast.admin, operator, now)
        made.append(f"/api/evaluations/{published(as_user(cast.evaluator), call.id)['id']}")
    ana = as_user(cast.ana)
    assert ana.get(made[0]).status_code == 200
    assert ana.post(f"{made[0]}/acknowledge", json={"agrees": False}).status_code == 200
    item = {"criterion": "empathy", "value": 9, "reason": "Ouvi até o fim"}
    assert ana.post(f"{made[1]}/contest", json={"items": [item]}).status_code == 200
    path = f"/api/teams/{cast.north.id}/report.pdf"
    pdf = pdf_of(as_user(cast.supervisor), path)
    check_ua(pdf, "pt-BR")
    said = text_of(pdf)
    for told in ("Publicadas 3 100,0 %", "Lidas 2 66,7 %", "Com ciência 1 33,3 %", "Contestadas 1 33,3 %"):
        assert told in said
    assert "Deram ciência discordando: 1 de 1." in said
    assert re.search(r"Ana Conceição \d+\* n = 2", said), "too small a sample is marked without colour"
    english = pdf_of(as_user(cast.supervisor), f"{path}?lang=en")
    check_ua(english, "en")
    for told in ("From publication to closing", "Acknowledged 1 33.3 %", "Each item, by operator", "The whole team"):
        assert told in text_of(english)
    assert pdf_of(as_user(cast.supervisor), path) == pdf


def big_card(client: Any, items: int) -> dict[str, Any]:
    """A published scorecard with long names."""
    word = "Confirmou a titularidade antes de informar qualquer dado cadastral, contratual ou financeiro do cliente "
    criteria = [
        {
            "key": f"item_{at}",
            "label": f"{word}({at})",
            "kind": "scale",
            "minimum": 0,
            "maximum": 10,
            "step": 1,
            "weight": 1,
            "guidance": word * 3,
            "na_allowed": True,
        }
        for at in range(items)
    ]
    sections = [{"key": "a", "label": "Atendimento " + "supercalifragilístico" * 4, "criteria": criteria}]
    made = client.post("/api/scorecards", json={"name": "F" * 120, "sections": sections})
    assert made.status_code == 201, made.get_data(as_text=True)
    card: dict[str, Any] = made.get_json()
    assert client.post(f"/api/scorecards/{card['id']}/publish", json={"version": card["version"]}).status_code == 200
    return card


def test_sixty_long_items_and_long_names_stay_on_the_paper(
    as_user: Any, cast: Cast, database: Database, now: datetime
) -> None:
    admin = as_user(cast.admin)
    card = big_card(admin, 60)
    with database.unit_of_work(Circumstances(cast.admin.id, now, "test")) as session:
        long = make_user(session, now, "maria" + ".da.conceição" * 4, Role.OPERATOR, cast.north)
        long.full_name = "MariaAntonietaDaConceição" * 6
        call = make_call(session, cast.admin, long, now)
    answers = [{"criterion": f"item_{at}", "value": 7, "comment": "x" * 300} for at in range(60)]
    made = published(as_user(cast.evaluator), call.id, scorecard_id=card["id"], answers=answers)
    for path in (f"/api/evaluations/{made['id']}/report.pdf", f"/api/scorecards/{card['id']}/blank.pdf"):
        pdf = pdf_of(admin, path)
        check_ua(pdf, "pt-BR")
        assert len(check_ink(pdf)) > 3
        assert "(59)" in text_of(pdf)


def test_a_blank_sheet_has_a_box_for_every_answer(as_user: Any, cast: Cast) -> None:
    evaluator = as_user(cast.evaluator)
    (card,) = evaluator.get("/api/scorecards").get_json()["items"]
    pdf = pdf_of(evaluator, f"/api/scorecards/{card['id']}/blank.pdf?lang=en")
    check_ua(pdf, "en")
    check_ink(pdf)
    said = text_of(pdf)
    for told in ("Blank sheet", "from 0 to 10, in steps of 1", "For calibration", "Signature"):
        assert told in said
    assert pdf_of(as_user(cast.ana), f"/api/scorecards/{card['id']}/blank.pdf?lang=en") == pdf


def test_characters_that_the_font_lacks_are_not_lost_in_silence() -> None:
    assert printable("Ação “ótima” — já!") == "Ação “ótima” — já!"
    assert printable("Cafe\u0301 ﬁm ①\u200b x\u00ady") == "Café fim 1 xy"
    assert printable("Привет 😀👍🏽") == "[?] [?]"
    assert printable("x" * 30) == "\u200b".join(["x" * 10] * 3)
    assert printable("a\tb\u2009c\nd ≥ 3") == "a b c\nd >= 3"


def test_reporting_months_close_when_the_installation_says(
    as_user: Any, cast: Cast, database: Database, now: datetime
) -> None:
    admin = as_user(cast.admin)
    settings = admin.get("/api/settings").get_json()
    changed = admin.put("/api/settings", json={"version": settings["version"], "closing_day": 25})
    assert changed.status_code == 200, changed.get_data(as_text=True)
    said = text_of(pdf_of(as_user(cast.ana), f"/api/users/{cast.ana.id}/report.pdf?month=2026-11"))
    assert "novembro de 2026, de 26/10/2026 a 25/11/2026" in said
