"""Terms and who accepted them, how long things are kept, holds, and what data subjects asked for."""

import sqlalchemy as sa
from alembic import op

revision = "0015_privacy"
down_revision = "0014_audit_chain"
branch_labels = None
depends_on = None

TITLE = "Ciência do monitoramento e da gravação"
TEXT = """\
Os atendimentos desta central podem ser gravados e ouvidos, e alguns são avaliados com uma ficha de monitoria.

Para que serve: reconhecer o que vai bem, orientar, treinar e melhorar o atendimento. A monitoria \
não serve para acelerar o trabalho, e a sua nota não é mostrada a colegas nem vira lista de classificação.

O que você pode fazer: consultar as suas monitorias, ouvir as suas gravações e ver quem as ouviu; contestar uma \
avaliação, o que nunca conta contra você; baixar tudo o que está registrado sobre você.

Ao continuar, você declara que leu e está ciente. Isto não significa que concorda com uma avaliação."""
TITLE_EN = "Awareness of monitoring and recording"
TEXT_EN = """\
Calls handled here may be recorded and listened to, and some are evaluated on a scorecard.

What for: to recognise what goes well, to guide, to train and to improve the service. Monitoring is not used \
to speed up work, and your score is neither shown to colleagues nor turned into a ranking.

What you can do: read your evaluations, listen to your recordings and see who listened; contest an evaluation, \
which never counts against you; download everything that is recorded about you.

By going on you state that you have read this and are aware of it. It does not mean that you agree with an \
evaluation."""


def upgrade() -> None:
    # A cache that every request reads with the person: whether he still has a term to accept.
    op.add_column("users", sa.Column("owes_terms", sa.Boolean(), server_default=sa.text("false"), nullable=False))
    _create_terms()
    _create_retention()
    _create_requests()


def _create_terms() -> None:
    terms = op.create_table(
        "terms",
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("concerns", sa.String(length=16), nullable=False),
        sa.Column("title", sa.String(length=160), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("title_en", sa.String(length=160), nullable=True),
        sa.Column("text_en", sa.Text(), nullable=True),
        sa.Column("published_by_id", sa.Uuid(), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("version >= 1", name=op.f("ck_terms_version_counts_from_one")),
        sa.ForeignKeyConstraint(["published_by_id"], ["users.id"], name=op.f("fk_terms_published_by_id_users")),
        sa.PrimaryKeyConstraint("key", "version", name=op.f("pk_terms")),
    )
    op.create_table(
        "term_acceptances",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("request_id", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(
            ["key", "version"], ["terms.key", "terms.version"], name=op.f("fk_term_acceptances_key_version_terms")
        ),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_term_acceptances_user_id_users")),
        sa.PrimaryKeyConstraint("user_id", "key", "version", name=op.f("pk_term_acceptances")),
    )
    now = sa.func.now()
    op.execute(
        terms.insert().values(
            key="awareness",
            version=1,
            concerns="operator",
            title=TITLE,
            text=TEXT,
            title_en=TITLE_EN,
            text_en=TEXT_EN,
            published_at=now,
        )
    )
    op.execute("UPDATE users SET owes_terms = true WHERE role = 'operator'")


def _create_retention() -> None:
    op.create_table(
        "retention_policies",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("team_id", sa.Uuid(), nullable=True),
        sa.Column("is_regulated", sa.Boolean(), nullable=False),
        sa.Column("recording_days", sa.Integer(), nullable=True),
        sa.Column("record_years", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("recording_days >= 1", name=op.f("ck_retention_policies_recordings_are_kept_a_day")),
        sa.CheckConstraint("record_years >= 1", name=op.f("ck_retention_policies_records_are_kept_a_year")),
        sa.CheckConstraint(
            "NOT is_regulated OR ((recording_days IS NULL OR recording_days >= 90) "
            "AND (record_years IS NULL OR record_years >= 2))",
            name=op.f("ck_retention_policies_regulated_are_kept_long_enough"),
        ),
        sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name=op.f("fk_retention_policies_team_id_teams")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_retention_policies")),
        sa.UniqueConstraint("team_id", name=op.f("uq_retention_policies_team_id"), postgresql_nulls_not_distinct=True),
    )
    # Nothing is ever purged until somebody says so.
    op.execute(
        "INSERT INTO retention_policies (id, team_id, is_regulated, recording_days, record_years, version, updated_at) "
        "VALUES (gen_random_uuid(), NULL, true, NULL, NULL, 1, now())"
    )
    op.create_table(
        "legal_holds",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("call_id", sa.Uuid(), nullable=True),
        sa.Column("team_id", sa.Uuid(), nullable=True),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("placed_by_id", sa.Uuid(), nullable=False),
        sa.Column("placed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("released_by_id", sa.Uuid(), nullable=True),
        sa.Column("released_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("num_nonnulls(call_id, team_id) = 1", name=op.f("ck_legal_holds_holds_one_thing")),
        sa.CheckConstraint(
            "(released_at IS NULL) = (released_by_id IS NULL)", name=op.f("ck_legal_holds_released_by_somebody")
        ),
        sa.ForeignKeyConstraint(
            ["call_id"],
            ["calls.id"],
            name=op.f("fk_legal_holds_call_id_calls"),
            deferrable=True,
            initially="DEFERRED",
        ),
        sa.ForeignKeyConstraint(["placed_by_id"], ["users.id"], name=op.f("fk_legal_holds_placed_by_id_users")),
        sa.ForeignKeyConstraint(["released_by_id"], ["users.id"], name=op.f("fk_legal_holds_released_by_id_users")),
        sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name=op.f("fk_legal_holds_team_id_teams")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_legal_holds")),
    )
    op.create_index("ix_legal_holds_call_id", "legal_holds", ["call_id"])
    op.create_index("ix_legal_holds_team_id", "legal_holds", ["team_id"])
    # A record whose customer's data were erased is not looked at again.
    op.add_column("calls", sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True))


def _create_requests() -> None:
    op.create_table(
        "data_requests",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("subject_name", sa.String(length=160), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=True),
        sa.Column("details", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_by_id", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_by_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "kind IN ('access', 'correction', 'deletion', 'information', 'objection', 'review')",
            name=op.f("ck_data_requests_kind_is_known"),
        ),
        sa.CheckConstraint("status IN ('open', 'done', 'refused')", name=op.f("ck_data_requests_status_is_known")),
        sa.CheckConstraint("(status = 'open') = (closed_at IS NULL)", name=op.f("ck_data_requests_closed_has_a_time")),
        sa.CheckConstraint("due_on >= received_on", name=op.f("ck_data_requests_due_after_received")),
        sa.ForeignKeyConstraint(["closed_by_id"], ["users.id"], name=op.f("fk_data_requests_closed_by_id_users")),
        sa.ForeignKeyConstraint(["created_by_id"], ["users.id"], name=op.f("fk_data_requests_created_by_id_users")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_data_requests_user_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_data_requests")),
    )
    op.create_index("ix_data_requests_due_on_id", "data_requests", ["due_on", "id"])
    op.create_index("ix_data_requests_user_id", "data_requests", ["user_id"])
