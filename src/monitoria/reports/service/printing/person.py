"""An operator's month: his own figures, his strengths first, for himself and for those who lead him."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from monitoria.platform.access import Actor, Facts, Permission, require
from monitoria.platform.clock import Zone
from monitoria.platform.events import emit
from monitoria.platform.printing import print_document
from monitoria.reports.events import ReportPrinted
from monitoria.reports.queries.lists.words import PLAN_STATUSES
from monitoria.reports.queries.months import PersonMonth, find_month, view_person_month
from monitoria.reports.rules.month_words import MONTH
from monitoria.reports.rules.saying import NOTHING, say_day, say_moment, say_month, say_number
from monitoria.reports.service.printing.figures import told_estimate, told_points, told_share
from monitoria.reports.service.printing.printed import TEMPLATES, Printed, file_name_of

_TEMPLATE = TEMPLATES / "person-month.typ"


def print_person_month(
    session: Session, actor: Actor, user_id: UUID, month: date | None, language: str, zone: Zone, now: datetime
) -> Printed:
    """The month of an operator in reach, on the record. Raises `NotFound`, `Forbidden`."""
    found = view_person_month(session, actor, user_id, find_month(session, month, zone, now), zone)
    require(actor, Permission.USER_PRINT, Facts(team_id=found.person.team_id, operator_id=found.person.id))
    name = file_name_of("mes" if language == "pt-BR" else "month", found.person.username, f"{found.month.month:%Y-%m}")
    told = _told(found, language, zone)
    printed = Printed(name, print_document(_TEMPLATE, told, found.month.days.start, language), told["title"])
    emit(
        session,
        ReportPrinted(kind="person-month", file_name=name, operator_id=found.person.id, team_id=found.person.team_id),
    )
    return printed


def _told(found: PersonMonth, language: str, zone: Zone) -> dict[str, Any]:
    words, name, days = MONTH[language], found.person.full_name, found.month.days
    month = say_month(found.month.month, language)
    period = words["period"].format(month=month, first=say_day(days.first, language), last=say_day(days.last, language))
    points = told_points(found.trend, words, language)
    alt = words["trend_alt"].format(first=points[0]["name"], last=points[-1]["name"])
    ordered = sorted(found.criteria, key=lambda line: (-line[1].total / (line[1].n * line[1].unit), line[0]))
    return {
        "title": f"{words['person_title'].format(name=name)} · {month}",
        "running": words["running_person"].format(name=name, month=month),
        "footer": words["own_footer"].format(name=name),
        "words": words,
        "heading": words["person_title"].format(name=name),
        "period": period,
        "facts": _facts(found, language),
        "remark": _remark(found, language),
        "points": points,
        "alt": alt,
        "mark": found.pass_mark,
        "mark_label": words["mark"].format(mark=say_number(found.pass_mark, language, 0)),
        "criteria": [{"label": label, **told_estimate(sample, words, language)} for label, sample in ordered],
        "contests": [
            [
                line.protocol,
                say_moment(line.opened_at, zone.info, language),
                words[f"contest_{line.status}"],
                say_moment(line.decided_at, zone.info, language),
            ]
            for line in found.contests
        ],
        "plans": [
            [
                line.plan.objective,
                ", ".join(line.criteria) or NOTHING,
                say_day(line.plan.due_on, language),
                PLAN_STATUSES[line.plan.status].said_in(language),
            ]
            for line in found.plans
        ],
    }


def _remark(found: PersonMonth, language: str) -> str:
    if not found.sample.n:
        return MONTH[language]["none"]
    estimate = told_estimate(found.sample, MONTH[language], language)
    return "" if estimate["is_sufficient"] else MONTH[language]["insufficient_note"]


def _facts(found: PersonMonth, language: str) -> list[list[str]]:
    words = MONTH[language]
    estimate = told_estimate(found.sample, words, language)
    passed = told_share(found.sample.passed, found.sample.passed + found.sample.failed, language)
    facts = [
        [words["evaluations"], str(found.sample.n)],
        [words["mean"], estimate["said_mean"]],
        [words["interval"], estimate["said_interval"]],
        [words["passed"], words["passed_of"].format(**passed) if passed["n"] != "0" else NOTHING],
        [words["team"], found.team_name or NOTHING],
    ]
    if found.team is not None:
        team = found.team
        mean = say_number(round(team.score_total / team.scored / 100), language, 0) if team.scored else None
        told = words["team_mean_told"].format(mean=mean, people=team.people) if mean else words["team_withheld"]
        facts.append([words["team_mean"], told])
    return facts
