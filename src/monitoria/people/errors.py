"""Problems of people."""

from __future__ import annotations

from monitoria.platform.errors import Conflict, Forbidden, TooManyRequests, Unauthenticated


class WrongCredentials(Unauthenticated):
    slug = "wrong-credentials"
    title = "Usuário ou senha incorretos"
    default_detail = "Confira o usuário e a senha e tente de novo."
    keeps_changes = True  # the failure must count


class TooManyFailures(TooManyRequests):
    slug = "too-many-failures"
    title = "Entrada suspensa por alguns minutos"
    default_detail = "Houve muitas tentativas com senha errada. Espere antes de tentar de novo."


class RefreshReused(Unauthenticated):
    slug = "refresh-reused"
    title = "Sessão encerrada por segurança"
    default_detail = "Este acesso já havia sido renovado; por segurança a sessão foi encerrada. Entre de novo."
    keeps_changes = True  # the family must stay revoked


class RegistrationClosed(Forbidden):
    slug = "registration-closed"
    title = "Cadastro fechado"
    default_detail = "Só um administrador cadastra pessoas. Peça a ele o seu acesso."


class UsernameTaken(Conflict):
    slug = "username-taken"
    title = "Nome de usuário em uso"
    default_detail = "Já existe uma pessoa com este nome de usuário (acentos e maiúsculas não o tornam diferente)."


class EmailTaken(Conflict):
    slug = "email-taken"
    title = "E-mail em uso"
    default_detail = "Já existe uma pessoa com este e-mail."


class TeamNameTaken(Conflict):
    slug = "team-name-taken"
    title = "Nome de equipe em uso"
    default_detail = "Já existe uma equipe com este nome."


class LastAdmin(Conflict):
    slug = "last-admin"
    title = "Último administrador"
    default_detail = "Este é o último administrador ativo: nomeie outro antes de removê-lo."


class WrongPassword(Forbidden):
    slug = "wrong-password"
    title = "Senha atual incorreta"
    default_detail = "A senha atual não confere."
    keeps_changes = True  # the failure must count


class PersonInUse(Conflict):
    slug = "person-in-use"
    title = "Pessoa ou equipe em uso"
    default_detail = "Esta pessoa ou equipe já foi usada: desative-a em vez de excluir."


class KeyRefused(Unauthenticated):
    slug = "key-refused"
    title = "Chave de API recusada"
    default_detail = "Esta chave de API não vale: venceu, foi revogada ou nunca existiu. Crie outra na sua conta."
    keeps_changes = True  # the failure must count


class TooManyKeys(Conflict):
    slug = "too-many-keys"
    title = "Chaves demais"
    default_detail = "Você já tem 20 chaves de API em vigor: revogue uma antes de criar outra."


class NotByKey(Forbidden):
    slug = "not-by-key"
    title = "Não se faz com uma chave de API"
    default_detail = "Entre no sistema para fazer isto: uma chave de API não mexe em senhas nem em administradores."
