"""The scorecard every installation starts with: "Ficha padrão", six criteria from 0 to 10."""

from __future__ import annotations

from decimal import Decimal
from uuid import UUID

from monitoria.scorecards.rules.definition import Criterion, Definition, Kind, Section

# As the migration installs them, so that large loads can name them without asking.
STANDARD_CARD_ID = UUID("01900000-0000-7000-8000-000000000001")
STANDARD_VERSION_ID = UUID("01900000-0000-7000-8000-000000000002")

_ITEMS = (
    (
        "greeting",
        "Saudação",
        "Apresentou-se, disse o nome da empresa e tratou o cliente pelo nome, com cordialidade.",
    ),
    (
        "communication",
        "Comunicação",
        "Falou com clareza, em linguagem simples e correta, sem interromper, e confirmou o que entendeu.",
    ),
    (
        "problem_solving",
        "Resolução de problemas",
        "Investigou a causa, ofereceu a solução certa e disse ao cliente o que acontece a seguir.",
    ),
    (
        "empathy",
        "Empatia",
        "Reconheceu a situação do cliente, mostrou interesse e manteve a calma nos momentos difíceis.",
    ),
    (
        "procedures",
        "Procedimentos",
        "Confirmou os dados, seguiu o roteiro obrigatório e registrou o atendimento por completo.",
    ),
    (
        "closing",
        "Encerramento",
        "Resumiu o combinado, perguntou se havia algo mais, informou o protocolo e despediu-se.",
    ),
)


def standard_definition() -> Definition:
    """The six equal criteria; answers 8, 7, 9, 6, 10, 8 score 80.00."""
    return Definition(
        sections=(Section(key="service", label="Atendimento", criteria=tuple(_item(*item) for item in _ITEMS)),)
    )


def _item(key: str, label: str, guidance: str) -> Criterion:
    return Criterion(
        key=key,
        label=label,
        kind=Kind.SCALE,
        minimum=Decimal(0),
        maximum=Decimal(10),
        step=Decimal(1),
        guidance=guidance,
    )
