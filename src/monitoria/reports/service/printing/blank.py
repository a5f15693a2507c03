"""A blank sheet of a scorecard: everybody scores the same call alone, on paper, before comparing."""

from __future__ import annotations

from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from monitoria.platform.access import Actor, Permission, require
from monitoria.platform.events import emit
from monitoria.platform.printing import print_document
from monitoria.reports.events import ReportPrinted
from monitoria.reports.queries.blank import BlankParts, view_blank
from monitoria.reports.rules.saying import say_short
from monitoria.reports.rules.sheet_words import SHEET
from monitoria.reports.service.printing.printed import TEMPLATES, Printed, file_name_of
from monitoria.scorecards.rules import Criterion, Definition, Kind, ScoringMode, Section, Severity, ShownWhen

_TEMPLATE = TEMPLATES / "blank.typ"
# A scale with more points than this gets a line to write on instead of a box for each.
MOST_BOXES = 21


def print_blank(session: Session, actor: Actor, scorecard_id: UUID, language: str) -> Printed:
    """The sheet of a scorecard in reach to be filled by hand. Raises `NotFound`, `Forbidden`."""
    require(actor, Permission.SCORECARD_PRINT)
    found = view_blank(session, actor, scorecard_id)
    name = file_name_of("ficha-em-branco" if language == "pt-BR" else "blank-sheet", found.name)
    printed = Printed(name, print_document(_TEMPLATE, _told(found, language), found.at, language))
    emit(session, ReportPrinted(kind="blank", file_name=name))
    return printed


def _told(found: BlankParts, language: str) -> dict[str, Any]:
    words = SHEET[language]
    version = words["version"].format(number=found.number)
    return {
        "title": f"{words['blank_title']} · {found.name}",
        "running": f"{words['blank_title']} · {found.name} · {version}",
        "footer": f"{found.name} · {version}",
        "words": words,
        "scorecard": f"{found.name} · {version}",
        "sections": [_section(section, found.definition, language) for section in found.definition.sections],
    }


def _section(section: Section, definition: Definition, language: str) -> dict[str, Any]:
    words, weight = SHEET[language], ""
    if section.excluded:
        weight = words["excluded"]
    elif definition.scoring is not ScoringMode.DEDUCTION and len(definition.sections) > 1:
        weight = words["section_weight"].format(weight=say_short(section.weight, language))
    return {
        "label": section.label,
        "weight": weight,
        "items": [_item(criterion, definition, language) for criterion in section.criteria],
    }


def _item(criterion: Criterion, definition: Definition, language: str) -> dict[str, Any]:
    words = SHEET[language]
    boxes, how = _boxes(criterion, language)
    return {
        "label": criterion.label,
        "marks": _marks(criterion, language),
        "weight": _weight(criterion, definition, language),
        "how": how,
        "boxes": boxes,
        "line": words["text"] if criterion.kind is Kind.TEXT else (words["value"] if not boxes else ""),
        "is_text": criterion.kind is Kind.TEXT,
        "has_na": criterion.na_allowed,
        "guidance": criterion.guidance,
        "condition": _condition(criterion.shown_when, definition, language) if criterion.shown_when else "",
        "anchors": [f"{option.label}: {option.anchor}" for option in criterion.options if option.anchor],
    }


def _marks(criterion: Criterion, language: str) -> list[list[str]]:
    words = SHEET[language]
    if criterion.severity is Severity.FATAL or any(option.fatal_scope for option in criterion.options):
        return [[words["fatal_item"], "bad"]]
    return [[words["critical"], "warn"]] if criterion.severity is Severity.CRITICAL else []


def _weight(criterion: Criterion, definition: Definition, language: str) -> str:
    if criterion.kind is Kind.TEXT:
        return SHEET[language]["not_scored"]
    weight = say_short(criterion.weight, language)
    word = "points_lost" if definition.scoring is ScoringMode.DEDUCTION else "section_weight"
    return SHEET[language][word].format(weight=weight)


def _boxes(criterion: Criterion, language: str) -> tuple[list[str], str]:
    """What each box says, and how it is answered."""
    words = SHEET[language]
    if criterion.kind.is_choice:
        how = words["one" if criterion.kind is Kind.SINGLE else "several"]
        return [option.label for option in criterion.options], how
    if criterion.minimum is None or criterion.maximum is None:
        return [], ""
    low, high = say_short(criterion.minimum, language), say_short(criterion.maximum, language)
    if criterion.kind is Kind.NUMBER or criterion.step is None:
        return [], words["number_from_to"].format(low=low, high=high)
    how = words["scale_from_to"].format(low=low, high=high, step=say_short(criterion.step, language))
    count = int((criterion.maximum - criterion.minimum) / criterion.step) + 1
    if count > MOST_BOXES:
        return [], how
    values = [criterion.minimum + criterion.step * Decimal(at) for at in range(count)]
    named = {option.value: option.label for option in criterion.options}
    labels = [say_short(value, language) + (f" {named[value]}" if value in named else "") for value in values]
    return labels, how


def _condition(shown: ShownWhen, definition: Definition, language: str) -> str:
    words, asked = SHEET[language], definition.criterion(shown.criterion)
    if asked is None:
        return ""
    options = [option.label if (option := asked.option(key)) else key for key in shown.options]
    bounds = [
        words[name].format(value=say_short(value, language))
        for name, value in (("at_least", shown.at_least), ("at_most", shown.at_most))
        if value is not None
    ]
    what = words["or"].join(options) or words["and"].join(bounds)
    return words["shown_when"].format(label=asked.label, what=what)
