"""A team's month, for those who lead it: operators by name, never by score."""

from __future__ import annotations

from datetime import date, datetime
from itertools import accumulate
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from monitoria.analytics.queries import Sample
from monitoria.platform.access import Actor, Facts, Permission, require
from monitoria.platform.clock import Zone
from monitoria.platform.events import emit
from monitoria.platform.printing import print_document
from monitoria.platform.statistics import are_distinguishable
from monitoria.reports.events import ReportPrinted
from monitoria.reports.queries.lists.words import ORIGINS
from monitoria.reports.queries.months import TeamMonth, find_month, view_team_month
from monitoria.reports.rules.month_words import MONTH
from monitoria.reports.rules.saying import NOTHING, say_day, say_month, say_number
from monitoria.reports.service.printing.criterion_map import told_map
from monitoria.reports.service.printing.figures import estimate_of, told_estimate, told_points, told_share
from monitoria.reports.service.printing.funnel import told_funnel
from monitoria.reports.service.printing.printed import TEMPLATES, Printed, file_name_of
from monitoria.scorecards.rules import DefectClass

_TEMPLATE = TEMPLATES / "team-month.typ"
_LOST_UNITS = 10_000_000_000


def print_team_month(
    session: Session, actor: Actor, team_id: UUID, month: date | None, language: str, zone: Zone, now: datetime
) -> Printed:
    """The month of a team that the actor leads, on the record. Raises `NotFound`, `Forbidden`."""
    require(actor, Permission.TEAM_PRINT)
    found = view_team_month(session, actor, team_id, find_month(session, month, zone, now), zone)
    require(actor, Permission.TEAM_PRINT, Facts(team_id=found.team.id))
    name = file_name_of("mes" if language == "pt-BR" else "month", found.team.name, f"{found.month.month:%Y-%m}")
    told = _told(found, language)
    printed = Printed(name, print_document(_TEMPLATE, told, found.month.days.start, language), told["title"])
    emit(session, ReportPrinted(kind="team-month", file_name=name, team_id=found.team.id))
    return printed


def _told(found: TeamMonth, language: str) -> dict[str, Any]:
    words, days = MONTH[language], found.month.days
    month = say_month(found.month.month, language)
    points = told_points(found.weeks, words, language)
    heading = words["team_title"].format(name=found.team.name)
    return {
        "title": f"{heading} · {month}",
        "running": words["running_person"].format(name=found.team.name, month=month),
        "footer": words["footer"],
        "words": words,
        "heading": heading,
        "period": words["period"].format(
            month=month, first=say_day(days.first, language), last=say_day(days.last, language)
        ),
        "facts": _facts(found, language),
        "remark": "" if found.sample.n else words["none"],
        "points": points,
        "alt": words["weeks_alt"].format(
            first=say_day(found.weeks[0].first, language), last=say_day(found.weeks[-1].last, language)
        ),
        "mark": found.pass_mark,
        "mark_label": words["mark"].format(mark=say_number(found.pass_mark, language, 0)),
        "pareto": _pareto(found, language),
        "accuracy": _accuracy(found, language),
        "origins": _origins(found, language),
        "funnel": told_funnel(found.funnel, words, language),
        "map": told_map(found.map, words, language),
        "people": [_person(name, sample, others, language) for name, sample, others in found.operators],
    }


def _facts(found: TeamMonth, language: str) -> list[list[str]]:
    words = MONTH[language]
    estimate = told_estimate(found.sample, words, language)
    passed = told_share(found.sample.passed, found.sample.passed + found.sample.failed, language)
    said = f"{passed['share']} ({words['passed_of'].format(**passed)})" if passed["n"] != "0" else NOTHING
    return [
        [words["evaluations"], str(found.sample.n)],
        [words["mean"], estimate["said_mean"]],
        [words["interval"], estimate["said_interval"]],
        [words["passed"], said],
        [words["supervisor"], found.supervisor_name or NOTHING],
    ]


def _origins(found: TeamMonth, language: str) -> list[dict[str, Any]]:
    words = MONTH[language]
    return [
        {"label": called.said_in(language), **told_estimate(found.origins[origin], words, language)}
        for origin, called in ORIGINS.items()
        if origin in found.origins
    ]


def _pareto(found: TeamMonth, language: str) -> list[dict[str, Any]]:
    whole = sum(sums.lost for _, sums, _ in found.criteria)
    running = accumulate(sums.lost for _, sums, _ in found.criteria)
    return [
        {
            "label": label,
            **told_estimate(earned, MONTH[language], language),
            "failed": told_share(sums.failed, sums.answers, language),
            "lost": say_number(sums.lost / _LOST_UNITS, language, 1),
            "share": sums.lost / whole if whole else 0,
            "cumulative": say_number(100 * so_far / whole, language, 0) + " %" if whole else NOTHING,
        }
        for (label, sums, earned), so_far in zip(found.criteria, running, strict=True)
    ]


def _accuracy(found: TeamMonth, language: str) -> list[dict[str, Any]]:
    words, sums = MONTH[language], found.classes
    lines = [
        (words[kind.value], sums.get(f"{kind.value}_scored", 0), sums.get(f"{kind.value}_defects", 0))
        for kind in DefectClass
    ]
    lines.append((words["fatal"], sums.get("evaluations", 0), sums.get("fatals", 0)))
    return [{"label": label, **told_share(n - bad, n, language)} for label, n, bad in lines if n]


def _person(name: str, sample: Sample, others: Sample, language: str) -> dict[str, Any]:
    words = MONTH[language]
    told = told_estimate(sample, words, language)
    if told["is_sufficient"]:
        is_apart = others.n > 0 and are_distinguishable(estimate_of(sample), estimate_of(others))
        told["remark"] = words["distinguishable" if is_apart else "not_distinguishable"]
    return {"name": name, **told}
