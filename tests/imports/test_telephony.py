"""What Asterisk and FreeSWITCH write becomes one call a conversation."""

from __future__ import annotations

from typing import Any

from monitoria.imports.rules import telephony
from monitoria.imports.rules.options import FileFormat
from monitoria.imports.rules.telephony import extension, join_legs
from tests.support.imports import Journey, decide
from tests.support.people import Cast

# A queue rings two agents; the second answers. Another call comes between its legs.
CDR = (
    '"","1133334444","600","from-trunk","""Maria"" <1133334444>","SIP/tronco-00000001","SIP/1001-00000002","Queue",'
    '"suporte,t","2026-11-03 08:00:00","","2026-11-03 08:00:20","20","0","NO ANSWER","DOCUMENTATION","171.1","","",'
    '"171.1","1"\n'
    '"","1001","11988887777","from-internal","""Ana"" <1001>","SIP/1001-00000009","SIP/tronco-0000000a","Dial",'
    '"SIP/tronco/11988887777","2026-11-03 08:00:10","2026-11-03 08:00:15","2026-11-03 08:01:15","65","60","ANSWERED",'
    '"DOCUMENTATION","171.9","","","171.9","9"\n'
    '"","1133334444","600","from-trunk","""Maria"" <1133334444>","SIP/tronco-00000001","SIP/1002-00000003","Queue",'
    '"suporte,t","2026-11-03 08:00:00","2026-11-03 08:00:25","2026-11-03 08:03:25","205","180","ANSWERED",'
    '"DOCUMENTATION","171.1","","","171.1","2"\n'
)
QUEUE_LOG = """1793686000|NONE|NONE|NONE|QUEUESTART|
1793686400|171.1|suporte|NONE|ENTERQUEUE||1133334444|1
1793686405|171.2|suporte|NONE|ENTERQUEUE||2122223333|2
1793686410|171.1|suporte|SIP/1001|RINGNOANSWER|5000
1793686420|171.1|suporte|SIP/1002|CONNECT|20|171.5|3
1793686440|171.2|suporte|NONE|ABANDON|1|2|35
1793686600|171.1|suporte|SIP/1002|COMPLETECALLER|20|180|1
"""
FREESWITCH = (
    '"Maria","1133334444","1002","default","2026-11-03 08:00:00","2026-11-03 08:00:05","2026-11-03 08:02:05","125",'
    '"120","NORMAL_CLEARING","0b1d1b2e-1111-4c3e-9d9e-000000000001","","","PCMU","PCMU"\n'
    '"Ana","1001","11988887777","default","2026-11-03 09:00:00","","2026-11-03 09:00:20","20","0","NO_ANSWER",'
    '"0b1d1b2e-1111-4c3e-9d9e-000000000002","","","PCMU","PCMU"\n'
)


def _bring(admin: Journey, cast: Cast, content: str, **fields: str) -> list[dict[str, Any]]:
    made = admin.check(admin.upload(content, "Master.csv", **fields))
    people = {"1001": cast.ana, "1002": cast.bruno}
    decisions = [
        decide(value, "map", target=str(people[value["value"]].id))
        if value["value"] in people
        else decide(value, "reject" if value["field"] == "operator" else "create")
        for value in made["unknown_values"]
    ]
    if decisions:
        admin.put(made, decisions=decisions)
    admin.commit(made)
    calls = admin.client.get("/api/calls?sort=started_at").get_json()["items"]
    wanted = ("external_id", "operator_name", "duration_seconds", "customer_phone", "ended_at", "source")
    return [{name: call[name] for name in wanted} for call in calls]


def test_legs_of_an_asterisk_call_are_one_call(admin: Journey, cast: Cast) -> None:
    assert _bring(admin, cast, CDR) == [
        {
            "external_id": "171.1",
            "operator_name": cast.bruno.full_name,
            "duration_seconds": 180,
            "customer_phone": "••••••4444",
            "ended_at": "2026-11-03T11:03:25Z",
            "source": "asterisk",
        },
        {
            "external_id": "171.9",
            "operator_name": cast.ana.full_name,
            "duration_seconds": 60,
            "customer_phone": "•••••••7777",
            "ended_at": "2026-11-03T11:01:15Z",
            "source": "asterisk",
        },
    ]


def test_the_events_of_a_queue_are_calls(admin: Journey, cast: Cast) -> None:
    (answered,) = _bring(admin, cast, QUEUE_LOG, preset="asterisk-queue-log")
    assert (answered["external_id"], answered["operator_name"]) == ("171.1", cast.bruno.full_name)
    assert (answered["duration_seconds"], answered["customer_phone"]) == (180, "••••••4444")


def test_freeswitch_records_are_calls(admin: Journey, cast: Cast) -> None:
    calls = _bring(admin, cast, FREESWITCH)
    assert [(c["operator_name"], c["duration_seconds"], c["customer_phone"], c["source"]) for c in calls] == [
        (cast.bruno.full_name, 120, "••••••4444", "freeswitch"),
        (cast.ana.full_name, 20, "•••••••7777", "freeswitch"),
    ]


def test_old_records_without_identifiers_are_calls_of_one_leg(admin: Journey, cast: Cast) -> None:
    lines = [",".join(line.split(",")[:-5]) for line in CDR.splitlines()]
    assert len(_bring(admin, cast, "\n".join(lines) + "\n")) == 3


def test_a_file_of_another_format_is_refused(admin: Journey) -> None:
    from tests.support.imports import send  # noqa: PLC0415

    answer = send(admin.client, QUEUE_LOG, preset="asterisk-cdr")
    assert (answer.status_code, answer.get_json()["errors"][0]["rule"]) == (422, "format")


def test_who_is_on_a_channel() -> None:
    names = ("SIP/1001-00000a2f", "PJSIP/1001-0000ab12", "Agent/1001", "Local/1001@fila-0000001b;1", "1001")
    assert {extension(name) for name in names} == {"1001"}
    assert extension("Ana Silva") == "Ana Silva"


def test_calls_are_given_in_the_order_of_their_first_legs_and_memory_stays_bounded(monkeypatch: Any) -> None:
    monkeypatch.setattr(telephony, "WINDOW", 5)
    lines = [f"{1793686000 + n}|{n // 2 if n % 2 else n // 2 + 1000}|q|SIP/1|CONNECT|1".split("|") for n in range(60)]
    given = list(join_legs(FileFormat.ASTERISK_QUEUE_LOG, ((n, list(line)) for n, line in enumerate(lines, 1))))
    assert [row for row, _ in given] == sorted(row for row, _ in given)
    assert len(given) == 60
