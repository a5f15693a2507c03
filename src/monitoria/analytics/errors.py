"""Problems of saved views."""

from __future__ import annotations

from monitoria.platform.errors import Conflict


class ViewNameTaken(Conflict):
    slug = "view-name-taken"
    title = "Já existe uma visão com este nome"
    default_detail = "Você já tem uma visão salva com este nome. Escolha outro, ou altere a que existe."


class TooManyViews(Conflict):
    slug = "too-many-views"
    title = "Visões demais"
    default_detail = "Você já tem o máximo de visões salvas. Exclua uma antes de salvar outra."
