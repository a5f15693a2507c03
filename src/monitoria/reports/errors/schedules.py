"""Problems of reports by e-mail."""

from __future__ import annotations

from monitoria.platform.errors import Conflict


class TooManySchedules(Conflict):
    slug = "too-many-schedules"
    title = "Envios demais"
    default_detail = "Você já tem 50 envios programados: exclua um que não serve mais e crie este de novo."
