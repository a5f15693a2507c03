"""Problems of calls."""

from __future__ import annotations

from monitoria.platform.errors import Conflict


class ExternalIdTaken(Conflict):
    slug = "external-id-taken"
    title = "Chamada já registrada"
    default_detail = "Já existe uma chamada desta origem com este identificador externo."


class CallHasEvaluations(Conflict):
    slug = "call-has-evaluations"
    title = "Chamada com monitorias"
    default_detail = "Esta chamada já tem monitorias (talvez um rascunho) e por isso não pode ser excluída."


class OperatorIsFixed(Conflict):
    slug = "operator-is-fixed"
    title = "O atendente não pode mudar"
    default_detail = "Esta chamada já tem monitorias: elas falam deste atendente, que por isso não pode mudar."
