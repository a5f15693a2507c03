"""The sheet of one evaluation: what its operator reads, signs and keeps."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from monitoria.evaluations.schemas import EvaluationOut, show_evaluation
from monitoria.platform.access import Actor, Permission, require
from monitoria.platform.clock import Zone
from monitoria.platform.events import emit
from monitoria.platform.printing import print_document
from monitoria.reports.events import ReportPrinted
from monitoria.reports.queries.lists.words import CHANNELS, EVALUATION_STATUSES, OUTCOMES
from monitoria.reports.queries.sheets import SheetParts, view_sheet
from monitoria.reports.rules.content import content_hash, in_groups
from monitoria.reports.rules.saying import NOTHING, say_moment, say_seconds, say_short
from monitoria.reports.rules.sheet_words import REASONS, SHEET
from monitoria.reports.service.printing.answers import Sayer
from monitoria.reports.service.printing.history import told_history
from monitoria.reports.service.printing.printed import TEMPLATES, Printed, file_name_of

_TEMPLATE = TEMPLATES / "evaluation.typ"


def print_evaluation(
    session: Session, actor: Actor, evaluation_id: UUID, language: str, zone: Zone, now: datetime
) -> Printed:
    """The sheet of an evaluation in reach, on the record. Raises `NotFound`, `Forbidden`."""
    require(actor, Permission.EVALUATION_READ)
    parts = view_sheet(session, actor, evaluation_id)
    shown = show_evaluation(actor, parts.filled, now)
    printed = Printed(
        file_name_of("ficha" if language == "pt-BR" else "sheet", shown.protocol),
        print_document(_TEMPLATE, _told(parts, shown, language, zone), _state_of(shown), language),
    )
    emit(
        session,
        ReportPrinted(
            kind="evaluation",
            file_name=printed.file_name,
            evaluation_id=shown.id,
            call_id=shown.call_id,
            operator_id=shown.operator_id,
            team_id=shown.team_id,
        ),
    )
    return printed


def _state_of(shown: EvaluationOut) -> datetime:
    """When the last thing happened that stands on the sheet: the only time that the file knows."""
    times = [shown.published_at or shown.updated_at]
    times += [said.at for said in shown.acknowledgements] + [revision.at for revision in shown.revisions]
    times += [contest.decided_at or contest.opened_at for contest in shown.contests]
    return max(times)


def _told(parts: SheetParts, shown: EvaluationOut, language: str, zone: Zone) -> dict[str, Any]:
    words = SHEET[language]
    say = Sayer(parts.filled.definition, words, language)
    plain: dict[str, Any] = json.loads(shown.model_dump_json(by_alias=True))
    digest = content_hash(plain)
    state = say_moment(_state_of(shown), zone.info, language)
    version = words["version"].format(number=shown.scorecard_version_number)
    return {
        "title": f"{words['title']} · {shown.protocol}",
        "running": f"{words['title']} · {shown.protocol} · {shown.operator_name}",
        "footer": f"{shown.protocol} · {words['state_of'].format(at=state)} · SHA-256 {digest[:16]}…",
        "words": words,
        "scorecard": f"{shown.scorecard_name} · {version}",
        "is_draft": shown.published_at is None,
        "has_fatal": shown.has_fatal,
        "score": _score(shown, say),
        "facts": _facts(parts, shown, say, zone),
        "subject": parts.call.subject,
        "sections": _sections(parts, plain, say),
        "reasons": [_reason(reason, shown, say) for reason in plain["reasons"]],
        "summary": shown.summary,
        "moments": [_moment(moment, say) for moment in sorted(plain["moments"], key=lambda m: m["at_seconds"])],
        **told_history(plain, say, zone),
        "signers": [[words["sign_operator"], shown.operator_name], [words["sign_evaluator"], shown.evaluator_name]],
        "hash": in_groups(digest),
    }


def _score(shown: EvaluationOut, say: Sayer) -> dict[str, Any]:
    outcome = OUTCOMES[shown.outcome].said_in(say.language) if shown.outcome else say.words["no_score"]
    is_raw_told = shown.raw_score is not None and shown.raw_score != shown.overall_score
    return {
        "final": say.number(shown.overall_score) if shown.overall_score is not None else NOTHING,
        "raw": say.number(shown.raw_score) if is_raw_told else None,
        "critical": say.number(shown.critical_score) if shown.critical_score is not None else None,
        "outcome": outcome,
        "tone": {"pass": "good", "fail": "bad"}.get(shown.outcome or "", "plain"),
        "mark": say.words["pass_mark"].format(mark=say.number(shown.pass_mark)),
    }


def _facts(parts: SheetParts, shown: EvaluationOut, say: Sayer, zone: Zone) -> list[list[str]]:
    call, language = parts.call, say.language
    status = EVALUATION_STATUSES[shown.status].said_in(language)
    found = [
        ("operator", shown.operator_name),
        ("team", call.team_name or NOTHING),
        ("evaluator", shown.evaluator_name),
        ("status", status),
        ("protocol", shown.protocol),
        ("started_at", say_moment(call.started_at, zone.info, language)),
        ("duration", say_seconds(call.duration_seconds)),
        ("published_at", say_moment(shown.published_at, zone.info, language)),
        ("channel", CHANNELS[call.channel].said_in(language)),
        ("category", parts.category),
        ("customer", call.customer_name or NOTHING),
        ("phone", call.customer_phone or NOTHING),
    ]
    return [[say.words[name], value] for name, value in found]


def _sections(parts: SheetParts, plain: Mapping[str, Any], say: Sayer) -> list[dict[str, Any]]:
    lines = {line["key"]: line for line in plain["criteria"]}
    answers = {answer["criterion"]: answer for answer in plain["answers"]}
    scores = {section["key"]: section for section in plain["sections"]}
    found = []
    for section in parts.filled.definition.sections:
        score = scores.get(section.key, {}).get("final_score")
        told = say.words["section_score"].format(score=say.number(score)) if score is not None else ""
        found.append(
            {
                "label": section.label,
                "score": say.words["not_scored"] if section.excluded else told,
                "items": [_item(c.key, c.label, lines.get(c.key), answers.get(c.key), say) for c in section.criteria],
            }
        )
    return found


def _item(
    key: str, label: str, line: Mapping[str, Any] | None, answer: Mapping[str, Any] | None, say: Sayer
) -> dict[str, Any]:
    """One row: what was asked, answered, weighed, earned and lost."""
    line = line or {}
    is_scored, is_hidden = line.get("state") == "scored", line.get("state") == "hidden"
    earned = say.number(100 * line["p"], 0) + " %" if is_scored and line["p"] is not None else NOTHING
    weight = line.get("applied_weight")
    marks = [["fatal_item", "bad"]] if line.get("fatal_scope") else []
    told_bonus = say.words["bonus"].format(points=say_short(line["bonus"], say.language)) if line.get("bonus") else ""
    return {
        "label": label,
        "answer": say.words["hidden"] if is_hidden else say.answer(key, answer),
        "weight": say_short(round(weight, 2), say.language) + " %" if is_scored and weight is not None else NOTHING,
        "earned": earned,
        "lost": say.number(line["lost"]) if line.get("lost") else NOTHING,
        "marks": [[say.words[word], tone] for word, tone in marks],
        "bonus": told_bonus,
        "comment": (answer or {}).get("comment") or "",
        "is_quiet": not is_scored,
    }


def _reason(reason: Mapping[str, Any], shown: EvaluationOut, say: Sayer) -> str:
    return REASONS[say.language][reason["rule"]].format(
        label=say.label(reason["criterion"]),
        section=say.section(reason["section"]),
        points=say.number(reason["points"]),
        count=int(reason["points"] or 0),
        final=say.number(shown.overall_score),
    )


def _moment(moment: Mapping[str, Any], say: Sayer) -> list[str]:
    until = moment["until_seconds"]
    at = say_seconds(moment["at_seconds"]) + (f"–{say_seconds(until)}" if until is not None else "")
    return [at, say.label(moment["criterion"]) if moment["criterion"] else NOTHING, moment["comment"]]
