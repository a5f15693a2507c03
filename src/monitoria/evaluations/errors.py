"""Problems of evaluations."""

from __future__ import annotations

from monitoria.platform.errors import Conflict


class EvaluationMoveRefused(Conflict):
    slug = "evaluation-move-refused"
    title = "A monitoria não permite isto agora"
    default_detail = "Uma monitoria publicada não pode mais ser alterada nem descartada."


class DraftAlreadyOpen(Conflict):
    """`evaluation_id` in the answer names the draft, so that a client can open it."""

    slug = "draft-already-open"
    title = "Você já tem um rascunho desta chamada"
    default_detail = "Abra o rascunho que já existe para continuar a monitoria desta chamada."


class ContestTooLate(Conflict):
    slug = "contest-too-late"
    title = "O prazo para contestar terminou"
    default_detail = "Esta monitoria não pode mais ser contestada. Você ainda pode dar ciência e dizer que discorda."


class EvaluationTouched(Conflict):
    slug = "evaluation-touched"
    title = "Monitoria já em uso"
    default_detail = "Alguém já deu ciência, contestou ou alterou esta monitoria: ela não pode mais ser retirada."
