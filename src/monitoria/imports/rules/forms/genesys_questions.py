"""Questions of a Genesys Cloud form as criteria.

A multiple selection is a list of questions answered "selected" or "unselected". It becomes one criterion of several
answers where that says the same, else a criterion for each.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from monitoria.imports.rules.forms.genesys_conditions import Place, Shown, shown_when
from monitoria.imports.rules.forms.naming import LONGEST_TEXT, Keys, fitted, joined, labelled
from monitoria.imports.rules.forms.reading import Node, Reading, rounded
from monitoria.scorecards.rules import CommentRequired, Criterion, FatalScope, Kind, Option, Severity, ShownWhen

ZERO, ONE = Decimal(0), Decimal(1)
MOST_OPTIONS = 50
_CHOICE, _SELECTION = "multipleChoiceQuestion", "multipleSelectQuestion"
_TEXT, _BLOCK = "freeTextQuestion", "readOnlyTextBlockQuestion"
_BUILT_IN = {"Selected": "Marcado", "Unselected": "Não marcado"}
_QUESTION = (
    *("id", "contextId", "selfUri", "text", "helpText", "type", "naEnabled", "commentsRequired"),
    *("visibilityCondition", "answerOptions", "multipleSelectOptionQuestions", "isKill", "isCritical"),
)


@dataclass(frozen=True, slots=True)
class Asking:
    """A question where it stands. `condition`: its group's; `before`: what its guidance begins with."""

    node: Node
    place: Place
    condition: Node | None = None
    before: str = ""
    prefix: str = ""


