"""Tables on their way out: no formula in any of them, text stays text, a sheet that is full goes on."""

from __future__ import annotations

import csv
import io
from datetime import datetime
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import literal

from monitoria.platform.tables import Column, Format, Kind, SheetOfRows, Words, csv_blocks, write_workbook

TEXT = Column(Words("Texto", "Text"), Kind.TEXT, literal("x"))
NUMBER = Column(Words("Número", "Number"), Kind.DECIMAL, literal(1))
MOMENT = Column(Words("Quando", "When"), Kind.MOMENT, literal(1))
DANGEROUS = ["=1+1", "+55 11", "-2", "@SUM(A1)", "\tx", "\rx", "=cmd|' /C calc'!A0"]


@pytest.mark.parametrize(("form", "delimiter"), [(Format.CSV, ";"), (Format.CSV_INTERNATIONAL, ",")])
def test_no_text_cell_begins_a_formula_and_every_text_comes_back(form: Format, delimiter: str) -> None:
    texts = [*DANGEROUS, 'a "b"; c, d', "two\nlines", "", "é"]
    whole = b"".join(csv_blocks([TEXT, NUMBER], [[(text, "-1") for text in texts]], form, "pt-BR"))
    assert whole.startswith(b"\xef\xbb\xbf") is (form is Format.CSV)
    rows = list(csv.reader(io.StringIO(whole.decode("utf-8-sig"), newline=""), delimiter=delimiter))
    assert [row[0] for row in rows[1:]] == [f"'{text}" if text in DANGEROUS else text for text in texts]
    assert {row[1] for row in rows[1:]} == {"-1"}, "a negative number is no formula"


def test_a_workbook_has_real_dates_and_numbers_and_no_formula(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    rows = [(text, "1.50", "45981.5") for text in DANGEROUS]
    write_workbook(path, [SheetOfRows("Folha", [TEXT, NUMBER, MOMENT], [rows, [(None, None, None)]])], "pt-BR")
    sheet = CalamineWorkbook.from_path(path).get_sheet_by_name("Folha").to_python()
    assert sheet[0] == ["Texto", "Número", "Quando"]
    assert [row[0] for row in sheet[1:8]] == DANGEROUS
    assert sheet[1][1:] == [1.5, datetime(2025, 11, 20, 12)]  # noqa: DTZ001 - Excel has no zones
    assert not any(b"<f>" in part for part in path.read_bytes().split(b"PK"))


def test_a_sheet_that_is_full_goes_on_on_the_next(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    rows = [[(str(number),) for number in range(7)]]
    write_workbook(path, [SheetOfRows("Folha", [TEXT], rows)], "en", most=3)
    book = CalamineWorkbook.from_path(path)
    found = [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]
    assert book.sheet_names == ["Folha", "Folha (2)", "Folha (3)"]
    assert [[row[0] for row in sheet] for sheet in found] == [
        ["Text", "0", "1", "2"],
        ["Text", "3", "4", "5"],
        ["Text", "6"],
    ]
