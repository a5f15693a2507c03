"""From a file to calls, over HTTP."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import text

from monitoria.analytics.service import verify_rollups
from monitoria.platform.database import Database
from monitoria.platform.events import Circumstances
from tests.support.imports import CALLS, ZONE, Journey, decide, send
from tests.support.people import Cast


def _calls(admin: Journey) -> list[dict[str, Any]]:
    return admin.client.get("/api/calls?limit=200&sort=started_at").get_json()["items"]  # type: ignore[no-any-return]


def _rows(database: Database, statement: str) -> list[Any]:
    from monitoria.platform.clock import utc_now  # noqa: PLC0415

    with database.unit_of_work(Circumstances(None, utc_now())) as session:
        return [tuple(row) for row in session.execute(text(statement))]


def test_a_file_is_examined_and_guessed_at_but_nothing_of_it_is_written(admin: Journey) -> None:
    made = admin.upload(CALLS)
    assert made["status"] == "uploaded"
    assert made["mapping"] == {
        "external_id": 0,
        "operator": 1,
        "started_at": 2,
        "duration_seconds": 3,
        "category": 4,
        "customer_phone": 5,
        "customer_name": 6,
    }
    assert made["dates"] == {
        "order": "dmy",
        "is_proven": True,
        "example": "03/11/2026 08:15:00",
        "readings": {"dmy": "2026-11-03", "mdy": "2026-03-11"},
    }
    assert made["columns"][1]["samples"] == ["Ana Conceição", "bruno.lima", "Carla Dias"]
    assert made["actions"] == ["update", "check", "delete"]
    assert _calls(admin) == []


def test_the_preview_shows_the_first_rows_as_they_will_be_read(admin: Journey) -> None:
    made = admin.upload(CALLS)
    rows = admin.client.get(f"/api/imports/{made['id']}/preview").get_json()["rows"]
    assert rows[0]["row"] == 2
    assert rows[0]["values"]["started_at"] == "2026-11-03T08:15:00-03:00"
    assert rows[0]["values"]["duration_seconds"] == "143"
    assert rows[0]["raw"]["duration_seconds"] == "00:02:23"


def test_a_checked_file_becomes_calls_and_the_dashboard_counts_them(
    admin: Journey, database: Database, cast: Cast
) -> None:
    made = admin.check(admin.upload(CALLS))
    assert (made["status"], made["unknown_values"]) == ("checked", [])
    assert made["counts"]["good"] == 3
    assert _calls(admin) == []
    done = admin.commit(made)
    assert (done["status"], done["counts"]["created"]) == ("committed", 3)
    calls = _calls(admin)
    assert [call["operator_name"] for call in calls] == ["Ana.Conceição".replace(".", " "), "Bruno Lima", "Carla Dias"]
    assert [call["duration_seconds"] for call in calls] == [143, 145, 300]
    assert calls[0]["customer_name"] == "Maria d'Ávila"
    assert len({call["protocol"] for call in calls}) == 3
    from monitoria.platform.clock import utc_now  # noqa: PLC0415

    with database.unit_of_work(Circumstances(None, utc_now())) as session:
        assert not list(verify_rollups(session, ZONE))


def test_the_same_file_twice_changes_nothing(admin: Journey) -> None:
    admin.bring(CALLS)
    before = _calls(admin)
    again = admin.bring(CALLS)
    assert again["counts"] | {"created": 0, "updated": 0, "unchanged": 3} == again["counts"]
    assert _calls(admin) == before


def test_a_corrected_file_updates_what_it_speaks_of(admin: Journey) -> None:
    admin.bring(CALLS)
    again = admin.bring(CALLS.replace("00:02:23", "00:02:43").replace(";145;", ";146;"))
    assert (again["counts"]["updated"], again["counts"]["unchanged"]) == (2, 1)
    assert [call["duration_seconds"] for call in _calls(admin)] == [163, 146, 300]


def test_rows_without_an_identifier_are_known_again_all_the_same(admin: Journey) -> None:
    content = "Atendente;Início\nAna Conceição;03/11/2026 08:15\nAna Conceição;03/11/2026 08:16\n"
    assert admin.bring(content)["counts"]["created"] == 2
    assert admin.bring(content)["counts"]["unchanged"] == 2


def test_every_problem_is_told_by_row_and_column(admin: Journey) -> None:
    content = (
        "Id;Atendente;Início;Duração\n"
        "1;Ana Conceição;31/02/2026 10:00;10\n"
        "2;Ana Conceição;03/11/2026 10:00;dez\n"
        "3;Ana Conceição;03/11/2026 10:00\n"
        "4;Ana Conceição;;10\n"
        "5;Ana Conceição;03/11/2026 11:00;10\n"
        "5;Ana Conceição;03/11/2026 12:00;10\n"
        "Id;Atendente;Início;Duração\n"
    )
    made = admin.check(admin.upload(content))
    found = [(problem["row"], problem["column"], problem["rule"]) for problem in admin.problems(made)]
    assert found == [
        (2, 2, "date"),
        (3, 3, "duration"),
        (4, None, "ragged"),
        (5, 2, "missing"),
        (7, 0, "repeated-id"),
        (8, None, "header-again"),
    ]
    assert (made["counts"]["good"], made["counts"]["rejected"]) == (1, 6)
    done = admin.commit(made)
    assert done["counts"]["created"] == 1


def test_problems_are_counted_by_kind_and_column_and_narrowed_by_them(admin: Journey) -> None:
    content = (
        "Id;Atendente;Início;Duração\n"
        "1;Ana Conceição;31/02/2026 10:00;10\n"
        "2;Ana Conceição;32/02/2026 10:00;dez\n"
        "3;Ana Conceição;03/11/2026 10:00\n"
    )
    made = admin.check(admin.upload(content))
    address = f"/api/imports/{made['id']}"
    counts = admin.client.get(f"{address}/problem-counts").get_json()["items"]
    assert [(count["rule"], count["column"], count["rows"]) for count in counts] == [
        ("date", 2, 2),
        ("ragged", None, 1),
        ("duration", 3, 1),
    ]
    assert counts[0]["column_name"] == "Início"
    dates = admin.client.get(f"{address}/problems?rule=date&column=2").get_json()
    assert ([item["row"] for item in dates["items"]], dates["total"]) == ([2, 3], 2)
    assert admin.client.get(f"{address}/problems?column=-1").get_json()["items"][0]["rule"] == "ragged"


def test_spellings_created_under_one_name_become_one_operator(admin: Journey) -> None:
    content = "Id;Atendente;Início\n1;Zuleica Nóvoa;03/11/2026\n2;Zuleika Novoa;03/11/2026\n"
    made = admin.check(admin.upload(content))
    decisions = [decide(value, "create", target="Zuleica Nóvoa") for value in made["unknown_values"]]
    assert len(decisions) == 2
    admin.put(made, decisions=decisions)
    assert admin.commit(made)["counts"]["created"] == 2
    assert {call["operator_name"] for call in _calls(admin)} == {"Zuleica Nóvoa"}
    assert len({call["operator_id"] for call in _calls(admin)}) == 1


def test_rejected_rows_come_back_with_their_reasons_and_run_no_formula(admin: Journey) -> None:
    content = "Id;Atendente;Início;Cliente\n1;Ana Conceição;amanhã;=CMD()\n2;Ana Conceição;03/11/2026;x\n"
    made = admin.check(admin.upload(content))
    answer = admin.client.get(f"/api/imports/{made['id']}/rejected")
    assert answer.content_type == "text/csv; charset=utf-8"
    lines = answer.get_data().decode().split("\r\n")
    answer.close()
    assert lines == [
        "\ufeffId;Atendente;Início;Cliente;Motivo",
        "1;Ana Conceição;amanhã;'=CMD();“amanhã” não é uma data.",
        "",
    ]


def test_an_unknown_operator_is_asked_about_once_and_near_spellings_are_shown(admin: Journey, cast: Cast) -> None:
    content = (
        "Id;Atendente;Início;Categoria\n"
        "1;Ana Conceicao;03/11/2026;Outros\n"
        "2;Ana Conseição;03/11/2026;Otros\n"
        "3;ANA CONSEIÇÃO;03/11/2026;Vendas novas\n"
        "4;Zuleica Nova;03/11/2026;Outros\n"
        "5;;03/11/2026;Outros\n"
    )
    made = admin.check(admin.upload(content))
    values = {value["value"]: value for value in made["unknown_values"]}
    assert {name: value["rows"] for name, value in values.items()} == {
        "Ana Conseição": 2,
        "Zuleica Nova": 1,
        "": 1,
        "Otros": 1,
        "Vendas novas": 1,
    }
    assert values["Ana Conseição"]["near"][0] == {"id": str(cast.ana.id), "label": cast.ana.full_name}
    assert values["Otros"]["near"][0] == {"id": "other", "label": "Outros"}
    answer = admin.client.post(f"/api/imports/{made['id']}/commit")
    assert (answer.status_code, answer.get_json()["type"]) == (409, "/problems/import-undecided")
    admin.put(
        made,
        decisions=[
            decide(values["Ana Conseição"], "map", target=str(cast.ana.id)),
            decide(values["Zuleica Nova"], "create", team_id=str(cast.south.id)),
            decide(values[""], "reject"),
            decide(values["Otros"], "map", target="other"),
            decide(values["Vendas novas"], "create"),
        ],
    )
    done = admin.commit(made)
    assert (done["counts"]["created"], done["counts"]["rejected"]) == (4, 1)
    assert [call["operator_name"] for call in _calls(admin)].count(cast.ana.full_name) == 3
    assert "Zuleica Nova" in {call["operator_name"] for call in _calls(admin)}
    assert "vendas_novas" in {call["category"] for call in _calls(admin)}
    assert [problem["rule"] for problem in admin.problems(done)] == ["unknown-operator"]


def test_a_supervisor_imports_for_his_own_teams_alone(supervisor: Journey, admin: Journey, cast: Cast) -> None:
    made = supervisor.check(supervisor.upload(CALLS))
    assert [value["value"] for value in made["unknown_values"]] == ["Carla Dias"]
    body = {
        "version": made["version"],
        "decisions": [decide(made["unknown_values"][0], "create")],
    }
    assert supervisor.client.put(f"/api/imports/{made['id']}", json=body).status_code == 403
    supervisor.put(made, decisions=[decide(made["unknown_values"][0], "map", target=str(cast.carla.id))])
    done = supervisor.commit(made)
    assert (done["counts"]["created"], done["counts"]["rejected"]) == (2, 1)


def test_a_supervisor_changes_no_call_out_of_his_reach(supervisor: Journey, admin: Journey) -> None:
    admin.bring(CALLS)
    stolen = CALLS.replace("Carla Dias", "Ana Conceição")
    done = supervisor.bring(stolen)
    assert done["counts"]["updated"] == 0
    assert [problem["rule"] for problem in supervisor.problems(done)] == ["out-of-reach"]
    assert "Carla Dias" in {call["operator_name"] for call in _calls(admin)}


def test_only_those_who_lead_import(as_user: Any, cast: Cast, admin: Journey) -> None:
    for user in (cast.evaluator, cast.ana):
        assert send(as_user(user), CALLS).status_code == 403
    made = admin.upload(CALLS)
    assert as_user(cast.supervisor).get(f"/api/imports/{made['id']}").status_code == 404


def test_month_first_is_never_assumed(admin: Journey) -> None:
    content = "Id;Atendente;Início\n1;Ana Conceição;03/25/2026 10:00\n2;Ana Conceição;03/04/2026 10:00\n"
    made = admin.upload(content)
    assert (made["dates"]["order"], made["options"]["date_order"]) == (None, None)
    answer = admin.client.post(f"/api/imports/{made['id']}/check")
    assert (answer.status_code, answer.get_json()["errors"][0]["pointer"]) == (422, "/options/date_order")
    admin.put(made, options={"date_order": "mdy"})
    done = admin.commit(admin.check(made))
    assert [call["started_at"][:10] for call in _calls(admin)] == ["2026-03-04", "2026-03-25"]
    assert done["counts"]["created"] == 2


def test_an_ambiguous_date_is_read_day_first_and_shown_as_unproven(admin: Journey) -> None:
    made = admin.upload("Id;Atendente;Início\n1;Ana Conceição;03/04/2026 10:00\n")
    assert (made["dates"]["order"], made["dates"]["is_proven"]) == ("dmy", False)
    assert made["dates"]["readings"] == {"dmy": "2026-04-03", "mdy": "2026-03-04"}


def test_identifiers_may_be_unique_only_with_the_date(admin: Journey) -> None:
    content = "Id;Atendente;Início\n1;Ana Conceição;03/11/2026 10:00\n1;Ana Conceição;04/11/2026 10:00\n"
    made = admin.check(admin.upload(content))
    assert [problem["rule"] for problem in admin.problems(made)] == ["repeated-id"]
    admin.put(made, options={"id_with_date": True})
    made = admin.check(made)
    assert admin.problems(made) == []
    assert admin.commit(made)["counts"]["created"] == 2


def test_an_import_is_undone_whole(admin: Journey, database: Database) -> None:
    first = admin.bring(CALLS)
    before = [call | {"version": 0, "updated_at": ""} for call in _calls(admin)]
    second = admin.bring(CALLS.replace("00:02:23", "00:09:09") + "C-4;Ana Conceição;15/11/2026 10:00;1;;;\n")
    assert len(_calls(admin)) == 4
    undone = admin.undo(second)
    assert undone["status"] == "undone"
    assert [call | {"version": 0, "updated_at": ""} for call in _calls(admin)] == before
    assert admin.undo(first)["status"] == "undone"
    assert _calls(admin) == []
    assert {row[0] for row in _rows(database, "SELECT calls FROM team_days")} == {0}


def test_an_import_in_use_is_not_undone(admin: Journey, as_user: Any, cast: Cast) -> None:
    done = admin.bring(CALLS)
    call = _calls(admin)[0]
    assert as_user(cast.evaluator).post("/api/evaluations", json={"call_id": call["id"]}).status_code == 201
    answer = admin.client.post(f"/api/imports/{done['id']}/undo")
    assert (answer.status_code, answer.get_json()["type"]) == (409, "/problems/import-in-use")
    assert len(_calls(admin)) == 3


def test_an_evaluated_call_keeps_its_operator(admin: Journey, as_user: Any, cast: Cast) -> None:
    admin.bring(CALLS)
    call = _calls(admin)[0]
    as_user(cast.evaluator).post("/api/evaluations", json={"call_id": call["id"]})
    done = admin.bring(CALLS.replace("Ana Conceição", "Bruno Lima"))
    assert [problem["rule"] for problem in admin.problems(done)] == ["operator-is-fixed"]


def test_a_mapping_is_saved_and_used_again(admin: Journey, supervisor: Journey) -> None:
    made = admin.upload("chave;agente;quando\n1;Ana Conceição;03/11/2026 10:00\n", source="pabx")
    admin.put(made, mapping={"external_id": 0, "operator": 1, "started_at": 2})
    body = {"import_id": made["id"], "name": "PABX antigo"}
    preset = admin.client.post("/api/import-presets", json=body)
    assert preset.status_code == 201
    assert admin.client.post("/api/import-presets", json=body).status_code == 409
    key = preset.get_json()["key"]
    again = supervisor.upload("quando;chave;agente\n03/11/2026 10:00;1;Ana Conceição\n", preset=key)
    assert (again["mapping"], again["source"]) == ({"external_id": 1, "operator": 2, "started_at": 0}, "pabx")
    listed = supervisor.client.get("/api/import-presets?kind=calls").get_json()["items"]
    assert [item["key"] for item in listed][-1] == key
    assert supervisor.client.delete(f"/api/import-presets/{key}").status_code == 403
    assert admin.client.delete(f"/api/import-presets/{key}").status_code == 204


def test_a_stale_version_changes_nothing(admin: Journey) -> None:
    made = admin.upload(CALLS)
    admin.put(made, options={"source": "pabx"})
    body = {"version": made["version"], "options": {"source": "outro"}}
    assert admin.client.put(f"/api/imports/{made['id']}", json=body).status_code == 409


def test_audit_tells_of_an_import_and_not_of_its_rows(admin: Journey, database: Database) -> None:
    admin.bring(CALLS)
    names = [row[0] for row in _rows(database, "SELECT name FROM audit_entries ORDER BY at, id")]
    assert set(names) == {
        "import.uploaded",
        "import.check-requested",
        "import.checked",
        "import.commit-requested",
        "import.committed",
    }


@pytest.mark.parametrize("verb", ["commit", "cancel", "resume", "undo"])
def test_a_move_that_is_not_possible_now_is_refused(admin: Journey, verb: str) -> None:
    made = admin.upload(CALLS)
    answer = admin.client.post(f"/api/imports/{made['id']}/{verb}")
    assert (answer.status_code, answer.get_json()["type"]) == (409, "/problems/import-move-refused")


def test_a_deleted_import_is_gone(admin: Journey) -> None:
    made = admin.check(admin.upload(CALLS.replace("Ana", "Anna")))
    assert admin.client.delete(f"/api/imports/{made['id']}").status_code == 204
    assert admin.client.get(f"/api/imports/{made['id']}").status_code == 404


def test_an_impossible_cpf_is_kept_and_warned_of(admin: Journey) -> None:
    content = (
        "Id;Atendente;Início;CPF\nC-1;ana.conceicao;12/11/2026 08:05;111.111.111-11\n"
        "C-2;ana.conceicao;12/11/2026 09:05;529.982.247-25\n"
    )
    made = admin.check(admin.upload(content))
    assert [(p["row"], p["rule"], p["is_warning"]) for p in admin.problems(made)] == [(2, "cpf", True)]
    assert admin.commit(made)["counts"]["created"] == 2


def test_how_content_customers_were_comes_along_and_an_unreadable_survey_costs_no_call(admin: Journey) -> None:
    head = "Id da chamada;Atendente;Início;Nota do cliente"
    moment = "Ana Conceição;03/11/2026 08:15:00"
    notes = {"C-1": "4,5", "C-2": "3/5", "C-3": "", "C-4": "9", "C-5": "ótimo"}
    made = admin.upload("\n".join([head, *(f"{key};{moment};{note}" for key, note in notes.items())]))
    assert made["mapping"]["csat"] == 3
    checked = admin.check(made)
    assert (checked["counts"]["good"], checked["counts"]["rejected"]) == (5, 0)
    admin.commit(made)
    found = {call["external_id"]: call["csat"] for call in _calls(admin)}
    assert found == {"C-1": 4.5, "C-2": 3.0, "C-3": None, "C-4": None, "C-5": None}
    again = admin.upload(f"{head}\nC-1;{moment};2")
    admin.check(again)
    assert admin.commit(again)["counts"]["updated"] == 1
    admin.undo(again)
    assert {call["external_id"]: call["csat"] for call in _calls(admin)}["C-1"] == 4.5
