"""`monitoria export`: the same file as on the screen, whole or not at all."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from monitoria.cli.errors import CommandError
from monitoria.cli.export import ExportWishes, export
from monitoria.demo import install_sample
from monitoria.platform.config import Config
from tests.support.disk import largest_file


def wishes(name: str, to: Path, *filters: str) -> ExportWishes:
    return ExportWishes(name, filters, to, None, "pt-BR")


def test_a_list_goes_into_a_file_with_its_filters(own_database_url: str, tmp_path: Path) -> None:
    config = Config(database_url=own_database_url, home=tmp_path / "home")
    assert install_sample(config)
    some, whole, book = tmp_path / "some.csv", tmp_path / "all.csv", tmp_path / "book.xlsx"
    assert export(config, wishes("calls", some, "status=open", "status=in_progress")) == 0
    assert export(config, wishes("calls", whole)) == 0
    assert export(config, wishes("scorecards", book)) == 0
    rows = [list(csv.reader(io.StringIO(p.read_text("utf-8-sig")), delimiter=";")) for p in (some, whole)]
    assert rows[0][1:] == [row for row in rows[1][1:] if row[9] in ("Aberta", "Em andamento")]
    assert 1 < len(rows[0]) < len(rows[1])
    assert CalamineWorkbook.from_path(book).sheet_names == ["Itens", "Fichas"]
    for bad, part in (("status=x", "/filters/status"), ("situacao=x", "não tem o filtro"), ("aberta", "NOME=VALOR")):
        with pytest.raises(CommandError, match=part):
            export(config, wishes("calls", tmp_path / "no.csv", bad))
    with pytest.raises(CommandError, match="não pode ser gravado"):
        export(config, wishes("calls", tmp_path / "absent" / "no.csv"))
    with largest_file(1_024), pytest.raises(CommandError, match=r"não pode ser gravado: File too large"):
        export(config, wishes("calls", tmp_path / "half.csv"))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["all.csv", "book.xlsx", "home", "some.csv"]
