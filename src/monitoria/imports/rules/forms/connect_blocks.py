"""Sections of an Amazon Connect form, one inside another, as blocks one after another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from monitoria.imports.rules.forms.reading import Node

KINDS = ("SINGLESELECT", "MULTISELECT", "NUMERIC", "TEXT", "DATETIME")
_PROPERTIES = {"SINGLESELECT": "SingleSelect", "MULTISELECT": "MultiSelect", "NUMERIC": "Numeric", "TEXT": "Text"}


@dataclass(frozen=True, slots=True)
class Question:
    """A question where it stands. `path`: the identifiers of the sections around it, the outermost first."""

    node: Node
    kind: str
    path: tuple[str, ...]
    prefix: str = ""
    is_excluded: bool = False

    @property
    def properties(self) -> Node | None:
        """What belongs to the question's type."""
        name = _PROPERTIES.get(self.kind)
        around = self.node.child("QuestionTypeProperties")
        return around.child(name) if around is not None and name else None

    @property
    def options(self) -> list[Node]:
        """The answers of a choice, or the ranges of a number."""
        properties = self.properties
        return properties.items("Options") if properties is not None else []

    @property
    def may_score(self) -> bool:
        """Whether the question can have a part in the score at all."""
        return self.kind in ("SINGLESELECT", "MULTISELECT", "NUMERIC") and not self.is_excluded


@dataclass(slots=True)
class Block:
    """Questions that follow each other in one section. `is_whole`: nothing of that section stands elsewhere."""

    section: Node
    ref: str
    label: str
    questions: list[Question] = field(default_factory=list)
    is_whole: bool = True


def is_excluded(node: Node) -> bool:
    """Whether a section or question is left out of the score."""
    scoring = node.child("ScoringConfiguration")
    return node.flag("IsExcludedFromScoring") or (scoring is not None and scoring.flag("IsExcludedFromScoring"))


def target_of(option: Node) -> str:
    """The identifier of the section that an answer fails, "" for the whole form."""
    configured = option.child("AutomaticFailConfiguration")
    return configured.text("TargetSection") if configured is not None else ""


def blocks_of(top: Node) -> list[Block]:
    """The blocks of an outermost section.

    Each section inside becomes its own, unless an answer fails the outermost as a whole: it is then one block, so
    that what fails is what should.
    """
    pieces = list(_walk(top, (), "", excluded=False))
    targets = {target_of(o) for piece in pieces for q in piece.questions for o in q.options if o.flag("AutomaticFail")}
    ref = top.text("RefId")
    pieces = [piece for piece in pieces if piece.questions]
    if ref in targets and len(pieces) > 1:
        return [_merged(top, ref, pieces)]
    for piece in pieces:
        piece.is_whole = sum(other.questions[0].path[: len(piece.path)] == piece.path for other in pieces) == 1
    return [Block(p.section, p.path[-1], p.label, p.questions, p.is_whole) for p in pieces]


@dataclass(slots=True)
class _Piece:
    section: Node
    path: tuple[str, ...]
    label: str
    questions: list[Question] = field(default_factory=list)
    is_whole: bool = True


def _walk(section: Node, around: tuple[str, ...], label: str, *, excluded: bool) -> Iterator[_Piece]:
    """The section's questions in the order of the form, cut where a section inside begins."""
    path = (*around, section.text("RefId"))
    title = section.text("Title", required=True)
    label = f"{label} › {title}" if label else title
    excluded = excluded or is_excluded(section)
    section.leave("Title", "RefId", "Items", "Weight", "Instructions", "IsExcludedFromScoring", "ScoringConfiguration")
    scoring = section.child("ScoringConfiguration")
    if scoring is not None:
        scoring.leave("IsExcludedFromScoring")
    piece = _Piece(section, path, label)
    for item in section.items("Items"):
        inside, question = item.child("Section"), item.child("Question")
        if inside is not None:
            yield piece
            yield from _walk(inside, path, label, excluded=excluded)
            piece = _Piece(section, path, label)
        elif question is not None:
            piece.questions.append(_question(question, path, excluded))
        else:
            section.reading.refuse(item.pointer, "O item não é seção nem pergunta.", "item-unknown")
    yield piece


def _question(node: Node, path: tuple[str, ...], excluded: bool) -> Question:
    kind = node.text("QuestionType", required=True)
    if kind and kind not in KINDS:
        message = f"O tipo de pergunta “{kind[:40]}” não é conhecido: os aceitos são {', '.join(KINDS)}."
        node.reading.refuse(node.place("QuestionType"), message, "question-type")
    return Question(node, kind, path, is_excluded=excluded or is_excluded(node))


def _merged(top: Node, ref: str, pieces: list[_Piece]) -> Block:
    label = top.text("Title")
    message = f"“{label[:60]}” e suas subseções viraram um bloco só, para que o erro fatal zere o que zerava."
    top.reading.note(top.pointer, message, "sections-merged")
    questions = [_prefixed(question, piece, label) for piece in pieces for question in piece.questions]
    return Block(top, ref, label, questions)


def _prefixed(question: Question, piece: _Piece, label: str) -> Question:
    prefix = piece.label.removeprefix(label).removeprefix(" › ")
    return Question(question.node, question.kind, question.path, prefix, question.is_excluded)
