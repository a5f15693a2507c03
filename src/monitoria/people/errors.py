"""Problems of people."""

from __future__ import annotations

from monitoria.platform.errors import Conflict, Forbidden, TooManyRequests, Unauthenticated, Unavailable


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


class ChallengeOver(Unauthenticated):
    slug = "challenge-over"
    title = "Comece a entrada de novo"
    default_detail = "O tempo ou as tentativas para o segundo fator acabaram. Entre de novo com usuário e senha."


class WrongCode(Unauthenticated):
    slug = "wrong-code"
    title = "Código incorreto"
    default_detail = (
        "O código não confere ou já foi usado. Espere o próximo código do aplicativo ou use um código de recuperação."
    )
    keeps_changes = True  # the failure must count


class CodeRefused(Forbidden):
    slug = "code-refused"
    title = "Código incorreto"
    default_detail = "O código não confere ou já foi usado. Confira a hora do telefone e digite o código de agora."
    keeps_changes = True  # the failure must count


class SecondFactorOn(Conflict):
    slug = "second-factor-on"
    title = "Segundo fator já ligado"
    default_detail = "Sua conta já tem segundo fator. Para trocar de telefone, desligue-o e ligue de novo."


class SecondFactorOff(Conflict):
    slug = "second-factor-off"
    title = "Sem segundo fator"
    default_detail = "Esta conta não tem segundo fator ligado. Comece por ligar o segundo fator."


class ProviderUnavailable(Unavailable):
    slug = "provider-unavailable"
    title = "Provedor de acesso fora do ar"
    default_detail = "O provedor de acesso da organização não respondeu. Tente de novo ou entre com usuário e senha."


class SingleSignOnOff(Conflict):
    slug = "single-sign-on-off"
    title = "Acesso único não configurado"
    default_detail = "Esta instalação não usa acesso único. Entre com usuário e senha."


class SingleSignOnRefused(Forbidden):
    slug = "single-sign-on-refused"
    title = "Entrada recusada"
    default_detail = "A resposta do provedor de acesso não pôde ser confirmada. Comece a entrada de novo."


class NobodyForIdentity(Forbidden):
    slug = "nobody-for-identity"
    title = "Sem acesso ao Monitoria"
    default_detail = (
        "Sua conta da organização não dá acesso ao Monitoria. Peça a um administrador que libere o seu acesso."
    )
