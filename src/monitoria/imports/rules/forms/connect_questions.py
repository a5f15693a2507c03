"""Questions of an Amazon Connect form as criteria."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal

from monitoria.imports.rules.forms.connect_answers import Answers, answers_of
from monitoria.imports.rules.forms.connect_bands import bounds_of, fill_bands
from monitoria.imports.rules.forms.connect_blocks import Block, Question
from monitoria.imports.rules.forms.connect_conditions import Asked, shown_when
from monitoria.imports.rules.forms.connect_weights import Mode
from monitoria.imports.rules.forms.naming import Keys, joined, labelled
from monitoria.imports.rules.forms.reading import Node, Reading
from monitoria.scorecards.rules import Criterion, Kind

_KINDS = {"SINGLESELECT": Kind.SINGLE, "MULTISELECT": Kind.MULTIPLE, "NUMERIC": Kind.NUMBER}
_FEWEST = {Kind.SINGLE: 2, Kind.MULTIPLE: 1}


@dataclass(slots=True)
class CriterionMaker:
    """Makes the criteria of a form, one after another, as the form asks them."""

    reading: Reading
    mode: Mode
    keys: Keys = field(default_factory=Keys)
    asked: dict[str, Asked] = field(default_factory=dict)
    _seen: set[str] = field(default_factory=set)

    def make(self, question: Question, block: Block, weight: Decimal, before: str = "") -> Criterion:
        """The criterion of a question that weighs so much. `before`: what its guidance begins with."""
        node = question.node
        criterion = self._bare(question, joined(before, question.prefix, node.text("Instructions")))
        if question.kind in _KINDS:
            answers = answers_of(question, block, self.mode)
            criterion = self._answered(replace(criterion, kind=_KINDS[question.kind]), question, answers)
            own = answers.points if self.mode is Mode.POINTS else weight
            criterion = replace(criterion, weight=own if answers.is_part else Decimal(0))
            self._remember(question, criterion, answers)
        elif question.kind == "DATETIME":
            self.reading.note(node.pointer, "A pergunta de data e hora virou um item de texto.", "date-as-text")
        self._tell_of_rest(question)
        return criterion

    def _bare(self, question: Question, instructions: str) -> Criterion:
        """A text with everything that all kinds have."""
        node, ref = question.node, question.node.text("RefId")
        if ref in self._seen:
            self.reading.refuse(node.place("RefId"), "Outra pergunta já tem este identificador.", "ref-repeated")
        self._seen |= {ref} - {""}
        title = node.text("Title", required=True)
        label, guidance = labelled(self.reading, node.place("Title"), title, instructions)
        is_optional = node.flag("NotApplicableEnabled")
        criterion = Criterion(
            key=self.keys.take(ref or title, "item"),
            label=label,
            kind=Kind.TEXT,
            required=not is_optional,
            na_allowed=is_optional,
            guidance=guidance,
        )
        return self._conditional(criterion, node.child("Enablement"))

    def _conditional(self, criterion: Criterion, enablement: Node | None) -> Criterion:
        if enablement is None:
            return criterion
        condition = shown_when(enablement, self.asked)
        if condition is None:
            message = "A condição desta pergunta não cabe na ficha: ela aparece sempre e aceita “não se aplica”."
            self.reading.note(enablement.pointer, message, "condition-not-held")
            return replace(criterion, na_allowed=True)
        return replace(criterion, shown_when=condition)

    def _answered(self, criterion: Criterion, question: Question, answers: Answers) -> Criterion:
        """The criterion with its answers, and the bounds of a number."""
        node = question.node
        if criterion.kind is Kind.NUMBER:
            bounds = bounds_of(question.properties, node)
            options = fill_bands(question.options, answers.options, bounds, node) if answers.options else ()
            return replace(criterion, options=options, minimum=bounds.least, maximum=bounds.most)
        fewest = _FEWEST[criterion.kind]
        if len(question.options) < fewest:
            message = f"A pergunta precisa de {fewest} resposta(s) ou mais."
            self.reading.refuse(node.place("QuestionTypeProperties"), message, "options-required")
        return replace(criterion, options=answers.options)

    def _remember(self, question: Question, criterion: Criterion, answers: Answers) -> None:
        """Later questions may depend on this one."""
        refs = [option.text("RefId") for option in question.options]
        keys = [option.key for option in answers.options]
        self.asked[question.node.text("RefId")] = Asked(criterion, dict(zip(refs, keys, strict=False)))

    def _tell_of_rest(self, question: Question) -> None:
        node, properties = question.node, question.properties
        node.leave(
            *("Title", "Instructions", "RefId", "NotApplicableEnabled", "QuestionType", "QuestionTypeProperties"),
            *("Enablement", "Weight", "IsExcludedFromScoring", "ScoringConfiguration"),
        )
        scoring = node.child("ScoringConfiguration")
        if scoring is not None:
            scoring.leave("IsExcludedFromScoring", "PointsConfiguration")
        if properties is None:
            return
        properties.leave("Options", "DisplayAs", "Automation", "MinValue", "MaxValue")
        if properties.has("DisplayAs"):
            message = "Como as respostas são desenhadas (botões ou lista) não foi trazido."
            self.reading.note_once(properties.place("DisplayAs"), message, "display")
        if properties.has("Automation"):
            message = "A resposta automática desta pergunta não foi trazida: quem responde é uma pessoa."
            self.reading.note(properties.place("Automation"), message, "automation")
