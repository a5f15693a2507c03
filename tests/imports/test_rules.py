"""Cells as people write them: read as they are meant, or refused with a sentence; never a crash, never a guess."""

from __future__ import annotations

import subprocess
import sys
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from math import isnan
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitoria.imports.rules.moments import DateOrder, read_moment, read_time, weigh_dates
from monitoria.imports.rules.near import distance, likeness, nearest, value_key
from monitoria.imports.rules.problems import Unreadable
from monitoria.imports.rules.samples import pack_row, unpack_row
from monitoria.imports.rules.values import (
    DurationUnit,
    guess_unit,
    is_cpf,
    read_csat,
    read_document,
    read_duration,
    read_number,
    read_yes,
)
from monitoria.platform.tables import Cell, csv_lines

DMY, MDY = DateOrder.DAY_FIRST, DateOrder.MONTH_FIRST
MOMENTS = st.datetimes(datetime(1970, 1, 1), datetime(2199, 12, 31)).map(lambda at: at.replace(microsecond=0))  # noqa: DTZ001
CELLS = st.one_of(
    st.none(), st.text(max_size=40), st.integers(), st.floats(), st.booleans(), st.dates(), st.times(), MOMENTS
)


@given(MOMENTS)
def test_a_date_is_read_back_however_it_is_written(at: datetime) -> None:
    for written in (f"{at:%d/%m/%Y %H:%M:%S}", f"{at:%d-%m-%Y %H:%M:%S}", f"{at:%Y-%m-%d %H:%M:%S}", at.isoformat()):
        assert read_moment(written, DMY) == at
    assert read_moment(f"{at:%m/%d/%Y %I:%M:%S %p}", MDY) == at


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("3/4/26", datetime(2026, 4, 3)),  # noqa: DTZ001
        ("3 de novembro de 2026 às 8h15", datetime(2026, 11, 3, 8, 15)),  # noqa: DTZ001
        ("03/nov/2026", datetime(2026, 11, 3)),  # noqa: DTZ001
        (46329.34375, datetime(2026, 11, 3, 8, 15)),  # noqa: DTZ001
        (date(2026, 11, 3), datetime(2026, 11, 3)),  # noqa: DTZ001
    ],
)
def test_rarer_dates(written: Cell, expected: datetime) -> None:
    assert read_moment(written, DMY) == expected


def test_an_offset_is_kept() -> None:
    assert read_moment("2026-11-03T08:15:00-03:00", DMY).utcoffset() == timedelta(hours=-3)


@pytest.mark.parametrize("written", ["31/02/2026", "03/13/2026", "amanhã", "", "03/11", "00/00/0000", "99", True])
def test_what_is_no_date_is_refused(written: Cell) -> None:
    with pytest.raises(Unreadable):
        read_moment(written, DMY)


@pytest.mark.parametrize(
    ("texts", "order", "is_proven"),
    [
        (["03/04/2026", "05/06/2026"], DMY, False),
        (["03/04/2026", "25/06/2026"], DMY, True),
        (["03/25/2026", "05/06/2026"], None, True),
        (["03/25/2026", "25/06/2026"], None, False),
        (["2026-03-25"], DMY, True),
    ],
)
def test_month_first_is_never_guessed(texts: list[str], order: DateOrder | None, is_proven: bool) -> None:
    found = weigh_dates(texts)
    assert (found.order, found.is_proven) == (order, is_proven)


@given(st.integers(0, 31 * 86_400))
def test_a_duration_is_read_back_however_it_is_written(seconds: int) -> None:
    clock = f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    assert read_duration(clock) == read_duration(str(seconds)) == read_duration(timedelta(seconds=seconds)) == seconds
    assert read_duration(seconds / 86_400, DurationUnit.DAY_FRACTION) == seconds
    assert read_duration(f"{seconds // 60}:{seconds % 60:02}") == seconds


