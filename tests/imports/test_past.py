"""Past evaluations out of a spreadsheet: the scorecard, the calls, and the file's own totals beside ours."""

from __future__ import annotations

from sqlalchemy import text
from sqlalchemy.orm import Session

from monitoria.analytics.service import verify_rollups
from tests.support.calls import ZONE
from tests.support.imports import Journey, send
from tests.support.people import Cast

PAST = """Atendente;Avaliador;Data da monitoria;Protocolo;Saudação;Empatia;Confirmou dados;Nota
Ana Conceição;Eva Monteiro;03/11/2026;P-1;10;8;Sim;90,48
Ana Conceição;Alguém Que Saiu;04/11/2026;P-2;5;NSA;Não;45,45
Bruno Lima;Eva Monteiro;05/11/2026;P-3;10;10;Sim;70
"""


def test_rows_become_published_evaluations_of_a_new_scorecard(admin: Journey, cast: Cast) -> None:
    made = admin.upload(PAST, "Ficha antiga.csv", kind="evaluations")
    assert {name for name in made["mapping"] if name.startswith("item_")} == {"item_4", "item_5", "item_6"}
    made = admin.check(made)
    flagged = [(p["row"], p["rule"], p["is_warning"], p["column_name"]) for p in admin.problems(made)]
    assert flagged == [(4, "total-differs", True, "Nota")]
    done = admin.commit(made)
    assert (done["status"], done["counts"]["created"], done["counts"]["rejected"]) == ("committed", 3, 0)
    found = admin.client.get("/api/evaluations?limit=50").get_json()["items"]
    by_score = sorted(
        (item["overall_score"], item["operator_name"], item["evaluator_name"], item["published_at"][:10])
        for item in found
    )
    assert by_score == [
        (45.45, cast.ana.full_name, cast.admin.full_name, "2026-11-04"),
        (90.48, cast.ana.full_name, cast.evaluator.full_name, "2026-11-03"),
        (100.0, cast.bruno.full_name, cast.evaluator.full_name, "2026-11-05"),
    ]
    assert {item["scorecard_name"] for item in found} == {"Ficha antiga"}
    worst = next(item for item in found if item["overall_score"] == 100.0)
    detail = admin.client.get(f"/api/evaluations/{worst['id']}").get_json()
    assert (detail["summary"], detail["imported_total"], detail["imported_total_differs"]) == ("", 70.0, True)
    same = next(item for item in found if item["overall_score"] == 45.45)
    detail = admin.client.get(f"/api/evaluations/{same['id']}").get_json()
    assert (detail["imported_total"], detail["imported_total_differs"]) == (45.45, False)


def test_the_same_evaluations_twice_change_nothing(admin: Journey) -> None:
    admin.bring(PAST, "Ficha antiga.csv", kind="evaluations")
    again = admin.bring(PAST, "Ficha antiga.csv", kind="evaluations")
    assert (again["counts"]["created"], again["counts"]["unchanged"]) == (0, 3)
    assert admin.client.get("/api/calls").get_json()["total"] == 3
    cards = admin.client.get("/api/scorecards").get_json()["items"]
    assert [card["name"] for card in cards].count("Ficha antiga") == 1


def _counted(session: Session) -> list[int]:
    return [
        session.scalar(text(f"SELECT count(*) FROM {table}")) or 0
        for table in ("evaluations", "evaluation_answers", "calls", "import_traces")
    ] + list(
        session.execute(
            text(
                "SELECT coalesce(sum(evaluations), 0), coalesce(sum(final_total), 0) FROM team_scores "
                "WHERE grain = 'day'"
            )
        ).one()
    )


def test_a_whole_import_of_evaluations_is_undone_and_nothing_of_it_counts(admin: Journey, session: Session) -> None:
    done = admin.bring(PAST, "Ficha antiga.csv", kind="evaluations")
    assert "undo" in done["actions"]
    assert not list(verify_rollups(session, ZONE))
    undone = admin.undo(done)
    assert undone["status"] == "undone"
    assert _counted(session) == [0, 0, 0, 0, 0, 0]
    assert not list(verify_rollups(session, ZONE))
    again = admin.bring(PAST, "Ficha antiga.csv", kind="evaluations")
    assert again["counts"]["created"] == 3


def test_an_import_whose_evaluation_was_touched_is_not_undone(admin: Journey, session: Session) -> None:
    done = admin.bring(PAST, "Ficha antiga.csv", kind="evaluations")
    session.execute(text("UPDATE evaluations SET version = 2 WHERE imported_total = 70"))
    answer = admin.client.post(f"/api/imports/{done['id']}/undo")
    assert (answer.status_code, answer.get_json()["type"].rpartition("/")[2]) == (409, "import-in-use")
    assert session.scalar(text("SELECT count(*) FROM evaluations")) == 3


def test_totals_may_be_counted_in_their_own_unit(admin: Journey) -> None:
    content = "Atendente;Data;A;B;Total\nAna Conceição;03/11/2026;5;10;15\nAna Conceição;04/11/2026;4;10;14\n"
    made = admin.check(admin.upload(content, "f.csv", kind="evaluations"))
    assert admin.problems(made) == []


def test_what_can_not_be_read_keeps_its_row_out(admin: Journey) -> None:
    content = (
        "Atendente;Data;A;B\nAna Conceição;03/11/2026;5;10\nAna Conceição;ontem;4;10\nAna Conceição;03/11/2026;;\n"
    )
    made = admin.check(admin.upload(content, "f.csv", kind="evaluations"))
    assert sorted((p["row"], p["rule"]) for p in admin.problems(made)) == [(3, "date"), (3, "missing"), (4, "missing")]
    assert admin.commit(made)["counts"]["created"] == 1


def test_a_file_without_items_is_asked_about(admin: Journey) -> None:
    made = admin.upload("Atendente;Data\nAna Conceição;03/11/2026\n", "f.csv", kind="evaluations")
    answer = admin.client.post(f"/api/imports/{made['id']}/check")
    assert (answer.status_code, answer.get_json()["errors"][0]["pointer"]) == (422, "/mapping")


def test_only_an_admin_brings_past_evaluations(supervisor: Journey) -> None:
    assert send(supervisor.client, PAST, "f.csv", kind="evaluations").status_code == 403
