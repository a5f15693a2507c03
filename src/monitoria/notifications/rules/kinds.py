"""The kinds of notices: one entry says who is told, which facts are kept, where it leads. Adding a kind begins here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Audience(StrEnum):
    """Who hears of it; never whoever did it, never who left."""

    OPERATOR = "operator"  # whom it is about
    DECIDERS = "deciders"  # admins and the team's supervisor, but neither who published it nor its operator
    WAITED_FOR = "waited-for"  # the operator, or the deciders when it is a decision that is waited for
    TEAM_AND_PUBLISHER = "team-and-publisher"  # the team's supervisor and who published it
    ADMINS = "admins"
    UPLOADER = "uploader"  # who sent the file
    COACHED_AND_COACH = "coached-and-coach"  # the operator of a plan and who made it
    ASKER = "asker"  # who asked for it
    HOLDER = "holder"  # whose account it is, himself included: somebody else may have acted in his name


class Mail(StrEnum):
    OFF = "off"
    AT_ONCE = "at_once"
    DIGEST = "digest"


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of notice.

    `facts` of its event are kept to say it; `screen` is the page it leads to, by the identifiers of the notice; `mail`
    is how it is mailed to whoever did not choose. It stands `instead_of` other kinds told of the same thing in the same
    transaction. It `comes_later` when it ends a work that somebody asked for and did not wait for, or is done in his
    name: he is told too.
    """

    name: str
    who: Audience
    screen: str
    facts: tuple[str, ...] = ("protocol",)
    mail: Mail = Mail.AT_ONCE
    instead_of: tuple[str, ...] = ()
    comes_later: bool = False


_EVALUATION = "/evaluations/{evaluation_id}"
_IMPORT = "/imports/{import_id}"
_PLAN = "/coaching/{plan_id}"
_EXPORTS = "/exports"

_ALL = (
    Kind("evaluation.published", Audience.OPERATOR, _EVALUATION),
    Kind("evaluation.acknowledged", Audience.TEAM_AND_PUBLISHER, _EVALUATION, mail=Mail.DIGEST),
    Kind("evaluation.contested", Audience.DECIDERS, _EVALUATION, ("protocol", "decide_by")),
    Kind(
        "evaluation.decided",
        Audience.OPERATOR,
        _EVALUATION,
        ("protocol", "changed"),
        instead_of=("evaluation.revised",),
    ),
    Kind("evaluation.revised", Audience.OPERATOR, _EVALUATION),
    Kind("evaluation.closed", Audience.OPERATOR, _EVALUATION, ("protocol", "reason"), Mail.DIGEST),
    Kind("evaluation.deadline-neared", Audience.WAITED_FOR, _EVALUATION, ("protocol", "waits_for", "due_at")),
    Kind("evaluation.decision-overdue", Audience.ADMINS, _EVALUATION, ("protocol", "due_at")),
    Kind("plan.created", Audience.OPERATOR, _PLAN, ("due_on",)),
    Kind("plan.note-added", Audience.COACHED_AND_COACH, _PLAN, (), Mail.DIGEST),
    Kind("plan.session-held", Audience.OPERATOR, _PLAN, ("held_on",), Mail.DIGEST),
    Kind("plan.due-neared", Audience.COACHED_AND_COACH, _PLAN, ("due_on",)),
    Kind("plan.concluded", Audience.OPERATOR, _PLAN, ()),
    Kind("plan.cancelled", Audience.OPERATOR, _PLAN, ()),
    Kind(
        "import.committed",
        Audience.UPLOADER,
        _IMPORT,
        ("created", "updated", "rejected"),
        Mail.DIGEST,
        comes_later=True,
    ),
    Kind("import.failed", Audience.UPLOADER, _IMPORT, (), Mail.DIGEST, comes_later=True),
    Kind("export.ready", Audience.ASKER, _EXPORTS, ("file_name", "rows", "expires_at"), Mail.OFF, comes_later=True),
    Kind("webhook.switched-off", Audience.ADMINS, "/webhooks", ("webhook_name",)),
    Kind("export.failed", Audience.ASKER, _EXPORTS, ("file_name",), Mail.OFF, comes_later=True),
    Kind("account.security", Audience.HOLDER, "/profile/security", ("what", "device"), comes_later=True),
)
KINDS: Mapping[str, Kind] = {kind.name: kind for kind in _ALL}

# Which roles each audience can be made of: what a person is asked to choose about.
_ROLES: Mapping[Audience, frozenset[str]] = {
    Audience.OPERATOR: frozenset({"operator"}),
    Audience.DECIDERS: frozenset({"admin", "supervisor"}),
    Audience.WAITED_FOR: frozenset({"admin", "supervisor", "operator"}),
    Audience.TEAM_AND_PUBLISHER: frozenset({"admin", "supervisor", "evaluator"}),
    Audience.ADMINS: frozenset({"admin"}),
    Audience.UPLOADER: frozenset({"admin", "supervisor"}),
    Audience.COACHED_AND_COACH: frozenset({"admin", "supervisor", "evaluator", "operator"}),
    Audience.ASKER: frozenset({"admin", "supervisor", "evaluator", "operator"}),
    Audience.HOLDER: frozenset({"admin", "supervisor", "evaluator", "operator"}),
}


def choices_for(role: str) -> tuple[Kind, ...]:
    """The kinds that somebody of this role can be told of."""
    return tuple(kind for kind in _ALL if role in _ROLES[kind.who])


def screen_of(kind: Kind | None, subjects: Mapping[str, object]) -> str:
    """The page a notice leads to; the list itself for a kind of another version."""
    return "/notifications" if kind is None else kind.screen.format_map(dict(subjects))