@pytest.mark.parametrize(
    ("written", "seconds"),
    [("1.234", 1234), ("1.234,4", 1234), ("2min 5s", 125), ("1h", 3600), ("2h 3m", 7380), (time(0, 2, 23), 143)],
)
def test_durations_as_people_write_them(written: Cell, seconds: int) -> None:
    assert read_duration(written) == seconds


@pytest.mark.parametrize("written", ["-5", "12:75", "00:00:99", "dez", "99999999", ""])
def test_what_is_no_duration_is_refused(written: str) -> None:
    with pytest.raises(Unreadable):
        read_duration(written)


def test_two_parts_are_minutes_unless_said_to_be_hours() -> None:
    assert (read_duration("02:30"), read_duration("02:30", DurationUnit.HOURS_MINUTES)) == (150, 9000)


def test_the_unit_of_bare_numbers_is_guessed() -> None:
    assert guess_unit(["0,5", "0,001"]) is DurationUnit.DAY_FRACTION
    assert guess_unit(["143", "0"]) is DurationUnit.SECONDS


@given(st.floats(-1e9, 1e9).map(lambda n: round(n, 2)))
def test_a_number_is_read_back_in_both_conventions(number: float) -> None:
    english = f"{number:,.2f}"
    assert read_number(english.replace(",", "x").replace(".", ",").replace("x", ".")) == number
    assert read_number(f"{number:.2f}") == number


@given(CELLS)
def test_no_cell_breaks_a_reader(cell: Cell) -> None:
    for read in (
        read_number,
        read_duration,
        read_csat,
        read_yes,
        read_time,
        read_document,
        lambda c: read_moment(c, DMY),
    ):
        with suppress(Unreadable):
            read(cell)  # type: ignore[operator]


@given(st.lists(CELLS.filter(lambda cell: not isinstance(cell, float) or not isnan(cell)), max_size=6))
def test_a_row_is_kept_and_given_back(cells: list[Cell]) -> None:
    assert unpack_row(pack_row(7, cells)) == (7, cells)


def test_a_number_of_a_workbook_gets_its_lost_zeros_back() -> None:
    assert read_document(1234567891.0) == "1234567891"
    assert read_document(191) == "00000000191"
    assert is_cpf("52998224725")
    assert not is_cpf("11111111111")


@given(st.text(max_size=12), st.text(max_size=12))
def test_distance_is_a_distance(one: str, other: str) -> None:
    assert distance(one, other) == distance(other, one)
    assert (distance(one, other) == 0) == (one == other)
    assert 0 <= likeness(one, other) <= 1


def test_near_spellings_come_first() -> None:
    known = ["ana conceicao", "anabela costa", "bruno lima"]
    assert nearest(value_key("Ana Conseição"), known)[0] == "ana conceicao"
    assert nearest(value_key("Conceição, Ana"), known)[0] == "ana conceicao"
    assert nearest("zuleica", known) == []


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_exported_cell_is_a_formula(start: str) -> None:
    (_, line) = csv_lines([[f"{start}1+1", "b;c"]])
    assert line.lstrip('"').startswith("'")
    assert line.endswith('"b;c"\r\n')


_READ_ALL = """
import re, sys
from pathlib import Path
from monitoria.platform.tables import open_rows, read_table
path = Path(sys.argv[1])
rows = sum(1 for _ in open_rows(path, read_table(path).reading))
most = re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())
print(rows, int(most[1]) // 1024)
"""


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    path = tmp_path / "grande.csv"
    block = "".join(f"{n};Ana Conceição;03/11/2026 10:00;{n};{'x' * 200}\n" for n in range(10_000))
    with path.open("w") as file:
        file.write("Id;Atendente;Início;Duração;Observações\n")
        for _ in range(60):
            file.write(block)
    done = subprocess.run([sys.executable, "-c", _READ_ALL, str(path)], capture_output=True, check=True, text=True)
    rows, megabytes = map(int, done.stdout.split())
    assert path.stat().st_size > 130 << 20
    assert (rows, megabytes < 120) == (600_000, True), megabytes
