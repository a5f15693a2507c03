"""Problems of exports."""

from __future__ import annotations

from monitoria.platform.errors import Conflict


class ExportTooLarge(Conflict):
    slug = "export-too-large"
    title = "Planilha grande demais para agora"
    default_detail = (
        "Uma planilha do Excel com mais de 100.000 linhas é feita em segundo plano: peça-a assim, ou baixe em CSV, ou "
        "escolha um período menor."
    )
