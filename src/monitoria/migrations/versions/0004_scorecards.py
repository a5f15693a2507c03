"""Scorecards and their versions, with the standard card installed as the default."""

import json

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0004_scorecards"
down_revision = "0003_audit"
branch_labels = None
depends_on = None

CARD_ID = "01900000-0000-7000-8000-000000000001"
VERSION_ID = "01900000-0000-7000-8000-000000000002"
ITEMS = (
    (
        "greeting",
        "Saudação",
        "Apresentou-se, disse o nome da empresa e tratou o cliente pelo nome, com cordialidade.",
    ),
    (
        "communication",
        "Comunicação",
        "Falou com clareza, em linguagem simples e correta, sem interromper, e confirmou o que entendeu.",
    ),
    (
        "problem_solving",
        "Resolução de problemas",
        "Investigou a causa, ofereceu a solução certa e disse ao cliente o que acontece a seguir.",
    ),
    (
        "empathy",
        "Empatia",
        "Reconheceu a situação do cliente, mostrou interesse e manteve a calma nos momentos difíceis.",
    ),
    (
        "procedures",
        "Procedimentos",
        "Confirmou os dados, seguiu o roteiro obrigatório e registrou o atendimento por completo.",
    ),
    (
        "closing",
        "Encerramento",
        "Resumiu o combinado, perguntou se havia algo mais, informou o protocolo e despediu-se.",
    ),
)


def upgrade() -> None:
    op.create_table(
        "scorecards",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("is_default", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("current_version_id", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("status IN ('draft', 'published', 'retired')", name=op.f("ck_scorecards_status_is_known")),
        sa.CheckConstraint("NOT is_default OR status = 'published'", name=op.f("ck_scorecards_default_is_published")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scorecards")),
    )
    op.create_index("ix_scorecards_name_key_id", "scorecards", ["name_key", "id"], unique=False)
    op.create_index(
        "uq_scorecards_is_default",
        "scorecards",
        ["is_default"],
        unique=True,
        postgresql_where=sa.text("is_default"),
    )
    op.create_table(
        "scorecard_versions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("scorecard_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("definition", postgresql.JSONB(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["scorecard_id"], ["scorecards.id"], name=op.f("fk_scorecard_versions_scorecard_id_scorecards")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scorecard_versions")),
        sa.UniqueConstraint("scorecard_id", "number", name=op.f("uq_scorecard_versions_scorecard_id_number")),
    )
    op.create_index(
        "uq_scorecard_versions_draft",
        "scorecard_versions",
        ["scorecard_id"],
        unique=True,
        postgresql_where=sa.text("published_at IS NULL"),
    )
    op.create_foreign_key(
        "fk_scorecards_current_version_id_scorecard_versions",
        "scorecards",
        "scorecard_versions",
        ["current_version_id"],
        ["id"],
    )
    _install_standard_card()


def _install_standard_card() -> None:
    criteria = [
        {"key": key, "label": label, "minimum": "0", "maximum": "10", "step": "1", "guidance": guidance}
        for key, label, guidance in ITEMS
    ]
    definition = {"sections": [{"key": "service", "label": "Atendimento", "criteria": criteria}]}
    values = {"card": CARD_ID, "version": VERSION_ID, "definition": json.dumps(definition, ensure_ascii=False)}
    bind = op.get_bind()
    for statement in (
        "INSERT INTO scorecards (id, name, name_key, description, status, is_default, version, created_at, updated_at)"
        " VALUES (CAST(:card AS uuid), 'Ficha padrão', 'ficha padrao',"
        " 'Seis itens de 0 a 10, com o mesmo peso.', 'published', true, 1, now(), now())",
        "INSERT INTO scorecard_versions (id, scorecard_id, number, definition, created_at, published_at)"
        " VALUES (CAST(:version AS uuid), CAST(:card AS uuid), 1, CAST(:definition AS jsonb), now(), now())",
        "UPDATE scorecards SET current_version_id = CAST(:version AS uuid) WHERE id = CAST(:card AS uuid)",
    ):
        used = {name: value for name, value in values.items() if f":{name} " in statement}
        bind.execute(sa.text(statement), used)
