"""Jobs of imports, taken off the queue that the requests put them in."""

from __future__ import annotations

import os
from datetime import timedelta

from monitoria.imports.tasks import LEFT_ALONE
from monitoria.platform.clock import utc_now
from monitoria.platform.config import Config
from monitoria.platform.database import Database
from monitoria.platform.storage import make_storage, store_bytes
from tests.support.imports import CALLS, Journey
from tests.support.jobs import run_job, work_off


def test_what_is_asked_for_is_done_by_the_worker(admin: Journey, config: Config, database: Database) -> None:
    made = admin.upload(CALLS)
    for verb, status in (("check", "checked"), ("commit", "committed"), ("undo", "undone")):
        admin.ask(made, verb)
        work_off(database, config)
        assert admin.get(made)["status"] == status
    key = made["id"]
    assert admin.client.delete(f"/api/imports/{key}").status_code == 204
    stored = {file.key for file in make_storage(config).list("imports")}
    work_off(database, config)
    assert len({file.key for file in make_storage(config).list("imports")}) == len(stored) - 1


def test_a_file_without_its_import_is_swept_away_once_it_is_old(
    admin: Journey, config: Config, database: Database
) -> None:
    made = admin.upload(CALLS)
    storage = make_storage(config)
    for name in ("old", "new"):
        store_bytes(storage, f"imports/2026-01/{name}", b"x")
    long_ago = (utc_now() - LEFT_ALONE - timedelta(minutes=1)).timestamp()
    for file in storage.list("imports"):
        if not file.key.endswith("/new"):
            os.utime(config.home / "files" / file.key, (long_ago, long_ago))
    run_job(database, config, "imports:sweep_import_files", timestamp=0)
    assert {file.key for file in storage.list("imports/2026-01")} == {"imports/2026-01/new"}
    assert admin.check(made)["status"] == "checked"
    storage.delete("imports/2026-01/new")
