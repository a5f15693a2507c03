"""A person's data as a PDF (typst): data go to the template as JSON, never as markup."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from monitoria.platform.clock import Zone
from monitoria.platform.printing import print_document
from monitoria.privacy.queries import Package
from monitoria.privacy.rules.words import CHOICES, NAMES

TEMPLATE = Path(__file__).with_name("my-data.typ")
# A paper of thousands of pages serves nobody: of each part so many rows are printed, and the rest is in the JSON.
MOST_ROWS = 300
# Where the name of a criterion stands beside it, its key is for machines.
_KEYS = ("criterion", "criterion_key")


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
        "title": f"Meus dados no Monitoria · {package.person.full_name}",
        "running": f"Meus dados no Monitoria · {package.person.full_name}",
        "footer": "Documento pessoal: contém dados de uma só pessoa.",
        "name": package.person.full_name,
        "username": package.person.username,
        "made_at": _said_time(package.made_at, zone),
        "parts": parts,
    }
    return print_document(TEMPLATE, data, package.made_at)


def _row(row: Mapping[str, Any], zone: Zone) -> list[list[str]]:
    return [
        [NAMES.get(name, name), _said(name, value, zone)] for name, value in row.items() if value not in (None, "", [])
    ]


def _said(name: str, value: Any, zone: Zone) -> str:
    """The value of a field. What PostgreSQL gave as JSON holds its times as text."""
    if isinstance(value, Mapping):
        hidden = _KEYS if "label" in value else ()
        told = {key: item for key, item in value.items() if key not in hidden and item not in (None, "", [], False)}
        if "label" in told:
            told = {"label": told.pop("label"), **told}
        return "; ".join(f"{NAMES.get(key, key)}: {_said(key, item, zone)}" for key, item in told.items())
    if isinstance(value, (list, tuple)):
        return "\n".join(_said(name, item, zone) for item in value)
    if isinstance(value, str):
        return _said_text(name, value, zone)
    if isinstance(value, (date, datetime)):
        return _said_time(value, zone)
    if isinstance(value, (float, Decimal)):
        return f"{value:.2f}".replace(".", ",")
    return {True: "sim", False: "não"}[value] if isinstance(value, bool) else str(value)


def _said_text(name: str, value: str, zone: Zone) -> str:
    if name in ("at", "decide_by") or name.endswith("_at"):
        return _said_time(datetime.fromisoformat(value), zone)
    if name.endswith("_on"):
        return _said_time(date.fromisoformat(value), zone)
    if name == "value":
        return _said(name, Decimal(value), zone)
    return CHOICES.get(name, {}).get(value, value)


def _said_time(value: date, zone: Zone) -> str:
    if isinstance(value, datetime):
        return value.astimezone(zone.info).strftime("%d/%m/%Y %H:%M")
    return value.strftime("%d/%m/%Y")
