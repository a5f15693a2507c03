"""A person's data as a PDF (typst): data go to the template as JSON, never as markup."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import typst

from monitoria.platform.clock import Zone
from monitoria.privacy.queries import Package

TEMPLATE = Path(__file__).with_name("my-data.typ")
# A paper of thousands of pages serves nobody: of each part so many rows are printed, and the rest is in the JSON.
MOST_ROWS = 300
_WORDS: Mapping[str, str] = {
    "username": "usuário",
    "full_name": "nome",
    "email": "e-mail",
    "role": "perfil",
    "team": "equipe",
    "active": "ativo",
    "created_at": "cadastrado em",
    "started_at": "início",
    "ended_at": "fim",
    "last_at": "última vez",
    "expires_at": "vence em",
    "revoked_at": "encerrada em",
    "used_at": "usada em",
    "address": "endereço",
    "protocol": "protocolo",
    "channel": "canal",
    "category": "categoria",
    "priority": "prioridade",
    "status": "situação",
    "duration_seconds": "duração (s)",
    "subject": "assunto",
    "notes": "observações",
    "scorecard": "ficha",
    "evaluator": "avaliado por",
    "published_at": "publicada em",
    "raw_score": "nota antes de erro fatal",
    "final_score": "nota",
    "outcome": "resultado",
    "pass_mark": "nota mínima",
    "summary": "comentário geral",
    "answers": "respostas",
    "moments": "momentos",
    "criterion": "item",
    "value": "valor",
    "options": "opções",
    "text": "texto",
    "not_applicable": "não se aplica",
    "comment": "comentário",
    "share": "aproveitamento",
    "weight": "peso (%)",
    "listener": "quem ouviu",
    "seconds": "segundos ouvidos",
    "title": "título",
    "version": "versão",
    "accepted_at": "ciência em",
    "kind": "tipo",
    "details": "pedido",
    "answer": "resposta",
    "received_on": "recebido em",
    "due_on": "prazo",
    "closed_at": "encerrado em",
}


def print_package(package: Package, zone: Zone) -> bytes:
    """The package as a tagged PDF, in Portuguese, times in the installation's zone."""
    parts = [
        {
            "title": title,
            "count": len(rows),
            "printed": min(len(rows), MOST_ROWS),
            "rows": [_row(row, zone) for row in rows[:MOST_ROWS]],
        }
        for _, title, rows in package.parts
    ]
    data = {
        "name": package.person.full_name,
        "username": package.person.username,
        "made_at": _said(package.made_at, zone),
        "parts": parts,
    }
    with TemporaryDirectory(prefix="monitoria-pdf-") as folder:
        page = Path(folder, "page.typ")
        page.write_bytes(TEMPLATE.read_bytes())
        Path(folder, "data.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
        made: Any = typst.compile(str(page), root=folder, format="pdf", ignore_system_fonts=True)
    return bytes(made)


def _row(row: Mapping[str, Any], zone: Zone) -> list[list[str]]:
    return [[_WORDS.get(name, name), _said(value, zone)] for name, value in row.items() if value not in (None, "", [])]


def _said(value: Any, zone: Zone) -> str:
    if isinstance(value, Mapping):
        told = {_WORDS.get(name, name): item for name, item in value.items() if item not in (None, "", [], False)}
        return "; ".join(f"{name}: {_said(item, zone)}" for name, item in told.items())
    if isinstance(value, (list, tuple)):
        return "\n".join(_said(item, zone) for item in value)
    if isinstance(value, (date, datetime)):
        return _said_time(value, zone)
    if isinstance(value, (float, Decimal)):
        return f"{value:.2f}".replace(".", ",")
    return {True: "sim", False: "não"}[value] if isinstance(value, bool) else str(value)


def _said_time(value: date, zone: Zone) -> str:
    if isinstance(value, datetime):
        return value.astimezone(zone.info).strftime("%d/%m/%Y %H:%M")
    return value.strftime("%d/%m/%Y")
