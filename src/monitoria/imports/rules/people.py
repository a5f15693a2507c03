"""One row of a table becomes one person, or its problems column by column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from monitoria.imports.rules.near import value_key
from monitoria.imports.rules.problems import LONGEST_VALUE, RowProblem, Unreadable
from monitoria.imports.rules.values import read_label
from monitoria.platform.tables import Cell, cell_text, is_blank

MOST_PEOPLE = 5_000
_LONGEST = {"full_name": 160, "username": 64, "email": 254, "team": 120, "supervisor": 160}
_ROLES = {
    word: role
    for role, words in {
        "operator": "operator|operador|operadora|atendente|agente|agent|analista|colaborador|colaboradora",
        "supervisor": "supervisor|supervisora|lider|coordenador|coordenadora|gestor|gestora|gerente",
        "evaluator": "evaluator|avaliador|avaliadora|monitor|monitora|monitor de qualidade|qualidade|auditor|auditora",
    }.items()
    for word in words.split("|")
}


@dataclass(frozen=True, slots=True)
class ReadPerson:
    """What a row says of a person; None: it does not say. `team` of a supervisor is the one he leads."""

    row: int
    full_name: str
    username: str | None
    email: str | None
    role: str
    team: str | None
    supervisor: str | None


def read_person(
    row: int, cells: Sequence[Cell], mapping: Mapping[str, int], width: int
) -> tuple[ReadPerson | None, list[RowProblem]]:
    """The person of a row, or None with the problems that say why."""
    if len(cells) < width or any(not is_blank(cell) for cell in cells[width:]):
        message = f"A linha tem {len(cells)} colunas; o cabeçalho tem {width}."
        return None, [RowProblem(row, None, "ragged", message)]
    problems: list[RowProblem] = []

    def note(name: str, rule: str, message: str) -> None:
        cell = cells[mapping[name]]
        problems.append(RowProblem(row, mapping[name], rule, message, cell_text(cell)[:LONGEST_VALUE]))

    texts: dict[str, str] = {}
    for name, longest in _LONGEST.items():
        try:
            texts[name] = read_label(cells[mapping[name]], longest) if name in mapping else ""
        except Unreadable as fault:
            note(name, fault.rule, str(fault))
    role = value_key(cell_text(cells[mapping["role"]])) if "role" in mapping else ""
    if role and role not in _ROLES:
        is_admin = role.startswith("admin")
        message = "Administradores são cadastrados um a um." if is_admin else "Este perfil não é conhecido."
        note("role", "role", message)
    if not texts.get("full_name") and not problems:
        note("full_name", "missing", "A linha não diz o nome da pessoa.")
    if problems:
        return None, problems
    known = {name: text or None for name, text in texts.items() if name != "full_name"}
    return ReadPerson(row=row, full_name=texts["full_name"], role=_ROLES.get(role, "operator"), **known), []
