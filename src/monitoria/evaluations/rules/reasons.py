"""The explanation of a score, line by line, as the scoring screen shows it live."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from monitoria.evaluations.rules.values import CriterionScore, Outcome, Reason, Score, State
from monitoria.scorecards.rules import Definition, FatalScope, ScoringMode


def explain(definition: Definition, score: Score) -> tuple[Reason, ...]:
    """Why the score is what it is: fatals first, then what took most, then what is missing or left out."""
    labels = {criterion.key: criterion.label for _, criterion in definition.criteria()}
    return (
        *_fatals(definition, score, labels),
        *_losses(score, labels),
        *_bonuses(score, labels),
        *_left_out(score, labels),
        *_missing(score),
        *_result(score),
    )


def _fatals(definition: Definition, score: Score, labels: dict[str, str]) -> Iterator[Reason]:
    names = {section.key: section.label for section in definition.sections}
    is_deduction = definition.scoring is ScoringMode.DEDUCTION
    for line in score.criteria:
        if line.fatal_scope is FatalScope.FORM or (line.fatal_scope and is_deduction):
            text = f"Erro fatal em “{labels[line.key]}”: a nota final é 0."
            yield Reason("fatal-form", text, criterion=line.key, section=line.section)
        elif line.fatal_scope is FatalScope.SECTION:
            text = f"Erro fatal em “{labels[line.key]}”: o bloco “{names[line.section]}” vale 0."
            yield Reason("fatal-section", text, criterion=line.key, section=line.section)


def _losses(score: Score, labels: dict[str, str]) -> Iterator[Reason]:
    losing = [line for line in score.criteria if line.lost]
    for line in sorted(losing, key=_lost, reverse=True):
        text = f"“{labels[line.key]}” custou {_comma(_lost(line))} ponto(s)."
        yield Reason("criterion-lost", text, criterion=line.key, section=line.section, points=line.lost)


def _lost(line: CriterionScore) -> Decimal:
    return line.lost or Decimal(0)


def _bonuses(score: Score, labels: dict[str, str]) -> Iterator[Reason]:
    for line in score.criteria:
        if line.bonus:
            text = f"“{labels[line.key]}” deu bônus de {_comma(line.bonus)}."
            yield Reason("criterion-bonus", text, criterion=line.key, section=line.section, points=line.bonus)


def _left_out(score: Score, labels: dict[str, str]) -> Iterator[Reason]:
    for line in score.criteria:
        if line.state is State.NOT_APPLICABLE:
            text = f"“{labels[line.key]}” não se aplica e sai da conta."
            yield Reason("criterion-na", text, criterion=line.key, section=line.section)


def _missing(score: Score) -> Iterator[Reason]:
    if score.missing:
        count = len(score.missing)
        text = "Falta responder 1 item." if count == 1 else f"Falta responder {count} itens."
        yield Reason("answers-missing", text, points=Decimal(count))


def _result(score: Score) -> Iterator[Reason]:
    if score.final_score is None:
        yield Reason("no-score", "Sem nota: nenhum item com peso foi respondido.")
        return
    final, mark = _comma(score.final_score), _comma(score.pass_mark)
    if score.outcome is Outcome.PASS:
        text = f"{final} alcança a nota de corte de {mark}."
        yield Reason("mark-reached", text, points=score.pass_mark)
    elif score.final_score < score.pass_mark:
        text = f"{final} fica abaixo da nota de corte de {mark}."
        yield Reason("mark-missed", text, points=score.pass_mark)
    else:
        yield Reason(
            "fatal-fails", f"{final} alcança a nota de corte, mas o erro fatal reprova.", points=score.pass_mark
        )


def _comma(number: Decimal) -> str:
    return f"{number:.2f}".replace(".", ",")
