"""Problems of imports."""

from __future__ import annotations

from monitoria.platform.errors import Conflict, Invalid


class ImportMoveRefused(Conflict):
    slug = "import-move-refused"
    title = "A importação não está neste ponto"
    default_detail = "O estado atual desta importação não permite esta ação. Recarregue para ver como ela está."


class ImportUndecided(Conflict):
    slug = "import-undecided"
    title = "Faltam decisões"
    default_detail = "Há valores desconhecidos sem decisão: diga, para cada um, se cria, associa ou recusa."


class NothingToImport(Conflict):
    slug = "nothing-to-import"
    title = "Nada para importar"
    default_detail = "Nenhuma linha deste arquivo pode ser importada."


class ImportInUse(Conflict):
    slug = "import-in-use"
    title = "Importação em uso"
    default_detail = (
        "O que esta importação trouxe já foi usado (chamadas com monitorias ou gravações, monitorias com ciência ou "
        "contestação, pessoas que já entraram): ela não pode mais ser desfeita."
    )


class PresetNameTaken(Conflict):
    slug = "preset-name-taken"
    title = "Nome de modelo em uso"
    default_detail = "Já existe um modelo de importação com este nome."


class FormRefused(Invalid):
    slug = "form-refused"
    title = "Formulário recusado"
    default_detail = "O arquivo não é um formulário de avaliação que o Monitoria saiba ler. Nada foi criado."


class NotAboutCalls(Invalid):
    slug = "not-about-calls"
    title = "O arquivo não fala de chamadas"
    default_detail = (
        "Nenhuma coluna diz quando uma chamada começou nem quem a atendeu ou quanto durou. Nada foi importado."
    )
