"""Answers of an Amazon Connect question: what each is worth, what it fails, and the ranges of a number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from monitoria.imports.rules.forms.connect_blocks import Block, Question, target_of
from monitoria.imports.rules.forms.connect_weights import Mode, is_scored, points_of
from monitoria.imports.rules.forms.naming import Keys, fitted
from monitoria.imports.rules.forms.reading import Node, rounded
from monitoria.scorecards.rules import FatalScope, Option

ZERO, ONE, TEN = Decimal(0), Decimal(1), Decimal(10)
MOST_OPTIONS = 50


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers of a question. `points`: what it is worth where the form is scored by points."""

    options: tuple[Option, ...]
    points: Decimal = ONE
    is_part: bool = True


def answers_of(question: Question, block: Block, mode: Mode) -> Answers:
    """The answers of a choice or a number; of a question without a part in the score, all worth the same."""
    node, reading = question.node, question.node.reading
    if len(question.options) > MOST_OPTIONS:
        message = f"A pergunta tem {len(question.options)} respostas; o máximo é {MOST_OPTIONS}."
        reading.refuse(node.pointer, message, "too-many-options")
        return Answers(())
    is_part = is_scored(question, mode)
    if not is_part and mode is not Mode.NONE:
        reading.note(node.pointer, "A pergunta não dá nota: entrou com peso 0.", "not-scored")
    values = [_value(option, mode, is_part=is_part) for option in question.options]
    is_extra = is_part and mode is Mode.POINTS and _is_bonus(_points_of_question(node))
    top = _top(question.options, values)
    unit = sum(values, ZERO) if question.kind == "MULTISELECT" else top
    keys = Keys()
    options = tuple(
        _option(option, value, unit, keys, question, block, is_extra=is_extra)
        for option, value in zip(question.options, values, strict=True)
    )
    if is_extra:
        return Answers(options, ZERO)
    if is_part:
        _tell_of_scale(question, mode, values, unit)
    return Answers(options, _worth(question, values, top) if mode is Mode.POINTS else ONE, is_part or mode is Mode.NONE)


def _value(option: Node, mode: Mode, *, is_part: bool) -> Decimal:
    value = points_of(option, mode)
    if value is None and is_part:
        option.reading.note(option.pointer, "A resposta não diz quanto vale: entrou valendo 0.", "score-missing")
    return (value or ZERO) if is_part else ONE


def _points_of_question(node: Node) -> Node | None:
    scoring = node.child("ScoringConfiguration")
    return scoring.child("PointsConfiguration") if scoring is not None else None


def _is_bonus(configured: Node | None) -> bool:
    return configured is not None and configured.flag("IsBonus")


def _top(options: Sequence[Node], values: Sequence[Decimal]) -> Decimal:
    """The most an answer is worth, bonuses left out where there is anything else."""
    plain = [v for o, v in zip(options, values, strict=True) if not _is_bonus(o.child("PointsConfiguration"))]
    return max([value for value in plain if value] or [value for value in values if value], default=ONE)


def _option(
    node: Node, value: Decimal, unit: Decimal, keys: Keys, question: Question, block: Block, *, is_extra: bool
) -> Option:
    text = _range_text(node) if question.kind == "NUMERIC" else node.text("Text", required=True)
    node.leave(
        *("RefId", "Text", "Score", "AutomaticFail", "AutomaticFailConfiguration", "PointsConfiguration"),
        *(("MinValue", "MaxValue") if question.kind == "NUMERIC" else ()),
    )
    above = value - unit if value > unit else ZERO
    return Option(
        key=keys.take(text, "option"),
        label=fitted(node.reading, node.place("Text"), text),
        score=rounded(min(value / unit, ONE)),
        value=node.number("MinValue") if question.kind == "NUMERIC" else None,
        fatal_scope=_fatal_scope(node, block),
        bonus=value if is_extra else above,
    )


def _range_text(node: Node) -> str:
    least, most = node.number("MinValue"), node.number("MaxValue")
    return f"{least:f}" if least == most else f"{least or ZERO:f} a {most or ZERO:f}"


def _fatal_scope(option: Node, block: Block) -> FatalScope | None:
    """What choosing the answer zeroes."""
    if not option.flag("AutomaticFail"):
        return None
    target = target_of(option)
    if not target:
        return FatalScope.FORM
    if target != block.ref or not block.is_whole:
        message = f"O erro fatal desta resposta zera só o bloco “{block.label[:60]}”, e não a seção que o arquivo diz."
        option.reading.note(option.place("AutomaticFailConfiguration"), message, "fatal-scope")
    return FatalScope.SECTION


def _tell_of_scale(question: Question, mode: Mode, values: Sequence[Decimal], unit: Decimal) -> None:
    """Scores go from 0 to 10 in percentages; where the best, or the sum, is not 10 the two systems may part."""
    node, reading = question.node, question.node.reading
    if mode is not Mode.POINTS and unit != TEN:
        if question.kind == "MULTISELECT":
            message = (
                f"As respostas somam {unit:f}, e o Amazon Connect conta até 10: "
                "aqui vale a parte marcada sobre o total das respostas."
            )
            reading.note(node.pointer, message, "multiple-scale")
        else:
            message = f"A melhor resposta vale {unit:f}, e não 10: aqui ela dá 100% do item."
            reading.note_once(node.pointer, message, "score-scale")
    if any(rounded(value / unit) * unit != value for value in values if value < unit):
        reading.note_once(node.pointer, "Valores de respostas foram arredondados em seis casas.", "score-rounded")


def _worth(question: Question, values: Sequence[Decimal], top: Decimal) -> Decimal:
    """The points a question is worth: its best answer, or all answers of a multiple choice, up to its limit."""
    configured = _points_of_question(question.node)
    limit = configured.amount("MaxPointValue") if configured is not None else None
    if question.kind != "MULTISELECT":
        return top
    total = sum(values, ZERO)
    if limit is None or limit >= total:
        return total
    message = f"O limite de {limit:f} pontos virou o valor do item: aqui ele conta a parte marcada do total."
    question.node.reading.note(question.node.pointer, message, "multiple-cap")
    return limit
