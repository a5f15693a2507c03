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


class TooManyExports(Conflict):
    slug = "too-many-exports"
    title = "Exportações demais em andamento"
    default_detail = "Você já tem 5 exportações em andamento: espere uma terminar, ou cancele uma, e peça de novo."


class ExportNotReady(Conflict):
    slug = "export-not-ready"
    title = "O arquivo não está disponível"
    default_detail = "Este arquivo ainda não está pronto, ou já expirou. Recarregue para ver como está, ou peça outro."


class ExportReachChanged(Conflict):
    slug = "export-reach-changed"
    title = "Seu alcance mudou"
    default_detail = (
        "Este arquivo foi feito quando você alcançava outros dados: remova-o e peça outro com o seu alcance de agora."
    )
