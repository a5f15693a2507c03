"""Shapes of signing in that cross HTTP."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Annotated, Any, Literal, Self
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints, model_validator

from monitoria.people.models import SignInPolicy, SignInSession
from monitoria.people.rules import LONGEST_MINIMUM, SHORTEST_PASSWORD, Required
from monitoria.people.schemas.people import Password, UserOut
from monitoria.platform.access import Actor, Permission, allowed
from monitoria.platform.http import IdPath, Page, Payload, Shape, Version

_Code = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=40)]
_Token = Annotated[str, StringConstraints(min_length=1, max_length=100)]


class SignInBody(Payload):
    username: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
    password: Annotated[str, StringConstraints(strip_whitespace=False, min_length=1, max_length=1_000)]
    cookie: bool = Field(False, description="Set HttpOnly cookies with CSRF and answer only `user` (for browsers).")


class SessionOut(Shape):
    """An opened or renewed session. With cookies the tokens are not in the body."""

    access_token: str | None = None
    refresh_token: str | None = None
    token_type: Literal["Bearer"] | None = None
    expires_in: int | None = Field(None, description="Seconds until the access token expires.")
    user: UserOut


class ChallengeOut(Shape):
    """The password was right, and a second factor is owed: answer at /api/auth/second-factor."""

    challenge: str
    expires_at: datetime


class SignInOut(Shape):
    """A session, or, for whoever has a second factor, the challenge that asks for it and nothing else."""

    access_token: str | None = None
    refresh_token: str | None = None
    token_type: Literal["Bearer"] | None = None
    expires_in: int | None = Field(None, description="Seconds until the access token expires.")
    user: UserOut | None = None
    second_factor: ChallengeOut | None = None


class _CodeBody(Payload):
    """What the authenticator shows, or one of the recovery codes."""

    code: _Code | None = None
    recovery_code: _Code | None = None

    @model_validator(mode="after")
    def _one_of_them(self) -> Self:
        if (self.code is None) == (self.recovery_code is None):
            raise ValueError("envie code ou recovery_code, um dos dois")
        return self


class SecondFactorBody(_CodeBody):
    challenge: _Token
    cookie: bool = Field(False, description="Set HttpOnly cookies with CSRF and answer only `user` (for browsers).")


class ProvenBody(_CodeBody):
    """The password and a code: what it takes to change a second factor."""

    password: Password


class PasswordProofBody(Payload):
    password: Password


class ConfirmBody(Payload):
    code: _Code


class SetupOut(Shape):
    """Whether the installation still waits for its first user."""

    needs_first_user: bool


class PasswordBody(Payload):
    current_password: Password
    new_password: Password


class SingleSignOnOut(Shape):
    """Whether one signs in through the organisation's provider. `label`: what the button says, if that was chosen."""

    enabled: bool
    label: str | None


class SingleSignOnStartOut(Shape):
    """Where the browser goes next."""

    address: str


class SingleSignOnBody(Payload):
    """What the provider sent back in the address."""

    code: Annotated[str, StringConstraints(min_length=1, max_length=4_000)]
    state: Annotated[str, StringConstraints(min_length=1, max_length=400)]


class SecondFactorOut(Shape):
    """How it stands with one's second factor. `required`: this installation asks for one."""

    enabled: bool
    enabled_at: datetime | None
    recovery_codes_left: int
    required: bool


class EnrolmentOut(Shape):
    """What an authenticator needs. Shown once: afterwards nobody reads it again."""

    secret: str
    uri: str
    picture: str = Field(description="The address as a QR code: an SVG image as a data: address.")


class RecoveryCodesOut(Shape):
    """Each is good once, in place of a code. Shown once: afterwards nobody reads them again."""

    recovery_codes: list[str]


class OpenSessionOut(Shape):
    """Where an account is open. `current`: the session that asks."""

    id: UUID
    device: str = Field(description="The browser and system in words; empty when they are not known.")
    address: str
    created_at: datetime
    used_at: datetime
    expires_at: datetime
    single_sign_on: bool
    current: bool


class OpenSessionPage(Page[OpenSessionOut]):
    """Every open session of one person, the last used first."""


class EndedOut(Shape):
    """How many sessions ended."""

    ended: int


class UserSecurityOut(Shape):
    """How an account is protected, for whoever looks after it."""

    second_factor: SecondFactorOut
    sessions: list[OpenSessionOut]
    actions: list[str]


class OpenSessionPath(BaseModel):
    session_id: UUID


class UserOpenSessionPath(IdPath, OpenSessionPath):
    """A session of a person."""


class SignInPolicyBody(Payload):
    """What to change: what is absent stays as it is."""

    version: Version
    second_factor_for: Required | None = None
    min_password_length: int | None = Field(None, ge=SHORTEST_PASSWORD, le=LONGEST_MINIMUM)

    def as_changes(self) -> dict[str, Any]:
        """What was sent, by name, as it is stored."""
        sent = {name: value for name, value in self if name != "version" and value is not None}
        return {name: value.value if isinstance(value, Required) else value for name, value in sent.items()}


class SignInPolicyOut(Shape):
    """What this installation asks of whoever signs in."""

    second_factor_for: Required
    min_password_length: int
    version: int
    actions: list[str]


def show_policy(actor: Actor, policy: SignInPolicy) -> SignInPolicyOut:
    """The policy as `actor` sees it."""
    return SignInPolicyOut(
        second_factor_for=Required(policy.second_factor_for),
        min_password_length=policy.min_password_length,
        version=policy.version,
        actions=allowed(actor, [Permission.SETTINGS_UPDATE]),
    )


def show_sessions(actor: Actor, found: Iterable[SignInSession]) -> list[OpenSessionOut]:
    """Open sessions as `actor` sees them."""
    return [
        OpenSessionOut(
            id=held.id,
            device=held.device,
            address=held.address,
            created_at=held.created_at,
            used_at=held.used_at,
            expires_at=held.expires_at,
            single_sign_on=held.is_vouched_for,
            current=held.id == actor.session_id,
        )
        for held in found
    ]
