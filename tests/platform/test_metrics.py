"""Metrics: who may read them, what they count, and that nobody outside can make them grow."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest
import yaml
from flask.testing import FlaskClient
from prometheus_client.parser import text_string_to_metric_families

from monitoria.app import assemble, make_bus
from monitoria.platform.config import Config, ConfigError
from monitoria.platform.database import Database, make_engine
from monitoria.platform.http.application import Application
from monitoria.platform.metrics.door import Door
from monitoria.platform.metrics.folder import VARIABLE, metrics_folder
from tests.support.jobs import work_off
from tests.support.people import Cast

TOKEN = "uma-senha-de-metricas"


def read(client: FlaskClient, **options: Any) -> dict[str, float]:
    """Every sample, by name and labels."""
    answer = client.get("/metrics", **options)
    assert answer.status_code == 200, answer.data
    return samples(answer.text)


def samples(text: str) -> dict[str, float]:
    found = {}
    for family in text_string_to_metric_families(text):
        for sample in family.samples:
            labels = ",".join(f"{name}={value}" for name, value in sorted(sample.labels.items()))
            found[f"{sample.name}{{{labels}}}"] = sample.value
    return found


@pytest.fixture
def guarded(config: Config, database: Database) -> Application:
    return assemble(replace(config, metrics_token=TOKEN, trusted_proxies=1), database)


def test_without_a_token_they_are_for_this_machine_alone(client: FlaskClient) -> None:
    assert client.get("/metrics").status_code == 200
    for environ in (
        {"REMOTE_ADDR": "192.0.2.7"},
        {"REMOTE_ADDR": ""},
        {"HTTP_X_FORWARDED_FOR": "127.0.0.1"},
        {"HTTP_FORWARDED": "for=127.0.0.1"},
    ):
        assert client.get("/metrics", environ_overrides=environ).status_code == 404, environ


def test_behind_a_proxy_nobody_is_from_here(config: Config, database: Database) -> None:
    behind = assemble(replace(config, trusted_proxies=1), database).test_client()
    assert behind.get("/metrics").status_code == 404


def test_with_a_token_they_are_for_its_holder_wherever_he_is(guarded: Application) -> None:
    client, far = guarded.test_client(), {"REMOTE_ADDR": "192.0.2.7"}
    for said in ("", "Bearer ", "Bearer falsa", f"Basic {TOKEN}", TOKEN, "Bearer é"):
        refused = client.get("/metrics", headers={"Authorization": said}, environ_overrides=far)
        assert (refused.status_code, refused.data) == (401, b""), said
    known = {"Authorization": f"Bearer {TOKEN}"}
    assert client.get("/metrics", headers=known, environ_overrides=far).status_code == 200
    assert client.get("/metrics").status_code == 401


def test_a_token_that_can_be_guessed_is_refused() -> None:
    with pytest.raises(ConfigError, match="MONITORIA_METRICS_TOKEN não serve"):
        Config.from_environment({"MONITORIA_METRICS_TOKEN": "curta"})
    assert TOKEN not in repr(Config(metrics_token=TOKEN))


def test_requests_are_counted_by_route_and_never_by_what_a_client_made_up(
    client: FlaskClient, as_user: Any, cast: Cast
) -> None:
    before = read(client)
    as_user(cast.admin).get("/api/calls?q=x")
    client.get("/api/calls")
    client.open("/api/made-up/by-somebody", method="PROPFIND")
    after = read(client)

    def more(key: str) -> float:
        return after.get(key, 0.0) - before.get(key, 0.0)

    assert more("monitoria_requests_total{method=GET,route=list_calls,status=2xx}") == 1
    assert more("monitoria_requests_total{method=GET,route=list_calls,status=4xx}") == 1
    assert more("monitoria_requests_total{method=OTHER,route=unknown,status=4xx}") == 1
    assert more("monitoria_request_duration_seconds_count{method=GET,route=list_calls}") == 2
    assert after["monitoria_requests_in_flight{}"] == 1  # this one
    assert not [key for key in after if "made-up" in key or "PROPFIND" in key]


def test_jobs_are_counted_while_they_wait_and_when_they_are_done(
    config: Config, database: Database, as_user: Any, cast: Cast
) -> None:
    def told() -> dict[str, float]:
        return read(assemble(config, database).test_client())  # which remembers nothing

    as_user(cast.admin).post("/api/exports", json={"list": "users", "format": "csv", "lang": "pt-BR"})
    before = told()
    assert before["monitoria_jobs{queue=default,state=todo,task=exports:run_export}"] == 1
    assert before["monitoria_jobs_oldest_seconds{queue=default,task=exports:run_export}"] >= 0
    work_off(database, config)
    after, done = told(), "monitoria_jobs_run_total{outcome=done,task=exports:run_export}"
    assert after[done] == before.get(done, 0) + 1
    assert "monitoria_jobs{queue=default,state=todo,task=exports:run_export}" not in after
    assert after["monitoria_job_wait_seconds_count{task=exports:run_export}"] >= 1


def test_figures_of_the_trade_the_disk_and_the_database_are_told(
    config: Config, database: Database, cast: Cast
) -> None:
    found = read(assemble(config, database).test_client())
    assert found["monitoria_database_up{}"] == 1
    assert found["monitoria_calls{}"] == 0
    assert found["monitoria_contests_open{}"] == 0
    assert found["monitoria_users_active{role=admin}"] == 1
    assert found["monitoria_disk_free_bytes{}"] > 0
    assert found["monitoria_database_bytes{}"] > 0
    assert found["monitoria_database_pool_size{process=command}"] > 0


def test_a_database_that_is_gone_is_a_figure_too(config: Config) -> None:
    gone = Database(make_engine("postgresql+psycopg://nobody@127.0.0.1:1/nothing"), make_bus())
    found = read(assemble(config, gone).test_client())
    assert found["monitoria_database_up{}"] == 0
    assert "monitoria_requests_in_flight{}" in found


_COUNTING = """
import os, sys
from monitoria.platform.metrics import meters
from monitoria.platform.metrics.door import expose
from monitoria.platform.metrics.folder import forget_process
meters.begin_counting("web")
children = []
for number in range(2):
    if not (child := os.fork()):
        meters.IN_FLIGHT.inc()
        meters.REQUESTS.labels("a", "GET", "2xx").inc(number + 1)
        os._exit(0)
    children.append(child)
