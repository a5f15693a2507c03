"""What each section and question of an Amazon Connect form weighs.

By section: a section's percentage is shared evenly by its scored questions. By question: each says its own. In both
the percentages of the form add up to 100, and so they must here, but for what rounding does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from math import lcm

from monitoria.imports.rules.forms.connect_blocks import Block, Question
from monitoria.imports.rules.forms.reading import Node, rounded

ONE, HUNDRED = Decimal(1), Decimal(100)
TOLERANCE = Decimal(1)
_MOST_EVEN = 1_000


class Mode(StrEnum):
    """How a form is scored; `none` is a form that gives no score."""

    SECTIONS = "SECTION_ONLY"
    QUESTIONS = "QUESTION_ONLY"
    POINTS = "POINTS_BASED"
    NONE = "NONE"


@dataclass(frozen=True, slots=True)
class Top:
    """An outermost section with its blocks."""

    node: Node
    blocks: list[Block]

    @property
    def questions(self) -> list[Question]:
        return [question for block in self.blocks for question in block.questions]


@dataclass(slots=True)
class Weights:
    """Weights by the pointer of the question; of a block by its place in the form. What is not named weighs 1."""

    of_questions: dict[str, Decimal] = field(default_factory=dict)
    of_blocks: dict[int, Decimal] = field(default_factory=dict)

    def of_question(self, question: Question) -> Decimal:
        return self.of_questions.get(question.node.pointer, ONE)

    def of_block(self, block: Block) -> Decimal:
        return self.of_blocks.get(id(block), ONE)


def mode_of(form: Node) -> Mode:
    """How the form says that it is scored. Without a word about it, weights are taken to mean that it is."""
    strategy = form.child("ScoringStrategy")
    if strategy is None:
        return _guessed(form)
    strategy.leave("Mode", "Status")
    if strategy.text("Status") == "DISABLED":
        message = "No Amazon Connect esta ficha não dá nota: os blocos entraram fora da nota."
        form.reading.note(strategy.place("Status"), message, "scoring-disabled")
        return Mode.NONE
    given = strategy.text("Mode", required=True)
    if given in (Mode.SECTIONS, Mode.QUESTIONS, Mode.POINTS):
        return Mode(given)
    if given:
        message = f"O modo de pontuação “{given[:40]}” não é conhecido."
        form.reading.refuse(strategy.place("Mode"), message, "scoring-mode")
    return Mode.NONE


def _guessed(form: Node) -> Mode:
    sections = [section for item in form.items("Items") if (section := item.child("Section")) is not None]
    questions = [question for section in sections for question in _questions(section)]
    if any(section.has("Weight") for section in sections):
        mode, words = Mode.SECTIONS, "as seções têm peso, e ele foi usado"
    elif any(question.has("Weight") for question in questions):
        mode, words = Mode.QUESTIONS, "as perguntas têm peso, e ele foi usado"
    else:
        mode, words = Mode.NONE, "entrou sem nota"
    form.reading.note(form.pointer, f"O arquivo não diz como a ficha pontua: {words}.", "scoring-absent")
    return mode


def _questions(section: Node) -> Iterator[Node]:
    for item in section.items("Items"):
        inside, question = item.child("Section"), item.child("Question")
        if question is not None:
            yield question
        if inside is not None:
            yield from _questions(inside)


def points_of(option: Node, mode: Mode) -> Decimal | None:
    """What an answer is worth, in the unit of the mode; None when the form does not say."""
    configured = option.child("PointsConfiguration")
    if mode is Mode.POINTS and configured is not None:
        return configured.amount("PointValue")
    return option.amount("Score")


def is_scored(question: Question, mode: Mode) -> bool:
    """Whether the question has a part in the score: of a kind that can, not left out, with an answer worth anything."""
    return question.may_score and any(points_of(option, mode) for option in question.options)


def weigh(form: Node, mode: Mode, tops: Sequence[Top]) -> Weights:
    """The weights of a form scored by percentages; questions without a part in the score are not named."""
    weights = Weights()
    if mode is Mode.SECTIONS:
        _by_section(form, tops, weights)
    elif mode is Mode.QUESTIONS:
        _by_question(form, tops, weights)
    return weights


def _scored(questions: Iterable[Question], mode: Mode) -> list[Question]:
    return [question for question in questions if is_scored(question, mode)]


def _is_whole(total: Decimal, whole: Decimal = HUNDRED) -> bool:
    return abs(total - whole) <= TOLERANCE


def _refuse_sum(node: Node, pointer: str, noun: str, total: Decimal) -> None:
    message = f"Os pesos {noun} somam {total:f}, e deveriam somar 100."
    node.reading.refuse(pointer, message, "weights-sum")


@dataclass(slots=True)
class _Part:
    """What shares one weight evenly."""

    weight: Decimal
    blocks: list[Block]
    questions: list[Question]


def _by_section(form: Node, tops: Sequence[Top], weights: Weights) -> None:
    if not any(top.node.has("Weight") for top in tops):
        form.reading.note(form.place("Items"), "Nenhuma seção diz seu peso: todas pesam o mesmo.", "weights-absent")
        parts = [_Part(ONE, top.blocks, _scored(top.questions, Mode.SECTIONS)) for top in tops]
    else:
        total = sum((top.node.amount("Weight") or Decimal(0) for top in tops), Decimal(0))
        if not _is_whole(total):
            _refuse_sum(form, form.place("Items"), "das seções", total)
        parts = [part for top in tops for part in _parts(top)]
    counts = [len(part.questions) for part in parts if part.questions]
    even = lcm(*counts) if counts else 1
    for part in parts:
        _share(part, even, weights)


def _share(part: _Part, even: int, weights: Weights) -> None:
    """Give each question of the part the same weight, in whole numbers where these stay small."""
    for block in part.blocks:
        weights.of_blocks[id(block)] = part.weight
    if not part.questions:
        if part.weight:
            node = part.blocks[0].section
            message = "A seção tem peso e nenhum item que dê nota: o peso vai para as outras."
            node.reading.note(node.place("Weight"), message, "weight-unscored")
        return
    count = len(part.questions)
    each = Decimal(even // count) if even <= _MOST_EVEN else rounded(ONE / count)
    if even > _MOST_EVEN:
        node = part.blocks[0].section
        message = "O peso dos itens foi arredondado em seis casas."
        node.reading.note_once(node.pointer, message, "weight-rounded")
    for question in part.questions:
        weights.of_questions[question.node.pointer] = each


def _parts(top: Top) -> list[_Part]:
    """The section as a whole, or the sections inside it where these have weights of their own."""
    whole = top.node.amount("Weight") or Decimal(0)
    inside = _inner(top)
    given = {place: node.amount("Weight") for place, node in inside.items() if node.has("Weight")}
    if not top.blocks:
        return []
    if not given:
        return [_Part(whole, top.blocks, _scored(top.questions, Mode.SECTIONS))]
    total = sum((weight or Decimal(0) for weight in given.values()), Decimal(0))
    own = [block for block in top.blocks if _place(top, block) not in given]
    scale = _scale(top, whole, total, has_own=bool(_scored(_all(own), Mode.SECTIONS)))
    parts = [
        _Part(rounded((weight or Decimal(0)) * scale), blocks, _scored(_all(blocks), Mode.SECTIONS))
        for place, weight in given.items()
        if (blocks := [block for block in top.blocks if _place(top, block) == place])
    ]
    left = _Part(max(whole - rounded(total * scale), Decimal(0)), own, _scored(_all(own), Mode.SECTIONS))
    return [*parts, left] if own else parts


def _scale(top: Top, whole: Decimal, total: Decimal, *, has_own: bool) -> Decimal:
    """Weights inside a section are percentages of the form, adding up to the section's, or of the section."""
    if _is_whole(total, whole) or (has_own and total < whole):
        return ONE
    if not _is_whole(total):
        message = f"Os pesos das subseções somam {total:f}; deveriam somar o da seção ({whole:f}) ou 100."
        top.node.reading.refuse(top.node.place("Items"), message, "weights-sum")
    return whole / HUNDRED


