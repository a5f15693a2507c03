"""Evaluation forms of Genesys Cloud as scorecards.

Sources: the platform API (EvaluationForm, EvaluationQuestionGroup, EvaluationQuestion, EvaluationScoringSet), the
Terraform resource `genesyscloud_quality_forms_evaluation` and the help page "Evaluation form scoring": the score is
Σ(points earned × weight of the group) / Σ(points possible × weight of the group), what does not apply left out; a
fatal question answered with anything but its best answer makes the whole evaluation 0.
"""

from __future__ import annotations

from decimal import Decimal

from monitoria.imports.rules.forms.genesys_conditions import Place
from monitoria.imports.rules.forms.genesys_questions import Asking, QuestionReader
from monitoria.imports.rules.forms.naming import Keys, fitted, joined
from monitoria.imports.rules.forms.reading import Node
from monitoria.scorecards.rules import Criterion, Definition, ScoringMode, Section, Severity

_ORIGIN = (
    *("id", "contextId", "selfUri", "published", "publishedId", "publishedVersions", "latestVersion"),
    *("modifiedDate", "dateCreated", "dateModified", "divisions"),
)
_GROUP = (
    *("id", "contextId", "selfUri", "type", "name", "questions", "weight", "manualWeight", "naEnabled"),
    *("defaultAnswersToHighest", "defaultAnswersToNA", "visibilityCondition"),
)
_BLOCK = "readOnlyTextBlockQuestion"


def read_genesys(form: Node) -> Definition:
    """The definition of a form; its faults and notes go to the form's reading."""
    form.leave("name", "questionGroups", *_ORIGIN)
    if any(form.has(name) for name in ("id", "contextId", "modifiedDate")):
        message = "Identificadores, versões e datas do Genesys Cloud não foram trazidos."
        form.reading.note(form.pointer, message, "origin")
    reader, keys, sections = QuestionReader(form.reading), Keys(), []
    for index, group in enumerate(form.items("questionGroups")):
        section = _section(group, index, reader, keys)
        if section is not None:
            sections.append(section)
    definition = Definition(tuple(sections), ScoringMode.POINTS)
    _tell_of_critical(form, definition)
    return definition


def _section(group: Node, index: int, reader: QuestionReader, keys: Keys) -> Section | None:
    group.leave(*_GROUP)
    label = group.text("name", required=True)
    criteria = _criteria(group, index, reader)
    if not criteria:
        group.reading.note(group.pointer, "O grupo não tem perguntas e ficou de fora.", "section-empty")
        return None
    _tell_of_defaults(group)
    return Section(
        key=keys.take(label, "section"),
        label=fitted(group.reading, group.place("name"), label),
        criteria=tuple(criteria),
        weight=_weight(group),
        na_allowed=group.flag("naEnabled"),
    )


def _criteria(group: Node, index: int, reader: QuestionReader) -> list[Criterion]:
    condition, before = group.child("visibilityCondition"), ""
    criteria: list[Criterion] = []
    questions = group.items("questions")
    for number, node in enumerate(questions):
        if node.text("type") == _BLOCK:
            message = "O texto de leitura está na orientação do item seguinte."
            if number + 1 == len(questions):
                message = "O texto de leitura no fim do grupo ficou de fora."
            group.reading.note(node.pointer, message, "text-block")
            before = joined(before, node.text("text"), node.text("helpText"))
            continue
        criteria += reader.read(Asking(node, Place(index, number), condition, before))
        before = ""
    return criteria


def _weight(group: Node) -> Decimal:
    weight = group.amount("weight")
    if weight is None:
        group.reading.note(group.pointer, "O grupo não diz seu peso: entrou com 1.", "weights-absent")
        return Decimal(1)
    if group.get("manualWeight") is False:
        message = "O peso deste grupo é calculado pelo Genesys Cloud: entrou como está no arquivo."
        group.reading.note_once(group.place("manualWeight"), message, "weight-automatic")
    return weight


def _tell_of_defaults(group: Node) -> None:
    for name, words in (
        ("defaultAnswersToHighest", "na melhor resposta"),
        ("defaultAnswersToNA", "em “não se aplica”"),
    ):
        if group.flag(name):
            message = f"No Genesys Cloud as perguntas deste grupo já vêm {words}: aqui elas começam em branco."
            group.reading.note(group.place(name), message, "default-answers")


def _tell_of_critical(form: Node, definition: Definition) -> None:
    """The critical score is made differently: points there, items here."""
    apart = [c for _, c in definition.criteria() if c.severity is not Severity.NONE]
    if apart:
        message = (
            "A nota crítica aqui é a parte dos itens críticos e fatais com a melhor resposta; "
            "no Genesys Cloud é a dos pontos dos itens críticos."
        )
        form.reading.note(form.pointer, message, "critical-score")
