"""What happens to people."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from monitoria.platform.events import Event

Change = tuple[object, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class UserEvent(Event):
    """Something about one user; `changes` maps a field to its value before and after, never a password."""

    user_id: UUID
    username: str
    team_id: UUID | None = None
    changes: dict[str, Change] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class UserRegistered(UserEvent):
    name: ClassVar[str] = "user.registered"


@dataclass(frozen=True, slots=True, kw_only=True)
class UserUpdated(UserEvent):
    name: ClassVar[str] = "user.updated"


@dataclass(frozen=True, slots=True, kw_only=True)
class UserDeactivated(UserEvent):
    name: ClassVar[str] = "user.deactivated"


@dataclass(frozen=True, slots=True, kw_only=True)
class UserReactivated(UserEvent):
    name: ClassVar[str] = "user.reactivated"


@dataclass(frozen=True, slots=True, kw_only=True)
class UserDeleted(UserEvent):
    """He was registered by an import that is undone, and has left no trace."""

    name: ClassVar[str] = "user.deleted"


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn(UserEvent):
    name: ClassVar[str] = "session.signed-in"


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedOut(UserEvent):
    name: ClassVar[str] = "session.signed-out"


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionRevoked(UserEvent):
    """A refresh token came twice: somebody may hold a copy, so the whole family ended."""

    name: ClassVar[str] = "session.revoked"


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionEnded(UserEvent):
    """One session ended from another, or by an administrator."""

    name: ClassVar[str] = "session.ended"
    device: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionsEnded(UserEvent):
    """Every session of a person ended, or every one but that which said so."""

    name: ClassVar[str] = "session.all-ended"
    ended: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SecurityEvent(UserEvent):
    """Something that the holder of an account should hear of, because somebody else may have done it.

    `what` names it in a notice.
    """

    what: ClassVar[str]
    device: str = ""

    @property
    def owner_id(self) -> UUID:
        return self.user_id


@dataclass(frozen=True, slots=True, kw_only=True)
class PasswordChanged(SecurityEvent):
    name: ClassVar[str] = "user.password-changed"
    what: ClassVar[str] = "password-changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDeviceSignedIn(SecurityEvent):
    """A sign-in from a browser or an address that this account did not know."""

    name: ClassVar[str] = "session.new-device"
    what: ClassVar[str] = "new-device"


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondFactorEnabled(SecurityEvent):
    name: ClassVar[str] = "second-factor.enabled"
    what: ClassVar[str] = "enabled"


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondFactorDisabled(SecurityEvent):
    name: ClassVar[str] = "second-factor.disabled"
    what: ClassVar[str] = "disabled"


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondFactorReset(SecurityEvent):
    """An administrator took it away, for a telephone that was lost."""

    name: ClassVar[str] = "second-factor.reset"
    what: ClassVar[str] = "reset"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoveryCodeUsed(SecurityEvent):
    name: ClassVar[str] = "second-factor.recovery-code-used"
    what: ClassVar[str] = "recovery-code-used"
    left: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoveryCodesMade(SecurityEvent):
    """New recovery codes; those before are worth nothing."""

    name: ClassVar[str] = "second-factor.recovery-codes-made"
    what: ClassVar[str] = "recovery-codes-made"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderLinked(SecurityEvent):
    """From now on the organisation's provider signs this person in."""

    name: ClassVar[str] = "user.provider-linked"
    what: ClassVar[str] = "provider-linked"
    issuer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInPolicyUpdated(Event):
    name: ClassVar[str] = "sign-in-policy.updated"
    changes: dict[str, Change] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamEvent(Event):
    """Something about one team."""

    team_id: UUID
    team_name: str
    changes: dict[str, Change] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamDeleted(TeamEvent):
    """It was made by an import that is undone, and nothing belongs to it."""

    name: ClassVar[str] = "team.deleted"


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamCreated(TeamEvent):
    name: ClassVar[str] = "team.created"


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamUpdated(TeamEvent):
    name: ClassVar[str] = "team.updated"


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamDeactivated(TeamEvent):
    name: ClassVar[str] = "team.deactivated"


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamReactivated(TeamEvent):
    name: ClassVar[str] = "team.reactivated"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyEvent(Event):
    """Something about one personal API key. Its secret is in no event."""

    key_id: UUID
    key_name: str
    prefix: str
    user_id: UUID
    username: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyCreated(KeyEvent):
    name: ClassVar[str] = "key.created"
    scopes: tuple[str, ...]
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyRevoked(KeyEvent):
    """It opens nothing any more. `reason`: `asked`, `deactivated` (its person left) or `password` (set by an admin)."""

    name: ClassVar[str] = "key.revoked"
    reason: str
