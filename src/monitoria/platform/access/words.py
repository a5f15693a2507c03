"""The words of permission and which role holds them: the access matrix, printed and compared by a guard."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class Role(StrEnum):
    ADMIN = "admin"
    SUPERVISOR = "supervisor"
    EVALUATOR = "evaluator"
    OPERATOR = "operator"


class Permission(StrEnum):
    """`thing:verb`. The verb is also the name of the action that answers list."""

    OWN_ACCOUNT = "account:own"
    ACCOUNT_READ = "account:read"
    KEY_READ = "key:read"
    KEY_CREATE = "key:create"
    KEY_REVOKE = "key:revoke"
    USER_READ = "user:read"
    USER_PRINT = "user:print"
    USER_CREATE = "user:create"
    USER_UPDATE = "user:update"
    USER_DEACTIVATE = "user:deactivate"
    USER_REACTIVATE = "user:reactivate"
    USER_END_SESSIONS = "user:end-sessions"
    USER_RESET_SECOND_FACTOR = "user:reset-second-factor"
    TEAM_READ = "team:read"
    TEAM_PRINT = "team:print"
    TEAM_CREATE = "team:create"
    TEAM_UPDATE = "team:update"
    TEAM_DEACTIVATE = "team:deactivate"
    TEAM_REACTIVATE = "team:reactivate"
    SETTINGS_READ = "settings:read"
    SETTINGS_UPDATE = "settings:update"
    SCORECARD_READ = "scorecard:read"
    SCORECARD_PRINT = "scorecard:print"
    SCORECARD_CREATE = "scorecard:create"
    SCORECARD_UPDATE = "scorecard:update"
    SCORECARD_PUBLISH = "scorecard:publish"
    SCORECARD_RETIRE = "scorecard:retire"
    SCORECARD_SET_DEFAULT = "scorecard:set-default"
    SCORECARD_PREVIEW = "scorecard:preview"
    CALL_READ = "call:read"
    CALL_CREATE = "call:create"
    CALL_UPDATE = "call:update"
    CALL_DELETE = "call:delete"
    CALL_EVALUATE = "call:evaluate"
    RECORDING_READ = "recording:read"
    RECORDING_PLAY = "recording:play"
    RECORDING_CREATE = "recording:create"
    RECORDING_DELETE = "recording:delete"
    RECORDING_SEE_LISTENS = "recording:see-listens"
    IMPORT_READ = "import:read"
    IMPORT_CREATE = "import:create"
    IMPORT_UPDATE = "import:update"
    IMPORT_CHECK = "import:check"
    IMPORT_COMMIT = "import:commit"
    IMPORT_CANCEL = "import:cancel"
    IMPORT_RESUME = "import:resume"
    IMPORT_UNDO = "import:undo"
    IMPORT_DELETE = "import:delete"
    EVALUATION_READ = "evaluation:read"
    EVALUATION_PRINT = "evaluation:print"
    EVALUATION_CREATE = "evaluation:create"
    EVALUATION_UPDATE = "evaluation:update"
    EVALUATION_PUBLISH = "evaluation:publish"
    EVALUATION_DISCARD = "evaluation:discard"
    EVALUATION_ACKNOWLEDGE = "evaluation:acknowledge"
    EVALUATION_CONTEST = "evaluation:contest"
    EVALUATION_ATTACH = "evaluation:attach"
    EVALUATION_DECIDE = "evaluation:decide"
    EVALUATION_CONCLUDE = "evaluation:conclude"
    COACHING_READ = "coaching:read"
    COACHING_CREATE = "coaching:create"
    COACHING_UPDATE = "coaching:update"
    COACHING_START = "coaching:start"
    COACHING_MARK = "coaching:mark"
    COACHING_NOTE = "coaching:note"
    COACHING_NOTE_PRIVATELY = "coaching:note-privately"
    COACHING_HOLD_SESSION = "coaching:hold-session"
    COACHING_ACKNOWLEDGE_SESSION = "coaching:acknowledge-session"
    COACHING_CONCLUDE = "coaching:conclude"
    COACHING_CANCEL = "coaching:cancel"
    DASHBOARD_READ = "dashboard:read"
    DASHBOARD_READ_SEVERITY = "dashboard:read-severity"
    DASHBOARD_READ_CONTESTS = "dashboard:read-contests"
    HOME_READ = "home:read"
    HOME_LEAD = "home:lead"
    AUDIT_READ = "audit:read"
    TERM_READ = "term:read"
    TERM_ACCEPT = "term:accept"
    TERM_PUBLISH = "term:publish"
    CALL_REVEAL = "call:reveal"
    OWN_DATA = "data:own"
    RETENTION_READ = "retention:read"
    RETENTION_UPDATE = "retention:update"
    HOLD_PLACE = "hold:place"
    HOLD_RELEASE = "hold:release"
    DATA_REQUEST_READ = "data-request:read"
    DATA_REQUEST_CREATE = "data-request:create"
    DATA_REQUEST_UPDATE = "data-request:update"
    DATA_REQUEST_PACKAGE = "data-request:package"
    EXPORT_OWN = "export:own"
    SCHEDULE_READ = "schedule:read"
    SCHEDULE_CREATE = "schedule:create"
    SCHEDULE_UPDATE = "schedule:update"
    SCHEDULE_DELETE = "schedule:delete"
    SYSTEM_READ = "system:read"
    SYSTEM_RETRY_JOB = "system:retry-job"
    WEBHOOK_READ = "webhook:read"
    WEBHOOK_CREATE = "webhook:create"
    WEBHOOK_UPDATE = "webhook:update"
    WEBHOOK_DELETE = "webhook:delete"
    WEBHOOK_ROTATE_SECRET = "webhook:rotate-secret"  # noqa: S105 - a word of permission
    WEBHOOK_TEST = "webhook:test"


_EVERYBODY = frozenset(
    {
        Permission.OWN_ACCOUNT,
        Permission.ACCOUNT_READ,
        # Of his own keys; an admin sees and revokes everybody's.
        Permission.KEY_READ,
        Permission.KEY_CREATE,
        Permission.KEY_REVOKE,
        Permission.SETTINGS_READ,
        Permission.SCORECARD_READ,
        Permission.CALL_READ,
        Permission.RECORDING_READ,
        Permission.RECORDING_PLAY,
        Permission.EVALUATION_READ,
        # On paper stands what is in reach, and nothing else.
        Permission.EVALUATION_PRINT,
        Permission.USER_PRINT,
        Permission.SCORECARD_PRINT,
        # Rights of whoever was evaluated, whatever he is by now: each only over his own.
        Permission.EVALUATION_ACKNOWLEDGE,
        Permission.EVALUATION_CONTEST,
        Permission.EVALUATION_ATTACH,
        Permission.COACHING_ACKNOWLEDGE_SESSION,
        Permission.COACHING_READ,
        Permission.COACHING_MARK,
        Permission.COACHING_NOTE,
        Permission.DASHBOARD_READ,
        Permission.HOME_READ,
        Permission.TEAM_READ,
        Permission.USER_READ,
        Permission.TERM_READ,
        Permission.TERM_ACCEPT,
        Permission.OWN_DATA,
        # Files of what he may read anyway, made in the background for himself.
        Permission.EXPORT_OWN,
    }
)
_EVALUATES = frozenset(
    {
        Permission.CALL_CREATE,
        Permission.CALL_UPDATE,
        Permission.CALL_EVALUATE,
        Permission.RECORDING_CREATE,
        Permission.EVALUATION_CREATE,
        Permission.EVALUATION_UPDATE,
        Permission.EVALUATION_PUBLISH,
        Permission.EVALUATION_DISCARD,
        Permission.SCORECARD_PREVIEW,
    }
)
_COACHES = frozenset(
    {
        Permission.COACHING_CREATE,
        Permission.COACHING_UPDATE,
        Permission.COACHING_START,
        Permission.COACHING_NOTE_PRIVATELY,
        Permission.COACHING_HOLD_SESSION,
        Permission.COACHING_CONCLUDE,
        Permission.COACHING_CANCEL,
    }
)
_IMPORTS = frozenset(permission for permission in Permission if permission.value.startswith("import:"))

GRANTS: Mapping[Role, frozenset[Permission]] = {
    Role.ADMIN: frozenset(Permission),
    Role.SUPERVISOR: _EVERYBODY
    | _EVALUATES
    | _IMPORTS
    | _COACHES
    | {
        Permission.CALL_DELETE,
        Permission.CALL_REVEAL,
        Permission.RECORDING_DELETE,
        Permission.RECORDING_SEE_LISTENS,
        Permission.EVALUATION_DECIDE,
        Permission.EVALUATION_CONCLUDE,
        Permission.HOME_LEAD,
        Permission.DASHBOARD_READ_SEVERITY,
        Permission.DASHBOARD_READ_CONTESTS,
        Permission.TEAM_PRINT,
        Permission.SCHEDULE_READ,
        Permission.SCHEDULE_CREATE,
        Permission.SCHEDULE_UPDATE,
        Permission.SCHEDULE_DELETE,
    },
    Role.EVALUATOR: _EVERYBODY | _EVALUATES | _COACHES | {Permission.DASHBOARD_READ_SEVERITY},
    Role.OPERATOR: _EVERYBODY | {Permission.RECORDING_SEE_LISTENS},
}

# What no key is ever for: the account, its keys, and what a person signs with his own hand.
NEVER_BY_KEY = frozenset(
    {
        Permission.OWN_ACCOUNT,
        Permission.ACCOUNT_READ,
        Permission.KEY_READ,
        Permission.KEY_CREATE,
        Permission.KEY_REVOKE,
        Permission.USER_END_SESSIONS,
        Permission.USER_RESET_SECOND_FACTOR,
        Permission.TERM_ACCEPT,
        Permission.EVALUATION_ACKNOWLEDGE,
        Permission.COACHING_ACKNOWLEDGE_SESSION,
    }
)
# What every key is for, chosen or not: to know whose it is.
ALWAYS_BY_KEY = frozenset({Permission.ACCOUNT_READ})


def may_any_key(permission: Permission) -> bool:
    """Whether there are keys for this."""
    return permission not in NEVER_BY_KEY or permission in ALWAYS_BY_KEY


def key_scopes(role: Role) -> list[str]:
    """The words that a key of somebody with this role may be given, in the order they are declared."""
    return [word.value for word in Permission if word in GRANTS[role] - NEVER_BY_KEY]


@dataclass(frozen=True, slots=True)
class KeyMark:
    """The personal API key that a request came with, and what it is for."""

    id: UUID
    name: str
    scopes: frozenset[str]

    def is_for(self, permission: Permission) -> bool:
        """Whether this key is for that; whether its person may is another question."""
        if permission in NEVER_BY_KEY:
            return permission in ALWAYS_BY_KEY
        return permission.value in self.scopes


@dataclass(frozen=True, slots=True)
class Actor:
    """Who is asking. `team_ids`: the teams a supervisor leads, or the one an operator belongs to.

    `owes_terms`: he has not accepted yet what everybody like him must before anything else. `owes_second_factor`: nor
    turned on the second factor that is asked of his role. `key`: he did not sign in, a program of his asks with a key,
    and may no more than it is for.
    """

    id: UUID
    role: Role
    team_ids: frozenset[UUID] = frozenset()
    session_id: UUID | None = None
    owes_terms: bool = False
    key: KeyMark | None = None
    owes_second_factor: bool = False

    @property
    def is_admin(self) -> bool:
        return self.role is Role.ADMIN

    @property
    def is_operator(self) -> bool:
        return self.role is Role.OPERATOR
