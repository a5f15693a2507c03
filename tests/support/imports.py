"""Files that tests import, and the jobs that work on them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from monitoria.imports import service
from monitoria.platform.clock import Zone, utc_now
from monitoria.platform.config import Config
from monitoria.platform.database import Database
from monitoria.platform.events import Circumstances
from monitoria.platform.storage import make_storage

Json = dict[str, Any]
ZONE = Zone("America/Sao_Paulo")

CALLS = """Id da chamada;Atendente;Início;Duração;Categoria;Telefone;Cliente
C-1;Ana Conceição;03/11/2026 08:15:00;00:02:23;Outros;(11) 98765-4321;Maria d'Ávila
C-2;bruno.lima;13/11/2026 09:00;145;Outros;;
C-3;Carla Dias;14/11/2026 23:58;00:05:00;;(21) 3333-4444;João
"""


def around(config: Config, database: Database, **more: Any) -> service.Surroundings:
    """What the jobs are given."""
    return service.Surroundings(
        opening=lambda: database.unit_of_work(Circumstances(None, utc_now(), "job-test")),
        open_file=make_storage(config).open,
        zone=ZONE,
        **more,
    )


def send(client: Any, content: bytes | str, name: str = "chamadas.csv", **fields: str) -> Any:
    """Upload a file; the answer."""
    raw = content.encode() if isinstance(content, str) else content
    parts = [f'--x\r\nContent-Disposition: form-data; name="{k}"\r\n\r\n{v}\r\n' for k, v in fields.items()]
    head = f'--x\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
    body = "".join(parts).encode() + head.encode() + raw + b"\r\n--x--\r\n"
    return client.post("/api/imports", data=body, content_type="multipart/form-data; boundary=x")


class Journey:
    """One person's way from a file to calls."""

    def __init__(self, client: Any, config: Config, database: Database) -> None:
        self.client, self.around = client, around(config, database)
        self.config, self.database = config, database

    def upload(self, content: bytes | str, name: str = "chamadas.csv", **fields: str) -> Json:
        answer = send(self.client, content, name, **fields)
        assert answer.status_code == 201, answer.get_json()
        return answer.get_json()  # type: ignore[no-any-return]

    def get(self, made: Json) -> Json:
        return self.client.get(f"/api/imports/{made['id']}").get_json()  # type: ignore[no-any-return]

    def ask(self, made: Json, verb: str) -> Json:
        answer = self.client.post(f"/api/imports/{made['id']}/{verb}")
        assert answer.status_code == 200, answer.get_json()
        return answer.get_json()  # type: ignore[no-any-return]

    def put(self, made: Json, **changes: Any) -> Json:
        body = {"version": self.get(made)["version"], **changes}
        answer = self.client.put(f"/api/imports/{made['id']}", json=body)
        assert answer.status_code == 200, answer.get_json()
        return answer.get_json()  # type: ignore[no-any-return]

    def check(self, made: Json) -> Json:
        self.ask(made, "check")
        service.run_check(self.around, UUID(made["id"]))
        return self.get(made)

    def commit(self, made: Json) -> Json:
        self.ask(made, "commit")
        service.run_commit(self.around, UUID(made["id"]))
        return self.get(made)

    def undo(self, made: Json) -> Json:
        self.ask(made, "undo")
        service.run_undo(self.around, UUID(made["id"]))
        return self.get(made)

    def problems(self, made: Json) -> list[Json]:
        return self.client.get(f"/api/imports/{made['id']}/problems?limit=200").get_json()["items"]  # type: ignore[no-any-return]

    def bring(self, content: bytes | str, name: str = "chamadas.csv", **fields: str) -> Json:
        """The whole way; every unknown value's rows are kept out."""
        made = self.check(self.upload(content, name, **fields))
        if made["unknown_values"]:
            self.put(made, decisions=[decide(value, "reject") for value in made["unknown_values"]])
        return self.commit(made)


def decide(value: Json, action: str, **more: Any) -> Json:
    """A decision about an unknown value."""
    return {"field": value["field"], "value": value["value"], "action": action, **more}
