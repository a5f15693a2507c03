"""What happens after publication: acknowledgements, contests, revisions, deadlines in working days, holidays."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from monitoria.settings.rules import national_holidays

revision = "0012_feedback"
down_revision = "0011_recording_batches"
branch_labels = None
depends_on = None

YEARS = range(2025, 2031)
STATUSES = "'draft', 'published', 'acknowledged', 'contested', 'upheld', 'changed', 'closed'"
DAYS = {"acknowledge_days": (5, 30), "contest_days": (5, 30), "decide_days": (5, 30)}
TERMS = {**DAYS, "contest_rounds": (1, 2), "notice_days": (1, 10)}
WAITING = "status IN ('published', 'acknowledged', 'upheld', 'changed')"
CHECKS = {
    "status_is_known": f"status IN ({STATUSES})",
    "revisions_count_from_one": "revision >= 1",
    "a_contest_is_decided_in_time": "(status = 'contested') = (decide_by IS NOT NULL)",
    "acknowledging_is_waited_for": "acknowledge_by IS NULL OR status IN ('published', 'upheld', 'changed')",
    "contesting_is_waited_for": f"contest_by IS NULL OR {WAITING}",
    "closes_from_a_status": f"closes_at IS NULL OR {WAITING}",
    "a_notice_is_of_something": "notice_at IS NULL OR status NOT IN ('draft', 'closed')",
}
TIMES = ("acknowledge_by", "contest_by", "decide_by", "closes_at", "notice_at")


def upgrade() -> None:
    _settings()
    _evaluations()
    _revisions()
    _contests()
    _items()
    _files()
    _acknowledgements()


def _settings() -> None:
    for name, (usual, most) in TERMS.items():
        op.add_column("installation", sa.Column(name, sa.Integer(), server_default=sa.text(str(usual)), nullable=False))
        check = op.f(f"ck_installation_{name}_are_sane")
        op.create_check_constraint(check, "installation", f"{name} BETWEEN 1 AND {most}")
    holidays = op.create_table(
        "holidays",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("is_optional", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_holidays")),
    )
    rows = [
        {"day": found.day, "name": found.name, "is_optional": found.is_optional, "created_at": sa.func.now()}
        for year in YEARS
        for found in national_holidays(year)
    ]
    for row in rows:
        op.execute(holidays.insert().values(**row))


def _evaluations() -> None:
    """Those that are published already were promised nothing: they wait for nobody and never expire."""
    op.add_column("evaluations", sa.Column("revision", sa.Integer(), server_default=sa.text("1"), nullable=False))
    for name in TIMES:
        op.add_column("evaluations", sa.Column(name, sa.DateTime(timezone=True), nullable=True))
    op.drop_constraint(op.f("ck_evaluations_status_is_known"), "evaluations")
    for name, check in CHECKS.items():
        op.create_check_constraint(op.f(f"ck_evaluations_{name}"), "evaluations", check)
    for name, columns, where in (
        ("closes_at", ["closes_at"], "closes_at IS NOT NULL"),
        ("notice_at", ["notice_at"], "notice_at IS NOT NULL"),
        ("to_acknowledge", ["dated_at", "id"], "acknowledge_by IS NOT NULL"),
        ("contested", ["dated_at", "id"], "status = 'contested'"),
    ):
        op.create_index(f"ix_evaluations_{name}", "evaluations", columns, postgresql_where=sa.text(where))


def _of_evaluation(table: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_evaluation_id_evaluations")
    return sa.ForeignKeyConstraint(["evaluation_id"], ["evaluations.id"], name=name, ondelete="CASCADE")


def _score(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.Numeric(precision=5, scale=2), nullable=True)


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), server_default=sa.text("''"), nullable=False)


def _revisions() -> None:
    table = "evaluation_revisions"
    op.create_table(
        table,
        sa.Column("evaluation_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        _score("raw_score"),
        _score("final_score"),
        sa.Column("outcome", sa.String(length=8), nullable=True),
        _score("critical_score"),
        sa.Column("has_fatal", sa.Boolean(), nullable=False),
        sa.Column("engine_version", sa.String(length=16), nullable=False),
        sa.Column("answers", JSONB(), nullable=False),
        _text("reason"),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("number >= 1", name=op.f(f"ck_{table}_counts_from_one")),
        sa.CheckConstraint("outcome IN ('pass', 'fail')", name=op.f(f"ck_{table}_outcome_is_known")),
        _of_evaluation(table),
        sa.ForeignKeyConstraint(["by_id"], ["users.id"], name=op.f(f"fk_{table}_by_id_users")),
        sa.PrimaryKeyConstraint("evaluation_id", "number", name=op.f(f"pk_{table}")),
    )


def _contests() -> None:
    table = "evaluation_contests"
    op.create_table(
        table,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("evaluation_id", sa.Uuid(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=8), nullable=False),
        _text("comment"),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decide_by", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by_id", sa.Uuid(), nullable=True),
        _text("reason"),
        sa.Column("overdue_told_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("status IN ('open', 'upheld', 'changed')", name=op.f(f"ck_{table}_status_is_known")),
        sa.CheckConstraint("round >= 1", name=op.f(f"ck_{table}_rounds_count_from_one")),
        sa.CheckConstraint("(status = 'open') = (decided_at IS NULL)", name=op.f(f"ck_{table}_decided_has_a_time")),
        sa.CheckConstraint(
            "(decided_at IS NULL) = (decided_by_id IS NULL)", name=op.f(f"ck_{table}_decided_has_a_person")
        ),
        _of_evaluation(table),
        sa.ForeignKeyConstraint(["decided_by_id"], ["users.id"], name=op.f(f"fk_{table}_decided_by_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("evaluation_id", "round", name=op.f(f"uq_{table}_evaluation_id_round")),
    )
    is_open = sa.text("status = 'open'")
    op.create_index(f"uq_{table}_open", table, ["evaluation_id"], unique=True, postgresql_where=is_open)
    is_late = sa.text("status = 'open' AND overdue_told_at IS NULL")
    op.create_index(f"ix_{table}_late", table, ["decide_by"], postgresql_where=is_late)


def _items() -> None:
    table = "evaluation_contest_items"
    op.create_table(
        table,
        sa.Column("contest_id", sa.Uuid(), nullable=False),
        sa.Column("criterion_key", sa.String(length=60), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("given", JSONB(), nullable=True),
        sa.Column("asked", JSONB(), nullable=True),
        _text("reason"),
        sa.Column("at_seconds", sa.Float(), nullable=True),
        sa.Column("recording_id", sa.Uuid(), nullable=True),
        sa.Column("decision", sa.String(length=8), nullable=True),
        sa.Column("decided", JSONB(), nullable=True),
        _text("decided_reason"),
        sa.CheckConstraint("decision IN ('uphold', 'accept', 'replace')", name=op.f(f"ck_{table}_decision_is_known")),
        sa.CheckConstraint("(decision IS NULL) = (decided IS NULL)", name=op.f(f"ck_{table}_decided_is_an_answer")),
        sa.CheckConstraint(
            "(at_seconds IS NULL) = (recording_id IS NULL)", name=op.f(f"ck_{table}_moment_has_a_recording")
        ),
        sa.ForeignKeyConstraint(
            ["contest_id"],
            ["evaluation_contests.id"],
            name=op.f(f"fk_{table}_contest_id_evaluation_contests"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("contest_id", "criterion_key", name=op.f(f"pk_{table}")),
    )


def _files() -> None:
    table = "evaluation_contest_files"
    op.create_table(
        table,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("contest_id", sa.Uuid(), nullable=False),
        sa.Column("file_name", sa.String(length=255), nullable=False),
        sa.Column("content_type", sa.String(length=80), nullable=False),
        sa.Column("size_bytes", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.LargeBinary(), nullable=False),
        sa.Column("storage_key", sa.String(length=200, collation="C"), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["contest_id"],
            ["evaluation_contests.id"],
            name=op.f(f"fk_{table}_contest_id_evaluation_contests"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("contest_id", "sha256", name=op.f(f"uq_{table}_contest_id_sha256")),
        sa.UniqueConstraint("storage_key", name=op.f(f"uq_{table}_storage_key")),
    )


def _acknowledgements() -> None:
    table = "evaluation_acknowledgements"
    op.create_table(
        table,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("evaluation_id", sa.Uuid(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("agrees", sa.Boolean(), nullable=False),
        _text("comment"),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        _of_evaluation(table),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
    op.create_index(f"ix_{table}_evaluation_id", table, ["evaluation_id", "at"])