@dataclass(slots=True)
class QuestionReader:
    """Reads the questions of a form, one after another."""

    reading: Reading
    keys: Keys = field(default_factory=Keys)
    shown: Shown = field(default_factory=Shown)

    def read(self, asking: Asking) -> Iterator[Criterion]:
        """The criteria that a question becomes."""
        node = asking.node
        node.leave(*_QUESTION)
        kind = node.text("type") or (_SELECTION if node.items("multipleSelectOptionQuestions") else _CHOICE)
        if kind == _CHOICE:
            yield self._choice(asking)
        elif kind == _SELECTION:
            yield from self._selection(asking)
        elif kind == _TEXT:
            yield self._criterion(asking, Kind.TEXT, (), ONE)
        elif kind != _BLOCK:
            message = f"O tipo de pergunta “{kind[:40]}” não é conhecido: os aceitos são {_CHOICE}, {_SELECTION}, "
            self.reading.refuse(node.place("type"), f"{message}{_TEXT} e {_BLOCK}.", "question-type")

    def _choice(self, asking: Asking) -> Criterion:
        nodes = asking.node.items("answerOptions")
        if len(nodes) < 2:
            self.reading.refuse(asking.node.place("answerOptions"), "A pergunta precisa de 2 respostas.", "options")
        if len(nodes) > MOST_OPTIONS:
            message = f"A pergunta tem {len(nodes)} respostas; o máximo é {MOST_OPTIONS}."
            self.reading.refuse(asking.node.pointer, message, "too-many-options")
        values = [self._value(node) for node in nodes]
        most = max(values, default=ZERO)
        if not most:
            message = "Nenhuma resposta vale pontos: o item entrou com peso 0."
            self.reading.note(asking.node.pointer, message, "not-scored")
        keys, unit = Keys(), most or ONE
        options = tuple(
            self._option(node, value / unit if most else ONE, keys) for node, value in zip(nodes, values, strict=True)
        )
        if any(rounded(value / unit) * unit != value for value in values):
            message = "Valores de respostas foram arredondados em seis casas."
            self.reading.note_once(asking.node.pointer, message, "score-rounded")
        return self._criterion(asking, Kind.SINGLE, options, most)

    def _value(self, node: Node) -> Decimal:
        value = node.amount("value")
        if value is None:
            self.reading.note(
                node.pointer, "A resposta não diz quantos pontos vale: entrou valendo 0.", "score-missing"
            )
        return value or ZERO

    def _option(self, node: Node, score: Decimal, keys: Keys) -> Option:
        node.leave("id", "text", "value", "builtInType")
        built_in = node.text("builtInType")
        text = node.text("text", required=not built_in) or _BUILT_IN.get(built_in, built_in)
        label = fitted(self.reading, node.place("text"), text)
        return Option(key=keys.take(text, "option"), label=label, score=rounded(score))

    def _criterion(self, asking: Asking, kind: Kind, options: tuple[Option, ...], weight: Decimal) -> Criterion:
        node = asking.node
        text = node.text("text", required=True)
        whole = f"{asking.prefix} › {text}" if asking.prefix else text
        label, guidance = labelled(
            self.reading, node.place("text"), whole, joined(asking.before, node.text("helpText"))
        )
        condition, is_held = self._condition(asking)
        severity = self._severity(node) if kind is not Kind.TEXT else Severity.NONE
        is_fatal = severity is Severity.FATAL
        criterion = Criterion(
            key=self.keys.take(whole, "item"),
            label=label,
            kind=kind,
            weight=weight,
            required=kind is not Kind.TEXT,
            na_allowed=node.flag("naEnabled") or not is_held,
            comment_required=CommentRequired.ALWAYS if node.flag("commentsRequired") else CommentRequired.NEVER,
            severity=severity,
            fatal_scope=FatalScope.FORM if is_fatal else None,
            fails_below=ONE if severity is not Severity.NONE else None,
            shown_when=condition,
            guidance=guidance,
            options=options,
        )
        self.shown.remember(asking.place, criterion, tuple(option.key for option in options))
        return criterion

    def _condition(self, asking: Asking) -> tuple[ShownWhen | None, bool]:
        """The condition, and whether it says all that the file does."""
        own = asking.node.child("visibilityCondition")
        given = [(node, asking.place) for node in (asking.condition, own) if node is not None]
        if not given:
            return None, True
        condition = shown_when(given, self.shown)
        if condition is None:
            message = "A condição desta pergunta não cabe na ficha: ela aparece sempre e aceita “não se aplica”."
            self.reading.note(asking.node.pointer, message, "condition-not-held")
        return condition, condition is not None

    def _severity(self, node: Node) -> Severity:
        """A fatal question is failed by any answer but the best; a critical one is counted apart."""
        if node.flag("isKill"):
            return Severity.FATAL
        return Severity.CRITICAL if node.flag("isCritical") else Severity.NONE

    def _selection(self, asking: Asking) -> Iterator[Criterion]:
        parts = asking.node.items("multipleSelectOptionQuestions")
        if not parts:
            pointer = asking.node.place("multipleSelectOptionQuestions")
            self.reading.refuse(pointer, "A pergunta precisa de ao menos uma resposta.", "options")
        self.shown.selections.add(asking.place)
        if 0 < len(parts) <= MOST_OPTIONS and all(map(_is_plain, parts)):
            yield self._several(asking, parts)
            return
        message = "Cada resposta desta seleção múltipla virou um item, para guardar o que cada uma tem de seu."
        self.reading.note(asking.node.pointer, message, "selection-split")
        prefix = asking.node.text("text", required=True)
        condition = self._outer(asking)
        for index, part in enumerate(parts):
            part.leave(*_QUESTION)
            before = joined(asking.before, asking.node.text("helpText")) if index == 0 else ""
            place = Place(asking.place.group, asking.place.question, index)
            yield self._choice(Asking(part, place, condition, before, prefix))

    def _outer(self, asking: Asking) -> Node | None:
        """The condition that holds for each answer: the question's own, else its group's."""
        own = asking.node.child("visibilityCondition")
        if own is not None and asking.condition is not None:
            message = "A pergunta e seu grupo têm condições: as respostas guardam só a da pergunta."
            self.reading.note(own.pointer, message, "condition-not-held")
        for name in ("isKill", "isCritical", "commentsRequired", "naEnabled"):
            if asking.node.flag(name):
                message = "A marca vale para cada resposta no Genesys Cloud; a da pergunta inteira ficou de fora."
                self.reading.note(asking.node.place(name), message, "not-carried")
        return own if own is not None else asking.condition

    def _several(self, asking: Asking, parts: list[Node]) -> Criterion:
        """One criterion of which any answers may be chosen: it earns the sum of their points."""
        values = [_selected(part) for part in parts]
        total, keys = sum(values, ZERO), Keys()
        if not total:
            message = "Nenhuma resposta vale pontos: o item entrou com peso 0."
            self.reading.note(asking.node.pointer, message, "not-scored")
        options = []
        for part, value in zip(parts, values, strict=True):
            part.leave(*_QUESTION)
            text = part.text("text", required=True)
            options.append(
                Option(
                    key=keys.take(text, "option"),
                    label=fitted(self.reading, part.place("text"), text),
                    score=rounded(value / total) if total else ONE,
                    anchor=fitted(self.reading, part.place("helpText"), part.text("helpText"), LONGEST_TEXT),
                )
            )
        return self._criterion(asking, Kind.MULTIPLE, tuple(options), total)


def _is_plain(part: Node) -> bool:
    """Whether the answer of a selection earns something when selected, nothing else, and has no rules of its own."""
    own = ("isKill", "isCritical", "commentsRequired", "naEnabled")
    is_ruled = any(part.flag(name) for name in own) or part.has("visibilityCondition")
    kinds = {option.text("builtInType") for option in part.items("answerOptions")}
    return not is_ruled and kinds == {"Selected", "Unselected"} and _unselected(part) == 0


def _selected(part: Node) -> Decimal:
    return _built_in(part, "Selected")


def _unselected(part: Node) -> Decimal:
    return _built_in(part, "Unselected")


def _built_in(part: Node, name: str) -> Decimal:
    found = (o.amount("value") for o in part.items("answerOptions") if o.text("builtInType") == name)
    return next((value for value in found if value is not None), ZERO)
