"""What was found in a file, row by row, as it goes out."""

from __future__ import annotations

from monitoria.imports.models import Import, ImportProblem
from monitoria.imports.rules.problems import PreviewRow, ProblemCount, RowProblem
from monitoria.imports.schemas.masking import mask_cell, mask_field
from monitoria.imports.schemas.shown import (
    PreviewOut,
    PreviewRowOut,
    ProblemCountOut,
    ProblemCountsOut,
    RowProblemOut,
)


def show_problem(found: Import, problem: ImportProblem) -> RowProblemOut:
    """One finding with the name of its column."""
    column = None if problem.position < 0 else problem.position
    return _problem(found, RowProblem(problem.row, column, problem.rule, problem.message, problem.value), problem)


def _problem(found: Import, problem: RowProblem, kept: ImportProblem | None = None) -> RowProblemOut:
    return RowProblemOut(
        row=problem.row,
        column=problem.column,
        column_name=_column_name(found, problem.column),
        rule=problem.rule,
        message=problem.message,
        value=mask_cell(found, problem.column, problem.value),
        is_warning=problem.is_warning if kept is None else kept.is_warning,
    )


def show_counts(found: Import, counts: list[ProblemCount]) -> ProblemCountsOut:
    """The kinds of problems with the names of their columns."""
    return ProblemCountsOut(
        items=[
            ProblemCountOut(
                rule=count.rule,
                column=count.column,
                column_name=_column_name(found, count.column),
                message=count.message,
                rows=count.rows,
                is_warning=count.is_warning,
            )
            for count in counts
        ]
    )


def _column_name(found: Import, column: int | None) -> str | None:
    names = [one["name"] for one in found.columns]
    return names[column] if column is not None and column < len(names) else None


def show_preview(found: Import, rows: list[PreviewRow]) -> PreviewOut:
    """The first rows as they will be read."""
    return PreviewOut(
        rows=[
            PreviewRowOut(
                row=row.row,
                values={name: mask_field(name, value) for name, value in row.values.items()},
                raw={name: mask_field(name, value) for name, value in row.raw.items()},
                problems=[_problem(found, p) for p in row.problems],
            )
            for row in rows
        ]
    )