for child in children:
    os.waitpid(child, 0)
forget_process(children[0])
sys.stdout.write(expose([]).decode())
"""


def test_processes_are_told_as_one_and_a_dead_one_leaves_its_counts_but_nothing_under_way() -> None:
    with metrics_folder() as folder:
        environ = os.environ | {VARIABLE: str(folder)}
        done = subprocess.run(
            [sys.executable, "-c", _COUNTING], env=environ, capture_output=True, text=True, check=True
        )
        assert folder.is_dir()
    assert not folder.exists()
    found = samples(done.stdout)
    assert found["monitoria_requests_total{method=GET,route=a,status=2xx}"] == 3
    assert found["monitoria_requests_in_flight{}"] == 1


def test_what_a_dead_predecessor_left_is_removed() -> None:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    with metrics_folder() as folder:
        left = folder.with_name(f"monitoria-metrics-{gone.pid}")
        left.mkdir()
    with metrics_folder():
        assert not left.exists()


@pytest.fixture
def worker_port() -> Iterator[int]:
    server = Door(Config(metrics_token=TOKEN)).listen("127.0.0.1", 0)
    yield server.server_port
    server.shutdown()
    server.server_close()


def test_a_worker_by_itself_tells_its_own(worker_port: int) -> None:
    def ask(path: str, token: str = "") -> tuple[int, str]:
        connection = HTTPConnection("127.0.0.1", worker_port)
        connection.request("GET", path, headers={"Authorization": f"Bearer {token}"})
        with connection.getresponse() as answer:
            said = answer.status, answer.read().decode()
        connection.close()
        return said

    assert "monitoria_jobs_run_total" in ask("/metrics", TOKEN)[1]
    assert (ask("/metrics")[0], ask("/", TOKEN)[0]) == (401, 404)


def test_every_name_in_the_dashboard_and_the_alerts_is_told(client: FlaskClient) -> None:
    deploy = Path(__file__).resolve().parents[2] / "deploy"
    reference = (deploy.parent / "docs" / "reference" / "metrics.md").read_text()
    known = set(re.findall(r"`(monitoria_\w+)`", reference))
    told = {family.name for family in text_string_to_metric_families(client.get("/metrics").text)}
    for file in ("grafana-monitoria.json", "prometheus-rules.yml"):
        names = set(re.findall(r"monitoria_\w+", "\n".join(expressions(deploy / file))))
        plain = {re.sub(r"_(bucket|sum|count)$", "", name) for name in names}
        assert names, file
        assert plain <= known, file
        assert {name.removesuffix("_total") for name in plain} <= told | ONLY_SOMETIMES, file


# Told once there is one: labels come with the first.
ONLY_SOMETIMES = {"monitoria_replica_delay_seconds"}


def expressions(file: Path) -> list[str]:
    """What is asked of Prometheus."""
    if file.suffix == ".json":
        board = json.loads(file.read_text())
        return [target["expr"] for panel in board["panels"] for target in panel.get("targets", ())]
    groups = yaml.safe_load(file.read_text())["groups"]
    return [rule["expr"] for group in groups for rule in group["rules"]]
