"""Evaluation forms of Amazon Connect as scorecards.

Sources: the API reference (EvaluationForm and the types it is made of) and the administrator guide ("Use scoring and
weights", "Create an evaluation form"). A question's score is its answer's
score out of the best answer's. Weights are percentages of the whole form, and what does not apply hands its own to all
remaining questions in proportion; so a scored form becomes a scorecard of points, each question worth its weight.
"""

from __future__ import annotations

from dataclasses import replace

from monitoria.imports.rules.forms.connect_blocks import Block, blocks_of
from monitoria.imports.rules.forms.connect_questions import CriterionMaker
from monitoria.imports.rules.forms.connect_weights import Mode, Top, mode_of, weigh
from monitoria.imports.rules.forms.naming import Keys, fitted
from monitoria.imports.rules.forms.reading import Node
from monitoria.scorecards.rules import Criterion, Definition, ScoringMode, Section

_ORIGIN = (
    *("EvaluationFormId", "EvaluationFormArn", "EvaluationFormVersion", "InstanceArn", "Status", "Locked"),
    *("CreatedTime", "CreatedBy", "LastModifiedTime", "LastModifiedBy"),
)


def read_connect(form: Node) -> Definition:
    """The definition of a form; its faults and notes go to the form's reading."""
    form.leave("Title", "Description", "Items", "ScoringStrategy", *_ORIGIN)
    if any(form.has(name) for name in _ORIGIN):
        message = "Identificadores, versão, autores e datas do Amazon Connect não foram trazidos."
        form.reading.note(form.pointer, message, "origin")
    mode, tops = mode_of(form), _tops(form)
    weights = weigh(form, mode, tops)
    maker, keys = CriterionMaker(form.reading, mode), Keys()
    sections = []
    for block in (block for top in tops for block in top.blocks):
        before = block.section.text("Instructions")
        if before:
            message = "As instruções da seção estão na orientação do primeiro item."
            form.reading.note(block.section.place("Instructions"), message, "instructions-moved")
        criteria = []
        for question in block.questions:
            criteria.append(maker.make(question, block, weights.of_question(question), before))
            before = ""
        section = Section(
            key=keys.take(block.ref or block.label, "section"),
            label=fitted(form.reading, block.section.place("Title"), block.label),
            criteria=tuple(criteria),
            weight=weights.of_block(block),
        )
        _tell_of_lone_bonus(section, block)
        sections.append(_out_of_score(section, block, mode))
    scoring = ScoringMode.SHARES if mode is Mode.NONE else ScoringMode.POINTS
    return Definition(tuple(sections), scoring)


def _tops(form: Node) -> list[Top]:
    tops = []
    for item in form.items("Items"):
        section = item.child("Section")
        if section is None:
            form.reading.refuse(item.pointer, "As perguntas devem estar dentro de uma seção.", "question-outside")
            continue
        top = Top(section, blocks_of(section))
        if not top.blocks:
            form.reading.note(section.pointer, "A seção não tem perguntas e ficou de fora.", "section-empty")
        tops.append(top)
    return tops


def _tell_of_lone_bonus(section: Section, block: Block) -> None:
    """A bonus counts beside something that weighs."""
    has_bonus = any(option.bonus for criterion in section.criteria for option in criterion.options)
    if has_bonus and not any(criterion.weight for criterion in section.criteria):
        message = "O bloco só tem bônus: sem outro item que pese nele, o bônus não conta."
        block.section.reading.note(block.section.pointer, message, "bonus-alone")


def _out_of_score(section: Section, block: Block, mode: Mode) -> Section:
    """A form without score is made of excluded sections, in which nothing can be fatal."""
    if mode is not Mode.NONE:
        return section
    if any(option.fatal_scope for criterion in section.criteria for option in criterion.options):
        message = "Uma ficha sem nota não tem erro fatal: a marca de falha automática ficou de fora."
        block.section.reading.note(block.section.pointer, message, "fatal-unscored")
    return replace(section, excluded=True, criteria=tuple(map(_harmless, section.criteria)))


def _harmless(criterion: Criterion) -> Criterion:
    return replace(criterion, options=tuple(replace(option, fatal_scope=None) for option in criterion.options))
