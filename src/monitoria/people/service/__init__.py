"""The verbs about people."""

from monitoria.people.service.sign_in import (
    Credentials,
    PasswordChange,
    change_password,
    forget_old_sessions,
    refresh,
    sign_in,
    sign_out,
)
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
    "Credentials",
    "NewUser",
    "PasswordChange",
    "TeamFields",
    "UserChanges",
    "change_password",
    "create_team",
    "deactivate_team",
    "deactivate_user",
    "delete_unused_team",
    "delete_unused_user",
    "forget_old_sessions",
    "reactivate_team",
    "reactivate_user",
    "refresh",
    "register_user",
    "set_owed_terms",
    "sign_in",
    "sign_out",
    "update_team",
    "update_user",
]
