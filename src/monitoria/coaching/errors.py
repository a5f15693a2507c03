"""Problems of coaching plans."""

from __future__ import annotations

from monitoria.platform.errors import Conflict


class PlanMoveRefused(Conflict):
    slug = "plan-move-refused"
    title = "O plano não permite isto agora"
    default_detail = "Este plano já foi encerrado e não muda mais. Para continuar o trabalho, crie um plano novo."
