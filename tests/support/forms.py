"""Evaluation forms as other systems write them, made by the tests."""

from __future__ import annotations

import json
from typing import Any

from monitoria.evaluations.rules import Score, score
from monitoria.imports.rules.forms import ForeignForm, FormFault, read_form
from tests.support.scoring import MARK, answer

Json = dict[str, Any]


def option(ref: str, points: int | None = None, **members: Any) -> Json:
    return {"RefId": ref, "Text": ref.title(), **({} if points is None else {"Score": points}), **members}


ANSWERS = (10, 5, 0)


def single(ref: str, weight: float | None = None, points: tuple[int, ...] = ANSWERS, **members: Any) -> Json:
    """A question with answers `a`, `b`, `c`… worth so many points."""
    options = [option("abcdefgh"[index], value) for index, value in enumerate(points)]
    return question(ref, "SINGLESELECT", weight, {"SingleSelect": {"Options": options}}, **members)


def numeric(ref: str, ranges: list[tuple[int, int, int]], **members: Any) -> Json:
    """A number from the least to the greatest of its ranges (least, greatest, score)."""
    options = [{"MinValue": low, "MaxValue": high, "Score": points} for low, high, points in ranges]
    properties = {"MinValue": ranges[0][0], "MaxValue": ranges[-1][1], "Options": options}
    return question(ref, "NUMERIC", None, {"Numeric": properties}, **members)


def question(ref: str, kind: str, weight: float | None = None, properties: Json | None = None, **members: Any) -> Json:
    body: Json = {"Title": ref.title(), "RefId": ref, "QuestionType": kind, "NotApplicableEnabled": True, **members}
    if weight is not None:
        body["Weight"] = weight
    if properties is not None:
        body["QuestionTypeProperties"] = properties
    return {"Question": body}


def section(ref: str, *items: Json, weight: float | None = None, **members: Any) -> Json:
    body: Json = {"Title": ref.title(), "RefId": ref, "Items": list(items), **members}
    return {"Section": body if weight is None else {**body, "Weight": weight}}


def connect(*items: Json, mode: str | None = "QUESTION_ONLY", status: str = "ENABLED", **members: Any) -> Json:
    strategy = {} if mode is None else {"ScoringStrategy": {"Mode": mode, "Status": status}}
    return {"Title": "Ficha do Connect", "Items": list(items), **strategy, **members}


def asked(text: str, points: tuple[float, ...] = (1, 0), **members: Any) -> Json:
    """A multiple choice question of Genesys Cloud with answers `a`, `b`, `c`…"""
    options = [{"text": "abcdefgh"[index], "value": value} for index, value in enumerate(points)]
    return {"text": text, "type": "multipleChoiceQuestion", "answerOptions": options, **members}


def group(name: str, *questions: Json, weight: float = 1, **members: Any) -> Json:
    return {"name": name, "weight": weight, "questions": list(questions), **members}


def genesys(*groups: Json, **members: Any) -> Json:
    return {"name": "Ficha do Genesys", "questionGroups": list(groups), **members}


def selectable(text: str, selected: float, unselected: float = 0, **members: Any) -> Json:
    """One answer of a multiple selection."""
    options = [{"builtInType": "Selected", "value": selected}, {"builtInType": "Unselected", "value": unselected}]
    return {"text": text, "answerOptions": options, **members}


def read(form: Any) -> ForeignForm:
    """The form, as its file would be read."""
    return read_form(form if isinstance(form, bytes) else json.dumps(form).encode())


def refusals(form: Any) -> dict[str, str]:
    """The rule of every fault by its place in the file; nothing for a form that can be read."""
    try:
        read(form)
    except FormFault as found:
        return {error.pointer: error.rule for error in found.errors}
    return {}


def rules(form: ForeignForm) -> list[str]:
    return [note.rule for note in form.notes]


def scored(form: ForeignForm, **answers: object) -> Score:
    """What our rules make of these answers."""
    return score(form.definition, [answer(key, given) for key, given in answers.items()], MARK)
