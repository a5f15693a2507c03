"""What followed the publication of an evaluation, as its sheet tells it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from monitoria.platform.clock import Zone
from monitoria.reports.queries.lists.words import OUTCOMES
from monitoria.reports.rules.saying import NOTHING, say_moment, say_seconds
from monitoria.reports.rules.sheet_words import DECISIONS
from monitoria.reports.service.printing.answers import Sayer


def told_history(plain: Mapping[str, Any], say: Sayer, zone: Zone) -> dict[str, Any]:
    """Revisions (when there is more than one), contests, acknowledgements."""
    revisions = plain["revisions"] if len(plain["revisions"]) > 1 else []
    return {
        "revisions": [_revision(revision, say, zone) for revision in revisions],
        "contests": [_contest(contest, say, zone) for contest in plain["contests"]],
        "acknowledgements": [_acknowledgement(said, say, zone) for said in plain["acknowledgements"]],
    }


def _moment(value: str | None, say: Sayer, zone: Zone) -> str:
    return NOTHING if value is None else say_moment(datetime.fromisoformat(value), zone.info, say.language)


def _revision(revision: Mapping[str, Any], say: Sayer, zone: Zone) -> dict[str, Any]:
    outcome = revision["outcome"]
    return {
        "number": str(revision["number"]),
        "at": _moment(revision["at"], say, zone),
        "by": revision["by_name"] or NOTHING,
        "raw": say.number(revision["raw_score"]),
        "final": say.number(revision["overall_score"]),
        "outcome": OUTCOMES[outcome].said_in(say.language) if outcome else NOTHING,
        "reason": revision["reason"],
        "is_current": revision["is_current"],
    }


def _contest(contest: Mapping[str, Any], say: Sayer, zone: Zone) -> dict[str, Any]:
    words = say.words
    told = words["contest_opened"].format(at=_moment(contest["opened_at"], say, zone))
    if contest["decided_at"] is None:
        told += " " + words["contest_open"].format(at=_moment(contest["decide_by"], say, zone))
    else:
        by = contest["decided_by_name"] or NOTHING
        told += " " + words["contest_decided"].format(at=_moment(contest["decided_at"], say, zone), by=by)
    return {
        "title": words["contest"].format(round=contest["round"]),
        "told": told,
        "comment": contest["comment"],
        "reason": contest["reason"],
        "items": [_contested(item, say) for item in contest["items"]],
    }


def _contested(item: Mapping[str, Any], say: Sayer) -> dict[str, Any]:
    key, decision = item["criterion"], item["decision"]
    decided = (
        NOTHING if decision is None else f"{DECISIONS[say.language][decision]}: {say.answer(key, item['decided'])}"
    )
    at = f" ({say_seconds(item['at_seconds'])})" if item["at_seconds"] is not None else ""
    return {
        "label": say.label(key),
        "given": say.answer(key, item["given"]),
        "asked": NOTHING if item["asked"] is None else say.answer(key, item["asked"]),
        "decided": decided,
        "reason": item["reason"] + at if item["reason"] else "",
        "decided_reason": item["decided_reason"],
    }


def _acknowledgement(said: Mapping[str, Any], say: Sayer, zone: Zone) -> dict[str, Any]:
    words = say.words
    told = words["agrees" if said["agrees"] else "disagrees"].format(at=_moment(said["at"], say, zone))
    return {
        "told": f"{told} ({words['of_revision'].format(number=said['revision'])})",
        "comment": said["comment"],
        "tone": "good" if said["agrees"] else "warn",
    }