def _inner(top: Top) -> dict[str, Node]:
    """The sections directly inside, by their pointers."""
    found = (item.child("Section") for item in top.node.items("Items"))
    return {node.pointer: node for node in found if node is not None}


def _place(top: Top, block: Block) -> str:
    """The pointer of the section directly inside the outermost that holds the block."""
    return next((place for place in _inner(top) if f"{block.section.pointer}/".startswith(f"{place}/")), "")


def _all(blocks: Iterable[Block]) -> list[Question]:
    return [question for block in blocks for question in block.questions]


def _weight_of(question: Question) -> Decimal:
    return question.node.amount("Weight") or Decimal(0)


def _by_question(form: Node, tops: Sequence[Top], weights: Weights) -> None:
    questions = [question for top in tops for question in top.questions]
    scored = _scored(questions, Mode.QUESTIONS)
    if not any(question.node.has("Weight") for question in questions):
        form.reading.note(form.place("Items"), "Nenhuma pergunta diz seu peso: todas pesam o mesmo.", "weights-absent")
        return
    weights.of_questions |= {question.node.pointer: _weight_of(question) for question in scored}
    for question in questions:
        if question not in scored and _weight_of(question):
            message = "A pergunta tem peso e não dá nota: o peso vai para as outras."
            question.node.reading.note(question.node.place("Weight"), message, "weight-unscored")
    total = sum(map(_weight_of, questions), Decimal(0))
    if _is_whole(total):
        return
    if _is_nested(tops):
        for top in tops:
            weights.of_blocks |= {id(block): top.node.amount("Weight") or Decimal(0) for block in top.blocks}
    else:
        _refuse_sum(form, form.place("Items"), "das perguntas", total)


def _is_nested(tops: Sequence[Top]) -> bool:
    """Whether the questions of each section add up to 100, and so do the sections."""
    weighing = [top for top in tops if _scored(top.questions, Mode.QUESTIONS)]
    sections = sum((top.node.amount("Weight") or Decimal(0) for top in weighing), Decimal(0))
    sums = (sum(map(_weight_of, top.questions), Decimal(0)) for top in weighing)
    return bool(weighing) and _is_whole(sections) and all(map(_is_whole, sums))
