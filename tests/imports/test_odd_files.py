"""Every odd file that centres have sent: read as it says, or refused with the reason; never half, never a crash."""

from __future__ import annotations

import io
import re
import struct
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, time
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from monitoria.app import assemble
from monitoria.platform.config import Config
from monitoria.platform.database import Database
from tests.support.http import signed_in_client
from tests.support.imports import CALLS, Journey, send
from tests.support.people import Cast

HEADER = "Id;Atendente;Início;Duração\n"


def workbook(fill: Callable[[Any, Any], None], **options: Any) -> bytes:
    """An XLSX made by `fill(workbook, first sheet)`."""
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True, **options})
    fill(book, book.add_worksheet("Chamadas"))
    book.close()
    return made.getvalue()


def _table(book: Any, sheet: Any) -> None:
    moment, clock = book.add_format({"num_format": "dd/mm/yyyy hh:mm"}), book.add_format({"num_format": "hh:mm:ss"})
    sheet.write_row(0, 0, ["Id", "Atendente", "Início", "Duração", "CPF"])
    sheet.write_row(1, 0, [1, "Ana Conceição"])
    sheet.write_datetime(1, 2, datetime(2026, 11, 3, 8, 15), moment)  # noqa: DTZ001
    sheet.write_datetime(1, 3, time(0, 2, 23), clock)
    sheet.write_number(1, 4, 52998224725)
    sheet.write_row(2, 0, [2, "Bruno Lima"])
    sheet.write_datetime(2, 2, datetime(2026, 11, 3, 23, 59), moment)  # noqa: DTZ001
    sheet.write_formula(2, 3, "=D2*2", clock, 286 / 86_400)


