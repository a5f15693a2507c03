"""People out of a spreadsheet."""

from __future__ import annotations

from typing import Any

from tests.support.imports import Journey, send

PEOPLE = """Nome;Usuário;E-mail;Perfil;Equipe;Supervisor
Zuleica Nova;zuleica;zuleica@exemplo.com.br;Atendente;Equipe Leste;Túlio Reis
Yara Lopes;;;Operador;Equipe Leste;Túlio Reis
Túlio Reis;tulio.reis;;Supervisor;Equipe Leste;
Ênio Qualis;;;Monitor de qualidade;;
"""


def _people(admin: Journey) -> dict[str, Any]:
    found = admin.client.get("/api/users?limit=200").get_json()["items"]
    return {person["full_name"]: person for person in found}


def test_people_come_with_their_teams_and_leaders(admin: Journey) -> None:
    done = admin.bring(PEOPLE, "pessoas.csv", kind="people")
    assert (done["counts"]["created"], done["counts"]["rejected"]) == (4, 0)
    people = _people(admin)
    assert [people[name]["role"] for name in ("Zuleica Nova", "Túlio Reis", "Ênio Qualis")] == [
        "operator",
        "supervisor",
        "evaluator",
    ]
    assert people["Yara Lopes"]["username"] == "yara.lopes"
    teams = {team["name"]: team for team in admin.client.get("/api/teams?limit=200").get_json()["items"]}
    assert people["Yara Lopes"]["team_id"] == teams["Equipe Leste"]["id"]
    assert teams["Equipe Leste"]["supervisor_id"] == people["Túlio Reis"]["id"]


def test_an_import_of_people_is_undone_while_nobody_used_it(admin: Journey) -> None:
    before = {name: (p["email"], p["team_id"]) for name, p in _people(admin).items()}
    content = PEOPLE + "Ana Conceição;;nova.ana@exemplo.com.br;Atendente;Equipe Leste;Túlio Reis\n"
    done = admin.bring(content, "pessoas.csv", kind="people")
    assert (done["counts"]["created"], done["counts"]["updated"]) == (4, 1)
    assert admin.undo(done)["status"] == "undone"
    assert {name: (p["email"], p["team_id"]) for name, p in _people(admin).items()} == before
    teams = admin.client.get("/api/teams?limit=200").get_json()["items"]
    assert "Equipe Leste" not in {team["name"] for team in teams}


def test_an_import_of_people_who_are_in_use_is_not_undone(admin: Journey) -> None:
    done = admin.bring(PEOPLE, "pessoas.csv", kind="people")
    yara = _people(admin)["Yara Lopes"]
    assert admin.client.post("/api/calls", json={"operator_id": yara["id"]}).status_code == 201
    answer = admin.client.post(f"/api/imports/{done['id']}/undo")
    assert (answer.status_code, answer.get_json()["type"].rpartition("/")[2]) == (409, "import-in-use")
    assert "Yara Lopes" in _people(admin)


def test_the_same_people_twice_change_nothing_and_a_correction_does(admin: Journey) -> None:
    admin.bring(PEOPLE, "pessoas.csv", kind="people")
    assert admin.bring(PEOPLE, "pessoas.csv", kind="people")["counts"]["unchanged"] == 4
    again = admin.bring(PEOPLE.replace("zuleica@exemplo", "z.nova@exemplo"), "pessoas.csv", kind="people")
    assert (again["counts"]["updated"], again["counts"]["unchanged"]) == (1, 3)
    assert _people(admin)["Zuleica Nova"]["email"] == "z.nova@exemplo.com.br"


def test_what_is_wrong_with_a_person_keeps_only_his_row_out(admin: Journey) -> None:
    content = (
        "Nome;Usuário;E-mail;Perfil\n"
        "Ana Boa;ana.boa;;\n"
        ";sem.nome;;\n"
        "Bia Ruim;bia com espaço;;\n"
        "Caio Ruim;caio;isto não é e-mail;\n"
        "Davi Chefe;davi;;Administrador\n"
        "Outra Ana;ana.boa;;\n"
    )
    made = admin.check(admin.upload(content, "pessoas.csv", kind="people"))
    assert [(problem["row"], problem["rule"]) for problem in admin.problems(made)] == [
        (3, "missing"),
        (4, "format"),
        (5, "format"),
        (6, "role"),
        (7, "repeated-id"),
    ]
    assert admin.commit(made)["counts"]["created"] == 1


def test_only_an_admin_brings_people(supervisor: Journey) -> None:
    assert send(supervisor.client, PEOPLE, "pessoas.csv", kind="people").status_code == 403
