"""Problems of the system itself."""

from __future__ import annotations

from monitoria.platform.errors import Conflict


class JobWaitsAlready(Conflict):
    slug = "job-waits-already"
    title = "Já há uma na fila"
    default_detail = "Uma tarefa igual já espera na fila: ela faz o mesmo. Não é preciso refazer esta."
