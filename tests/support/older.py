"""The main job, done by an older program: run with its source first on the path, in a process of its own.

`python older.py DATABASE_URL HOME` prints each request with its status; only what every version has is used.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

SCORES = ("greeting", "communication", "problem_solving", "empathy", "procedures", "closing")


def main(url: str, home: str) -> None:
    """Register, sign in, add an operator and a call, score it, publish, look at everything."""
    from monitoria.app import assemble, make_bus  # noqa: PLC0415 - whichever is first on the path
    from monitoria.platform.config import Config  # noqa: PLC0415
    from monitoria.platform.database import Database, make_engine  # noqa: PLC0415

    client = assemble(Config(database_url=url, home=Path(home)), Database(make_engine(url), make_bus())).test_client()
    headers: dict[str, str] = {}

    def ask(method: str, path: str, body: Any = None) -> Any:
        answer = client.open(f"/api/{path}", method=method, json=body, headers=headers)
        print(
            answer.status_code, method, path.partition("/0")[0], answer.get_data(as_text=True)[:300].replace("\n", " ")
        )
        return answer.get_json()

    who = {"username": "primeira", "password": "senha-muito-boa"}
    ask("POST", "auth/register", {**who, "full_name": "Ana Primeira"})
    headers["Authorization"] = f"Bearer {ask('POST', 'auth/login', who)['access_token']}"
    operator = ask("POST", "auth/register", {**who, "username": "bia", "role": "operator"})
    call = ask("POST", "calls", {"operator_id": operator["id"], "subject": "Fatura"})
    answers = [{"criterion": key, "value": 8} for key in SCORES]
    draft = ask("POST", "evaluations", {"call_id": call["id"], "answers": answers})
    ask("POST", f"evaluations/{draft['id']}/publish", {"version": draft["version"]})
    ask("POST", "categories", {"label": "Retenção"})
    for path in ("auth/me", "calls", "users", "scorecards", f"evaluations/{draft['id']}", "evaluations", "settings"):
        ask("GET", path)


if __name__ == "__main__":
    main(*sys.argv[1:])
