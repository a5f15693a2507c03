"""The verbs about people."""

from monitoria.people.service.factor_codes import PURPOSE, Code
from monitoria.people.service.passwords import PasswordChange, Proof, change_password
from monitoria.people.service.places import Origin
from monitoria.people.service.policy import update_policy
from monitoria.people.service.provider import ProviderRules, sign_in_with_provider
from monitoria.people.service.second_factor import (
    Enrolment,
    begin_enrolment,
    confirm_enrolment,
    disable_factor,
    renew_recovery_codes,
    reset_factor,
    seal_anew,
)
from monitoria.people.service.sessions import (
    Opened,
    end_other_sessions,
    end_session,
    forget_old_sessions,
    refresh,
    sign_out,
)
from monitoria.people.service.sign_in import Answered, Challenged, Credentials, finish_sign_in, sign_in
from monitoria.people.service.teams import TeamFields, create_team, deactivate_team, reactivate_team, update_team
from monitoria.people.service.unused import delete_unused_team, delete_unused_user
from monitoria.people.service.users import (
    NewUser,
    UserChanges,
    deactivate_user,
    reactivate_user,
    register_user,
    set_owed_terms,
    update_user,
)

__all__ = [
    "PURPOSE",
    "Answered",
    "Challenged",
    "Code",
    "Credentials",
    "Enrolment",
    "NewUser",
    "Opened",
    "Origin",
    "PasswordChange",
    "Proof",
    "ProviderRules",
    "TeamFields",
    "UserChanges",
    "begin_enrolment",
    "change_password",
    "confirm_enrolment",
    "create_team",
    "deactivate_team",
    "deactivate_user",
    "delete_unused_team",
    "delete_unused_user",
    "disable_factor",
    "end_other_sessions",
    "end_session",
    "finish_sign_in",
    "forget_old_sessions",
    "reactivate_team",
    "reactivate_user",
    "refresh",
    "register_user",
    "renew_recovery_codes",
    "reset_factor",
    "seal_anew",
    "set_owed_terms",
    "sign_in",
    "sign_in_with_provider",
    "sign_out",
    "update_policy",
    "update_team",
    "update_user",
]
