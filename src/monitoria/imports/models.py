"""Tables of imports: the file and how it is read, what is wrong with it, what was decided, what it changed."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Column, ForeignKey, Index, Integer, String, Table, Text, Uuid, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from monitoria.imports.rules.fields import ImportKind
from monitoria.imports.rules.lifecycle import ImportStatus, TraceKind
from monitoria.platform.database import Base, new_id, one_of


class Import(Base):
    """One file on its way in. Rows are counted as a spreadsheet counts them.

    `reading` is how the file is read, `columns` what its columns are called and hold, `dates` how its dates may be
    read, `sample` its first rows. `rows_done` of `rows_total` rows are through in the present `run`, which began at
    `run_started_at` with `run_rows_from` of them; a job whose run is no longer the present one stops.
    """

    __tablename__ = "imports"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    kind: Mapped[str] = mapped_column(String(16))
    status: Mapped[str] = mapped_column(String(16))
    file_name: Mapped[str] = mapped_column(String(255))
    storage_key: Mapped[str] = mapped_column(String(200))
    size_bytes: Mapped[int] = mapped_column(BigInteger)
    sha256: Mapped[str] = mapped_column(String(64))
    reading: Mapped[dict[str, Any]] = mapped_column(JSONB)
    sheets: Mapped[list[str]] = mapped_column(JSONB)
    columns: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
    dates: Mapped[dict[str, Any]] = mapped_column(JSONB)
    sample: Mapped[list[Any]] = mapped_column(JSONB)
    mapping: Mapped[dict[str, int]] = mapped_column(JSONB)
    options: Mapped[dict[str, Any]] = mapped_column(JSONB)
    counts: Mapped[dict[str, int]] = mapped_column(JSONB, default=dict, server_default=text("'{}'"))
    rows_done: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    rows_total: Mapped[int | None]
    run: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    run_rows_from: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    run_started_at: Mapped[datetime | None]
    progress_at: Mapped[datetime | None]
    is_cancel_requested: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    problem: Mapped[str | None] = mapped_column(Text)
    version: Mapped[int] = mapped_column(default=1)
    created_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"))
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - the mapper's own convention
    __table_args__ = (
        CheckConstraint(one_of("kind", ImportKind), name="kind_is_known"),
        CheckConstraint(one_of("status", ImportStatus), name="status_is_known"),
        Index("ix_imports_created_by_id", "created_by_id", "id"),
    )


class ImportProblem(Base):
    """One finding; `position` is the column from 0, -1 for the whole row. A warning does not keep its row out."""

    __tablename__ = "import_problems"

    import_id: Mapped[UUID] = mapped_column(ForeignKey("imports.id", ondelete="CASCADE"), primary_key=True)
    row: Mapped[int] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    rule: Mapped[str] = mapped_column(String(40), primary_key=True)
    message: Mapped[str] = mapped_column(Text)
    value: Mapped[str] = mapped_column(String(120))
    is_warning: Mapped[bool]


class ImportValue(Base):
    """A value of the file that names nothing we know, how many rows have it, and what was decided about it."""

    __tablename__ = "import_values"

    import_id: Mapped[UUID] = mapped_column(ForeignKey("imports.id", ondelete="CASCADE"), primary_key=True)
    field: Mapped[str] = mapped_column(String(20), primary_key=True)
    key: Mapped[str] = mapped_column(Text, primary_key=True)
    value: Mapped[str] = mapped_column(String(160))
    rows: Mapped[int]
    near: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
    decision: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))


class ImportChange(Base):
    """What a call said before an import changed it, for undoing."""

    __tablename__ = "import_changes"

    import_id: Mapped[UUID] = mapped_column(ForeignKey("imports.id", ondelete="CASCADE"), primary_key=True)
    call_id: Mapped[UUID] = mapped_column(ForeignKey("calls.id", ondelete="CASCADE"), primary_key=True)
    before: Mapped[dict[str, Any]] = mapped_column(JSONB)

    __table_args__ = (Index("ix_import_changes_call_id", "call_id"),)


class ImportTrace(Base):
    """Something besides imported calls that an import made (`before` is None) or changed, for undoing."""

    __tablename__ = "import_traces"
    __table_args__ = (CheckConstraint(one_of("kind", TraceKind), name="kind_is_known"),)

    import_id: Mapped[UUID] = mapped_column(ForeignKey("imports.id", ondelete="CASCADE"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(12), primary_key=True)
    thing_id: Mapped[UUID] = mapped_column(primary_key=True)
    before: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))


class ImportPreset(Base):
    """A mapping and options under a name, for the next file of the same kind; columns go by their names."""

    __tablename__ = "import_presets"
    __table_args__ = (Index("uq_import_presets_kind_name_key", "kind", "name_key", unique=True),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    kind: Mapped[str] = mapped_column(String(16))
    name: Mapped[str] = mapped_column(String(80))
    name_key: Mapped[str] = mapped_column(Text)
    mapping: Mapped[dict[str, str]] = mapped_column(JSONB)
    options: Mapped[dict[str, Any]] = mapped_column(JSONB)
    created_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"))
    created_at: Mapped[datetime]


# Identifiers seen while a file is checked, to find those that come twice; emptied afterwards, worth no journal.
IMPORT_KEYS = Table(
    "import_keys",
    Base.metadata,
    Column("import_id", Uuid(), nullable=False),
    Column("key", BigInteger(), nullable=False),
    Column("row", Integer(), nullable=False),
    prefixes=["UNLOGGED"],
)
