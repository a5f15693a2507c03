"""Long works die, are stopped and go on; nothing is written twice and nothing is lost."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest

from monitoria.imports import service
from monitoria.imports.service import runs
from tests.support.imports import CALLS, Journey

MANY = "Id;Atendente;Início\n" + "".join(f"{n};Ana Conceição;03/11/2026 10:{n:02}\n" for n in range(50))


class Killed(BaseException):
    """The worker died here."""


@pytest.fixture(autouse=True)
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runs, "BATCH", 10)


def _die_after(rows: int) -> service.jobs.Tell:
    def tell(done: int) -> None:
        if done >= rows:
            raise Killed

    return tell


def _count(admin: Journey) -> int:
    return int(admin.client.get("/api/calls").get_json()["total"])


def test_a_commit_that_dies_goes_on_where_it_stopped(admin: Journey) -> None:
    made = admin.check(admin.upload(MANY))
    admin.ask(made, "commit")
    with pytest.raises(Killed):
        service.run_commit(replace(admin.around, tell=_die_after(30)), UUID(made["id"]))
    half = admin.get(made)
    assert (half["status"], half["progress"]["rows"], half["counts"]["created"], _count(admin)) == (
        "committing",
        30,
        30,
        30,
    )
    service.run_commit(admin.around, UUID(made["id"]))
    done = admin.get(made)
    assert (done["status"], done["counts"]["created"], done["counts"]["unchanged"]) == ("committed", 50, 0)
    assert _count(admin) == 50


def test_a_run_that_is_no_longer_the_present_one_writes_nothing_more(admin: Journey) -> None:
    made = admin.check(admin.upload(MANY))
    admin.ask(made, "commit")
    other = admin.around

    def overtake(done: int) -> None:
        if done == 20:
            service.run_commit(other, UUID(made["id"]))

    service.run_commit(replace(admin.around, tell=overtake), UUID(made["id"]))
    assert (admin.get(made)["counts"]["created"], _count(admin)) == (50, 50)


def test_a_commit_is_stopped_resumed_and_undone(admin: Journey) -> None:
    made = admin.check(admin.upload(MANY))
    admin.ask(made, "commit")

    def stop(done: int) -> None:
        if done == 20:
            admin.ask(made, "cancel")

    service.run_commit(replace(admin.around, tell=stop), UUID(made["id"]))
    stopped = admin.get(made)
    assert (stopped["status"], _count(admin), stopped["actions"]) == ("cancelled", 20, ["resume", "undo"])
    admin.ask(made, "resume")
    service.run_commit(admin.around, UUID(made["id"]))
    assert (admin.get(made)["status"], _count(admin)) == ("committed", 50)
    assert admin.undo(made)["status"] == "undone"
    assert _count(admin) == 0


def test_a_check_that_is_stopped_can_be_asked_for_again(admin: Journey) -> None:
    made = admin.upload(MANY)
    admin.ask(made, "check")

    def stop(done: int) -> None:
        if done == 20:
            admin.ask(made, "cancel")

    service.run_check(replace(admin.around, tell=stop), UUID(made["id"]))
    assert admin.get(made)["status"] == "uploaded"
    assert admin.check(made)["counts"]["good"] == 50


def test_a_file_that_breaks_far_down_is_refused_whole(admin: Journey) -> None:
    more = "".join(f"x{n};Ana Conceição;03/11/2026 11:{n % 60:02}\n" for n in range(300))
    made = admin.upload(MANY + more + '99;"Ana;03/11/2026\n' + "1;b;c\n" * 30_000)
    checked = admin.check(made)
    assert checked["status"] == "uploaded"
    assert "aspas" in checked["problem"]
    assert _count(admin) == 0


def test_progress_tells_rows_rate_and_what_is_left(admin: Journey) -> None:
    made = admin.check(admin.upload(CALLS))
    done = admin.commit(made)
    assert (done["progress"]["rows"], done["progress"]["total"], done["progress"]["seconds_left"]) == (3, 3, 0)
    assert done["progress"]["rate"] > 0
