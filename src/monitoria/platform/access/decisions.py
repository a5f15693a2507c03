"""One pure decision: may this actor do this, given a few small facts?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from monitoria.platform.access.words import GRANTS, NEVER_BY_KEY, Actor, Permission, Role
from monitoria.platform.errors import Forbidden, ScopeMissing

# Only whoever wrote a draft changes or publishes it; an admin may also discard one that was left behind.
_AUTHOR_ONLY = frozenset({Permission.EVALUATION_UPDATE, Permission.EVALUATION_PUBLISH, Permission.EVALUATION_DISCARD})
_ADMIN_TOO = frozenset({Permission.EVALUATION_DISCARD})
# What a supervisor does only inside the teams he leads.
_INSIDE_TEAM = frozenset(
    {
        Permission.CALL_CREATE,
        Permission.CALL_UPDATE,
        Permission.CALL_DELETE,
        Permission.CALL_REVEAL,
        Permission.CALL_EVALUATE,
        Permission.RECORDING_CREATE,
        Permission.RECORDING_DELETE,
        Permission.EVALUATION_CREATE,
        Permission.EVALUATION_DECIDE,
        Permission.EVALUATION_CONCLUDE,
        Permission.COACHING_CREATE,
        Permission.TEAM_PRINT,
    }
)
# An operator who became something else has calls, and plans, of his own.
_NOT_OF_ONESELF = frozenset(
    {
        Permission.CALL_EVALUATE,
        Permission.EVALUATION_CREATE,
        Permission.EVALUATION_PUBLISH,
        Permission.COACHING_CREATE,
        Permission.COACHING_UPDATE,
        Permission.COACHING_START,
        Permission.COACHING_NOTE_PRIVATELY,
        Permission.COACHING_HOLD_SESSION,
        Permission.COACHING_CONCLUDE,
        Permission.COACHING_CANCEL,
    }
)
_NOT_ABOUT_ONESELF = frozenset({Permission.EVALUATION_DECIDE, Permission.EVALUATION_CONCLUDE})
# Rights of the operator who was evaluated: nobody uses them for him.
_OPERATOR_ONLY = frozenset(
    {
        Permission.EVALUATION_ACKNOWLEDGE,
        Permission.EVALUATION_CONTEST,
        Permission.EVALUATION_ATTACH,
        Permission.COACHING_ACKNOWLEDGE_SESSION,
    }
)


@dataclass(frozen=True, slots=True)
class Facts:
    """What a domain tells about the thing in question; None means "not applicable"."""

    author_id: UUID | None = None
    team_id: UUID | None = None
    operator_id: UUID | None = None


NO_FACTS = Facts()


@dataclass(frozen=True, slots=True)
class Decision:
    """Yes, or no with a Portuguese sentence that says why. `missing`: the scope that the key in use does not have."""

    is_allowed: bool
    reason: str = ""
    missing: str = ""


YES = Decision(True)


def decide(actor: Actor, permission: Permission, facts: Facts = NO_FACTS) -> Decision:
    """Whether `actor` holds `permission` over a thing with these facts."""
    if permission not in GRANTS[actor.role]:
        return Decision(False, "Seu perfil não permite esta ação.")
    if actor.key is not None and not actor.key.is_for(permission):
        return _decide_key(permission)
    return _decide_over(actor, permission, facts)


def _decide_key(permission: Permission) -> Decision:
    if permission in NEVER_BY_KEY:
        return Decision(False, "Nenhuma chave de API faz isto: entre no sistema.", permission.value)
    return Decision(False, f"Esta chave de API não tem o escopo “{permission.value}”.", permission.value)


def _decide_over(actor: Actor, permission: Permission, facts: Facts) -> Decision:
    """Whether he may do it to this thing; that he may at all is known."""
    if permission in _AUTHOR_ONLY and facts.author_id not in (None, actor.id):
        if not (actor.is_admin and permission in _ADMIN_TOO):
            return Decision(False, "Só quem fez esta monitoria pode alterá-la.")
    if actor.role is Role.SUPERVISOR and permission in _INSIDE_TEAM and facts != NO_FACTS:
        if facts.team_id not in actor.team_ids:
            return Decision(False, "Você só pode fazer isto nas equipes que supervisiona.")
    if permission in _NOT_OF_ONESELF and facts.operator_id == actor.id:
        return Decision(False, "Ninguém avalia a própria chamada nem orienta a si mesmo.")
    return _decide_feedback(actor, permission, facts)


def _decide_feedback(actor: Actor, permission: Permission, facts: Facts) -> Decision:
    """What follows publication: the operator answers for himself, and somebody else than its author decides."""
    if permission in _OPERATOR_ONLY and facts.operator_id not in (None, actor.id):
        return Decision(False, "Só o próprio atendente dá ciência do que é seu ou o contesta.")
    if permission in _NOT_ABOUT_ONESELF and facts.operator_id == actor.id:
        return Decision(False, "Ninguém decide sobre a própria monitoria.")
    if permission is Permission.EVALUATION_DECIDE and facts.author_id == actor.id:
        return Decision(False, "Quem publicou a monitoria não decide a contestação: outra pessoa decide.")
    return YES


def require(actor: Actor, permission: Permission, facts: Facts = NO_FACTS) -> None:
    """Raise `Forbidden` with the reason unless the decision is yes."""
    decision = decide(actor, permission, facts)
    if decision.missing:
        raise ScopeMissing(decision.reason, extra={"scope": decision.missing})
    if not decision.is_allowed:
        raise Forbidden(decision.reason)


def allowed(actor: Actor, permissions: Iterable[Permission], facts: Facts = NO_FACTS) -> list[str]:
    """The verbs of `permissions` that the actor may use, in the given order: what answers call `actions`."""
    return [p.value.partition(":")[2] for p in permissions if decide(actor, p, facts).is_allowed]
