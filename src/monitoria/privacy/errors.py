"""Problems of privacy."""

from __future__ import annotations

from monitoria.platform.errors import Conflict


class TermOutdated(Conflict):
    slug = "term-outdated"
    title = "O termo tem versão nova"
    default_detail = "Este termo foi atualizado. Leia a versão em vigor e confirme a ciência nela."


class UnderHold(Conflict):
    slug = "under-hold"
    title = "Preservado por ordem"
    default_detail = "Isto está sob guarda legal e não pode ser excluído. Libere a guarda na página de privacidade."


class AlreadyReleased(Conflict):
    slug = "hold-released"
    title = "Guarda já liberada"
    default_detail = "Esta guarda legal já foi liberada."


class RequestClosed(Conflict):
    slug = "data-request-closed"
    title = "Pedido já respondido"
    default_detail = "Este pedido já foi encerrado e fica como está."


class NobodyHere(Conflict):
    slug = "data-request-without-person"
    title = "Pedido sem pessoa do sistema"
    default_detail = "Este pedido não aponta um usuário do sistema: não há um pacote que se possa montar sozinho."