def _rewrite(content: bytes, change: Callable[[str, bytes], tuple[str, bytes]]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(*change(name, source.read(name)))
    return made.getvalue()


def _macro(content: bytes) -> bytes:
    made = io.BytesIO(content)
    with zipfile.ZipFile(made, "a") as target:
        target.writestr("xl/vbaProject.bin", b"Attribute VB_Name")
    return made.getvalue()


def _far_cell(book: Any, sheet: Any) -> None:
    _table(book, sheet)
    sheet.write(1_000_000, 10_000, "x")


def _bomb(content: bytes) -> bytes:
    blanks = b" " * (300 << 20)
    return _rewrite(content, lambda name, raw: (name, raw + blanks if name.endswith("sheet1.xml") else raw))


def _lying_bomb(content: bytes) -> bytes:
    """Declares a small size for a sheet that unpacks to far more."""
    blanks = b"<!--" + b" " * (200 << 20) + b"-->"
    packed = bytearray(_rewrite(content, lambda n, raw: (n, raw + blanks if n.endswith("sheet1.xml") else raw)))
    size = struct.pack("<I", 900)
    for found in re.finditer(b"PK\x01\x02", bytes(packed)):
        at = found.start()
        length = struct.unpack("<H", packed[at + 28 : at + 30])[0]
        if bytes(packed[at + 46 : at + 46 + length]).endswith(b"sheet1.xml"):
            packed[at + 24 : at + 28] = size
    return bytes(packed)


SMALL = workbook(_table)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
REFUSED: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "empty"),
    "only blanks": (b"\xef\xbb\xbf\r\n\r\n", "empty"),
    "only a header": (HEADER.encode(), "empty"),
    "nul": (HEADER.encode() + b"1;Ana\0Lima;03/11/2026;1\n", "nul"),
    "pdf": (b"%PDF-1.7\n%\xe2\xe3", "not-a-table"),
    "html": (b"<!DOCTYPE html><html><body><table>", "not-a-table"),
    "wave": (b"RIFF\x24\0\0\0WAVEfmt ", "not-a-table"),
    "gzip": (b"\x1f\x8b\x08\0", "not-a-table"),
    "zip": (_rewrite(SMALL, lambda name, raw: (f"x/{name}", raw)), "not-a-table"),
    "password": (OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
    "old excel": (OLE, "old-format"),
    "macros": (_macro(SMALL), "macros"),
    "cut": (SMALL[: len(SMALL) // 2], "damaged"),
    "far cell": (workbook(_far_cell), "too-large"),
    "header twice": (b"Id;Data;Atendente;Data\n1;03/11/2026;Ana;04/11/2026\n", "header-twice"),
    "open quote": (HEADER.encode() + b'1;"Ana;03/11/2026;1\n' + b"2;Bia;03/11/2026;2\n" * 20_000, "quotes"),
    "one endless line": (HEADER.encode() + b"x" * (3 << 20), "long-line"),
    "not utf-16": (b"\xff\xfeI\0d\0;\0\x00\xd8\x00\xd8", "encoding"),
    "too wide": (b";".join(b"c%d" % n for n in range(300)) + b"\n" + b"1;" * 299 + b"1\n", "too-wide"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_can_not_be_a_table_is_refused_with_its_reason(admin: Journey, name: str) -> None:
    content, rule = REFUSED[name]
    answer = send(admin.client, content, "arquivo.csv")
    assert answer.status_code == 422
    problem = answer.get_json()
    assert (problem["type"], problem["errors"][0]["rule"]) == ("/problems/file-refused", rule)
    assert problem["errors"][0]["pointer"] == "/file"
    assert admin.client.get("/api/imports").get_json()["items"] == []


@pytest.mark.parametrize("make", [_bomb, _lying_bomb])
def test_a_zip_bomb_is_refused_whatever_it_declares(admin: Journey, make: Callable[[bytes], bytes]) -> None:
    content = make(SMALL)
    assert len(content) < 1 << 20
    answer = send(admin.client, content, "planilha.xlsx")
    assert answer.status_code == 422
    assert answer.get_json()["errors"][0]["rule"] in ("zip-bomb", "too-large", "damaged")


@pytest.mark.parametrize(
    "content",
    [
        "PassengerId,Survived,Pclass,Name,Sex,Age\n1,0,3,Braund,male,22\n2,1,1,Cumings,female,38\n",
        "sku;preço;estoque;fornecedor\nA1;12,50;3;ACME\nB2;8,00;0;ACME\n",
        "olá\ntudo bem\n",
    ],
)
def test_a_table_that_is_not_about_calls_says_so(admin: Journey, content: str) -> None:
    answer = send(admin.client, content)
    assert (answer.status_code, answer.get_json()["type"]) == (422, "/problems/not-about-calls")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_any_encoding_and_separator_is_read(admin: Journey, encoding: str, separator: str) -> None:
    done = admin.bring(CALLS.replace(";", separator).replace("\n", "\r\n").encode(encoding))
    assert done["counts"]["created"] == 3
    calls = admin.client.get("/api/calls?q=avila").get_json()["items"]
    assert [call["customer_name"] for call in calls] == ["Maria d'Ávila"]


def test_a_letter_outside_ascii_far_down_changes_the_reading_of_the_whole(admin: Journey) -> None:
    filling = "".join(f"X-{n};Ana Lima;03/11/2026 10:00;1\n" for n in range(40_000))
    made = admin.upload((HEADER + filling + "Z;Ana Conceição;03/11/2026 10:00;1\n").encode("cp1252"))
    assert made["reading"]["encoding"] == "cp1252"


def test_a_workbook_is_read_by_its_values_and_types(admin: Journey) -> None:
    made = admin.check(admin.upload(SMALL, "chamadas.xlsx"))
    assert (made["sheets"], made["reading"]["sheet"], admin.problems(made)) == (["Chamadas"], "Chamadas", [])
    assert admin.commit(made)["counts"]["created"] == 2
    calls = admin.client.get("/api/calls?sort=started_at").get_json()["items"]
    assert [call["started_at"] for call in calls] == ["2026-11-03T11:15:00Z", "2026-11-04T02:59:00Z"]
    assert [call["duration_seconds"] for call in calls] == [143, 286]
    assert [call["customer_document"] for call in calls] == ["•••••••••25", None]  # read whole, shown masked
    assert [call["external_id"] for call in calls] == ["1", "2"]


def test_the_sheet_is_chosen(admin: Journey) -> None:
    def fill(book: Any, sheet: Any) -> None:
        sheet.write(0, 0, "Relatório de novembro")
        other = book.add_worksheet("Dados")
        _table(book, other)

    made = admin.upload(workbook(fill), "chamadas.xlsx")
    assert (made["sheets"], made["reading"]["sheet"]) == (["Chamadas", "Dados"], "Dados")
    answer = admin.client.put(
        f"/api/imports/{made['id']}", json={"version": made["version"], "options": {"sheet": "Chamadas"}}
    )
    assert answer.status_code == 422
    answer = admin.client.put(
        f"/api/imports/{made['id']}", json={"version": made["version"], "options": {"sheet": "Nenhuma"}}
    )
    assert answer.get_json()["errors"][0]["rule"] == "sheet"


def test_titles_above_the_header_and_blank_lines_are_passed_over(admin: Journey) -> None:
    content = "Relatório de chamadas\n\n" + HEADER + "1;Ana Lima;03/11/2026 10:00;10\n\n2;Ana Lima;03/11/2026;1\n"
    made = admin.check(admin.upload(content))
    assert (made["reading"]["header_row"], made["counts"]["good"]) == (3, 2)


def test_a_line_that_names_the_separator_is_obeyed(admin: Journey) -> None:
    assert admin.bring("sep=;\r\n" + HEADER + "1;Ana Conceição;03/11/2026 10:00;1\r\n")["counts"]["created"] == 1


def test_a_call_that_crosses_midnight_ends_the_next_day(admin: Journey) -> None:
    content = "Id;Atendente;Data;Hora;Fim\n1;Ana Conceição;03/11/2026;23:58:30;00:03:10\n"
    admin.bring(content)
    (call,) = admin.client.get("/api/calls").get_json()["items"]
    assert (call["ended_at"], call["duration_seconds"]) == ("2026-11-04T03:03:10Z", 280)


def test_unanswered_rows_with_empty_measures_come_in_or_stay_out_as_chosen(admin: Journey) -> None:
    content = (
        "Call Id,Agent,Date,Time,Topic,Answered (Y/N),Resolved,Speed of answer in seconds,AvgTalkDuration\n"
        "ID0001,Ana Conceição,2026-11-01,9:12:58,Outros,Y,Y,109,00:02:23\n"
        "ID0002,Ana Conceição,2026-11-01,9:12:59,Outros,N,N,,\n"
    )
    made = admin.upload(content)
    assert made["mapping"] == {
        "external_id": 0,
        "operator": 1,
        "date": 2,
        "time": 3,
        "category": 4,
        "answered": 5,
        "status": 6,
        "duration_seconds": 8,
    }
    assert admin.check(made)["counts"]["good"] == 2
    admin.put(made, options={"unanswered": "skip"})
    made = admin.check(made)
    assert (made["counts"]["good"], made["counts"]["skipped"], made["counts"]["rejected"]) == (1, 1, 0)
    assert admin.commit(made)["counts"]["created"] == 1
    (call,) = admin.client.get("/api/calls").get_json()["items"]
    assert (call["status"], call["duration_seconds"]) == ("resolved", 143)


def test_an_hour_that_did_not_exist_is_warned_of_and_taken(admin: Journey) -> None:
    made = admin.check(admin.upload(HEADER + "1;Ana Conceição;04/11/2018 00:30;1\n"))
    assert [(p["rule"], p["is_warning"]) for p in admin.problems(made)] == [("time-gap", True)]
    assert admin.commit(made)["counts"]["created"] == 1


def test_durations_in_fractions_of_a_day_are_recognised(admin: Journey) -> None:
    made = admin.upload(HEADER + "1;Ana Conceição;03/11/2026;0,0016550926\n2;Ana Conceição;03/11/2026;0,5\n")
    assert made["options"]["duration_unit"] == "day_fraction"
    admin.commit(admin.check(made))
    calls = admin.client.get("/api/calls?sort=duration_seconds").get_json()["items"]
    assert [call["duration_seconds"] for call in calls] == [143, 43_200]


def kept_files(config: Config) -> set[Path]:
    """Everything in the storage that the tests of this run share."""
    return {path for path in Path(config.home, "files").rglob("*") if path.is_file()}


def test_a_file_over_the_limit_is_refused(cast: Cast, config: Config, database: Database) -> None:
    before = kept_files(config)
    app = assemble(replace(config, max_upload_bytes=2_000), database)
    answer = send(signed_in_client(app, database, cast.admin), CALLS * 20)
    assert (answer.status_code, answer.get_json()["type"]) == (413, "/problems/body-too-large")
    assert kept_files(config) <= before


def test_what_is_refused_leaves_no_file_behind(admin: Journey, config: Config) -> None:
    before = kept_files(config)
    send(admin.client, "olá\ntudo bem\n")
    assert kept_files(config) <= before
