"""Problems of calls."""

from __future__ import annotations

from monitoria.platform.errors import Conflict


class ExternalIdTaken(Conflict):
    slug = "external-id-taken"
    title = "Atendimento já registrado"
    default_detail = "Já existe um atendimento desta origem com este identificador externo."


class CallHasEvaluations(Conflict):
    slug = "call-has-evaluations"
    title = "Atendimento com monitorias"
    default_detail = "Este atendimento já tem monitorias (talvez um rascunho) e por isso não pode ser excluído."


class OperatorIsFixed(Conflict):
    slug = "operator-is-fixed"
    title = "Operador não pode mudar"
    default_detail = "Este atendimento já tem monitorias: elas falam deste operador, que por isso não pode mudar."
