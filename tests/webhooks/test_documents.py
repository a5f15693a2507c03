"""The receiver of the how-to is run as it stands, as a process of its own, against what is really sent."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from monitoria.platform.config import Config
from monitoria.platform.database import Database
from monitoria.platform.outward import post, read_allowance
from tests.support.jobs import work_off
from tests.webhooks.conftest import make_webhook

HOW_TO = Path(__file__).resolve().parents[2] / "docs" / "how-to" / "webhooks.md"
HERE = read_allowance("127.0.0.1")


def test_the_receiver_of_the_how_to_takes_what_is_sent_and_refuses_forgeries(
    admin: Any, database: Database, config: Config, tmp_path: Path
) -> None:
    program = re.findall(r"```python\n(.*?)```", HOW_TO.read_text(), re.DOTALL)[0]
    (tmp_path / "recebedor.py").write_text(program)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    url = f"http://127.0.0.1:{port}/"
    made = make_webhook(admin, url)
    environment = {**os.environ, "WEBHOOK_SECRET": made["secret"], "PORT": str(port)}
    receiver = subprocess.Popen(
        [sys.executable, str(tmp_path / "recebedor.py")],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        _wait_for(port)
        admin.post(f"/api/webhooks/{made['id']}/test")
        work_off(database, config)
        found = admin.get("/api/webhooks/deliveries").get_json()["items"][0]
        assert (found["state"], found["status"]) == ("delivered", 204)
        assert receiver.stdout is not None
        assert receiver.stdout.readline() == "webhook.test\n"
        stamp = str(int(time.time()))
        forged = {"webhook-id": "msg_1", "webhook-timestamp": stamp, "webhook-signature": "v1,Zm9yZ2Vk"}
        assert post(url, b"{}", forged, HERE).status == 401
    finally:
        receiver.kill()
        receiver.communicate()


def _wait_for(port: int) -> None:
    end = time.monotonic() + 30
    while time.monotonic() < end:
        with socket.socket() as trying:
            if trying.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError("the receiver did not start")
